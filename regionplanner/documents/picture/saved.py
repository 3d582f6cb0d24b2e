"""A figure of matplotlib as a file: whole, and the same bytes for the same figure."""

import logging
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from regionplanner.errors import AssetError
from regionplanner.files.atomic import write_atomic
from regionplanner.files.paths import check_ending

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_DPI = 300
# The date of making is nowhere, so that the same plan is the same file.
_METADATA: Mapping[str, Mapping[str, Any]] = {
    "png": {"Software": None},
    "svg": {"Date": None, "Creator": "regionplanner"},
    "pdf": {"CreationDate": None, "Creator": "regionplanner", "Producer": None},
}
# Letters of an SVG are paths: word processors would put another font in their place. Those of a
# PDF are letters, with their font in the file: a name can be looked for.
_SETTINGS: Any = {
    "svg.hashsalt": "regionplanner",
    "svg.fonttype": "path",
    "pdf.fonttype": 42,
    "hatch.linewidth": 0.5,
    "text.hinting": "none",  # letters are as wide as they were measured
    "text.usetex": False,
    "path.simplify": False,
}


def write_figure(path: str | Path, made: "Callable[[], Figure]", *, title: str) -> None:
    """Write a figure as PNG, SVG or PDF.

    Parameters
    ----------
    path
        The file, ``.png`` (300 dots per inch), ``.svg`` or ``.pdf``; its folder is made when it
        does not exist, the file is replaced when it does.
    made
        Makes the figure, with the settings of pictures in force.
    title
        What the file says that it is.

    Raises
    ------
    AssetError
        When matplotlib is not installed.
    DataError
        When the file has another ending, or cannot be written; what was there before is still
        there.
    """
    path = Path(path)
    check_ending(path, *(f".{kind}" for kind in _METADATA))
    kind = path.suffix.lower().removeprefix(".")
    # where a home may not be written it tells at length that it keeps its fonts elsewhere
    logging.getLogger("matplotlib").setLevel(logging.ERROR)
    try:
        import matplotlib as mpl
    except ImportError:
        raise AssetError(
            "a picture needs matplotlib, which is not installed; matplotlib 3.9 or later is "
            "expected; run pip install 'regionplanner[static]'"
        ) from None
    metadata = dict(_METADATA[kind])
    if kind != "png":
        metadata["Title"] = title
    content = BytesIO()
    with mpl.rc_context():  # everything is as it was afterwards
        mpl.rcdefaults()  # whatever a matplotlibrc says
        mpl.rcParams.update(_SETTINGS)
        made().savefig(content, format=kind, dpi=_DPI, metadata=metadata)
    write_atomic(path, content.getvalue())
