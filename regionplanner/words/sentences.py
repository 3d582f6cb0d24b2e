"""Numbers, dates, lists, figures and criteria as people write them, and how good a plan is."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from regionplanner.choice import Language
from regionplanner.criteria.registry import CRITERIA
from regionplanner.data.figures import CHILDREN
from regionplanner.proof import Begun, Closest, Proof, Traded, gap_percent
from regionplanner.scenario import Scenario
from regionplanner.words.text import criterion_key, plain, words_in

if TYPE_CHECKING:
    from regionplanner.files.set_records import Trekker

_MONTHS: Mapping[Language, str] = {
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "en": "January February March April May June July August September October November December",
}


def number(value: float, language: Language) -> str:
    """Return a whole number with thousands separators, such as ``"35.712"`` in Dutch.

    Returns
    -------
    str
        The number as people write it.
    """
    text = f"{round(value):,}"
    return text.replace(",", ".") if language == "nl" else text


def day(iso: str, language: Language) -> str:
    """Return a date in words, such as ``"1 januari 2025"``; other texts as they are.

    Parameters
    ----------
    iso
        A date as ``YYYY-MM-DD``, or any text (``"2025"``).
    language
        Language of the month.

    Returns
    -------
    str
        The date as people write it.
    """
    try:
        date_of = date.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{date_of.day} {_MONTHS[language].split()[date_of.month - 1]} {date_of.year}"


def counted(count: int, what: Literal["units", "regions", "rules"], language: Language) -> str:
    """Return a number of things in words, such as ``"9 gemeenten"``.

    Returns
    -------
    str
        Singular for one, plural otherwise.
    """
    word = words_in(language)[f"{what}_one" if count == 1 else f"{what}_many"]
    return word.format(count=number(count, language))


def proof_sentence(proof: Proof, language: Language) -> str:
    """Return in one plain sentence how good a plan is known to be.

    Returns
    -------
    str
        A gap is rounded up: the sentence never promises more than the proof.
    """
    words, gap, within = words_in(language), proof.gap, _within(proof, language)
    if isinstance(proof.of, Closest):
        return _closest(proof, proof.of, language) + within
    if proof.status == "unproven" or gap is None:
        return words["proof_unproven"]
    key, places = f"proof_{proof.status}", {"gap": gap_text(gap, language)}
    if isinstance(proof.of, Begun):
        key = f"{key}_begun"
    elif isinstance(proof.of, Traded):
        key = f"{key}_traded"
        for place, name in (("first", proof.of.first), ("second", proof.of.second)):
            places[place] = criterion_word(name, "axis", language)
    return words[key].format(**places) + within


def gap_text(gap: float, language: Language) -> str:
    """Return how much better another answer can be at most, in percent: never rounded down."""
    return f"{decimal(float(gap_percent(gap)), language)}\N{NO-BREAK SPACE}%"


def _closest(proof: Proof, of: Closest, language: Language) -> str:
    words = words_in(language)
    if of.weight > of.least:
        return words["report_repair_bound"].format(least=decimal(of.least, language))
    cheapest = " " + words["report_repair_cheapest"] if proof.status == "optimal" else ""
    return words["report_repair_proven"] + cheapest


def _within(proof: Proof, language: Language) -> str:
    """Return among which regions that is proven, where a neighbourhood did not fit."""
    if not proof.within:
        return ""
    sizes = enumeration([f"{n} in {code}" for code, n in proof.within], language)
    return " " + words_in(language)["proof_within"].format(sizes=sizes)


def decimal(value: float, language: Language) -> str:
    """Return a number with all its decimals and no more, such as ``"0,5"`` in Dutch.

    Parameters
    ----------
    value
        The number.
    language
        Decides the signs: ``"1.000,5"`` in Dutch, ``"1,000.5"`` in English.

    Returns
    -------
    str
        The number as people write it.
    """
    text = f"{Decimal(repr(float(value))):,f}"
    text = text.rstrip("0").removesuffix(".") if "." in text else text
    return text.translate(str.maketrans(",.", ".,")) if language == "nl" else text


def enumeration(texts: Sequence[str], language: Language) -> str:
    """Return texts as a list in words, such as ``"Geel, Mol en Retie"``.

    Returns
    -------
    str
        Empty without texts.
    """
    *first, last = texts or [""]
    return f"{', '.join(first)} {words_in(language)['and']} {last}" if first else last


def size_text(scenario: Scenario, language: Language) -> str:
    """Return how many municipalities a region has, such as ``"5 tot 15 gemeenten"``."""
    least, most = scenario.min_units, scenario.max_units
    if least == most:
        return counted(least, "units", language)
    return words_in(language)["size_range"].format(
        least=number(least, language), most=number(most, language)
    )


MINUS = "\N{MINUS SIGN}"
NONE = "\N{EN DASH}"
"""Stands where there is no figure."""


def fixed(value: float, places: int, language: Language) -> str:
    """Return a number with this many decimals, such as ``"1.234,50"`` in Dutch.

    Returns
    -------
    str
        What rounds to nothing has no sign.
    """
    text = f"{abs(value):,.{places}f}"
    negative = value < 0 and any(digit in text for digit in "123456789")
    text = text.translate(str.maketrans(",.", ".,")) if language == "nl" else text
    return f"{MINUS}{text}" if negative else text


def signed(value: float, places: int, language: Language) -> str:
    """Return a difference, with its sign."""
    text = fixed(value, places, language)
    is_nothing = not any(digit in text for digit in "123456789")
    return text if value < 0 or is_nothing else f"+{text}"


def percent(share: float, language: Language, *, sign: bool = False) -> str:
    """Return a share in percent, with one decimal."""
    figure = signed if sign else fixed
    return f"{figure(100 * share, 1, language)}\N{NO-BREAK SPACE}%"


Form = Literal["figure", "number", "reward"]

_NAMED = {"inhabitants": "inhabitants", "units": "units", "area_km2": "area"}


def figure_text(column: str, language: Language, form: Form = "figure") -> str:
    """Return what a column counts, such as ``"inwoners van 0 tot en met 14 jaar"``.

    Parameters
    ----------
    column
        Its name in the data.
    language
        Language of the words.
    form
        ``"figure"``: inhabitants; ``"number"``: its number of inhabitants; ``"reward"``: one
        inhabitant.

    Returns
    -------
    str
        The name of the column, in quotes, where there is no word for it.
    """
    children = CHILDREN.fullmatch(column)
    key = "children" if children else _NAMED.get(column, "column")
    words = words_in(language)
    if f"{form}_{key}" not in words:
        key = "column"
    return words[f"{form}_{key}"].format(column=plain(column), most=children[1] if children else "")


def grouping_text(column: str, language: Language, *, plural: bool = False) -> str:
    """Return what a group of a membership column is called, such as ``"politiezone"``.

    Parameters
    ----------
    column
        Its name in the data.
    language
        Language of the word.
    plural
        Whether more than one is meant: ``"politiezones"``.

    Returns
    -------
    str
        The name of the column, in quotes, where there is no word for it.
    """
    named = words_in(language).get(f"{'groupings' if plural else 'grouping'}_{column}")
    return f"“{plain(column)}”" if named is None else named


_IN_MINUTES = "_min"


def criterion_word(
    name: str, part: str, language: Language, *, in_minutes: bool = False, **places: str
) -> str:
    """Return a word or sentence about a criterion.

    Parameters
    ----------
    name
        The criterion.
    part
        ``"goal"`` (what was chosen for), ``"per"`` (what a weight is of), ``"report"``,
        ``"heading"`` (of tables), ``"axis"`` (of charts) or ``"value"`` (on the map).
    language
        Language of the word.
    in_minutes
        Whether ways are travel times.
    **places
        What is filled in, such as the figure that balance evens out.
    """
    parts = CRITERIA[name].words
    timed = f"{part}{_IN_MINUTES}"
    key = criterion_key(name, timed if in_minutes and timed in parts else part)
    return words_in(language)[key].format(**places)


def criterion_unit(
    name: str,
    language: Language,
    *,
    in_minutes: bool = False,
    travellers: str | None = None,
    part: str = "unit",
) -> str:
    """Return the unit of measure of a criterion.

    Parameters
    ----------
    name, language, in_minutes
        As of `criterion_word`.
    travellers
        Column of those who travel; without it the unit is that of a way.
    part
        ``"heading_unit"`` in tables, ``"axis_unit"`` in charts: not every criterion has its own.
    """
    criterion = CRITERIA[name]
    if part in criterion.words:
        unit = criterion_word(name, part, language)
    else:
        unit = criterion.unit[language].format(length="min" if in_minutes else "km")
    if travellers is None or not criterion.by_traveller:
        return unit
    return f"{unit} \N{MULTIPLICATION SIGN} {figure_text(travellers, language)}"


_SCORE_HEADINGS: Mapping[str, str] = {
    "municipalities": "n_units",
    "area_km2": "area",
    "centre_name": "centre",
    "mean_distance_km": "mean_distance",
    "max_distance_km": "max_distance",
    "mean_travel_min": "mean_travel",
    "max_travel_min": "max_travel",
    "border_km": "border",
    "ties_cut": "ties",
    "balance_figure": "balance",
    "balance_deviation_pct": "deviation",
}
"""Headings of the columns of the scorecard that are no figures of the data."""


def score_heading(column: str, language: Language, *, balanced: str) -> str:
    """Return the heading of a column of the scorecard, with its unit of measure.

    Parameters
    ----------
    column
        Of the scorecard.
    language
        Language of the heading.
    balanced
        Column of the figure that balance evens out.
    """
    key = _SCORE_HEADINGS.get(column)
    if key is None:
        text = figure_text(column, language)
        return text[:1].upper() + text[1:]
    return words_in(language)[f"heading_{key}"].format(figure=figure_text(balanced, language))


def reasons_text(lead: "Trekker", language: Language) -> str:
    """Return the reasons for a municipality, as a sentence that follows its name and a colon.

    Returns
    -------
    str
        Says so where it is the smallest of its region.
    """
    words, parts = words_in(language), list[str]()
    if lead.readiness is not None:
        percent = number(round(100 * lead.readiness), language)
        key = "trekker_readiest" if lead.readiness == 1 else "trekker_ready"
        parts.append(words[key].format(percent=percent))
    if lead.n_inhabitants is not None:
        people = number(lead.n_inhabitants, language)
        key = "trekker_largest" if lead.inhabitants == 1 else "trekker_people"
        parts.append(words["trekker_smallest" if lead.is_smallest else key].format(people=people))
    key = "trekker_nearest" if lead.nearness == 1 else "trekker_near"
    parts.append(words[key].format(km=fixed(lead.mean_km, 1, language)))
    return f"{enumeration(parts, language)}."
