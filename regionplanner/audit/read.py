"""Reading a certificate, and a plan, with nothing taken on trust."""

import csv
import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from regionplanner.audit.parts import (
    Bound,
    Centre,
    Certificate,
    ClaimedResult,
    Deviation,
    Evidence,
    Parent,
)
from regionplanner.errors import DataError, Message, reason

FORMAT = "regionplanner certificate 1"
_LARGEST, _MOST_BYTES = 10**18, 10**9
_LEAST_QUANTUM = 1e-100
_SHOWN = 60


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
        document = json.loads(
            path.read_text(encoding="utf-8"), object_pairs_hook=_once, parse_constant=_no_number
        )
    except (OSError, ValueError, RecursionError) as error:
        raise DataError(
            "{path} cannot be read as JSON ({error}); a certificate is expected; "
            "make one with regionplanner plan --certificate",
            path=path,
            error=reason(error),
        ) from None
    form = document.get("format") if isinstance(document, dict) else None
    if not isinstance(form, str):
        raise DataError(
            "{path} is no certificate; {expected!r} is expected as its format; make one with "
            "regionplanner plan --certificate",
            path=path,
            expected=FORMAT,
        )
    if form != FORMAT:
        raise DataError(
            "{path} has the format {form!r}; {expected!r} is expected; make the "
            "certificate again with regionplanner plan --certificate",
            path=path,
            form=form[:_SHOWN],
            expected=FORMAT,
        )
    try:
        return _certificate(document)
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise DataError(
            "{path} is not a whole certificate ({wrong}); make it again "
            "with regionplanner plan --certificate",
            path=path,
            wrong=_wrong(error),
        ) from None


def _wrong(error: Exception) -> str:
    if isinstance(error, KeyError):
        return Message("it has no {name!r}", name=str(error.args[0]))
    if isinstance(error, AttributeError):
        return Message("a value in it is of another kind")
    return reason(error)


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
                    raise DataError(
                        "{path} has a line without nis or region; correct that line", path=path
                    )
                regions.setdefault(row["region"], set()).add(row["nis"])
    except (OSError, ValueError, csv.Error) as error:
        raise DataError(
            "{path} cannot be read ({error}); a plan is expected: plan.csv",
            path=path,
            error=reason(error),
        ) from None
    except KeyError as error:
        raise DataError(
            "{path} has no column {error}; nis and region are expected, with commas between them",
            path=path,
            error=error,
        ) from None
    return frozenset(frozenset(members) for members in regions.values())


