"""Composes what is on screen from tiles and boxes into plain arrays, without any window system.

The window and `ilmtool render` share every line of it. All coordinates are device pixels of the scaled
plane (`core.camera`); all images are uint8 BGRX arrays of shape (rows, cols, 4).
"""
