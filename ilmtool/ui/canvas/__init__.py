"""Shows both dates and turns the mouse into gestures."""
