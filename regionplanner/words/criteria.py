"""What the criteria are called: the words of each stand with the criterion."""

from regionplanner.criteria.registry import CRITERIA
from regionplanner.words.criterion_words import criterion_key
from regionplanner.words.figures import figure_text
from regionplanner.words.language import Language
from regionplanner.words.text import words_in

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
