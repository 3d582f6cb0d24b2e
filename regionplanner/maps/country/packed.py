"""Values packed for a page: whole numbers in few bytes, deflated, in base 64."""

import base64
import json
import zlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from regionplanner.maps.topology import Ints, Topology

_LEVEL = 9


def packed(content: bytes) -> str:
    """Return bytes as text that a page can hold and `DecompressionStream` opens (RFC 1950).

    Parameters
    ----------
    content
        Any bytes.
    """
    return base64.b64encode(zlib.compress(content, _LEVEL)).decode("ascii")


def packed_values(values: object) -> str:
    """Return plain values as packed JSON.

    Parameters
    ----------
    values
        Dictionaries, lists, texts and numbers.
    """
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return packed(text.encode())


def topology_bytes(shapes: Topology, n_shapes: int) -> bytes:
    """Return a topology as a stream of whole numbers.

    Parameters
    ----------
    shapes
        Arcs and rings.
    n_shapes
        How many polygons it has, those without rings too.

    Returns
    -------
    bytes
        Numbers of polygons, rings, arcs, points and arcs of rings; then, each as a column:
        points of each arc; both sides of each arc, the first as the step from the arc before, the
        second as the step from the first; steps from point to point, east and south in turn; rings
        of each polygon; arcs of each ring; and the arcs of rings as the step from the one before,
        doubled, plus one where it is backwards.
    """
    arcs = np.where(shapes.refs < 0, ~shapes.refs, shapes.refs)
    steps = np.diff(shapes.points, axis=0, prepend=np.zeros((1, 2), dtype=np.int64))
    sizes = [
        n_shapes,
        len(shapes.ring_of),
        len(shapes.sides),
        len(shapes.points),
        len(shapes.refs),
    ]
    columns: Sequence[Ints] = (
        np.array(sizes, dtype=np.int64),
        np.diff(shapes.first),
        _signed(np.diff(shapes.sides[:, 0], prepend=0)),
        _signed(shapes.sides[:, 1] - shapes.sides[:, 0]),
        _signed(steps.ravel()),
        np.bincount(shapes.ring_of, minlength=n_shapes),
        np.diff(shapes.ring_first),
        _signed(np.diff(arcs, prepend=0)) * 2 + (shapes.refs < 0),
    )
    return b"".join(map(number_bytes, columns))


def number_bytes(numbers: Ints) -> bytes:
    """Return whole numbers, 0 or more, in seven bits a byte (LEB128).

    Parameters
    ----------
    numbers
        Below two to the power 56.
    """
    values = numbers.astype(np.uint64)
    n_bytes = np.ones(len(values), dtype=np.int64)
    for bits in range(7, 56, 7):
        n_bytes += values >= np.uint64(1) << np.uint64(bits)
    ends = np.cumsum(n_bytes)
    stream: NDArray[np.uint8] = np.empty(int(ends[-1]) if len(ends) else 0, dtype=np.uint8)
    for place in range(int(n_bytes.max(initial=0))):
        there = n_bytes > place
        part = (values[there] >> np.uint64(7 * place)).astype(np.uint8) & 0x7F
        more = (n_bytes[there] > place + 1).astype(np.uint8) << 7
        stream[(ends - n_bytes)[there] + place] = part | more
    return stream.tobytes()


def _signed(numbers: Ints) -> Ints:
    """Return whole numbers of either sign as ones of 0 or more: 0, -1, 1, -2, ..."""
    return np.where(numbers < 0, -2 * numbers - 1, 2 * numbers)
