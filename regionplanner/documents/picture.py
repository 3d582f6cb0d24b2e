"""Plans and fronts as pictures to print: files that are the same for the same plan."""

import logging
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from regionplanner.choice import Language
from regionplanner.criteria.registry import CRITERIA, CriterionName
from regionplanner.data.check import drawable
from regionplanner.data.municipalities import Municipalities
from regionplanner.documents.canvas import Canvas, canvas, parent_members
from regionplanner.errors import AssetError
from regionplanner.files.atomic import write_atomic
from regionplanner.files.paths import check_ending
from regionplanner.maps.colour import pale, plan_colours
from regionplanner.plan.plan import Plan, expect_members, later_units, linked_units
from regionplanner.words.about import (
    approximations,
    data_dates,
    fingerprint,
    linked_names,
    source_credit,
    summary_text,
)
from regionplanner.words.nouns import spoken
from regionplanner.words.sentences import (
    criterion_unit,
    criterion_word,
    number,
    proof_sentence,
)
from regionplanner.words.text import plain, words_in

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from regionplanner.documents.printed_page import Kind, Listed
    from regionplanner.program.front import Front


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


_TOLERANCE_M = 40.0  # finer than a printed line
_MM = 1 / 25.4


def write_picture(
    path: str | Path,
    plan: Plan,
    municipalities: Municipalities,
    *,
    language: Language = "nl",
    title: str | None = None,
    colours: Mapping[str, str] | None = None,
) -> None:
    """Write a plan as a page of A4: a map with a legend, the regions and the sources.

    Parameters
    ----------
    path
        The file, ``.png`` (300 dots per inch), ``.svg`` or ``.pdf``; its folder is made when it
        does not exist, the file is replaced when it does.
    plan
        The regions. Units outside them are grey, or hatched where its scenario leaves them for
        later.
    municipalities
        Its units.
    language
        ``"nl"`` or ``"en"``.
    title
        What stands above the map; None for a general title.
    colours
        Colour (``"#rrggbb"``) by region code; None for those of a map page of this plan.

    Raises
    ------
    AssetError
        When matplotlib is not installed.
    DataError
        When the plan names units that the data do not have, or the file has another ending or
        cannot be written; what was there before is still there.
    ValueError
        When the language is not known.

    Notes
    -----
    The same plan and data give the same bytes, with the same version of matplotlib.
    """
    expect_members(plan, municipalities)
    municipalities = drawable(municipalities)
    language = spoken(language, municipalities)
    words = words_in(language)
    heading = words["title"] if title is None else plain(title)

    def made() -> "Figure":
        links = linked_units([plan], municipalities)
        drawn = canvas(municipalities, links, tolerance_m=_TOLERANCE_M)
        fills = plan_colours([plan], municipalities)[0] if colours is None else colours
        return _page_figure(drawn, plan, municipalities, fills, heading, language)

    write_figure(path, made, title=heading)


