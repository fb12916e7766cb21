"""The few shapes of well-known text that datasets write: POLYGON and MULTIPOLYGON, by shapely."""

from __future__ import annotations

from ilmtool.core.geometry import Ring


def polygons_of(text: str) -> list[tuple[Ring, tuple[Ring, ...]]]:
    """Exterior and holes of each polygon.

    Raises
    ------
    ValueError
        Not well-known text, or no area.
    """
    import shapely

    try:
        geometry = shapely.from_wkt(text)
    except shapely.errors.ShapelyError as error:
        raise ValueError(str(error)) from error
    parts = [
        part for part in shapely.get_parts(geometry) if part.geom_type == "Polygon" and not part.is_empty
    ]
    if not parts:
        raise ValueError(f"a {getattr(geometry, 'geom_type', 'geometry')} has no area")
    return [
        (
            tuple((float(x), float(y)) for x, y, *_ in part.exterior.coords),
            tuple(tuple((float(x), float(y)) for x, y, *_ in hole.coords) for hole in part.interiors),
        )
        for part in parts
    ]
