"""Travel times between municipalities, from a table of pairs."""

import dataclasses
import importlib.util
import math
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
import pandas as pd

from regionplanner.data.check import Finding, Wrong, raise_findings, table_findings
from regionplanner.data.columns import texts
from regionplanner.data.figures import numbers_where_any
from regionplanner.data.ids import table_ids, unknown_ends, unknown_ids
from regionplanner.data.municipalities import Municipalities, file_sha256, table_sha256
from regionplanner.errors import DataError, Message, counted, listing, reason
from regionplanner.files.file_choices import TimeUnit
from regionplanner.files.safe_read import check_regular
from regionplanner.files.text_table import read_text_table
from regionplanner.numerals import shown
from regionplanner.ranges import MOST_MINUTES, beyond_range

COLUMNS = ("from", "to", "minutes")

_EXPECTED = Message(
    "give a CSV or Parquet table with the columns {columns}", columns=listing(COLUMNS)
)
_UNREACHABLE = ("unreachable", "onbereikbaar")
_CLOCK = re.compile(r"([0-9]+):([0-5][0-9])(?::([0-5][0-9](?:[.,][0-9]+)?))?")
_MINUTES: Mapping[TimeUnit, float] = {"seconds": 1 / 60, "minutes": 1.0, "hours": 60.0}
_SLOWEST_KMH, _FASTEST_KMH = 1.0, 200.0
_SLOW_KMH = 2.0
"""Below this, minutes are possible, and so are seconds of a car on empty roads."""


def read_travel_times(
    path: str | Path, municipalities: Municipalities, *, unit: TimeUnit | None = None
) -> Municipalities:
    """Return the units with the travel times of a table.

    Parameters
    ----------
    path
        CSV in UTF-8 with a header, separated by commas, semicolons or tabs, or Parquet with the
        extra ``regionplanner[parquet]``. Columns ``from`` and ``to`` (ids) and ``minutes``; the
        way back may take another time. Pairs of different reference regions are not needed, and
        what is given from a municipality to itself counts as 0. A time is a number or ``h:mm``
        or ``h:mm:ss``; where there is no way it is ``unreachable``: such a pair is not in one
        region.
    municipalities
        The units.
    unit
        What the numbers are in; None: minutes, where the speed that they give is possible.

    Returns
    -------
    Municipalities
        With ``travel_min``; ``source`` names the file, and its digest depends on it.

    Raises
    ------
    DataError
        When the file cannot be read, lacks a column or needs pyarrow, or when there are findings:
        ids that are not in the data, times that are no numbers of at least 0, repeated pairs,
        pairs of a reference region that are missing, and, where no unit is given, a median speed
        in straight lines below 1 or above 200 km/h. All findings are in one message, by line and
        name.

    Notes
    -----
    A point or comma alone is that of decimals. An unreachable pair is in ``unreachable``, and has
    the time of a straight line at the median speed, which counts nowhere.
    """
    path = Path(path)
    rows, word, renamed = _rows(path, municipalities.source.encoding)
    match = table_ids(municipalities, [*rows["from"], *rows["to"]], file=path.name)
    rows = rows.assign(**{end: rows[end].map(match.of) for end in ("from", "to")})
    lost = rows["minutes"].str.lower().isin(_UNREACHABLE)
    minutes = _minutes(rows["minutes"], unit or "minutes")
    known = minutes.mask(lost, 0.0)
    raise_findings(_findings(path.name, rows, known, municipalities, word, match.cause))
    km = _straight_km(rows, municipalities)
    kmh = _median_kmh(km, minutes)
    clocked = bool(rows["minutes"].str.fullmatch(_CLOCK).any())
    if unit is None or (clocked and unit != "minutes"):
        raise_findings(_speed_findings(path.name, kmh, clocked=clocked))
    doubts = [
        *_slow(path.name, kmh, unit),
        *_odd_pairs(path.name, rows, km, minutes, municipalities),
    ]
    minutes = minutes.mask(lost, 60 * km / (kmh if 0 < kmh < math.inf else _FASTEST_KMH))
    units = municipalities.frame.index
    times = np.full((len(units), len(units)), np.nan)
    times[units.get_indexer(rows["from"]), units.get_indexer(rows["to"])] = minutes
    np.fill_diagonal(times, 0.0)
    return dataclasses.replace(
        municipalities,
        travel_min=pd.DataFrame(times, index=units, columns=units),
        unreachable=_unreachable(rows[lost], municipalities),
        source=municipalities.source.followed_by(
            "travel",
            table_sha256(rows) if unit is None else f"{table_sha256(rows)} {unit}",
            file=("travel", file_sha256(path)),
            notes=(
                Message(
                    "travel times from {file}, in {unit}" if unit else "travel times from {file}",
                    file=path.name,
                    unit=Message(unit or ""),
                ),
                *renamed,
                *match.notes,
                *doubts,
            ),
        ),
    )


