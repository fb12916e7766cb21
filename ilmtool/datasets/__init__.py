"""Labelled datasets: boxes of many sidecars for those who train detectors, and back.

One module a format, none knows another: writers in `formats`, readers in `importers`. The rest is shared:
which sidecars, which objects, which pixels, which split, and the manifest that says what was done.
"""
