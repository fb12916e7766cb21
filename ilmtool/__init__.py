"""ilmtool: annotate what changed between two satellite images, with evidence."""

PROGRAM = "ilmtool"
__version__ = "0.1.0"
