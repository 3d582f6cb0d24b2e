"""Options that several commands share, and which of them have no effect."""

import dataclasses
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from regionplanner.cli.choice_options import Made, OptionsOf, option
from regionplanner.cli.say import hush, say_note
from regionplanner.cli.texts import figure_reader, read_list
from regionplanner.errors import Message, ScenarioError, either, listing
from regionplanner.files.file_choices import DataChoices, RunChoices
from regionplanner.numerals import number
from regionplanner.scenario import Scenario

if TYPE_CHECKING:
    from collections.abc import Callable

    from regionplanner.choices import Lock
    from regionplanner.data.assignment import PlanTable
    from regionplanner.data.municipalities import Municipalities
    from regionplanner.jobs.search import MemoryBudget


_SEARCH = "Search"


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchOptions:
    """How plans are searched for."""

    workers: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            parser=figure_reader("--workers", "whole", least=1),
            help="Number of processes. [default: one per processor]",
            rich_help_panel=_SEARCH,
        ),
    ] = None
    dask: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS",
            help="Plan on a Dask cluster, by the address of its scheduler "
            "(tcp://192.168.1.10:8786).",
            rich_help_panel=_SEARCH,
        ),
    ] = None
    memory: Annotated[
        str | None,
        typer.Option(
            metavar="SIZE",
            help="Memory for all processes together, such as 4G: fewer work at once, and diagrams "
            "that do not fit are built anew for each use. [default: half of what is free]",
            rich_help_panel=_SEARCH,
        ),
    ] = None
    max_states: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            parser=figure_reader("--max-states", "whole", least=1),
            help="Largest decision diagram, of 70 bytes a state (320 while it is made); reference "
            "regions past it get a plan with a gap. [default: 4000000]",
            rich_help_panel=_SEARCH,
        ),
    ] = None
    no_cache: Annotated[
        bool,
        typer.Option(
            "--no-cache",
            help="Keep no answers, and use none of earlier runs.",
            rich_help_panel=_SEARCH,
        ),
    ] = False


Quiet = Annotated[bool, typer.Option("--quiet", help="Say nothing but errors.", callback=hush)]
SearchScenario = Annotated[
    Path | None,
    typer.Argument(metavar="SCENARIO.TOML", help="File with every choice, as for plan."),
]
ScenarioOption = Annotated[
    Path | None,
    typer.Option(
        "--scenario",
        metavar="FILE",
        help="Scenario with the data and the rules to hold the plan against.",
    ),
]

NamesOption = Annotated[
    str | None,
    typer.Option(
        metavar="NAME,...",
        help="What the plans are called, in their order. [default: after their files]",
    ),
]

DataOptions = Annotated[Made, OptionsOf(DataChoices)]
ShownOptions = Annotated[Made, OptionsOf(RunChoices, ("How it is shown",))]
RuleOptions = Annotated[Made, OptionsOf(Scenario, ("Numbers and sizes", "Rules"))]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenOptions:
    """With what plan files are opened, and how they are shown."""

    scenario_file: ScenarioOption = None
    quiet: Quiet = False
    shown: ShownOptions
    data: DataOptions


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedOptions(OpenOptions):
    """The same for several plan files, and what they are called."""

    names: NamesOption = None


_LOCKS = "Regions that are given"


def centre_choice(text: str | None, municipalities: "Municipalities") -> dict[str, Any]:
    """Return the choice of centres: a column when the data has one of that name.

    Parameters
    ----------
    text
        As it was typed, if it was.
    municipalities
        The data.

    Raises
    ------
    ScenarioError
        When it is neither a column nor municipalities of the data.
    """
    if text is None:
        return {}
    from regionplanner.data.columns import nameable_columns
    from regionplanner.data.named_scenario import listed_codes, unit_names
    from regionplanner.files.text_table import same_column

    frame = municipalities.frame
    column = same_column(text, nameable_columns(frame))
    if column is not None:
        return {"centres": column}
    names = unit_names(municipalities)
    units = listed_codes(names, read_list(text))
    unknown = [nis for nis in units if nis not in frame.index]
    if unknown or not units:
        alike = names.alike(unknown[0]) if unknown else []
        advice = Message("write it like {example}", example="11002,44021")
        if alike:
            advice = Message("did you mean {name}?", name=either(alike))
        raise ScenarioError(
            "--centres has {unknown}, which is no column and no "
            "municipality of the data; a column or codes are expected; {advice}",
            unknown=", ".join(unknown) or Message("nothing"),
            advice=advice,
        )
    return {"centres": units}


