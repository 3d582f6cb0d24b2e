"""``regionplanner plan``: the best plan, written with its proof and its map."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from regionplanner.choices import count_text
from regionplanner.cli import outputs
from regionplanner.cli.choice_options import Made, OptionsOf, grouped
from regionplanner.cli.engine import Engine
from regionplanner.cli.options import Quiet
from regionplanner.cli.prepared import SearchContext, SearchRequest, prepared
from regionplanner.cli.progress import step
from regionplanner.cli.say import say, with_nouns
from regionplanner.cli.stopped import StoppedError
from regionplanner.errors import SolverError, counted
from regionplanner.files.file_choices import RunChoices
from regionplanner.numerals import shown
from regionplanner.scenario import Scenario

if TYPE_CHECKING:
    import pandas as pd

    from regionplanner.data.municipalities import Municipalities
    from regionplanner.files.scenario_file import ScenarioFile
    from regionplanner.jobs.request import ResolvedRequest
    from regionplanner.plan.plan import Plan
    from regionplanner.program.plannable import LeftOut


EXIT_LEFT_OUT = 6


@grouped
def plan(
    scenario_file: Annotated[
        Path | None,
        typer.Argument(
            metavar="SCENARIO.TOML",
            help="File with every choice, which options override; regionplanner init writes one.",
        ),
    ] = None,
    *,
    out: Annotated[Path, typer.Option("--out", help="Folder for the results.")] = Path("out"),
    explain: Annotated[
        bool,
        typer.Option(
            "--explain", help="Also find the best value of each criterion alone, a search each."
        ),
    ] = False,
    certificate: Annotated[
        bool,
        typer.Option("--certificate", help="Also write certificate.json, for regionplanner audit."),
    ] = False,
    keep_going: Annotated[
        bool,
        typer.Option(
            "--keep-going",
            help="Leave out reference regions that cannot be planned, and plan the others; "
            "ends with exit code 6 when some were left out.",
        ),
    ] = False,
    quiet: Quiet = False,
    wanted: SearchRequest,
    proof: Annotated[Made, OptionsOf(RunChoices, names=("gap",))],
) -> None:
    """Make the best plan and write it with its map.

    Writes plan.csv, regions.csv, plan.gpkg, summary.json, map.html and scenario.toml, from which
    the plan can be made again.
    """

    def check(asked: "ResolvedRequest", first: "Scenario") -> bool:
        if certificate:
            _check_certifiable(first)
        names = (*outputs.PLAN_FILES, UNFINISHED, *([outputs.CERTIFICATE] if certificate else []))
        return outputs.claim_plans(out, asked, names)

    ready = prepared(scenario_file, wanted, check=check, quiet=quiet, run=proof.choices)
    try:
        results = _results(ready, explain=explain, certificate=certificate, keep_going=keep_going)
    except StoppedError as stopped:
        raise leave_unfinished(stopped, out, ready.engine, ready.scenario) from None
    files = write_results(out, results, with_scenario=ready.writes_scenario, quiet=quiet)
    if not quiet:
        tell_plan(out, results, files)
        if ready.scenario.regions is None and keep_going:
            say(
                f"No number of regions was asked for: {len(results.plan)} is the best of those "
                "that are possible; choose another with --regions"
            )
    tell_left_out(results.left_out)
    if results.left_out:
        raise typer.Exit(EXIT_LEFT_OUT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """A plan and all that is written with it.

    Attributes
    ----------
    plan, municipalities
        What is drawn and written.
    regions
        Figures of the regions.
    summary
        The run, ready for JSON.
    chosen
        Every choice it was made with.
    n_remembered
        Number of reference regions whose answers were kept from an earlier run.
    certificate
        All that shows that no plan is better, as text; None when it was not asked for.
    left_out
        Reference regions that could not be planned.
    """

    plan: "Plan"
    municipalities: "Municipalities"
    regions: "pd.DataFrame"
    summary: Mapping[str, Any]
    chosen: "ScenarioFile"
    n_remembered: int = 0
    certificate: str | None = None
    left_out: "tuple[LeftOut, ...]" = ()


def _check_certifiable(scenario: "Scenario") -> None:
    from regionplanner.program.certificate import check_certifiable

    check_certifiable(scenario)


def _results(
    ready: SearchContext, *, explain: bool, certificate: bool, keep_going: bool
) -> "Results":
    from regionplanner.plan.make import make_plan
    from regionplanner.program.alone import best_alone
    from regionplanner.program.certificate import (
        certificate_text,
        check_countable,
        plan_certificate,
    )
    from regionplanner.program.result import with_number
    from regionplanner.score.scorecard import scorecard
    from regionplanner.score.summary import left_out_summary, plan_summary

    asked, scenario, engine = ready.asked, ready.scenario, ready.engine
    municipalities, graph = engine.municipalities, engine.graph
    if certificate:
        check_countable(municipalities, scenario)
    left_out: tuple[LeftOut, ...] = ()
    if keep_going:
        found = engine.plannable(scenario)
        proposal, scenario, left_out = found.proposal, found.scenario, found.left_out
    else:
        proposal = engine.proposal(scenario)
    scenario = with_number(scenario, sum(proposal.split.values()))
    n_remembered = engine.store.n_known if engine.store else 0
    made = make_plan(proposal.assignment, municipalities, graph, scenario, proposal.proof)
    if made.violations:
        raise SolverError(f"the plan found breaks a rule: {made.violations[0].message}")
    made = replace(made, left_out={one.code: one.reason for one in left_out})
    alone = best_alone(municipalities, scenario, engine.best_alone) if explain else None
    return Results(
        plan=made,
        municipalities=municipalities,
        regions=scorecard(made, municipalities, graph, scenario, language=asked.run.language),
        summary=_worded(
            plan_summary(made, proposal, municipalities, graph, scenario, alone)
            | left_out_summary(left_out)
        ),
        chosen=asked.with_scenario(scenario),
        n_remembered=n_remembered,
        left_out=left_out,
        certificate=certificate_text(plan_certificate(proposal, scenario)) if certificate else None,
    )


def _worded(summary: dict[str, Any]) -> dict[str, Any]:
    """Return a summary whose sentences have the nouns of the data."""
    said = {key: [*map(with_nouns, summary[key])] for key in ("approximations", "rule_notes")}
    data = summary["data"]
    notes = {"data": data | {"notes": [*map(with_nouns, data["notes"])]}} if "notes" in data else {}
    left = [one | {"reason": with_nouns(one["reason"])} for one in summary.get("left_out", ())]
    return summary | said | notes | ({"left_out": left} if left else {})


def write_results(
    out: Path, results: Results, *, with_scenario: bool, quiet: bool
) -> tuple[str, ...]:
    """Write the plan, its figures, its map and its scenario; return the names of the files.

    Parameters
    ----------
    out
        Folder; what it holds of another plan is kept beside it, other files are left alone.
    results
        What is written.
    with_scenario
        Whether scenario.toml is.
    quiet
        Do not say what was kept.

    Raises
    ------
    DataError
        When a file cannot be written.
    """
    from regionplanner.files.text_table import csv_text
    from regionplanner.maps.page import map_page
    from regionplanner.plan.plan import plan_layers, plan_table

    plan, municipalities, chosen = results.plan, results.municipalities, results.chosen
    # All of it is made before anything is written, so that files belong together.
    layers = plan_layers(plan, municipalities, results.regions)
    run = chosen.run
    with step("drawing the map"):
        page = map_page(
            plan,
            municipalities,
            language=run.language,
            title=run.title,
            contact=run.contact,
        )
    summary = json.dumps(results.summary, indent=2, ensure_ascii=False)
    texts = {
        "plan.csv": csv_text(plan_table(plan, municipalities)),
        "regions.csv": csv_text(results.regions),
        "summary.json": summary + "\n",
        "map.html": page.html,
    }
    if results.certificate is not None:
        texts[outputs.CERTIFICATE] = results.certificate
    if with_scenario:
        texts[outputs.SCENARIO] = outputs.explained_scenario(chosen, out)
    removed = [UNFINISHED]
    if results.certificate is None and not _certified(out, results.summary):
        removed.append(outputs.CERTIFICATE)  # of the same plan, by other choices or data
    kept = outputs.write_folder(out, texts, layers={outputs.GEOPACKAGE: layers}, removed=removed)
    outputs.tell_kept(kept, quiet=quiet)
    return (outputs.GEOPACKAGE, *texts)


def _certified(out: Path, summary: Mapping[str, Any]) -> bool:
    """Return whether a certificate that is there is of the same run."""
    from regionplanner.files.run_record import read_record

    record = read_record(out / "summary.json", note=lambda _: None)
    return record is not None and (record.scenario_sha256, record.data_sha256) == (
        summary["scenario_sha256"],
        summary["data"]["sha256"],
    )


UNFINISHED = "unfinished.csv"


def leave_unfinished(
    stopped: StoppedError, out: Path, engine: Engine, scenario: Scenario
) -> StoppedError:
    """Write what was finished, in the form of plan.csv; return the error that also says where.

    Parameters
    ----------
    stopped
        Has the answers of the reference regions that were finished.
    out
        Folder of the results.
    engine
        Has the data.
    scenario
        The choices.

    Raises
    ------
    DataError
        When the file cannot be written.
    """
    from regionplanner.files.atomic import write_atomic
    from regionplanner.files.text_table import csv_text
    from regionplanner.plan.make import make_plan
    from regionplanner.plan.plan import plan_table
    from regionplanner.program.propose import unfinished_assignment

    assignment = unfinished_assignment(stopped.curves, engine.municipalities, scenario)
    if not assignment:
        return stopped
    plan = make_plan(assignment, engine.municipalities, engine.graph, scenario)
    write_atomic(out / UNFINISHED, csv_text(plan_table(plan, engine.municipalities)))
    return StoppedError(f"{stopped} Their plan so far: {out / UNFINISHED}.", stopped.curves)


def tell_plan(out: Path, results: "Results", files: Iterable[str]) -> None:
    """Show what was found, what is proven and where it was written.

    Parameters
    ----------
    out
        Folder of the files.
    results
        The plan and its summary.
    files
        Names of those that were written.
    """
    plan, summary = results.plan, results.summary
    names = results.municipalities.frame.set_index("reference_region")["reference_region_name"]
    names = names[~names.index.duplicated()]
    lines = [
        f"{counted(len(plan), 'region')} of {counted(len(plan.assignment), 'municipality')}. "
        f"{plan.proof.sentence()}",
        f"{_chosen(summary)} in {summary['seconds']:.1f} s{_remembered(results)}.",
        *_notes(summary),
        "",
        "Criteria:",
        *_criteria(summary["criteria"]),
        "",
        "Regions per reference region:",
        *(
            f"  {code:<10} {k:>3} {names[code] if names[code] != code else ''}".rstrip()
            for code, k in summary["split"].items()
        ),
        "",
        "Best objective per number of regions:",
        *_curve(summary),
        "",
        *summary["approximations"],
        "",
        f"Written to {out}: {', '.join(sorted(files))}",
        f"Next: open {out / 'map.html'}, or regionplanner check {out / 'plan.csv'}"
        + (f" --scenario {out / 'scenario.toml'}" if "scenario.toml" in files else ""),
    ]
    say(*lines)


def tell_left_out(left_out: "Sequence[LeftOut]") -> None:
    """Say which reference regions were left out, and why; also where little is said.

    Parameters
    ----------
    left_out
        Those that could not be planned.
    """
    for one in left_out:
        many = counted(len(one.units), "municipality")
        say(f"Left out: {many} of {one.label}, in no region: {one.reason}", err=True)
    if left_out:
        say("The number of regions is that of the other reference regions alone.", err=True)


def _chosen(summary: Mapping[str, Any]) -> str:
    n_candidates = summary["candidate_regions"]
    return f"Chosen from {counted(n_candidates, 'candidate region')}" if n_candidates else "Found"


def _remembered(results: "Results") -> str:
    if not results.n_remembered:
        return ""
    n_parents = len(results.summary["split"])
    return (
        f" ({results.n_remembered} of {counted(n_parents, 'reference region')} "
        f"{'was' if n_parents == 1 else 'were'} known from before)"
    )


def _notes(summary: Mapping[str, Any]) -> Iterator[str]:
    """Yield what a planner should know of the rules: exceptions, and how they were read."""
    coverage = summary.get("coverage")
    if coverage is not None:
        later = coverage["of"] - coverage["municipalities"]
        yield (
            f"Covered: {coverage['municipalities']} of {coverage['of']} municipalities; "
            f"{later} are left for later."
        )
    for found in summary["exceptions"]:
        allowed = count_text(tuple(found["allowed"]))
        yield (
            f"Exception: {found['region']} is locked as {found['locked_as']} and kept as it is, "
            f"with {found['municipalities']} municipalities; the rules say {allowed}."
        )
    yield from (f"Note: {note}." for note in summary["rule_notes"])


def _criteria(criteria: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """Yield a table: the weight, value and unit of each criterion, and the best value alone."""
    explained = any("best_alone" in row for row in criteria.values())
    width = max(len(row["unit"]) for row in criteria.values())
    head = f"  {'':<10} {'weight':>10} {'this plan':>14} {'':<{width}}"
    yield f"{head} {'best alone':>14} {'more':>8}" if explained else head.rstrip()
    for name, row in criteria.items():
        weight = f"{row['weight']:g}" if row["weight"] else "not counted"
        line = f"  {name:<9} {weight:>11} {shown(row['value']):>14} {row['unit']:<{width}}"
        yield f"{line} {_alone(row)}".rstrip() if explained else line.rstrip()


def _alone(row: Mapping[str, Any]) -> str:
    """Return the best value of a criterion alone, and how much more this plan has."""
    best, bound = row.get("best_alone"), row.get("best_alone_bound")
    if best is None or bound is None:
        return f"{'not known':>14}"
    more = f"{(row['value'] - best) / best:>+8.1%}" if best > 0 else " " * 8
    proven = "" if best == bound else f" (not proven; at least {shown(bound)})"
    return f"{shown(best):>14} {more}{proven}"


def _curve(summary: Mapping[str, Any]) -> Iterator[str]:
    for point in summary["curve"]:
        mark = " <- this plan" if point["chosen"] else ""
        proven = "" if point["objective"] == point["bound"] else f" (bound {shown(point['bound'])})"
        yield f"  {point['regions']:>4} {shown(point['objective']):>14}{proven}{mark}"
