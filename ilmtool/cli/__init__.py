"""Every capability without a window."""
