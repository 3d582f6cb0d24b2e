"""What one region more or less would bring, by reference region."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from regionplanner.documents.marked import listed, named, said
from regionplanner.documents.measured import MeasuredPlan
from regionplanner.documents.numbers import NONE, fixed, percent, signed
from regionplanner.files.run_record import CurvePoint
from regionplanner.naming import parent_names
from regionplanner.words.language import Language
from regionplanner.words.sentences import number
from regionplanner.words.text import words_in

_PLACES = 1


@dataclass(frozen=True, slots=True)
class Step:
    """What another number of regions would bring.

    Attributes
    ----------
    difference, share
        How much more the objective is, and in percent; a dash where there is no such plan.
    width
        Size of the difference, as a share of the largest one of all.
    worse
        Whether the objective is more: less is better.
    """

    difference: str
    share: str
    width: float
    worse: bool


@dataclass(frozen=True, slots=True)
class CurveRow:
    """A reference region and what one region more or less would bring.

    Attributes
    ----------
    name
        Of the reference region.
    regions, objective
        Its number of regions, and the objective.
    less, more
        With one region less and with one more.
    """

    name: Markup
    regions: str
    objective: str
    less: Step
    more: Step


def unproven(point: CurvePoint) -> bool:
    """Return whether a better plan with this number of regions is not ruled out.

    Parameters
    ----------
    point
        Of a curve.
    """
    return point.objective is not None and point.objective != point.bound


def curve_rows(measured: MeasuredPlan, language: Language) -> list[CurveRow]:
    """Return what one region more or less would bring in each reference region, and in all.

    Parameters
    ----------
    measured
        A plan with the record of its run; without one nothing is known.
    language
        Decides the signs.

    Returns
    -------
    list of CurveRow
        By reference region; the last one is all of them together.
    """
    if measured.record is None:
        return []
    names = {code: name for code, (_, name) in parent_names(measured.municipalities).items()}
    curves = [
        (named(names.get(code, code), code), points)
        for code, points in measured.record.parent_curves.items()
    ]
    curves.append((Markup("{}").format(words_in(language)["report_all"]), measured.record.curve))
    found = [(name, _around(points)) for name, points in curves if len(points) > 1]
    largest = max((abs(d) for _, around in found for d in _differences(around)), default=0.0)
    return [
        CurveRow(
            name=name,
            regions=number(here.regions, language),
            objective=_marked(fixed(here.objective or 0.0, _PLACES, language), here),
            less=_step(here, less, largest, language),
            more=_step(here, more, largest, language),
        )
        for name, around in found
        if around is not None
        for less, here, more in [around]
    ]


def lonely_parents(measured: MeasuredPlan, language: Language) -> Markup:
    """Return a sentence on the reference regions without another number of regions.

    Parameters
    ----------
    measured
        A plan with the record of its run.
    language
        Language of the sentence.

    Returns
    -------
    Markup
        Empty where every one has another number.
    """
    if measured.record is None:
        return Markup("")
    names = parent_names(measured.municipalities)
    lonely = [
        named(names[code][1] if code in names else code, code)
        for code, points in measured.record.parent_curves.items()
        if len(points) == 1
    ]
    if not lonely:
        return Markup("")
    return said("report_curve_lonely", language, parents=listed(lonely, language))


_Around = tuple[CurvePoint | None, CurvePoint, CurvePoint | None]


def _around(points: Sequence[CurvePoint]) -> _Around | None:
    """Return the point of the plan with those before and after it."""
    here = next((point for point in points if point.chosen), None)
    if here is None or here.objective is None:
        return None
    by_number = {point.regions: point for point in points if point.objective is not None}
    return by_number.get(here.regions - 1), here, by_number.get(here.regions + 1)


def _differences(around: _Around | None) -> list[float]:
    if around is None:
        return []
    less, here, more = around
    return [
        (point.objective or 0.0) - (here.objective or 0.0)
        for point in (less, more)
        if point is not None
    ]


def _step(here: CurvePoint, there: CurvePoint | None, largest: float, language: Language) -> Step:
    if there is None or there.objective is None or here.objective is None:
        return Step(NONE, "", 0.0, worse=False)
    difference = there.objective - here.objective
    share = percent(difference / abs(here.objective), language, sign=True) if here.objective else ""
    return Step(
        difference=_marked(signed(difference, _PLACES, language), there, here),
        share=share,
        width=abs(difference) / largest if largest else 0.0,
        worse=difference > 0,
    )


def _marked(text: str, *points: CurvePoint) -> str:
    return f"{text}*" if any(unproven(point) for point in points) else text
