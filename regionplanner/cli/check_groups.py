"""``regionplanner check --groups``: hold groupings that exist today against the rules."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from regionplanner.cli import choices, outputs
from regionplanner.cli.grouped import option
from regionplanner.cli.say import say, say_json, with_nouns
from regionplanner.errors import ScenarioError, listing

if TYPE_CHECKING:
    from regionplanner.data.municipalities import Municipalities
    from regionplanner.jobs.request import ResolvedRequest
    from regionplanner.plan.plan import Plan
    from regionplanner.score.group_check import GroupCheck
    from regionplanner.score.groupings import Group

_GROUPS = "Existing groupings"


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupOptions:
    """Which groupings are checked, and where that is told."""

    groups: Annotated[
        list[str] | None,
        option(
            _GROUPS,
            "--groups",
            metavar="COLUMN",
            help_text="Check the groups of a membership column, such as jeugdregio, politiezone, "
            "igs_wonen or elz; may be repeated.",
        ),
    ] = None
    groups_file: Annotated[
        list[Path] | None,
        option(
            _GROUPS,
            "--groups-file",
            metavar="CSV",
            help_text="Check the groups of a table with the columns nis and group (or region, or "
            "jeugdregio); may be repeated.",
        ),
    ] = None
    csv: Annotated[
        Path | None,
        option(_GROUPS, "--csv", metavar="FILE", help_text="Write a table with a row a group."),
    ] = None
    as_json: Annotated[
        bool,
        option(_GROUPS, "--json", metavar=None, help_text="Say the same as one JSON document."),
    ] = False

    @property
    def asked(self) -> bool:
        """Whether any grouping is named."""
        return bool(self.groups or self.groups_file)

    def check_idle(self) -> None:
        """Raise when something is asked of groupings and none is named."""
        idle = [name for name, on in (("--csv", self.csv), ("--json", self.as_json)) if on]
        if idle and not self.asked:
            raise ScenarioError(
                f"{listing(idle)} {'tells' if len(idle) == 1 else 'tell'} of groupings, and none "
                "is named; name one with --groups COLUMN or --groups-file CSV"
            )


def check_groups(
    plan_file: Path | None, options: GroupOptions, asked: "ResolvedRequest", *, quiet: bool
) -> bool:
    """Tell of groupings which of their groups keep the rules; return whether all do.

    Parameters
    ----------
    plan_file
        Plan that they are laid beside; None: none.
    options
        Which groupings.
    asked
        The data and the rules.
    quiet
        Only tell of groups that break a rule.

    Raises
    ------
    DataError
        When a file cannot be used, or the data lack a municipality.
    ScenarioError
        When the data have no such column, or a grouping is named twice.
    """
    from regionplanner.cli.telling_groups import group_lines
    from regionplanner.plan.make import make_plan
    from regionplanner.score.group_check import checked_groups
    from regionplanner.score.group_tables import group_check_summary

    if options.csv is not None:
        outputs.claim_file(options.csv, ".csv", ".txt")
    municipalities = choices.load(
        asked.data, leave_out=asked.leave_out, quiet=quiet, figures=asked.figures()
    )
    scenario = asked.resolved(municipalities).scenario()
    graph = choices.neighbours(municipalities, scenario)
    plan = None
    if plan_file is not None:
        assignment = choices.read_plan(plan_file, municipalities, asked.data, quiet=quiet)
        plan = make_plan(assignment, municipalities, graph, scenario)
    groupings = _groupings(options, plan, municipalities, quiet=quiet)
    checked = {
        name: tuple(map(_worded, checked_groups(groups, municipalities, graph, scenario)))
        for name, groups in groupings.items()
    }
    if options.csv is not None:
        _write(options.csv, checked, municipalities, plan)
    if options.as_json:
        summary = group_check_summary(checked, municipalities, plan)
        say_json(summary)
    else:
        lines = group_lines(checked, municipalities, scenario, plan, only_broken=quiet)
        say(*lines)
    if options.csv is not None and not quiet:
        say(f"Written: {options.csv}", err=options.as_json)
    return all(check.keeps_rules for checks in checked.values() for check in checks)


def _worded(check: "GroupCheck") -> "GroupCheck":
    """Return a group whose broken rules have the nouns of the data."""
    broken = tuple(replace(one, message=with_nouns(one.message)) for one in check.broken)
    return replace(check, broken=broken)


def _groupings(
    options: GroupOptions, plan: "Plan | None", municipalities: "Municipalities", *, quiet: bool
) -> "Mapping[str, tuple[Group, ...]]":
    """Return the groups that are checked, by column or file."""
    from regionplanner.data.assignment import read_groups
    from regionplanner.plan.plan import Plan
    from regionplanner.score.groupings import groups_among, groups_of

    files = options.groups_file or []
    columns = _columns(options.groups or [], municipalities)
    _check_once([*columns, *map(str, files)])
    beside = plan or Plan(())
    found = {column: groups_of(beside, municipalities, column, at_least=1) for column in columns}
    for path in files:
        groups = read_groups(path, municipalities, note=choices.noting(quiet=quiet))
        found[str(path)] = groups_among(groups, beside, column=str(path))
    return found


def _columns(named: list[str], municipalities: "Municipalities") -> list[str]:
    """Return the columns that are named, by any word for them."""
    from regionplanner.files.text_table import same_column
    from regionplanner.mistakes import ChoicesError, suggestion
    from regionplanner.score.groupings import membership_columns

    known = membership_columns(municipalities)
    found = [same_column(name, known) for name in named]
    unknown = [
        f"--groups {name} is no column that groups municipalities; {suggestion(name, known)}"
        for name, column in zip(named, found, strict=True)
        if column is None
    ]
    if unknown:
        raise ChoicesError(unknown)
    return [column for column in found if column is not None]


def _check_once(names: list[str]) -> None:
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise ScenarioError(f"{listing(twice)} is named twice; name each grouping once")


def _write(
    path: Path,
    checked: "Mapping[str, tuple[GroupCheck, ...]]",
    municipalities: "Municipalities",
    plan: "Plan | None",
) -> None:
    from regionplanner.files.atomic import write_atomic
    from regionplanner.files.text_table import csv_text
    from regionplanner.score.group_tables import group_check_table

    write_atomic(path, csv_text(group_check_table(checked, municipalities, plan)))
