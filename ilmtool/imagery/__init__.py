"""Pixels: readers, tiles, stretch, placement on the ground, and when an image was taken."""
