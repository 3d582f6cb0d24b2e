"""Why a municipality could pull its region, in words."""

from regionplanner.rollout.trekkers import Trekker
from regionplanner.words.language import Language
from regionplanner.words.sentences import enumeration, number
from regionplanner.words.text import words_in


def reasons_text(one: Trekker, language: Language) -> str:
    """Return the reasons for a municipality, as a sentence that follows its name and a colon.

    Parameters
    ----------
    one
        The municipality beside the others of its region.
    language
        Language of the sentence.

    Returns
    -------
    str
        Says so where it is the smallest of its region.
    """
    words, found = words_in(language), list[str]()
    if one.readiness is not None:
        percent = number(round(100 * one.readiness), language)
        key = "trekker_readiest" if one.readiness == 1 else "trekker_ready"
        found.append(words[key].format(percent=percent))
    if one.n_inhabitants is not None:
        people = number(one.n_inhabitants, language)
        key = "trekker_largest" if one.inhabitants == 1 else "trekker_people"
        found.append(words["trekker_smallest" if one.is_smallest else key].format(people=people))
    kilometres = f"{one.mean_km:.1f}".replace(".", "," if language == "nl" else ".")
    key = "trekker_nearest" if one.nearness == 1 else "trekker_near"
    found.append(words[key].format(km=kilometres))
    return f"{enumeration(found, language)}."
