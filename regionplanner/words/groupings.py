"""Existing groupings in words: what a membership column groups by."""

from regionplanner.words.language import Language
from regionplanner.words.plain import plain
from regionplanner.words.text import words_in


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
