"""The file contract: reading, writing, checking and reconciling the GeoJSON beside an image."""
