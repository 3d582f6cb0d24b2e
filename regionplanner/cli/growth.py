"""``regionplanner growth``: which regions start in which year."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from regionplanner.cli import outputs
from regionplanner.cli.grouped import grouped
from regionplanner.cli.growth_options import GrowthOptions
from regionplanner.cli.idle import tell_idle, typed
from regionplanner.cli.options import DataOptions, Quiet, ScenarioOption, ShownOptions
from regionplanner.cli.plan_options import CoverageOptions, CriteriaOptions, LockOptions
from regionplanner.cli.prepared import Wanted
from regionplanner.cli.previous import RECORDS
from regionplanner.cli.progress import step
from regionplanner.cli.rule_options import NumberOptions, RuleOptions
from regionplanner.cli.say import say
from regionplanner.cli.search_options import SearchOptions
from regionplanner.errors import counted
from regionplanner.numerals import shown

if TYPE_CHECKING:
    import pandas as pd

    from regionplanner.growth_choices import GrowthChoices
    from regionplanner.io.municipalities import Municipalities
    from regionplanner.io.records.rolled_out import GrowthRecord
    from regionplanner.jobs.request import ResolvedRequest
    from regionplanner.plan.plan import Plan
    from regionplanner.program.growth.grow import Growth
    from regionplanner.rollout.scratch import Beginning
    from regionplanner.scenario import Scenario


_FILES = ("growth.json", *RECORDS["growth.json"])
_AT_MOST = 20
"""So many regions that do not start are written out, and municipalities of each."""


@dataclass(frozen=True, slots=True)
class _Grown:
    """A growth, and what it is of.

    Attributes
    ----------
    asked
        Data, run and scenario file.
    scenario
        What the plan is held against.
    choices
        Years and rules.
    municipalities, plan
        The data and the regions.
    found
        Which start when.
    beginning
        How the plan was made; None for one that was given.
    with_scenario
        Whether scenario.toml is written.
    """

    asked: "ResolvedRequest"
    scenario: "Scenario"
    choices: "GrowthChoices"
    municipalities: "Municipalities"
    plan: "Plan"
    found: "Growth"
    beginning: "Beginning | None" = None
    with_scenario: bool = False


@grouped
def growth(
    plan_file: Annotated[
        Path | None,
        typer.Argument(
            metavar="[PLAN.CSV]",
            help="The plan whose regions start. Without one, the first year takes the best regions "
            "by partial coverage, and the plan of the end has them as they are.",
        ),
    ] = None,
    *,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", help="Folder for the results. [default: that of the plan, else growth]"
        ),
    ] = None,
    scenario_file: ScenarioOption = None,
    quiet: Quiet = False,
    years: GrowthOptions,
    numbers: NumberOptions,
    criteria: CriteriaOptions,
    rules: RuleOptions,
    coverage: CoverageOptions,
    locks: LockOptions,
    search: SearchOptions,
    shown: ShownOptions,
    data: DataOptions,
) -> None:
    """Choose which regions start in which year, with the number or the money of every year.

    The growth is worth most: the sum over all supported regions and years of what a year of
    support is worth. Writes growth.csv (regions), growth-years.csv, growth.html (a map with a
    slider for the years) and growth.json, for regionplanner report; without a plan also plan.csv
    and scenario.toml.
    """
    folder = out or (Path("growth") if plan_file is None else plan_file.parent)
    if plan_file is not None:
        outputs.claim_folder(folder, _FILES)
    wanted = Wanted(
        file=scenario_file,
        numbers=numbers,
        criteria=criteria,
        rules=rules,
        coverage=coverage,
        locks=locks,
        shown=shown,
        data=data,
        search=search,
    )
    made = years.choices()
    grown = (
        _from_scratch(wanted, made, folder, quiet=quiet)
        if plan_file is None
        else _of_plan(plan_file, wanted, made, quiet=quiet)
    )
    files = _write(folder, grown, quiet=quiet)
    if not quiet:
        say(*_told(grown))
        say(f"Written to {folder}: {', '.join(sorted(files))}")
        say(outputs.next_steps(folder, "growth.html", plan_file or folder / "plan.csv"))


def _chosen(asked: "ResolvedRequest", made: dict[str, object]) -> "GrowthChoices":
    """Return the choices of the file, but for those that options make."""
    from regionplanner.growth_choices import GrowthChoices

    before = {} if asked.growth is None else asked.growth.model_dump(exclude_unset=True)
    return GrowthChoices.made({**before, **made})


def _figures(made: dict[str, Any]) -> set[str]:
    """Return the columns that options give a value."""
    from regionplanner.growth_choices import OWN_VALUES

    return {*made.get("value", ())} - {*OWN_VALUES}


def _of_plan(path: Path, wanted: Wanted, made: dict[str, object], *, quiet: bool) -> _Grown:
    from regionplanner.cli.choices import neighbours
    from regionplanner.cli.opened import opened
    from regionplanner.rollout.named import growth_with_codes
    from regionplanner.rollout.starts import growth as grow

    asked_scenario = {**wanted.numbers.choices(), **wanted.criteria.choices()}
    found = opened(
        [path],
        wanted.file,
        {**asked_scenario, **wanted.rules.choices()},
        data=wanted.data.choices(),
        run=wanted.search.run_choices() | wanted.shown.choices(),
        quiet=quiet,
        figures=_figures(made),
    )
    if not quiet:
        given = f"{path} has its regions already; leave it out to plan anew"
        idle = typed(wanted.coverage, wanted.locks, wanted.search, but=("--time-limit",))
        idle += ["--centres"] if wanted.criteria.centres is not None else []
        tell_idle((name, given) for name in idle)
    (plan,) = found.plans.values()
    scenario = found.asked.scenario()
    municipalities = found.municipalities
    choices = growth_with_codes(_chosen(found.asked, made), plan, municipalities)
    with step("choosing who starts when"):
        grown = grow(
            plan,
            municipalities,
            neighbours(municipalities, scenario),
            scenario,
            choices,
            time_limit_s=found.run.time_limit_s,
        )
    return _Grown(found.asked, scenario, choices, municipalities, plan, grown)


def _from_scratch(wanted: Wanted, made: dict[str, object], folder: Path, *, quiet: bool) -> _Grown:
    from regionplanner.cli.prepared import prepared
    from regionplanner.plan.make import make_plan
    from regionplanner.plan.plan import Plan
    from regionplanner.rollout.named import growth_with_codes
    from regionplanner.rollout.scratch import growth_from_scratch
    from regionplanner.rollout.starts import growth as grow
    from regionplanner.rollout.starts import region_values

    chosen, with_scenario = [], []

    def check(asked: "ResolvedRequest", _: "Scenario") -> None:
        chosen.append(_chosen(asked, made))
        with_scenario.append(outputs.claim_plans(folder, asked, ["plan.csv", *_FILES]))

    ready = prepared(wanted, check=check, quiet=quiet, figures=_figures(made))
    engine = ready.engine
    choices = growth_with_codes(chosen[0], Plan(()), engine.municipalities)
    scenario = ready.scenario
    # a column that is missing is named before the search
    region_values(Plan(()), engine.municipalities, engine.graph, scenario, choices)
    begun = growth_from_scratch(engine.municipalities, scenario, choices, engine.proposal_of)
    whole = scenario.model_copy(update={"coverage": None})
    plan = make_plan(
        begun.complete.assignment, engine.municipalities, engine.graph, whole, begun.complete.proof
    )
    first = dict.fromkeys(begun.regions, choices.first_year)
    fixed = choices.model_copy(update={"start": {**first, **choices.start}})
    with step("choosing who starts when"):
        grown = grow(
            plan,
            engine.municipalities,
            engine.graph,
            whole,
            fixed,
            time_limit_s=engine.time_limit_s,
        )
    return _Grown(
        ready.asked,
        whole,
        choices,
        engine.municipalities,
        plan,
        grown,
        begun,
        with_scenario=with_scenario[0],
    )


def _write(folder: Path, grown: _Grown, *, quiet: bool) -> tuple[str, ...]:
    from regionplanner.io.records.files import record_text
    from regionplanner.io.text_table import csv_text
    from regionplanner.maps.growth_page import growth_page
    from regionplanner.plan.table import plan_table
    from regionplanner.rollout.tables import growth_regions, growth_years

    plan, municipalities, run = grown.plan, grown.municipalities, grown.asked.run
    years = growth_years(grown.found, plan, municipalities, grown.choices)
    with step("drawing the map"):
        page = growth_page(
            plan,
            grown.found,
            municipalities,
            language=run.language,
            title=run.title,
            contact=run.contact,
        )
    texts = {
        "growth.csv": csv_text(
            growth_regions(grown.found, plan, municipalities, language=run.language)
        ),
        "growth-years.csv": csv_text(years),
        "growth.json": record_text(_record(grown, years)),
        "growth.html": page.html,
    }
    if grown.beginning is not None:
        chosen = grown.asked.with_scenario(grown.scenario)
        texts["plan.csv"] = csv_text(plan_table(plan, municipalities))
        if grown.with_scenario:
            texts[outputs.SCENARIO] = outputs.explained_scenario(chosen, folder)
    outputs.tell_kept(outputs.write_folder(folder, texts), quiet=quiet)
    return tuple(texts)


def _record(grown: _Grown, years: "pd.DataFrame") -> "GrowthRecord":
    from regionplanner.rollout.records import growth_record
    from regionplanner.rollout.waiting import waiting

    who = waiting(grown.found, grown.plan, grown.municipalities)
    return growth_record(
        grown.found, grown.plan, years, grown.scenario, who=who, begun=grown.beginning
    )


def _told(grown: _Grown) -> Iterator[str]:
    """Yield what the screen says."""
    from regionplanner.rollout.tables import growth_years

    found, begun = grown.found, grown.beginning
    proven = "proven: none is worth more" if not found.gap else f"gap at most {found.gap:.2%}"
    yield f"A growth worth {shown(found.value, 0)} ({proven})."
    if begun is not None:
        yield f"It costs {shown(begun.price)} more than the best plan of all to begin this way."
        yield (
            f"The first regions cost {shown(begun.objective)}, at most {begun.gap:.2%} above the "
            "best there are, which need not fit a complete plan."
        )
    if grown.choices.budget:
        years = zip(grown.choices.years, grown.choices.budget, strict=False)
        yield f"Budget: {', '.join(f'{money:,.0f} EUR in {year}' for year, money in years)}."
    table = growth_years(found, grown.plan, grown.municipalities, grown.choices)
    labels = {region.code: region.label for region in grown.plan}
    for year, row in table.iterrows():
        new = [labels[code] for code, start in found.start.items() if start == year]
        cost = f", {row['cost']:,.0f} EUR" if "cost" in row else ""
        yield (
            f"{year}: {counted(row['regions'], 'region')}, "
            f"{counted(row['municipalities'], 'municipality')}{cost}; new: "
            f"{', '.join(new) or 'none'}"
        )
    yield from _waiting(grown)


def _waiting(grown: _Grown) -> Iterator[str]:
    """Yield who does not start, and why where that is plain."""
    from regionplanner.errors import listing
    from regionplanner.rollout.waiting import limit_text, waiting

    plan, names = grown.plan, grown.municipalities.frame["name"]
    who = waiting(grown.found, plan, grown.municipalities)
    if who.regions:
        yield (
            f"Not by {who.last_year}: {len(who.regions)} of {counted(len(plan), 'region')}, with "
            f"{len(who.units)} of {counted(len(names), 'municipality')}."
        )
        for region in who.regions[:_AT_MOST]:
            yield f"- {region.label}: {listing(names[list(region.members)], at_most=_AT_MOST)}"
        if len(who.regions) > _AT_MOST:
            yield f"- and {counted(len(who.regions) - _AT_MOST, 'more region')}, in growth.csv"
    if reason := limit_text(who, plan, grown.choices):
        yield f"{reason}."
    if who.outside:
        outside = listing(names[list(who.outside)], at_most=_AT_MOST)
        yield f"In no region of this plan, so never supported: {outside}."
