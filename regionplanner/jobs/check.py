"""check_plan and check_groups: what a plan, or groupings of today, break of the rules."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from regionplanner.data.assignment import PlanTable, read_groups, read_plan_table
from regionplanner.data.municipalities import Municipalities
from regionplanner.errors import Message, ScenarioError, listing
from regionplanner.files.text_table import same_column
from regionplanner.jobs.callbacks import TO_LOG, JobCallbacks
from regionplanner.jobs.case import case_of, load_asked
from regionplanner.jobs.request import ResolvedRequest
from regionplanner.plan.compare import shown_as
from regionplanner.plan.make import case_plan, case_violations, other_data
from regionplanner.plan.plan import Plan
from regionplanner.rules.case import Case
from regionplanner.rules.rule import Violation
from regionplanner.scenario import Scenario
from regionplanner.score.group_check import Checked, case_groups
from regionplanner.score.groups import Group, groups_among, groups_of, membership_columns
from regionplanner.validation_messages import ChoicesError, suggestion


@dataclass(frozen=True, slots=True)
class CheckRequest:
    """A plan file that is held against rules.

    Attributes
    ----------
    asked
        The data and the rules, as `resolve_request` returns.
    plan_file
        The plan.
    """

    asked: ResolvedRequest
    plan_file: Path


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What a plan breaks.

    Attributes
    ----------
    assignment
        Region code by NIS code.
    scenario
        The rules, with the codes and columns of the data.
    violations
        Empty when it keeps them.
    """

    assignment: Mapping[str, str]
    scenario: Scenario
    violations: Sequence[Violation]


def check_plan(request: CheckRequest, *, callbacks: JobCallbacks = TO_LOG) -> CheckResult:
    """Return which rules a plan file breaks.

    Parameters
    ----------
    request
        The plan, the data and the rules.
    callbacks
        Receive progress and notes.

    Returns
    -------
    CheckResult
        Region by NIS code, the rules with the codes of the data, and every rule that is broken;
        none for a valid plan.

    Raises
    ------
    DataError
        When a file cannot be read, what is in it cannot be used, or the plan is of other data.
    ScenarioError
        When the rules are impossible, contradict each other, or name what the data lack.
    """
    asked = request.asked
    asked.scenario()  # what is impossible is said before the data are read
    asked, units = load_asked(asked, callbacks)
    assignment = _read_plan(request.plan_file, units, asked, callbacks).assignment
    if not any(nis in units.frame.index for nis in assignment):
        raise other_data([*assignment], units)
    case = case_of(units, asked.scenario(), callbacks)
    return CheckResult(assignment, case.scenario, case_violations(assignment, case))


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupCheckRequest:
    """Groupings of today that are held against rules.

    Attributes
    ----------
    asked
        The data and the rules, as `resolve_request` returns.
    columns
        Membership columns of the data, by any word for them.
    files
        Tables of groups.
    plan_file
        Plan that they are laid beside; None: none.
    """

    asked: ResolvedRequest
    columns: Sequence[str] = ()
    files: Sequence[Path] = ()
    plan_file: Path | None = None


@dataclass(frozen=True, slots=True)
class GroupCheckResult:
    """What groupings break.

    Attributes
    ----------
    checked
        Groups by grouping.
    case
        Data, graph and rules.
    plan
        The plan that they are laid beside; None: none.
    """

    checked: Checked
    case: Case
    plan: Plan | None

    @property
    def keeps_rules(self) -> bool:
        """Whether every group keeps the rules, whatever the plan does to it."""
        return all(check.keeps_rules for checks in self.checked.values() for check in checks)


def check_groups(
    request: GroupCheckRequest, *, callbacks: JobCallbacks = TO_LOG
) -> GroupCheckResult:
    """Return which groups of today break rules.

    Parameters
    ----------
    request
        The groupings, the data and the rules.
    callbacks
        Receive progress and notes.

    Returns
    -------
    GroupCheckResult
        By column or file, each group with what it breaks and who would join its pieces.

    Raises
    ------
    DataError
        When a file cannot be read, what is in it cannot be used, or the data lack a municipality.
    ScenarioError
        When the data have no such column, a grouping is named twice, or the rules are impossible,
        contradict each other or name what the data lack.
    """
    asked, units = load_asked(request.asked, callbacks)
    case = case_of(units, asked.scenario(), callbacks)
    plan = None
    if request.plan_file is not None:
        table = _read_plan(request.plan_file, units, asked, callbacks)
        plan = shown_as(case_plan(table.assignment, case), table.looks)
    checked = {
        name: case_groups(groups, case)
        for name, groups in _groupings(request, plan or Plan(()), units, callbacks).items()
    }
    return GroupCheckResult(checked, case, plan)


def _read_plan(
    path: Path, units: Municipalities, asked: ResolvedRequest, callbacks: JobCallbacks
) -> PlanTable:
    columns = asked.data.plan_columns or None
    return read_plan_table(path, units, columns=columns, note=callbacks.note)


def _groupings(
    request: GroupCheckRequest, plan: Plan, units: Municipalities, callbacks: JobCallbacks
) -> Mapping[str, tuple[Group, ...]]:
    """Return the groups that are checked, by column or file."""
    columns = _columns(request.columns, units)
    names = [*columns, *map(str, request.files)]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise ScenarioError("{twice} is named twice; name each grouping once", twice=listing(twice))
    groupings = {column: groups_of(plan, units, column, at_least=1) for column in columns}
    for path in request.files:
        groups = read_groups(path, units, note=callbacks.note)
        groupings[str(path)] = groups_among(groups, plan, column=str(path))
    return groupings


def _columns(named: Sequence[str], units: Municipalities) -> list[str]:
    """Return the columns that are named, by any word for them."""
    known = membership_columns(units)
    columns = [same_column(name, known) for name in named]
    unknown = [
        Message(
            "--groups {name} is no column that groups municipalities; {advice}",
            name=name,
            advice=suggestion(name, known),
        )
        for name, column in zip(named, columns, strict=True)
        if column is None
    ]
    if unknown:
        raise ChoicesError(unknown)
    return [column for column in columns if column is not None]
