"""Codes and labels of regions: the reference region's name and a letter; which codes stay."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import count
from string import ascii_lowercase

import networkx as nx

from regionplanner.data.flanders import known_regions
from regionplanner.data.municipalities import Municipalities

_POP_DIRECTION, _POP_ISOLATE = "\u202c", "\u2069"
# what ends each embedding, override and isolate
_CLOSES = dict.fromkeys("\u202a\u202b\u202d\u202e", _POP_DIRECTION)
_CLOSES |= dict.fromkeys("\u2066\u2067\u2068", _POP_ISOLATE)


def region_codes(
    assignment: Mapping[str, str], municipalities: Municipalities
) -> Mapping[str, str]:
    """Return the same regions under codes such as ``kempen-a``.

    A region that goes on with a known one of its reference region, as of
    `regionplanner.data.flanders.known_regions`, has that one's code. The letters of others follow
    the order of their smallest NIS codes.

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
    slugs = {code: slug for code, (slug, _) in parent_names(municipalities).items()}
    parents = municipalities.frame["reference_region"]
    known = {
        nis: code
        for nis, code in known_regions(municipalities).codes.items()
        if nis in parents.index and _letters_of(code, slugs[parents[nis]])
    }
    return with_kept_codes(assignment, known, municipalities)


def region_letters(parent: str, municipalities: Municipalities) -> Iterator[str]:
    """Yield the codes of regions of a reference region: ``kempen-a``, ``kempen-b``, and on.

    Parameters
    ----------
    parent
        Code of the reference region.
    municipalities
        Units with their reference regions.
    """
    slug, _ = parent_names(municipalities)[parent]
    return (f"{slug}-{_letters(number)}" for number in count())


def region_labels(codes: Mapping[str, str], municipalities: Municipalities) -> Mapping[str, str]:
    """Return what maps show for each region: ``"Kempen A"`` for ``kempen-a``.

    The only region of a reference region has no letter: ``"Waasland"``. A code of another form, as
    in a plan made by hand, is its own label.

    Parameters
    ----------
    codes
        Reference region of each region, by region code.
    municipalities
        Units with their reference regions.

    Returns
    -------
    Mapping of str to str
        Label of each region, by region code.
    """
    names, n_regions = parent_names(municipalities), Counter(codes.values())
    return {
        code: lettered_label(code, *names[parent])
        if n_regions[parent] > 1 or not _letters_of(code, names[parent][0])
        else names[parent][1]
        for code, parent in codes.items()
    }


def lettered_label(code: str, slug: str, name: str) -> str:
    """Return the label of a region beside others: ``"Kempen A"``.

    Parameters
    ----------
    code
        Of the region.
    slug, name
        Of its reference region, as of `parent_names`.
    """
    letters = _letters_of(code, slug)
    return f"{name} {letters.upper()}" if letters else code


def _letters_of(code: str, slug: str) -> str:
    letters = code.removeprefix(f"{slug}-")
    return letters if letters != code and re.fullmatch("[a-z]{1,2}", letters) else ""


def parent_names(municipalities: Municipalities) -> Mapping[str, tuple[str, str]]:
    """Return slug and name of every reference region, no two alike, by its code.

    Parameters
    ----------
    municipalities
        Units with their reference regions.

    Returns
    -------
    Mapping of str to tuple
        ``("kempen", "Kempen")``: what codes and labels of regions begin with.
    """
    frame = municipalities.frame.drop_duplicates("reference_region").sort_values("reference_region")
    pairs = list(zip(frame["reference_region"], frame["reference_region_name"], strict=True))
    shared = Counter(_slug(name) or name for _, name in pairs)
    names: dict[str, tuple[str, str]] = {}
    taken: set[str] = set()
    for code, name in pairs:
        alone = any(map(str.isalnum, name)) and shared[_slug(name) or name] == 1
        full = closed(name) if alone else f"{closed(name)} {code}"
        slug = _slug(full) or _slug(code) or "region"  # names in other scripts have no slug
        while slug in taken or full in taken:
            slug, full = f"{slug}-{_slug(code) or 2}", f"{full} ({code})"
        taken.update((slug, full))
        names[code] = (slug, full)
    return names