@dataclass(frozen=True, slots=True, kw_only=True)
class LockOptions:
    """Regions that are given."""

    lock: Annotated[
        Path | None,
        option(
            _LOCKS,
            "--lock",
            metavar="PLAN.CSV",
            help_text="Plan whose regions are kept, columns nis and region.",
        ),
    ] = None
    lock_groups: Annotated[
        str | None,
        option(
            _LOCKS,
            "--lock-groups",
            metavar="COLUMN",
            help_text="Column whose groups are kept as regions, such as jeugdregio.",
        ),
    ] = None
    lock_regions: Annotated[
        str | None,
        option(
            _LOCKS,
            "--lock-regions",
            metavar="CODE,...",
            help_text="Which of these regions are kept. [default: all]",
        ),
    ] = None
    lock_exceptions: Annotated[
        bool,
        option(
            _LOCKS,
            "--lock-exceptions",
            metavar=None,
            help_text="Keep them also when they are smaller or larger than the rules say.",
        ),
    ] = False

    @property
    def given(self) -> bool:
        """Whether any region is to be kept."""
        return self.lock is not None or self.lock_groups is not None

    def check(self) -> None:
        """Raise when the options do not fit each other.

        Raises
        ------
        ScenarioError
            When there are two sources of regions, or none for the other options.
        """
        if self.lock is not None and self.lock_groups is not None:
            raise ScenarioError("--lock and --lock-groups are both given; give one of them")
        if not self.given and (self.lock_regions or self.lock_exceptions):
            name = "--lock-regions" if self.lock_regions else "--lock-exceptions"
            raise ScenarioError(
                "{name} says which regions are kept, but not from where; "
                "add --lock PLAN.CSV or --lock-groups COLUMN",
                name=name,
            )

    def choices(
        self,
        municipalities: "Municipalities",
        read_plan: "Callable[[Path], PlanTable]",
    ) -> dict[str, "tuple[Lock, ...]"]:
        """Return the locked regions, if any are asked for.

        Parameters
        ----------
        municipalities
            The data.
        read_plan
            Reads a plan file.
        """
        if self.lock is None and self.lock_groups is None:
            return {}
        from regionplanner.data.locks import column_locks, plan_locks
        from regionplanner.naming import region_labels

        codes = read_list(self.lock_regions or "")
        exception = self.lock_exceptions
        if self.lock is not None:
            table, where = read_plan(self.lock), str(self.lock)
            plan, parents = table.assignment, municipalities.frame["reference_region"]
            inside = {code: parents[nis] for nis, code in plan.items() if nis in parents}
            labels = {**region_labels(inside, municipalities), **table.looks.names}
            locks = plan_locks(plan, where=where, regions=codes, labels=labels, exception=exception)
            return {"locked": locks}
        column = self.lock_groups or ""
        locks = column_locks(municipalities, column, regions=codes, exception=exception)
        return {"locked": locks}


_UNITS = {"": 1, "K": 10**3, "M": 10**6, "G": 10**9, "T": 10**12}


def memory_budget(search: SearchOptions, *, quiet: bool) -> "MemoryBudget":
    """Return what fits in the memory for a search, and say when that lowers what is asked for."""
    from regionplanner.jobs.search import MemoryRequest
    from regionplanner.jobs.search import memory_budget as budget_of

    budget = budget_of(
        MemoryRequest(
            workers=search.workers,
            max_states=search.max_states,
            memory_bytes=None if search.memory is None else read_size(search.memory),
            on_cluster=search.dask is not None,
        )
    )
    if budget.fits != budget.asked and not quiet:
        say_note(_sentence(budget))
    return budget


def read_size(text: str) -> int:
    """Return a number of bytes from a text such as ``4G``; K, M, G and T are powers of 1000."""
    match = re.fullmatch(r"([0-9]+(?:[.,][0-9]+)?) *([KMGT]?)(?:i?B)?", text.strip(), re.IGNORECASE)
    size = number(match[1], "measure") * _UNITS[match[2].upper()] if match else 0
    if size < 1:
        raise ScenarioError(
            "--memory is {text!r}; a size is expected, such as 4G or 500M", text=text
        )
    return int(size)


def _sentence(budget: "MemoryBudget") -> str:
    asked, fits, lowered = budget.asked, budget.fits, []
    if fits.n_workers < asked.n_workers:
        lowered.append(
            Message(
                "{fits} instead of {asked} processes at once",
                fits=fits.n_workers,
                asked=asked.n_workers,
            )
        )
    if fits.max_states < asked.max_states:
        lowered.append(
            Message(
                "diagrams of at most {fits:,} instead of {asked:,} states",
                fits=fits.max_states,
                asked=asked.max_states,
            )
        )
    given, lowered_text = (budget.memory_bytes or 0) / 1e9, listing(lowered)
    return Message(
        "{given:.1f} GB of memory allow {lowered} (see --memory).",
        given=given,
        lowered=lowered_text,
    )


def report_idle(idle: Iterable[tuple[str, str]]) -> None:
    """Say which options have no effect, and what would give them one."""
    for name, advice in idle:
        say_note(Message("{name} has no effect; {advice}", name=name, advice=advice))


def typed(*groups: Any, but: Collection[str] = ()) -> list[str]:
    """Return the options of some groups that were typed, such as ``--lock``."""
    return [name for group in groups for name in _typed(group) if name not in but]


def _typed(group: Any) -> Iterable[str]:
    if isinstance(group, Made):
        return group.options
    fields = dataclasses.fields(group)
    return [_name(field) for field in fields if getattr(group, field.name) != field.default]


def _name(field: "dataclasses.Field[Any]") -> str:
    (option,) = field.type.__metadata__  # type: ignore[union-attr]
    # typer has the first name in the place of a default
    declared = [name for name in (option.default, *option.param_decls) if isinstance(name, str)]
    return declared[0] if declared else f"--{field.name.replace('_', '-')}"


def idle_of_data(data: "DataChoices") -> Iterator[tuple[str, str]]:
    """Yield the choices of data that have no effect, each with an advice."""
    if data.time_unit is not None and data.travel_times is None:
        yield Message("--time-unit (time_unit in [data])"), Message("add --travel-times FILE")
