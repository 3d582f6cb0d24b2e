"""Regions as rows of who is in: each once, in a fixed order."""

import numpy as np

from regionplanner.criteria.costs import Members


def distinct(members: Members) -> Members:
    """Return each region once, in the order of its members.

    Parameters
    ----------
    members
        One row a region, shape ``(n_regions, n_units)``.
    """
    n_rows, n_units = members.shape
    if not n_rows or not n_units:
        return members[:1]
    n_bytes = -(-n_units // 64) * 8
    packed = np.zeros((n_rows, n_bytes), dtype=np.uint8)
    packed[:, : -(-n_units // 8)] = np.packbits(members, axis=1)
    words = packed.view(">u8").astype(np.uint64)
    order = np.lexsort(words.T[::-1])
    ordered = words[order]
    is_first = np.ones(n_rows, dtype=bool)
    is_first[1:] = (ordered[1:] != ordered[:-1]).any(axis=1)
    return members[order[is_first]]
