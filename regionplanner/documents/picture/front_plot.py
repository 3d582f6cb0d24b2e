"""The trade-off front of two criteria as a picture: the plans as points."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from regionplanner.criteria.registry import CRITERIA, CriterionName
from regionplanner.documents.picture.saved import write_figure
from regionplanner.program.front import Front
from regionplanner.words.criteria import criterion_unit, criterion_word
from regionplanner.words.language import Language
from regionplanner.words.sentences import number
from regionplanner.words.text import words_in

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_SIZE = (7.2, 5.0)  # inches
_INK, _GREY, _POINT = "#1f2933", "#616e7c", "#0b4f8a"


def write_front_plot(
    path: str | Path,
    front: Front,
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
        Language of the words.
    units
        Unit by criterion (`criterion_units`); those of straight lines when None.

    Raises
    ------
    AssetError
        When matplotlib is not installed.
    DataError
        When the file has another ending, or cannot be written.
    """
    words = words_in(language)
    names = {c: criterion_word(c, "axis", language) for c in (front.first, front.second)}
    title = words["front_title"].format(
        first=names[front.first], second=names[front.second].lower()
    )
    axis_names = {c: f"{name} ({_unit(c, language, units or {})})" for c, name in names.items()}
    write_figure(path, lambda: _figure(front, title, axis_names, language), title=title)


def _unit(criterion: CriterionName, language: Language, units: Mapping[CriterionName, str]) -> str:
    unit = criterion_unit(criterion, language, part="axis_unit")
    return unit if CRITERIA[criterion].way is None else units.get(criterion, unit)


def _figure(
    front: Front, title: str, axis_names: Mapping[CriterionName, str], language: Language
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
