"""What the program can say about itself: for a report, and for whoever asks why something does not work."""
