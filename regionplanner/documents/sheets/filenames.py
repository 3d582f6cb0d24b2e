"""Names of files that are safe on every system, for any id and any name."""

import re
import unicodedata
from collections.abc import Mapping

from regionplanner.data.municipalities import Municipalities

INDEX = "index.html"
_LONGEST = 60
# the index, and the devices that Windows does not let a file be called after
_TAKEN = {"index", "con", "prn", "aux", "nul"}
_TAKEN |= {f"{device}{number}" for device in ("com", "lpt") for number in range(10)}


def page_names(municipalities: Municipalities) -> Mapping[str, str]:
    """Return the file of each municipality, such as ``"12021-lier.html"``; no two alike.

    Parameters
    ----------
    municipalities
        Ids and names can hold anything.

    Returns
    -------
    Mapping
        By id. Lower-case letters, digits and hyphens only.
    """
    taken, found = set(_TAKEN), {}
    for nis, name in municipalities.frame["name"].items():
        stem = "-".join(filter(None, (_slug(str(nis)), _slug(str(name))))) or "page"
        unique, number = stem, 2
        while unique in taken:
            unique, number = f"{stem}-{number}", number + 1
        taken.add(unique)
        found[str(nis)] = f"{unique}.html"
    return found


def _slug(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:_LONGEST].strip("-")
