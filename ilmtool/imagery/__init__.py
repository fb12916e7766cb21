"""Pixels: readers, tiles, stretch, placement on the ground, and when an image was taken."""

from ilmtool.imagery.no_network import skip_network_drivers

skip_network_drivers()