def _page_figure(
    drawn: Canvas,
    plan: Plan,
    municipalities: Municipalities,
    colours: Mapping[str, str],
    heading: str,
    language: Language,
) -> "Figure":
    """Return the page. Not by pyplot, whose figures are shared by all that runs."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    from regionplanner.documents import printed_page as page
    from regionplanner.documents.printed_page import Frame, PrintedMap, draw_map

    words = words_in(language)
    figure = Figure(figsize=(page.WIDTH * _MM, page.HEIGHT * _MM), facecolor="white")
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0, 0, 1, 1), frameon=False)
    axes.set(xlim=(0, page.WIDTH), ylim=(page.HEIGHT, 0), xticks=[], yticks=[])
    sentences = f"{summary_text(plan, municipalities, language)}. "
    sentences += proof_sentence(plan.proof, language)
    page.write_head(axes, heading, words["status"], sentences)
    width = page.WIDTH - 2 * page.MARGIN
    list_frame = Frame(81, 148, width - 71, 43)
    shown = PrintedMap(
        canvas=drawn,
        plan=plan,
        colours=colours,
        parents=parent_members(municipalities),
        later=later_units(plan, municipalities),
        hole_name=words["brussels_short"],
        numbered=page.has_list(len(plan), list_frame),
    )
    drawn_map = draw_map(axes, shown, Frame(page.MARGIN, 30, width, 113))
    entries = list(_legend(drawn, plan, municipalities, language))
    end = page.draw_legend(axes, entries, Frame(page.MARGIN, 149, 68, 34))
    page.draw_scale_bar(axes, drawn_map.metres_per_mm, (page.MARGIN + 0.5, end + 4))
    listed = list(_listed(plan, colours, drawn_map.numbers, language))
    page.draw_list(axes, listed, words["picture_list"], list_frame)
    page.write_foot(axes, list(_foot(plan, municipalities, language)))
    return figure


def _listed(
    plan: Plan, colours: Mapping[str, str], numbers: frozenset[str], language: Language
) -> "Iterator[Listed]":
    """Yield the regions as they are in the list, with a number where the map has one."""
    from regionplanner.documents.printed_page import Listed

    for n, region in enumerate(plan, 1):
        title = region.title(language)
        yield Listed(
            fill=pale(colours[region.code]),
            title=f"{n}. {title}" if str(n) in numbers else title,
            count=number(len(region.members), language),
        )


def _legend(
    drawn: Canvas, plan: Plan, municipalities: Municipalities, language: Language
) -> "Iterator[tuple[Kind, str]]":
    words = words_in(language)
    yield "unit", words["legend_unit"]
    yield "region", words["legend_region"]
    yield "parent", words["legend_parent"]
    if drawn.links:
        links = linked_names(drawn.links, municipalities, language)
        yield "link", words["legend_link"].format(links=links)
    later = later_units(plan, municipalities)
    if later:
        yield "later", words["legend_later"]
    if len(plan.assignment) + len(later) < len(municipalities.frame):
        yield "outside", words["legend_outside"]


def _foot(plan: Plan, municipalities: Municipalities, language: Language) -> Iterator[str]:
    words, source = words_in(language), municipalities.source
    notes = [words["legend_colour"], *approximations(municipalities, language)]
    yield f"{words['status']}. {' '.join(notes)}"
    parts = [
        source_credit(source, language),
        source.licence,
        *data_dates(source, language),
        f"{words['fingerprint']} {fingerprint(plan)}" if fingerprint(plan) else "",
    ]
    yield " · ".join(part for part in parts if part)


_SIZE = (7.2, 5.0)  # inches
_INK, _GREY, _POINT = "#1f2933", "#616e7c", "#0b4f8a"


def write_front_plot(
    path: str | Path,
    front: "Front",
    *,
    language: Language = "nl",
    units: Mapping[CriterionName, str] | None = None,
) -> None:
    """Write the plot of a front: a point a plan, joined by steps below which there is no plan.

    Parameters
    ----------
    path
        The file, ``.png``, ``.svg`` or ``.pdf``.
    front
        What is drawn; the first criterion is up, the second across.
    language
        ``"nl"`` or ``"en"``.
    units
        Unit by criterion (`criterion_units`); those of straight lines when None.

    Raises
    ------
    AssetError
        When matplotlib is not installed.
    DataError
        When the file has another ending, or cannot be written; what was there before is still
        there.
    ValueError
        When the language is not known.
    """
    words = words_in(language)
    names = {c: criterion_word(c, "axis", language) for c in (front.first, front.second)}
    title = words["front_title"].format(
        first=names[front.first], second=names[front.second].lower()
    )
    axis_names = {c: f"{name} ({_unit(c, language, units or {})})" for c, name in names.items()}
    write_figure(path, lambda: _front_figure(front, title, axis_names, language), title=title)


def _unit(criterion: CriterionName, language: Language, units: Mapping[CriterionName, str]) -> str:
    unit = criterion_unit(criterion, language, part="axis_unit")
    return unit if CRITERIA[criterion].way is None else units.get(criterion, unit)


def _front_figure(
    front: "Front", title: str, axis_names: Mapping[CriterionName, str], language: Language
) -> "Figure":
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=_SIZE, facecolor="white", layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    across = [point.second for point in front.points]
    up = [point.first for point in front.points]
    bounds = [point.bound for point in front.points]
    limits = [point.most for point in front.points]
    axes.step(limits, bounds, where="post", color=_GREY, linewidth=1)
    axes.plot(across, up, "o", color=_POINT, markersize=7)
    for n, (x, y) in enumerate(zip(across, up, strict=True), start=1):
        axes.annotate(str(n), (x, y), (6, 6), textcoords="offset points", color=_INK, fontsize=9)
    axes.set_title(title, loc="left", color=_INK, fontsize=12, fontweight="bold")
    axes.set_xlabel(axis_names[front.second], color=_INK)
    axes.set_ylabel(axis_names[front.first], color=_INK)
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter(lambda value, _: number(value, language))
    axes.margins(0.06)
    axes.spines[["top", "right"]].set_visible(False)
    axes.grid(visible=True, color="#e4e7eb", linewidth=0.8)
    axes.set_axisbelow(True)
    figure.supxlabel(words_in(language)["front_proven"], color=_GREY, fontsize=9, x=0.01, ha="left")
    return figure
