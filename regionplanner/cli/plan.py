"""``regionplanner plan``: the best plan, written with its proof and its map."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from regionplanner.cli import choices, outputs, texts
from regionplanner.cli.engine import Engine
from regionplanner.cli.grouped import grouped
from regionplanner.cli.options import DataOptions, Quiet, ShownOptions
from regionplanner.cli.plan_options import CoverageOptions, CriteriaOptions, LockOptions
from regionplanner.cli.rule_options import NumberOptions, RuleOptions
from regionplanner.cli.telling import tell_plan
from regionplanner.errors import SolverError

if TYPE_CHECKING:
    from regionplanner.cli.choices import Asked
    from regionplanner.cli.outputs import Results
    from regionplanner.io.curve_store import FolderStore
    from regionplanner.scenario import Scenario


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
    time_limit: Annotated[
        float | None,
        typer.Option(metavar="SECONDS", min=0, help="Stop searching after this time."),
    ] = None,
    workers: Annotated[
        int | None,
        typer.Option(min=1, help="Number of processes. [default: one per processor]"),
    ] = None,
    max_states: Annotated[
        int | None,
        typer.Option(
            min=1,
            help="Largest decision diagram, at 70 bytes a state; reference regions past it get a "
            "plan with a gap. [default: 4000000]",
        ),
    ] = None,
    explain: Annotated[
        bool,
        typer.Option(
            "--explain", help="Also find the best value of each criterion alone, a search each."
        ),
    ] = False,
    no_cache: Annotated[
        bool,
        typer.Option("--no-cache", help="Keep no answers, and use none of earlier runs."),
    ] = False,
    certificate: Annotated[
        bool,
        typer.Option("--certificate", help="Also write certificate.json, for regionplanner audit."),
    ] = False,
    quiet: Quiet = False,
    numbers: NumberOptions,
    criteria: CriteriaOptions,
    rules: RuleOptions,
    coverage: CoverageOptions,
    locks: LockOptions,
    shown: ShownOptions,
    data: DataOptions,
) -> None:
    """Make the best plan and write it with its map.

    Writes plan.csv, regions.csv, plan.gpkg, summary.json, map.html and scenario.toml, from which
    the plan can be made again.
    """
    locks.check()
    asked = choices.asked_for(
        scenario_file,
        {**numbers.choices(), **criteria.choices(), **rules.choices()},
        data=data.choices(),
        run=texts.given({"time_limit_s": time_limit}) | shown.choices(),
        coverage=coverage.choices(),
        resolved_later=criteria.centres is not None or locks.given,
    )
    first = asked.plan_scenario()  # mistakes are said before the data is read
    if certificate:
        _check_certifiable(first)
    outputs.check_folder(out)
    writes_scenario = outputs.writes_scenario(out, asked)
    municipalities = choices.load(asked.data, quiet=quiet)
    scenario = asked.plan_scenario(
        {**criteria.centre_choice(municipalities), **locks.choices(municipalities)}
    )
    if not quiet:
        choices.tell_idle(scenario, asked.data, criteria.balance)
    engine = Engine(
        municipalities=municipalities,
        graph=choices.neighbours(municipalities, scenario),
        workers=workers,
        time_limit_s=asked.run.time_limit_s,
        max_states=max_states,
        store=None if no_cache else _store(),
        quiet=quiet,
    )
    results = _results(asked, scenario, engine, explain=explain, certificate=certificate)
    files = outputs.write_results(out, results, with_scenario=writes_scenario)
    if not quiet:
        tell_plan(out, results, files)


def _store() -> "FolderStore":
    from regionplanner.io.curve_store import curve_store

    return curve_store()


def _check_certifiable(scenario: "Scenario") -> None:
    from regionplanner.program.certificate.written import check_certifiable

    check_certifiable(scenario)


def _results(
    asked: "Asked", scenario: "Scenario", engine: Engine, *, explain: bool, certificate: bool
) -> "Results":
    from regionplanner.io.scenario_file import ScenarioFile
    from regionplanner.plan.make import make_plan
    from regionplanner.program.alone import best_alone
    from regionplanner.program.certificate.written import certificate_text, plan_certificate
    from regionplanner.score.scorecard import scorecard
    from regionplanner.score.summary import plan_summary

    municipalities, graph = engine.municipalities, engine.graph
    proposal = engine.proposal(scenario)
    n_remembered = engine.store.n_found if engine.store else 0
    made = make_plan(proposal.assignment, municipalities, graph, scenario, proposal.proof)
    if made.violations:
        raise SolverError(f"the plan found breaks a rule: {made.violations[0].message}")
    alone = best_alone(municipalities, scenario, engine.best_alone) if explain else None
    return outputs.Results(
        plan=made,
        municipalities=municipalities,
        regions=scorecard(made, municipalities, graph, scenario),
        summary=plan_summary(made, proposal, municipalities, graph, scenario, alone),
        chosen=ScenarioFile(scenario, asked.data, asked.run),
        n_remembered=n_remembered,
        certificate=certificate_text(plan_certificate(proposal, scenario)) if certificate else None,
    )
