"""Shapes as SVG path data: whole numbers, relative, as short as they can be."""

from collections.abc import Iterable, Iterator

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


def path_data(shape: BaseGeometry) -> str:
    """Return a polygon or line, or many, as the ``d`` of a path; empty when nothing is left.

    Parameters
    ----------
    shape
        In units of the drawing; coordinates are rounded to whole numbers.
    """
    parts = shapely.get_parts(shape)
    return "".join(piece for part in parts for piece in _pieces(part))


def inside(shape: BaseGeometry, box: Box) -> BaseGeometry:
    """Return what lies inside a box, so that nothing that is not seen takes bytes.

    Parameters
    ----------
    shape
        Polygons or lines.
    box
        Where to cut.
    """
    left, top, right, bottom = shape.bounds
    if left >= box[0] and top >= box[1] and right <= box[2] and bottom <= box[3]:
        return shape
    clipped = shapely.clip_by_rect(shape, *box)
    return shapely.line_merge(clipped) if shape.geom_type.endswith("LineString") else clipped


def _pieces(part: BaseGeometry) -> Iterator[str]:
    if part.geom_type == "Polygon":
        for ring in shapely.get_rings(part):
            yield _stroke(shapely.get_coordinates(ring)[:-1], closed=True)
    elif part.geom_type in {"LineString", "LinearRing"}:
        points = shapely.get_coordinates(part)
        is_ring = len(points) > 3 and bool((points[0] == points[-1]).all())
        yield _stroke(points[:-1] if is_ring else points, closed=is_ring)


def _stroke(points: NDArray[np.float64], *, closed: bool) -> str:
    whole = np.round(points).astype(int)
    steps = np.diff(whole, axis=0)
    steps = steps[(steps != 0).any(axis=1)]
    if len(steps) < (2 if closed else 1):
        return ""
    start = f"M{_numbers(whole[0].tolist())}"
    moves = _numbers(number for step in steps.tolist() for number in step)
    return f"{start}l{moves}{'z' if closed else ''}"


def _numbers(values: Iterable[int]) -> str:
    """Return numbers with a blank only where no minus sign tells them apart."""
    text = " ".join(map(str, values))
    return text.replace(" -", "-")
