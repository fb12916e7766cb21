"""The demo: an invented launch site, imaged twice, made on the spot."""

from ilmtool.demo.pair import DemoPair, write_demo

__all__ = ["DemoPair", "write_demo"]