def closed(text: str) -> str:
    """Return a text whose directions end with it, so that what follows is not turned.

    Parameters
    ----------
    text
        Of the data; it may open embeddings, overrides and isolates without closing them.

    Returns
    -------
    str
        The text, and the U+202C and U+2069 that it lacks (Unicode Standard Annex 9, X1-X8).
    """
    opened: list[str] = []
    for character in text:
        if character in _CLOSES:
            opened.append(_CLOSES[character])
        elif opened and character == opened[-1]:
            opened.pop()
        elif character == _POP_ISOLATE and _POP_ISOLATE in opened:
            # an isolate that ends also ends what was opened inside it
            while opened.pop() != _POP_ISOLATE:
                pass
    return text + "".join(reversed(opened))


def alphabet(name: str) -> tuple[str, str]:
    """Return what names are put in order by: as people read it, É beside E.

    Parameters
    ----------
    name
        Of a municipality or a region.

    Examples
    --------
    >>> sorted(["Zell", "Écublens", "Essen"], key=alphabet)
    ['Écublens', 'Essen', 'Zell']
    """
    folded = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in folded if not unicodedata.combining(letter)), name


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


def named_sizes(
    municipalities: Municipalities, sizes: Mapping[str, int]
) -> tuple[tuple[str, int], ...]:
    """Return sizes of neighbourhoods by the name of the reference region, as of `Proof`.

    Parameters
    ----------
    municipalities
        The units.
    sizes
        By code.
    """
    names = parent_names(municipalities)
    return tuple((names[code][1], size) for code, size in sizes.items())


_FEW = 500


def continued_regions(assignment: Mapping[str, str], earlier: Mapping[str, str]) -> dict[str, str]:
    """Return which region of an earlier division each region continues.

    Parameters
    ----------
    assignment, earlier
        Region code by NIS code.

    Returns
    -------
    dict
        Earlier code by code, sorted, for the regions that continue one: those of the assignment
        with most municipalities that stay. No code is there twice.

    Notes
    -----
    An assignment problem (Kuhn 1955), solved as a matching of most weight (Edmonds 1965; Galil
    1986). Of equal assignments the one is taken in which more regions keep their code.
    """
    shared = Counter((code, earlier[nis]) for nis, code in assignment.items() if nis in earlier)
    n_regions = len(set(assignment.values()))
    graph: nx.Graph[tuple[str, str]] = nx.Graph()
    for (code, old), n_shared in sorted(shared.items()):
        # a shared code decides between equals, and never outweighs a municipality
        weight = n_shared * (n_regions + 1) + (code == old)
        graph.add_edge(("new", code), ("old", old), weight=weight)
    pairs = (dict(pair) for part in _pieces(graph) for pair in nx.max_weight_matching(part))
    return dict(sorted((pair["new"], pair["old"]) for pair in pairs))


def _pieces(graph: "nx.Graph[tuple[str, str]]") -> list["nx.Graph[tuple[str, str]]"]:
    """Return the connected pieces of many regions as graphs; few regions are one piece.

    Reference regions share nothing, and the work grows with the cube of a piece. Among few regions
    equals are settled as they always were.
    """
    if len(graph) <= _FEW:
        return [graph]
    number = {node: n for n, part in enumerate(nx.connected_components(graph)) for node in part}
    pieces: dict[int, nx.Graph[tuple[str, str]]] = {}
    for node in graph:
        pieces.setdefault(number[node], nx.Graph()).add_node(node)
    for a, b, known in graph.edges(data=True):
        pieces[number[a]].add_edge(a, b, **known)
    return list(pieces.values())


def with_kept_codes(
    assignment: Mapping[str, str], earlier: Mapping[str, str], municipalities: Municipalities
) -> dict[str, str]:
    """Return the same regions; those that continue an earlier one have its code.

    Parameters
    ----------
    assignment
        Region of every unit, by NIS code; each region inside one reference region.
    earlier
        Region code by NIS code.
    municipalities
        Units with their reference regions.

    Returns
    -------
    dict
        Region code by NIS code, sorted; new regions get the next letter of their reference region
        that no earlier one had.
    """
    kept = continued_regions(assignment, earlier)
    codes = dict(kept)
    taken = set(earlier.values())
    for nis in sorted(assignment):
        region = assignment[nis]
        if region not in codes:
            parent = municipalities.frame.at[nis, "reference_region"]
            free = (c for c in region_letters(parent, municipalities) if c not in taken)
            codes[region] = next(free)
            taken.add(codes[region])
    return {nis: codes[assignment[nis]] for nis in sorted(assignment)}
