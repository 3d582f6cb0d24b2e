"""``regionplanner growth``: which regions start in which year."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from regionplanner.cli import outputs
from regionplanner.cli.choice_options import Made, OptionsOf, grouped
from regionplanner.cli.options import OpenOptions, Quiet, ScenarioOption, report_idle, typed
from regionplanner.cli.previous import RECORDS
from regionplanner.cli.progress import step
from regionplanner.cli.say import say
from regionplanner.cli.search import SearchRequest
from regionplanner.errors import Message, counted, joined
from regionplanner.numerals import shown
from regionplanner.proof import gap_percent
from regionplanner.rollout_choices import OWN_VALUES, GrowthChoices

if TYPE_CHECKING:
    import pandas as pd

    from regionplanner.files.set_records import GrowthRecord
    from regionplanner.jobs.growth import GrowthResult
    from regionplanner.jobs.request import ResolvedRequest


_Grown = tuple["ResolvedRequest", bool, "GrowthResult"]
"""What was asked for, whether scenario.toml is written, and which regions start when."""
_FILES = ("growth.json", *RECORDS["growth.json"])
_AT_MOST = 20
"""So many regions that do not start are written out, and municipalities of each."""


@grouped
def growth(
    plan_file: Annotated[
        Path | None,
        typer.Argument(
            metavar="PLAN.CSV",
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
    years: Annotated[Made, OptionsOf(GrowthChoices)],
    wanted: SearchRequest,
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
    made = years.choices
    asked, with_scenario, grown = (
        _from_scratch(scenario_file, wanted, made, folder, quiet=quiet)
        if plan_file is None
        else _of_plan(plan_file, scenario_file, wanted, made, quiet=quiet)
    )
    files = _write(folder, asked, grown, with_scenario=with_scenario, quiet=quiet)
    if not quiet:
        say(*_lines(grown))
        say(Message("Written to {folder}: {files}", folder=folder, files=", ".join(sorted(files))))
        say(outputs.next_steps(folder, "growth.html", plan_file or folder / "plan.csv"))


def _chosen(asked: "ResolvedRequest", made: Mapping[str, object]) -> "GrowthChoices":
    """Return the choices of the file, but for those that options make."""
    before = {} if asked.growth is None else asked.growth.model_dump(exclude_unset=True)
    return GrowthChoices.made({**before, **made})


def _figures(made: Mapping[str, Any]) -> set[str]:
    """Return the columns that options give a value."""
    return {*made.get("value", ())} - {*OWN_VALUES}


def _of_plan(
    path: Path,
    file: Path | None,
    wanted: SearchRequest,
    made: Mapping[str, object],
    *,
    quiet: bool,
) -> _Grown:
    from regionplanner.cli.inputs import on_terminal, opened
    from regionplanner.jobs.case import case_of
    from regionplanner.jobs.growth import GrowthRequest, plan_growth

    bundle = opened(
        [path],
        OpenOptions(scenario_file=file, quiet=quiet, shown=wanted.run, data=wanted.data),
        made=wanted.made,
        figures=_figures(made),
    )
    if not quiet:
        given = Message("{path} has its regions already; leave it out to plan anew", path=path)
        idle = typed(wanted.coverage, wanted.locks, wanted.search)
        idle += ["--centres"] if "centres" in wanted.scenario.choices else []
        report_idle((name, given) for name in idle)
    callbacks = on_terminal(quiet=quiet)
    request = GrowthRequest(
        case=case_of(bundle.municipalities, bundle.asked.scenario(), callbacks),
        choices=_chosen(bundle.asked, made),
        plan=bundle.plan,
        time_limit_s=bundle.run.time_limit_s,
    )
    return bundle.asked, False, plan_growth(request, callbacks=callbacks)


def _from_scratch(
    file: Path | None,
    wanted: SearchRequest,
    made: Mapping[str, object],
    folder: Path,
    *,
    quiet: bool,
) -> _Grown:
    from regionplanner.cli.inputs import prepared
    from regionplanner.jobs.growth import GrowthRequest, plan_growth

    asked = wanted.resolved(file)
    _chosen(asked, made)  # what is impossible is said before the data are read
    ready = prepared(
        asked, wanted, out=folder, names=["plan.csv", *_FILES], quiet=quiet, figures=_figures(made)
    )
    request = GrowthRequest(
        case=ready.case,
        choices=_chosen(ready.asked, made),
        settings=ready.settings,
    )
    grown = plan_growth(request, callbacks=ready.callbacks)
    return ready.asked, ready.writes_scenario, grown


def _write(
    folder: Path,
    asked: "ResolvedRequest",
    grown: "GrowthResult",
    *,
    with_scenario: bool,
    quiet: bool,
) -> tuple[str, ...]:
    from regionplanner.files.set_records import record_text
    from regionplanner.files.text_table import csv_text
    from regionplanner.maps.rollout_pages import growth_page
    from regionplanner.plan.plan import plan_table
    from regionplanner.rollout.tables import growth_regions, growth_years

    plan, municipalities, run = grown.plan, grown.municipalities, asked.run
    years = growth_years(grown.growth, plan, municipalities, grown.choices)
    with step("drawing the map"):
        page = growth_page(
            plan, grown.growth, municipalities, years=years, **outputs.page_words(run)
        )
    texts = {
        "growth.csv": csv_text(
            growth_regions(grown.growth, plan, municipalities, language=run.language)
        ),
        "growth-years.csv": csv_text(years),
        "growth.json": record_text(_record(grown, years)),
        "growth.html": page.html,
    }
    if grown.beginning is not None:
        chosen = asked.with_scenario(grown.scenario)
        texts["plan.csv"] = csv_text(plan_table(plan, municipalities))
        if with_scenario:
            texts[outputs.SCENARIO] = outputs.explained_scenario(chosen, folder)
    outputs.report_kept(outputs.write_folder(folder, texts), quiet=quiet)
    return tuple(texts)


def _record(grown: "GrowthResult", years: "pd.DataFrame") -> "GrowthRecord":
    from regionplanner.rollout.growth import waiting
    from regionplanner.rollout.tables import growth_record

    who = waiting(grown.growth, grown.plan, grown.municipalities)
    return growth_record(
        grown.growth, grown.plan, years, grown.scenario, who=who, begun=grown.beginning
    )


def _lines(grown: "GrowthResult") -> Iterator[str]:
    """Yield what the screen says."""
    from regionplanner.rollout.tables import growth_years

    order, begun = grown.growth, grown.beginning
    proven = (
        Message("gap at most {gap}%", gap=gap_percent(order.gap))
        if order.gap
        else Message("proven: none is worth more")
    )
    yield Message("A growth worth {value} ({proven}).", value=shown(order.value, 0), proven=proven)
    if begun is not None:
        yield Message(
            "It costs {price} more than the best plan of all to begin this way.",
            price=shown(begun.price),
        )
        yield Message(
            "The first regions cost {objective}, at most {gap}% above the best there are, which "
            "need not fit a complete plan.",
            objective=shown(begun.objective),
            gap=gap_percent(begun.gap),
        )
    if grown.choices.budget:
        budget = zip(grown.choices.years, grown.choices.budget, strict=False)
        amounts = (
            Message("{money} EUR in {year}", money=shown(money, None), year=year)
            for year, money in budget
        )
        yield Message("Budget: {amounts}.", amounts=joined(amounts, ", "))
    table = growth_years(order, grown.plan, grown.municipalities, grown.choices)
    labels = {region.code: region.label for region in grown.plan}
    for year, row in table.iterrows():
        new = [labels[code] for code, start in order.start.items() if start == year]
        cost = [Message("{cost} EUR", cost=shown(row["cost"], None))] if "cost" in row else []
        n_units = counted(row["municipalities"], "municipality")
        figures = joined((counted(row["regions"], "region"), n_units, *cost), ", ")
        yield Message(
            "{year}: {figures}; new: {new}",
            year=year,
            figures=figures,
            new=", ".join(new) or Message("none"),
        )
    yield from _waiting(grown)


def _waiting(grown: "GrowthResult") -> Iterator[str]:
    """Yield who does not start, and why where that is plain."""
    from regionplanner.errors import listing
    from regionplanner.rollout.growth import limit_text, waiting

    plan, names = grown.plan, grown.municipalities.frame["name"]
    who = waiting(grown.growth, plan, grown.municipalities)
    if who.regions:
        yield Message(
            "Not by {last_year}: {waiting} of {n_regions}, with {units} of {n_municipalities}.",
            last_year=who.last_year,
            waiting=len(who.regions),
            n_regions=counted(len(plan), "region"),
            units=len(who.units),
            n_municipalities=counted(len(names), "municipality"),
        )
        for region in who.regions[:_AT_MOST]:
            members = listing(names[list(region.members)], at_most=_AT_MOST)
            yield Message("- {label}: {members}", label=region.label, members=members)
        if len(who.regions) > _AT_MOST:
            n_more = counted(len(who.regions) - _AT_MOST, "more region")
            yield Message("- and {n_more}, in growth.csv", n_more=n_more)
    if reason := limit_text(who, plan, grown.choices):
        yield Message("{reason}.", reason=reason)
    if who.outside:
        outside = listing(names[list(who.outside)], at_most=_AT_MOST)
        yield Message("In no region of this plan, so never supported: {outside}.", outside=outside)