def _rows(path: Path, encoding: str | None) -> tuple[pd.DataFrame, str, tuple[str, ...]]:
    """Return the table as text, indexed by line or row, what to call one, and notes."""
    if path.suffix.lower() != ".parquet":
        read = read_text_table(path, columns=COLUMNS, encoding=encoding)
        return read.rows, "line {line}", read.notes
    check_regular(path)
    if importlib.util.find_spec("pyarrow") is None:
        raise DataError(
            "{file} is Parquet, which needs pyarrow; "
            "pip install regionplanner[parquet], or give a CSV",
            file=path.name,
        )
    try:
        table = pd.read_parquet(path)
    except (OSError, ValueError, RuntimeError) as error:
        text = "{path} cannot be read ({error}); {expected}"
        raise DataError(text, path=path, error=reason(error), expected=_EXPECTED) from None
    missing = [column for column in COLUMNS if column not in table]
    if missing:
        raise DataError(
            "{path} has no columns {missing}; it has {there}; {expected}",
            path=path,
            missing=listing(missing),
            there=listing(map(str, table.columns), at_most=20),
            expected=_EXPECTED,
        )
    as_text = {column: texts(table[column]).fillna("") for column in COLUMNS}
    rows = pd.DataFrame(as_text).reset_index(drop=True)
    rows.index += 1
    return rows, "row {line}", ()


def _minutes(written: pd.Series, unit: TimeUnit) -> pd.Series:
    """Return times in minutes; NaN where they are none."""
    clock = written.str.fullmatch(_CLOCK)
    numbers = numbers_where_any(written.mask(clock, "0")) * _MINUTES[unit]
    parts = [_CLOCK.fullmatch(str(text)) for text in written]
    clocked = [
        float("nan")
        if part is None
        else 60 * int(part[1]) + int(part[2]) + float((part[3] or "0").replace(",", ".")) / 60
        for part in parts
    ]
    return numbers.mask(clock, pd.Series(clocked, index=written.index))


def _straight_km(rows: pd.DataFrame, municipalities: Municipalities) -> pd.Series:
    """Return how far it is from each start to each end, in a straight line."""
    xy = municipalities.frame[["x_m", "y_m"]]
    start, end = (xy.reindex(rows[side]).to_numpy(dtype=float) for side in ("from", "to"))
    return pd.Series(np.hypot(*(start - end).T) / 1000, index=rows.index)


def _median_kmh(km: pd.Series, minutes: pd.Series) -> float:
    """Return the median speed between two places, infinite in no time, 0 where there is none."""
    there = (km > 0) & minutes.notna()
    return float((60 * km[there] / minutes[there]).median()) if there.any() else 0.0


def _slow(file: str, kmh: float, unit: TimeUnit | None) -> Iterator[str]:
    if unit is None and _SLOWEST_KMH <= kmh < _SLOW_KMH:
        yield Message(
            "the times of {file} give a median speed of {speed} km/h in straight lines; "
            "where they are in seconds, say so: --time-unit seconds (time_unit in [data])",
            file=file,
            speed=shown(kmh, 1),
        )


def _odd_pairs(
    file: str, rows: pd.DataFrame, km: pd.Series, minutes: pd.Series, municipalities: Municipalities
) -> Iterator[str]:
    """Yield that some pairs have a time that is none, such as 0 or 9999 where there is no way."""
    slow = (km > 1) & (_SLOWEST_KMH * minutes > 60 * km)
    fast = _FASTEST_KMH * (minutes + 1) < 60 * km  # a minute is lost by rounding
    odd = rows[slow | fast]
    if len(odd):
        first = odd.iloc[0]
        yield Message(
            "{pairs} of {file} would be travelled slower than {slowest:g} or faster than "
            "{fastest:g} km/h in straight lines, such as {time} {way}; "
            "write unreachable where there is no way",
            pairs=counted(len(odd), "pair"),
            file=file,
            slowest=_SLOWEST_KMH,
            fastest=_FASTEST_KMH,
            time=first["minutes"],
            way=_named((str(first["from"]), str(first["to"])), municipalities),
        )


