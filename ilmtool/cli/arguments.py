"""Arguments that several commands take alike."""

from __future__ import annotations

import argparse

from ilmtool.imagery.address import place_of


def add_pair(parser: argparse.ArgumentParser) -> None:
    """BEFORE and AFTER, as `Place`s in `before` and `after`."""
    parser.add_argument("before", metavar="BEFORE", type=place_of, help="earlier image: file, FILE#N or URL")
    parser.add_argument("after", metavar="AFTER", type=place_of, help="later image")
