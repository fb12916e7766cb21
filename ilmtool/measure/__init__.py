"""Measuring on the ground: distances, areas, heights from shadows, and coordinates as people write them.

WGS 84 throughout. Nothing here knows pixels or the window; `session.measuring` brings both together.
"""