def _speed_findings(file: str, kmh: float, *, clocked: bool) -> list[Finding]:
    if not kmh or _SLOWEST_KMH <= kmh <= _FASTEST_KMH:
        return []
    advice = Message(
        "times with a colon are h:mm or h:mm:ss; write minutes and seconds as 0:mm:ss, "
        "or give --time-unit minutes where they are right"
        if clocked
        else "say what they are in: --time-unit {unit}, or --time-unit minutes where they are "
        "minutes (time_unit in [data])",
        unit="seconds" if kmh < _SLOWEST_KMH else "hours",
    )
    speed = Message("{speed} km/h", speed=shown(kmh, 1))
    message = Message(
        "the times of {file} give a median speed of {speed} in straight lines; "
        "between {slowest:g} and {fastest:g} is expected of minutes; {advice}",
        file=file,
        speed=speed if kmh < math.inf else Message("any distance in 0 minutes"),
        slowest=_SLOWEST_KMH,
        fastest=_FASTEST_KMH,
        advice=advice,
    )
    return [Finding("table", (), message)]


def _unreachable(rows: pd.DataFrame, municipalities: Municipalities) -> tuple[tuple[str, str], ...]:
    """Return the pairs of one reference region between which there is no way, sorted."""
    parents = municipalities.frame["reference_region"]
    pairs = zip(rows["from"], rows["to"], strict=True)
    return tuple(
        sorted(
            {
                (min(pair), max(pair))
                for pair in pairs
                if pair[0] != pair[1] and parents.at[pair[0]] == parents.at[pair[1]]
            }
        )
    )


def _findings(
    file: str,
    rows: pd.DataFrame,
    minutes: pd.Series,
    municipalities: Municipalities,
    word: str,
    cause: str,
) -> list[Finding]:
    known = set(municipalities.frame.index)
    ways = list(zip(rows["from"], rows["to"], strict=True))
    lines = list(zip(rows.index.tolist(), ways, strict=True))
    unknown = unknown_ends(lines, known, word)
    bad = (minutes.isna() | (minutes < 0) | beyond_range(minutes, most=MOST_MINUTES)).tolist()
    strange = [
        Message(
            "{time} {way} in {line}",
            time=written or Message("nothing"),
            way=_named(way, municipalities),
            line=Message(word, line=line),
        )
        for (line, way), written, wrong in zip(lines, rows["minutes"], bad, strict=True)
        if wrong
    ]
    repeated = pd.Series(ways, dtype=object).duplicated().tolist()
    twice = [
        Message("{way} in {line}", way=_named(way, municipalities), line=Message(word, line=line))
        for (line, way), again in zip(lines, repeated, strict=True)
        if again and known.issuperset(way)
    ]
    absent = [_named(way, municipalities) for way in _missing(set(ways), municipalities)]
    wrong: list[Wrong] = [
        (unknown, unknown_ids(unknown, cause)),
        (
            strange,
            "times that are no minutes of 0 or more: {names}; correct them (at most {most:,.0f}), "
            "or write unreachable where there is no way",
        ),
        (twice, "more than one time {names}; keep one of each"),
        (absent, "no time for {count} pair(s) inside a reference region: {names}; add them"),
    ]
    return table_findings(file, wrong, most=MOST_MINUTES)


def _missing(
    ways: set[tuple[str, str]], municipalities: Municipalities
) -> Iterator[tuple[str, str]]:
    """Return the ways inside a reference region that are not in the table, sorted."""
    parents = municipalities.frame["reference_region"].sort_index()
    for _, members in parents.groupby(parents, sort=True):
        units = [str(nis) for nis in members.index]
        yield from (
            (start, end)
            for start in units
            for end in units
            if start != end and (start, end) not in ways
        )


def _named(way: tuple[str, str], municipalities: Municipalities) -> str:
    start, end = map(municipalities.label_or_id, way)
    return Message("from {start} to {end}", start=start, end=end)