def _check_file(path: Path) -> None:
    """Raise for a pipe or a device, which may never end, and for what memory may not hold."""
    if path.exists() and not path.is_file():
        raise DataError("{path} is no file; a file is expected; name the file", path=path)
    if path.exists() and path.stat().st_size > _MOST_BYTES:
        raise DataError(
            "{path} has {size:,} bytes; at most {most:,} are expected; check that "
            "it is the right file",
            path=path,
            size=path.stat().st_size,
            most=_MOST_BYTES,
        )


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Return a table of JSON in which no name stands twice: the last would silently count."""
    table = dict(pairs)
    if len(table) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(Message("{twice!r} stands twice in one table", twice=twice))
    return table


def _no_number(text: str) -> float:
    raise ValueError(Message("{text} is no number of JSON", text=text))


def _certificate(document: Mapping[str, Any]) -> Certificate:
    plan, asked = document["plan"], document["asked"]
    return Certificate(
        quantum=_quantum(document["quantum"]),
        n_regions=_integer(plan["regions"], least=0),
        objective=_integer(plan["objective"]),
        bound=_integer(plan["bound"]),
        split={code: _integer(n, least=0) for code, n in plan["split"].items()},
        regions=_two(asked["regions"]),
        regions_per={code: _two(ends) for code, ends in asked["regions_per"].items()},
        parents=tuple(_parent(parent) for parent in _items(document["parents"])),
    )


def _parent(parent: Mapping[str, Any]) -> Parent:
    units = _groups(parent["units"])
    n_units = len(units)
    off = parent["deviation"]
    bounds = tuple(
        Bound(_row(bound["values"], n_units), _maybe(bound["least"]), _maybe(bound["most"]))
        for bound in _items(parent["bounds"])
    )
    return Parent(
        code=_text(parent["code"]),
        units=units,
        locked=_groups(parent["locked"]),
        neighbours=_others(parent["neighbours"], n_units),
        min_units=_integer(parent["min_units"], least=1),
        max_units=_integer(parent["max_units"], least=1),
        together=_others(parent["together"], n_units),
        apart=_others(parent["apart"], n_units),
        bounds=bounds,
        unit_costs=_row(parent["unit_costs"], n_units),
        pair_costs=_pair_costs(parent["pair_costs"], n_units),
        centres=tuple(_centres(table, n_units) for table in _items(parent["centres"])),
        deviation=None
        if off is None
        else Deviation(_row(off["values"], n_units), _integer(off["target"])),
        distance=_centres(parent["distance"], n_units),
        candidates=_integer(parent["candidates"], least=0),
        answers=tuple(_answer(answer, n_units, bounds) for answer in _items(parent["answers"])),
    )


def _answer(answer: Mapping[str, Any], n_units: int, bounds: tuple[Bound, ...]) -> ClaimedResult:
    evidence, own = answer["evidence"], answer.get("bounds")
    return ClaimedResult(
        regions=_integer(answer["regions"], least=0),
        status=_text(answer["status"]),
        objective=_maybe(answer["objective"]),
        bound=_maybe(answer["bound"]),
        locked_cost=_integer(answer["locked_cost"]),
        factor=_integer(answer["factor"], least=1),
        members=tuple(_region(region, n_units) for region in _items(answer["members"])),
        evidence=None if evidence is None else _evidence(evidence, n_units),
        bounds=None
        if own is None
        else tuple(
            replace(bound, least=_maybe(span["least"]), most=_maybe(span["most"]))
            for bound, span in zip(bounds, _items(own), strict=True)
        ),
    )


def _evidence(evidence: Mapping[str, Any], n_units: int) -> Evidence:
    rest, deviation, distance = (_integer(weight) for weight in _items(evidence["weights"]))
    return Evidence(
        weights=(rest, deviation, distance),
        prices=_row(evidence["prices"], n_units),
        region_price=_integer(evidence["region_price"]),
        linear_bound=_integer(evidence["linear_bound"]),
        shown=_integer(evidence["shown"]),
        columns=_columns(evidence["columns"], n_units),
    )


def _columns(columns: object, n_units: int) -> dict[int, int]:
    counts: dict[int, int] = {}
    for reduced, region in map(_items, _items(columns)):
        members = _region(region, n_units)
        if members in counts:
            raise ValueError(Message("the column {region} stands twice", region=region))
        counts[members] = _integer(reduced)
    return counts


def _pair_costs(pairs: object, n_units: int) -> tuple[tuple[int, int, int], ...]:
    costs: dict[frozenset[int], tuple[int, int, int]] = {}
    for a, b, cost in map(_items, _items(pairs)):
        pair = frozenset((_unit(a, n_units), _unit(b, n_units)))
        if len(pair) < 2 or pair in costs:
            raise ValueError(
                Message("the pair of units {a} and {b} is none, or stands twice", a=a, b=b)
            )
        costs[pair] = (_unit(a, n_units), _unit(b, n_units), _integer(cost))
    return tuple(costs.values())


def _centres(table: object, n_units: int) -> tuple[Centre, ...]:
    return tuple(
        Centre(
            needed=_region(centre["units"], n_units),
            forbidden=_region(centre["barred"], n_units),
            costs=_row(centre["costs"], n_units),
        )
        for centre in _items(table)
    )


def _others(pairs: object, n_units: int) -> tuple[int, ...]:
    """Return for each unit the set of units it is paired with."""
    others = [0] * n_units
    for a, b in map(_items, _items(pairs)):
        others[_unit(a, n_units)] |= 1 << _unit(b, n_units)
        others[_unit(b, n_units)] |= 1 << _unit(a, n_units)
    return tuple(others)


def _region(units: object, n_units: int) -> int:
    region = 0
    for unit in _items(units):
        here = 1 << _unit(unit, n_units)
        if region & here:
            raise ValueError(Message("unit {unit} stands twice in {units}", unit=unit, units=units))
        region |= here
    return region


def _unit(value: object, n_units: int) -> int:
    unit = _integer(value)
    if not 0 <= unit < n_units:
        raise ValueError(Message("unit {unit} of {n_units}", unit=unit, n_units=n_units))
    return unit


def _row(values: object, n_units: int) -> tuple[int, ...]:
    row = tuple(_integer(value) for value in _items(values))
    if len(row) != n_units:
        raise ValueError(
            Message("{n_row} values for {n_units} units", n_row=len(row), n_units=n_units)
        )
    return row


def _groups(groups: object) -> tuple[tuple[str, ...], ...]:
    members = tuple(tuple(_text(code) for code in _items(group)) for group in _items(groups))
    if not all(members):
        raise ValueError(Message("a unit without a municipality"))
    return members


def _two(ends: object) -> tuple[int, int]:
    least, most = (_integer(end, least=0) for end in _items(ends))
    if least > most:
        raise ValueError(
            Message("the least, {least}, is more than the most, {most}", least=least, most=most)
        )
    return least, most


def _items(value: object) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError(Message("{value} is no list", value=_shown(value)))
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(Message("{value} is no text", value=_shown(value)))
    return value


def _maybe(value: object) -> int | None:
    return None if value is None else _integer(value)


def _integer(value: object, *, least: int = -_LARGEST) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(Message("{value} is no whole number", value=_shown(value)))
    if abs(value) > _LARGEST:
        raise ValueError(Message("a whole number has more than 18 digits"))
    if value < least:
        raise ValueError(Message("{value} is below {least}", value=value, least=least))
    return value


def _quantum(value: object) -> float:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if not number or not _LEAST_QUANTUM <= value <= 1 / _LEAST_QUANTUM:  # type: ignore[operator]
        raise ValueError(
            Message(
                "the quantum is {value}; a number of {least:g} to {most:g} is expected",
                value=_shown(value),
                least=_LEAST_QUANTUM,
                most=1 / _LEAST_QUANTUM,
            )
        )
    return float(value)  # type: ignore[arg-type]


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}..."
