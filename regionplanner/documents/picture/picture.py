"""write_picture: a plan as a page to print or to put into an official document."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from regionplanner.data.check import drawable
from regionplanner.data.municipalities import Municipalities
from regionplanner.documents.drawing.paper import Paper, paper
from regionplanner.documents.picture.saved import write_figure
from regionplanner.maps.colour import plan_colours
from regionplanner.maps.payload import later_units
from regionplanner.plan.plan import Plan
from regionplanner.words.about import approximations, fingerprint, source_title, summary_text
from regionplanner.words.language import Language
from regionplanner.words.nouns import spoken
from regionplanner.words.plain import plain
from regionplanner.words.sentences import day, number, proof_sentence
from regionplanner.words.text import words_in

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from regionplanner.documents.picture.printed_map import PrintedMap
    from regionplanner.documents.picture.printed_page import Kind, Listed

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
        Language of the words.
    title
        What stands above the map; None for a general title.
    colours
        Colour (``"#rrggbb"``) by region code; None for those of a map page of this plan.

    Raises
    ------
    AssetError
        When matplotlib is not installed.
    DataError
        When the file has another ending, or cannot be written; what was there before is still
        there.

    Notes
    -----
    The same plan and data give the same bytes, with the same version of matplotlib.
    """
    municipalities = drawable(municipalities)
    language = spoken(language, municipalities)
    words = words_in(language)
    heading = words["title"] if title is None else plain(title)

    def made() -> "Figure":
        drawn = paper(municipalities, tolerance_m=_TOLERANCE_M)
        fills = plan_colours([plan], municipalities)[0] if colours is None else colours
        return _figure(drawn, plan, municipalities, fills, heading, language)

    write_figure(path, made, title=heading)


def _figure(
    drawn: Paper,
    plan: Plan,
    municipalities: Municipalities,
    colours: Mapping[str, str],
    heading: str,
    language: Language,
) -> "Figure":
    """Return the page. Not by pyplot, whose figures are shared by all that runs."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    from regionplanner.documents.picture import printed_page as page
    from regionplanner.documents.picture.printed_map import Frame, draw_map

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
    listable = page.has_list(len(plan), list_frame)
    shown = _shown(drawn, plan, municipalities, colours, words["brussels_short"], numbered=listable)
    told = draw_map(axes, shown, Frame(page.MARGIN, 30, width, 113))
    entries = list(_legend(drawn, plan, municipalities, words))
    end = page.draw_legend(axes, entries, Frame(page.MARGIN, 149, 68, 34))
    page.draw_scale_bar(axes, told.metres_per_mm, (page.MARGIN + 0.5, end + 4))
    listed = list(_listed(plan, colours, told.numbers, language))
    page.draw_list(axes, listed, words["picture_list"], list_frame)
    page.write_foot(axes, list(_foot(plan, municipalities, language)))
    return figure


def _shown(
    drawn: Paper,
    plan: Plan,
    municipalities: Municipalities,
    colours: Mapping[str, str],
    hole_name: str,
    *,
    numbered: bool,
) -> "PrintedMap":
    from regionplanner.documents.picture.printed_map import PrintedMap

    parents = municipalities.frame.groupby("reference_region", sort=True).groups
    return PrintedMap(
        paper=drawn,
        plan=plan,
        colours=colours,
        parents={str(code): tuple(map(str, units)) for code, units in parents.items()},
        later=later_units(plan, municipalities),
        hole_name=hole_name,
        numbered=numbered,
    )


def _listed(
    plan: Plan, colours: Mapping[str, str], numbers: frozenset[str], language: Language
) -> "Iterator[Listed]":
    """Yield the regions as they are in the list, with a number where the map has one."""
    from regionplanner.documents.picture.printed_map import pale
    from regionplanner.documents.picture.printed_page import Listed

    for n, region in enumerate(plan, 1):
        title = region.title(language)
        yield Listed(
            fill=pale(colours[region.code]),
            title=f"{n}. {title}" if str(n) in numbers else title,
            count=number(len(region.members), language),
        )


def _legend(
    drawn: Paper, plan: Plan, municipalities: Municipalities, words: Mapping[str, str]
) -> "Iterator[tuple[Kind, str]]":
    yield "unit", words["legend_unit"]
    yield "region", words["legend_region"]
    yield "parent", words["legend_parent"]
    if drawn.links:
        names, both = municipalities.frame["name"], f" {words['and']} "
        pairs = (both.join(plain(names[nis]) for nis in pair) for pair in drawn.links)
        yield "link", words["legend_link"].format(links=", ".join(pairs))
    later = later_units(plan, municipalities)
    if later:
        yield "later", words["legend_later"]
    if len(plan.assignment) + len(later) < len(municipalities.frame):
        yield "outside", words["legend_outside"]


def _foot(plan: Plan, municipalities: Municipalities, language: Language) -> Iterator[str]:
    words, source = words_in(language), municipalities.source
    told = [words["legend_colour"], *approximations(municipalities, language)]
    yield f"{words['status']}. {' '.join(told)}"
    attribution = source.attribution or source_title(source, language)
    boundaries, figures = source.boundaries_date, source.figures_date
    parts = [
        words["source"].format(attribution=attribution),
        source.licence,
        words["boundaries_short"].format(date=day(boundaries, language)) if boundaries else "",
        words["figures_short"].format(date=day(figures, language)) if figures else "",
        f"{words['fingerprint']} {fingerprint(plan)}" if fingerprint(plan) else "",
    ]
    yield " · ".join(part for part in parts if part)
