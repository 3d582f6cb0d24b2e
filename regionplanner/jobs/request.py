"""What is asked for: a scenario file, and the choices that override it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from regionplanner.scenario import Scenario, figure_columns

if TYPE_CHECKING:
    from regionplanner.data.municipalities import Municipalities
    from regionplanner.files.file_choices import DataChoices, RunChoices
    from regionplanner.files.scenario_file import ScenarioFile
    from regionplanner.rollout_choices import GrowthChoices, SupportChoices

DEFAULT_REGIONS = 30
SCENARIO_FILE = "scenario.toml"
"""Lies beside the plans that were made with it."""


@dataclass(frozen=True, slots=True)
class ResolvedRequest:
    """A scenario file, and the choices that override it, as one.

    Attributes
    ----------
    data, run
        Which data, and how it is run.
    made
        Choices of the scenario that were made, by the file or by options.
    file
        The scenario file that was read.
    overridden
        Whether an option says something else than the file.
    growth, support
        What the file says of which regions start when, and of who supports them.
    """

    data: "DataChoices"
    run: "RunChoices"
    made: Mapping[str, Any]
    file: Path | None
    overridden: bool
    growth: "GrowthChoices | None" = None
    support: "SupportChoices | None" = None

    def scenario(self, more: Mapping[str, Any] | None = None) -> Scenario:
        """Return the scenario to hold a plan against.

        Parameters
        ----------
        more
            Choices that replace those that were made, by name; None: none.

        Returns
        -------
        Scenario
            Without a number of regions unless one was asked for.

        Raises
        ------
        ScenarioError
            When a choice is unknown or impossible; names each of them.
        """
        return Scenario(**{**self._criteria(), **self.made, **(more or {})})

    def plan_scenario(self, more: Mapping[str, Any] | None = None) -> Scenario:
        """Return the scenario to make a plan for, with the defaults of the data in use.

        A number of regions, and ties, only have a default for the default data.

        Parameters
        ----------
        more
            Choices that replace those that were made, by name; None: none.

        Returns
        -------
        Scenario
            With 30 regions for the default data, where no number was asked for.

        Raises
        ------
        ScenarioError
            When a choice is unknown or impossible; names each of them.
        """
        defaults = self._criteria()
        if self.data.file is None and "coverage" not in self.made:
            defaults["regions"] = DEFAULT_REGIONS
        return Scenario(**{**defaults, **self.made, **(more or {})})

    def resolved(self, municipalities: "Municipalities") -> "ResolvedRequest":
        """Return the same with the codes and columns of the data for the names of the scenario.

        Parameters
        ----------
        municipalities
            The data that are asked for.

        Returns
        -------
        ResolvedRequest
            This very one where nothing was named otherwise.

        Raises
        ------
        ScenarioError
            When a choice is impossible, or names a unit, reference region or column that the data
            lack.
        """
        from regionplanner.data.named_scenario import scenario_with_codes

        named = self.scenario()
        resolved = scenario_with_codes(named, municipalities)
        if resolved is named:
            return self
        columns = {"balance"} if resolved.balance != named.balance else set()
        made = {name: getattr(resolved, name) for name in {*self.made, *columns}}
        return replace(self, made=made)

    def figures(self) -> tuple[str, ...]:
        """Return the columns of the data that must hold numbers."""
        from regionplanner.rollout_choices import OWN_LOADS, OWN_VALUES

        own = () if self.growth is None else self.growth.value
        loads = () if self.support is None else self.support.balance
        named = {*figure_columns(self.scenario()), *own, *loads}
        return tuple(sorted(named - {*OWN_VALUES, *OWN_LOADS}))

    @property
    def leave_out(self) -> tuple[str, ...]:
        """The municipalities that are not to be planned."""
        return tuple(self.made.get("leave_out", ()))

    def with_scenario(self, scenario: Scenario) -> "ScenarioFile":
        """Return every choice with a scenario, as it is written.

        Parameters
        ----------
        scenario
            Stands in the place of the choices that were made.

        Returns
        -------
        ScenarioFile
            For `scenario_text`.
        """
        from regionplanner.files.scenario_file import ScenarioFile

        return ScenarioFile(scenario, self.data, self.run, self.growth, self.support)

    def _criteria(self) -> dict[str, Any]:
        """Return what counts by default; the usual ties are only in the default data."""
        if self.data.file is None or "ties" in self.made:
            return {}
        counted = "ties" in self.made.get("criteria", {})
        return {"criteria": {"distance": 1.0}} | ({} if counted else {"ties": {}})


def resolve_request(
    file: Path | None,
    made: Mapping[str, Any],
    *,
    data: Mapping[str, Any],
    run: Mapping[str, Any] | None = None,
    coverage: Mapping[str, Any] | None = None,
    resolved_later: bool = False,
) -> ResolvedRequest:
    """Return what a scenario file and the choices that override it ask for together.

    Parameters
    ----------
    file
        The scenario file, if any.
    made
        Choices of the scenario by name, such as ``{"max_units": 12}``; each replaces that of the
        file.
    data, run
        The same for the data (`DataChoices`) and the run (`RunChoices`); None: as in the file.
    coverage
        Parts of the coverage that are chosen; the others, and all where None, stay as in the file.
    resolved_later
        Whether there are options that need the data to be understood.

    Returns
    -------
    ResolvedRequest
        What the file says, with every choice that was made instead of it; its `scenario` says
        whether they go together.

    Raises
    ------
    ScenarioError
        When the file cannot be used; names all that is wrong with it. Also when a choice of the
        data or the run is impossible.

    Examples
    --------
    >>> resolve_request(None, {"max_units": 12}, data={}).scenario().max_units
    12
    """
    from regionplanner.files.scenario_file import ScenarioFile, read_scenario_file

    read = ScenarioFile(Scenario()) if file is None else read_scenario_file(file)
    before = read.scenario
    choices = {name: getattr(before, name) for name in before.model_fields_set} | dict(made)
    if coverage:
        there = before.coverage.model_dump(exclude_unset=True) if before.coverage else {}
        choices["coverage"] = there | dict(coverage)
    return ResolvedRequest(
        data=read.data.replaced(data),
        run=read.run.replaced(run or {}),
        made=choices,
        file=file,
        overridden=bool(made or data or run or coverage or resolved_later),
        growth=read.growth,
        support=read.support,
    )
