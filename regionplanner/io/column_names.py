"""What columns are called: our own names, and the words that others have for the same."""

from collections.abc import Collection, Iterable, Mapping

from regionplanner.io.plain_text import plain

SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "nis": (
        *("niscode", "nis_code", "nis_nr", "nis_nummer", "refnis", "ins", "code_ins"),
        *("insee", "code_insee"),
        *("geoid", "geoid10", "geoid20", "blockid", "block_id", "lau", "lau_id", "ags", "gss_code"),
        *("gemeentecode", "code_gemeente", "municipality_code"),
    ),
    "old_nis": ("old_code", "old_id", "oude_nis", "oude_code", "oude_niscode", "nis_oud"),
    "new_nis": ("new_code", "new_id", "nieuwe_nis", "nieuwe_code", "nieuwe_niscode", "nis_nieuw"),
    "old_name": ("oude_naam", "naam_oud", "oude_gemeente"),
    "new_name": ("nieuwe_naam", "naam_nieuw", "nieuwe_gemeente"),
    "name": (
        *("naam", "gemeente", "gemeentenaam", "naam_gemeente", "municipality", "nom", "commune"),
        *("gemeinde", "name_municipality"),
    ),
    "region": (
        *("regio", "regiocode", "jeugdregio", "district", "assignment", "region_id", "district_id"),
        *("cluster", "cluster_id", "région"),
    ),
    "reference_region": ("referentieregio", "refregio", "parent"),
    "inhabitants": (
        *("inwoners", "inwonertal", "aantal_inwoners", "bevolking", "population", "habitants"),
        *("einwohner", "residents"),
    ),
    "inhabitants_0_14": ("inwoners_0_14", "kinderen", "children"),
    "inhabitants_0_24": ("inwoners_0_24",),
    "inhabitants_0_29": ("inwoners_0_29",),
    "area_km2": ("oppervlakte", "oppervlakte_km2", "area"),
    "units": ("gemeenten", "aantal_gemeenten", "municipalities"),
    "province": ("provincie",),
    "jeugdregio": ("youth_region",),
    "politiezone": ("politiezones", "police_zone"),
    "elz": ("eerstelijnszone", "eerstelijnszones"),
    "igs_wonen": ("wonen", "samenwerking_wonen"),
    "vervoerregio": ("vervoerregios", "vervoersregio", "transport_region"),
    "arrondissement": ("arrondissementen",),
    "weight": ("gewicht", "poids"),
    "from": ("van", "origin", "origin_id", "from_id", "van_nis"),
    "to": ("naar", "destination", "destination_id", "to_id", "naar_nis"),
    "minutes": ("minuten", "min", "travel_time", "reistijd", "duration_min"),
}
"""Words for our own names of columns, in lower case, with _ for blanks and hyphens."""

PAIR_ENDS = ("nis_a", "nis_b")
"""Our own names of the columns of a table of pairs."""

_PAIR_WAYS = (
    *(("{}_a", "{}_b"), ("{}_1", "{}_2"), ("from_{}", "to_{}"), ("{}_from", "{}_to")),
    *(("van_{}", "naar_{}"), ("{}_van", "{}_naar")),
)


def same_column(name: str, columns: Iterable[str]) -> str | None:
    """Return the column that a name stands for: itself, or the only one that means the same.

    Parameters
    ----------
    name
        As it was written, for example ``"inwoners"``.
    columns
        Those that there are.

    Returns
    -------
    str or None
        None when there is no such column, or more than one.

    Examples
    --------
    >>> same_column("Inwoners", ["name", "inhabitants"])
    'inhabitants'
    """
    there = dict.fromkeys(columns)
    if name in there:
        return name
    if plain(name) in there:
        return plain(name)
    for words in (lambda text: {_word(text)}, _meanings):
        wanted = words(name)
        found = [column for column in there if wanted & words(column)]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def column_of(meaning: str, columns: Collection[str], *, first: Iterable[str] = ()) -> str | None:
    """Return the column that holds something: under our own name, or a known one of others.

    Parameters
    ----------
    meaning
        A key of `SYNONYMS`.
    columns
        Those that there are.
    first
        Names that count before our own.

    Returns
    -------
    str or None
        None when there is none, or more than one by the names of others.
    """
    first = tuple(first)
    for name in (*first, meaning):
        if name in columns:
            return name
    for names in (first, (meaning, *SYNONYMS.get(meaning, ()))):
        words = {_word(name) for name in names}
        alike = [column for column in dict.fromkeys(columns) if _word(column) in words]
        if alike:
            return alike[0] if len(alike) == 1 else None
    return None


def pair_columns(own_ids: str, columns: Collection[str]) -> dict[str, str]:
    """Return what a table of pairs calls its two columns, by ``nis_a`` and ``nis_b``.

    Parameters
    ----------
    own_ids
        What the data calls its ids: counts before all other names.
    columns
        Those that there are.

    Returns
    -------
    dict of str to str
        Of what is there under one name for both; of ids before those of names.

    Examples
    --------
    >>> pair_columns("code", ["Gemeente A", "Gemeente B", "why"])
    {'nis_a': 'Gemeente A', 'nis_b': 'Gemeente B'}
    """
    words = {_word(column): column for column in reversed([*columns])}
    ids = (_word(own_ids), "nis", *SYNONYMS["nis"], "code", "id")
    found: dict[str, str] = {}
    for what in (*ids, "", "name", *SYNONYMS["name"]):
        for ways in _PAIR_WAYS:
            ends = {
                end: words[word]
                for end, way in zip(PAIR_ENDS, ways, strict=True)
                for word in (way.format(what).strip("_"), way.format(what).replace("_", ""))
                if word in words and not word.isdigit()
            }
            if len(ends) == len(PAIR_ENDS):
                return ends
            found = found or ends
    return found


def _word(text: str) -> str:
    return "_".join(plain(text).casefold().replace("-", " ").replace("_", " ").split())


def _meanings(text: str) -> set[str]:
    """Return what a name can mean: a name of ours, or itself."""
    word = _word(text)
    return {word} | {name for name, words in SYNONYMS.items() if word in words}
