"""Measured values in the units that people chose."""

from __future__ import annotations

from collections.abc import Mapping

from ilmtool.text import mark, number, tr

UNITS: Mapping[str, str] = {
    "metric": mark("Metres and kilometres"),
    "imperial": mark("Feet and miles"),
    "nautical": mark("Metres and nautical miles"),
}
"""Names of the systems by their ids. Nautical is metric up to one nautical mile."""

FOOT_M, MILE_M, NAUTICAL_MILE_M, ACRE_M2 = 0.3048, 1609.344, 1852.0, 4046.8564224


def length_text(metres: float, units: str = "metric") -> str:
    """`12.3 m`, `1.234 km`, `40.4 ft`, `0.77 mi`, `3.21 nmi`, written as the language writes numbers."""
    if units == "imperial":
        feet = metres / FOOT_M
        return f"{number(feet, ',.1f')} ft" if feet < 2640 else f"{_figures(metres / MILE_M)} mi"
    if units == "nautical" and metres >= NAUTICAL_MILE_M:
        return f"{_figures(metres / NAUTICAL_MILE_M)} nmi"
    if metres < 10:
        return f"{number(metres, '.2f')} m"
    if metres < 1000 or units == "nautical":
        return f"{number(metres, '.1f')} m"
    return f"{_figures(metres / 1000)} km"


def area_text(square_metres: float, units: str = "metric") -> str:
    """`123.4 m²`, `1.234 ha`, `5.678 km²`; feet, acres and square miles; square nautical miles."""
    if units == "imperial":
        feet = square_metres / FOOT_M**2
        if feet < 43_560:
            return f"{number(feet, ',.0f')} ft²"
        acres = square_metres / ACRE_M2
        if acres < 640:
            return tr("{number} acres", number=_figures(acres))
        return f"{_figures(square_metres / MILE_M**2)} mi²"
    if units == "nautical" and square_metres >= NAUTICAL_MILE_M**2:
        return f"{_figures(square_metres / NAUTICAL_MILE_M**2)} nmi²"
    if square_metres < 10_000:
        return f"{number(square_metres, ',.1f')} m²"
    if square_metres < 1e6:
        return f"{_figures(square_metres / 1e4)} ha"
    return f"{_figures(square_metres / 1e6)} km²"


def azimuth_text(degrees: float) -> str:
    """`087.3°`: three digits before the point, as bearings are said; never 360.0."""
    return f"{number(round(degrees, 1) % 360.0, '05.1f')}°"


def height_text(metres: float, pm: float, units: str = "metric") -> str:
    """`12.3 ± 0.8 m`: as many decimals as the plus-minus has two figures."""
    unit, factor = ("ft", 1 / FOOT_M) if units == "imperial" else ("m", 1.0)
    decimals = 2 if pm * factor < 0.095 else 1 if pm * factor < 9.5 else 0
    spec = f".{decimals}f"
    return f"{number(metres * factor, spec)} ± {number(pm * factor, spec)} {unit}"


def _figures(value: float) -> str:
    """Four figures at least, thousands parted."""
    return number(value, ",.3f" if value < 100 else ",.2f" if value < 1000 else ",.1f")


_WINDS = (
    mark("north", "direction"),
    mark("north-east", "direction"),
    mark("east", "direction"),
    mark("south-east", "direction"),
    mark("south", "direction"),
    mark("south-west", "direction"),
    mark("west", "direction"),
    mark("north-west", "direction"),
)


def wind_of(azimuth_deg: float) -> str:
    """The nearest of eight directions."""
    return tr(_WINDS[round(azimuth_deg / 45.0) % 8], "direction")
