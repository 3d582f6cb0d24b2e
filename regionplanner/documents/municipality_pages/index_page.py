"""index_page: where each municipality page is, by reference region and from A to Z."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from markupsafe import Markup

from regionplanner.choice import Language
from regionplanner.data.municipalities import Municipalities
from regionplanner.documents.marked import named, said
from regionplanner.documents.municipality_pages.atlas import Atlas
from regionplanner.documents.municipality_pages.municipality_page import PACKAGE
from regionplanner.files.file_choices import RunChoices
from regionplanner.maps.frame import bundle, html_page, packed_file
from regionplanner.naming import alphabet
from regionplanner.words.about import summary_text, violation_sentences
from regionplanner.words.nouns import spoken
from regionplanner.words.text import plain, words_in

INDEX = "index.html"
_LONGEST = 60
# the index, and the devices that Windows does not let a file be called after
_TAKEN = {"index", "con", "prn", "aux", "nul"}
_TAKEN |= {f"{device}{number}" for device in ("com", "lpt") for number in range(10)}


def page_names(municipalities: Municipalities) -> Mapping[str, str]:
    """Return the file of each municipality, such as ``"12021-lier.html"``; no two alike.

    Returns
    -------
    Mapping
        By id. Lower-case letters, digits and hyphens only.
    """
    taken, pages = set(_TAKEN), {}
    for nis, name in municipalities.frame["name"].items():
        stem = "-".join(filter(None, (_slug(str(nis)), _slug(str(name))))) or "page"
        unique, number = stem, 2
        while unique in taken:
            unique, number = f"{stem}-{number}", number + 1
        taken.add(unique)
        pages[str(nis)] = f"{unique}.html"
    return pages


def _slug(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:_LONGEST].strip("-")


@dataclass(frozen=True, slots=True)
class Entry:
    """A municipality in the index.

    Attributes
    ----------
    name
        Its name, as markup.
    file
        Its page.
    region
        What its region is called, or that it is in none.
    letter
        Under which it stands.
    sought
        What people may look for it by, in plain small letters.
    others
        Its other names, such as of villages, each on a line.
    """

    name: Markup
    file: str
    region: Markup
    letter: str
    sought: str
    others: str


def index_page(atlas: Atlas, files: Mapping[str, str], run: RunChoices) -> str:
    """Return the index: HTML whose script only narrows the list down; all works without it.

    Returns
    -------
    str
        The same bytes for the same plans, data and choices.
    """
    language, plan = spoken(run.language, atlas.municipalities), atlas.plans[atlas.first]
    words = words_in(language)
    entries = {nis: _entry(atlas, nis, file, language) for nis, file in files.items()}
    in_order = sorted(entries, key=lambda nis: (entries[nis].sought, nis))
    letters = [
        (letter, [entries[nis] for nis in group])
        for letter, group in groupby(in_order, key=lambda nis: entries[nis].letter)
    ]
    summary = summary_text(plan, atlas.municipalities, language)
    shown = {
        "language": language,
        "words": words,
        "over": plain(run.title or words["title"]),
        "lead": said("sheet_index_lead", language, summary=summary),
        "broken": violation_sentences(plan, language),
        "parents": _by_parent(atlas, entries, in_order, language),
        "letters": letters,
    }
    return html_page(
        PACKAGE,
        "index.html.j2",
        shown,
        styles=[packed_file(PACKAGE, "document.css")],
        scripts=[bundle("municipality_index")],
    )


def _entry(atlas: Atlas, nis: str, file: str, language: Language) -> Entry:
    data = atlas.municipalities
    name = plain(data.frame.at[nis, "name"]) or plain(nis)
    region = atlas.regions[atlas.first].get(nis)
    if region is None:
        later = nis in atlas.later[atlas.first]
        label = said("later" if later else "outside", language)
    else:
        label = named(region.label, region.code)
    letter = _folded(name)[:1].upper()
    return Entry(
        name=named(name),
        file=file,
        region=label,
        letter=letter if letter.isalpha() else "#",
        sought=" ".join(map(_folded, (name, plain(nis)))),
        others="\n".join(map(plain, data.other_names.get(nis, ()))),
    )


def _by_parent(
    atlas: Atlas, entries: Mapping[str, Entry], in_order: list[str], language: Language
) -> list[dict[str, Any]]:
    frame, where = atlas.municipalities.frame, atlas.regions[atlas.first]
    later = atlas.later[atlas.first]
    regions = list(atlas.plans[atlas.first])
    parents = []
    for code, units in atlas.parents.items():
        listed = [nis for nis in in_order if nis in set(units)]
        groups = [
            (
                named(region.title(language), region.code),
                [entries[nis] for nis in listed if where.get(nis) == region],
            )
            for region in regions
        ]
        rest = [nis for nis in listed if nis not in where]
        for key, waits in (("sheet_not_yet", True), ("sheet_not_planned", False)):
            found_here = [entries[nis] for nis in rest if (nis in later) is waits]
            groups.append((said(key, language), found_here))
        name = named(frame.at[units[0], "reference_region_name"], code)
        parents.append({"name": name, "groups": [group for group in groups if group[1]]})
    return sorted(parents, key=lambda parent: alphabet(str(parent["name"])))


def _folded(text: str) -> str:
    """Return a text in small letters without accents, in words: the script folds alike."""
    letters = unicodedata.normalize("NFD", plain(text)).lower()
    kept = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join("".join(c if c.isalnum() else " " for c in kept).split()) or kept
