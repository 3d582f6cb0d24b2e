"""Reading a certificate, and a plan, with nothing taken on trust."""

import csv
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from regionplanner.audit.parts import (
    Answer,
    Bound,
    Centre,
    Certificate,
    Deviation,
    Evidence,
    Parent,
)
from regionplanner.errors import DataError

FORMAT = "regionplanner certificate 1"
_LARGEST, _MOST_BYTES = 10**18, 10**9


def read_certificate(path: Path) -> Certificate:
    """Return the certificate in a file.

    Parameters
    ----------
    path
        JSON in UTF-8, as ``regionplanner plan --certificate`` writes it.

    Raises
    ------
    DataError
        When the file cannot be read, or is no certificate.
    """
    _check_file(path)
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise DataError(
            f"{path} cannot be read as JSON ({error}); a certificate is expected; "
            "make one with regionplanner plan --certificate"
        ) from None
    form = document.get("format") if isinstance(document, dict) else None
    if form != FORMAT:
        raise DataError(
            f"{path} has the format {form!r}; {FORMAT!r} is expected; make the certificate again "
            "with regionplanner plan --certificate"
        )
    try:
        return _certificate(document)
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise DataError(
            f"{path} is not a whole certificate ({type(error).__name__}: {error}); make it again "
            "with regionplanner plan --certificate"
        ) from None


def read_regions(path: Path) -> frozenset[frozenset[str]]:
    """Return the regions of a plan file, each as its municipalities.

    Parameters
    ----------
    path
        CSV in UTF-8 with the columns ``nis`` and ``region``.

    Raises
    ------
    DataError
        When the file cannot be read, or lacks a column or value.
    """
    _check_file(path)
    regions: dict[str, set[str]] = {}
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                if not row["nis"] or not row["region"]:
                    raise DataError(f"{path} has a line without nis or region; mend that line")
                regions.setdefault(row["region"], set()).add(row["nis"])
    except (OSError, ValueError, csv.Error) as error:
        raise DataError(f"{path} cannot be read ({error}); a plan is expected: plan.csv") from None
    except KeyError as error:
        raise DataError(
            f"{path} has no column {error}; nis and region are expected, with commas between them"
        ) from None
    return frozenset(frozenset(members) for members in regions.values())


def _check_file(path: Path) -> None:
    """Raise for a pipe or a device, which may never end, and for what memory may not hold."""
    if path.exists() and not path.is_file():
        raise DataError(f"{path} is no file; a file is expected; name the file")
    if path.exists() and path.stat().st_size > _MOST_BYTES:
        raise DataError(
            f"{path} has {path.stat().st_size:,} bytes; at most {_MOST_BYTES:,} are expected; "
            "check that it is the right file"
        )


def _certificate(document: Mapping[str, Any]) -> Certificate:
    plan, asked = document["plan"], document["asked"]
    return Certificate(
        quantum=float(document["quantum"]),
        objective=_integer(plan["objective"]),
        bound=_integer(plan["bound"]),
        split={str(code): _integer(n) for code, n in plan["split"].items()},
        regions=_two(asked["regions"]),
        regions_per={str(code): _two(ends) for code, ends in asked["regions_per"].items()},
        parents=tuple(_parent(parent) for parent in document["parents"]),
    )


def _parent(parent: Mapping[str, Any]) -> Parent:
    units = _groups(parent["units"])
    n_units = len(units)
    off = parent["deviation"]
    return Parent(
        code=str(parent["code"]),
        units=units,
        locked=_groups(parent["locked"]),
        neighbours=_others(parent["neighbours"], n_units),
        min_units=_integer(parent["min_units"]),
        max_units=_integer(parent["max_units"]),
        together=_others(parent["together"], n_units),
        apart=_others(parent["apart"], n_units),
        bounds=tuple(
            Bound(_row(bound["values"], n_units), _maybe(bound["least"]), _maybe(bound["most"]))
            for bound in parent["bounds"]
        ),
        unit_costs=_row(parent["unit_costs"], n_units),
        pair_costs=tuple(
            (_unit(a, n_units), _unit(b, n_units), _integer(cost))
            for a, b, cost in parent["pair_costs"]
        ),
        centres=tuple(_centres(table, n_units) for table in parent["centres"]),
        deviation=None
        if off is None
        else Deviation(_row(off["values"], n_units), _integer(off["target"])),
        distance=_centres(parent["distance"], n_units),
        candidates=_integer(parent["candidates"]),
        answers=tuple(_answer(answer, n_units) for answer in parent["answers"]),
    )


def _answer(answer: Mapping[str, Any], n_units: int) -> Answer:
    evidence = answer["evidence"]
    return Answer(
        regions=_integer(answer["regions"]),
        status=str(answer["status"]),
        objective=_maybe(answer["objective"]),
        bound=_maybe(answer["bound"]),
        locked_cost=_integer(answer["locked_cost"]),
        factor=_integer(answer["factor"]),
        members=tuple(_region(region, n_units) for region in answer["members"]),
        evidence=None if evidence is None else _evidence(evidence, n_units),
    )


def _evidence(evidence: Mapping[str, Any], n_units: int) -> Evidence:
    rest, deviation, distance = (_integer(weight) for weight in evidence["weights"])
    return Evidence(
        weights=(rest, deviation, distance),
        prices=_row(evidence["prices"], n_units),
        region_price=_integer(evidence["region_price"]),
        linear_bound=_integer(evidence["linear_bound"]),
        shown=_integer(evidence["shown"]),
        columns={
            _region(region, n_units): _integer(reduced) for reduced, region in evidence["columns"]
        },
    )


def _centres(table: Iterable[Mapping[str, Any]], n_units: int) -> tuple[Centre, ...]:
    return tuple(
        Centre(
            needed=_region(centre["units"], n_units),
            barred=_region(centre["barred"], n_units),
            costs=_row(centre["costs"], n_units),
        )
        for centre in table
    )


def _others(pairs: Iterable[tuple[int, int]], n_units: int) -> tuple[int, ...]:
    """Return for each unit the set of units it is paired with."""
    others = [0] * n_units
    for one, other in pairs:
        others[_unit(one, n_units)] |= 1 << _unit(other, n_units)
        others[other] |= 1 << one
    return tuple(others)


def _region(units: Iterable[int], n_units: int) -> int:
    region = 0
    for unit in units:
        region |= 1 << _unit(unit, n_units)
    return region


def _unit(value: object, n_units: int) -> int:
    unit = _integer(value)
    if not 0 <= unit < n_units:
        raise ValueError(f"unit {unit} of {n_units}")
    return unit


def _row(values: Iterable[object], n_units: int) -> tuple[int, ...]:
    row = tuple(_integer(value) for value in values)
    if len(row) != n_units:
        raise ValueError(f"{len(row)} values for {n_units} units")
    return row


def _groups(groups: Iterable[Iterable[object]]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(str(code) for code in group) for group in groups)


def _two(ends: Iterable[object]) -> tuple[int, int]:
    least, most = (_integer(end) for end in ends)
    return least, most


def _maybe(value: object) -> int | None:
    return None if value is None else _integer(value)


def _integer(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(f"{value!r} is no whole number")
    if abs(value) > _LARGEST:
        raise ValueError("a whole number has more than 18 digits")
    return value
