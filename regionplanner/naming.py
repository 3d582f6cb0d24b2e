"""Codes and labels of regions: the reference region's name and a letter."""

import re
import unicodedata
from collections.abc import Mapping
from string import ascii_lowercase

from regionplanner.io.municipalities import Municipalities


def region_codes(
    assignment: Mapping[str, str], municipalities: Municipalities
) -> Mapping[str, str]:
    """Return the same regions under codes such as ``kempen-a``.

    Letters follow the order of the regions' smallest NIS codes inside a reference region.

    Parameters
    ----------
    assignment
        Region of every unit, by NIS code; each region inside one reference region.
    municipalities
        Units with their reference regions.

    Returns
    -------
    Mapping of str to str
        Region code of every unit, sorted by NIS code.
    """
    frame = municipalities.frame
    names = frame.drop_duplicates("reference_region").set_index("reference_region")
    slugs = _distinct_slugs(dict(names["reference_region_name"]))
    codes: dict[str, str] = {}
    n_named = dict.fromkeys(slugs, 0)
    for nis in sorted(assignment):
        if assignment[nis] not in codes:
            parent = frame.at[nis, "reference_region"]
            codes[assignment[nis]] = f"{slugs[parent]}-{_letters(n_named[parent])}"
            n_named[parent] += 1
    return {nis: codes[assignment[nis]] for nis in sorted(assignment)}


def region_label(code: str, parent_name: str) -> str:
    """Return what maps show for a region, for example ``"Kempen A"``; else the code itself.

    Parameters
    ----------
    code
        Region code.
    parent_name
        Name of its reference region.
    """
    slug, _, letters = code.rpartition("-")
    if slug and slug.startswith(_slug(parent_name)) and re.fullmatch("[a-z]{1,2}", letters):
        return f"{parent_name} {letters.upper()}"
    return code


def _distinct_slugs(names: Mapping[str, str]) -> Mapping[str, str]:
    """Return a slug for every reference region; equal names get their code behind them."""
    slugs = {code: _slug(name) for code, name in names.items()}
    taken = list(slugs.values())
    return {
        code: slug if slug and taken.count(slug) == 1 else _slug(f"{slug} {code}")
        for code, slug in slugs.items()
    }


def _slug(name: str) -> str:
    """Return a name in plain lower-case letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _letters(number: int) -> str:
    """Return a, b, ..., z, aa, ab, ... for 0, 1, ..., 25, 26, 27, ..."""
    n_letters = len(ascii_lowercase)
    if number < n_letters:
        return ascii_lowercase[number]
    return _letters(number // n_letters - 1) + ascii_lowercase[number % n_letters]
