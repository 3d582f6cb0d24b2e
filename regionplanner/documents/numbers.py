"""Figures with a fixed number of decimals, shares and differences, as people write them."""

from regionplanner.words.language import Language

MINUS = "\N{MINUS SIGN}"
NONE = "\N{EN DASH}"
"""Stands where there is no figure."""


def fixed(value: float, places: int, language: Language) -> str:
    """Return a number with this many decimals, such as ``"1.234,50"`` in Dutch.

    Parameters
    ----------
    value
        The number.
    places
        Number of decimals.
    language
        Decides the signs.

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
    """Return a difference, with its sign.

    Parameters
    ----------
    value
        The difference.
    places
        Number of decimals.
    language
        Decides the signs.
    """
    text = fixed(value, places, language)
    is_nothing = not any(digit in text for digit in "123456789")
    return text if value < 0 or is_nothing else f"+{text}"


def percent(share: float, language: Language, *, sign: bool = False) -> str:
    """Return a share in percent, with one decimal.

    Parameters
    ----------
    share
        1 is all.
    language
        Decides the signs.
    sign
        Whether it is a difference.
    """
    figure = signed if sign else fixed
    return f"{figure(100 * share, 1, language)}\N{NO-BREAK SPACE}%"
