"""``regionplanner alternatives``: plans that cost little more, and are as different as can be."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from regionplanner.cli import outputs
from regionplanner.cli.choice_options import grouped
from regionplanner.cli.options import Quiet
from regionplanner.cli.plan_set import (
    PlanSet,
    digests,
    split_notes,
    verified,
    within_notes,
    write_plan_set,
)
from regionplanner.cli.prepared import SearchContext, SearchRequest, prepared
from regionplanner.cli.progress import shown_steps
from regionplanner.cli.say import say
from regionplanner.cli.texts import figure_reader, read_share
from regionplanner.errors import counted
from regionplanner.numerals import shown

if TYPE_CHECKING:
    from regionplanner.files.set_records import AlternativesRecord
    from regionplanner.jobs.request import ResolvedRequest
    from regionplanner.plan.plan import Plan
    from regionplanner.program.alternatives import Alternative
    from regionplanner.program.result import Proposal
    from regionplanner.scenario import Scenario

BEST = "best"
_TABLES = ("alternatives.csv", "alternatives.json", "borders.csv", "map.html")


@grouped
def alternatives(
    scenario_file: Annotated[
        Path | None,
        typer.Argument(metavar="SCENARIO.TOML", help="File with every choice, as for plan."),
    ] = None,
    *,
    plans: Annotated[
        int,
        typer.Option(
            metavar="N",
            parser=figure_reader("--plans", "whole", least=1, most=1000),
            help="How many, besides the best plan.",
        ),
    ] = 5,
    within: Annotated[
        str,
        typer.Option(metavar="SHARE", help="How much more than the best plan each may cost."),
    ] = "5%",
    per_parent: Annotated[
        bool,
        typer.Option(
            "--per-reference-region",
            help="No reference region may cost more than that above its part of the best plan.",
        ),
    ] = False,
    out: Annotated[Path, typer.Option("--out", help="Folder for the results.")] = Path(
        "alternatives"
    ),
    quiet: Quiet = False,
    wanted: SearchRequest,
) -> None:
    """Make plans that cost little more than the best, and are as different as can be.

    Each maximises the number of neighbouring pairs that it has together and the best plan and all
    earlier alternatives have apart, or the reverse. Writes best.csv, alternative-1.csv and on,
    alternatives.csv, borders.csv (how often neighbours are together), map.html and scenario.toml.
    """
    share = read_share(within, option="--within", example=5)

    def check(asked: "ResolvedRequest", first: "Scenario") -> bool:
        from regionplanner.program.alternatives import check_alternatives

        check_alternatives(first, within=share, per_parent=per_parent)
        names = [f"{BEST}.csv", *(f"alternative-{n}.csv" for n in range(1, plans + 1)), *_TABLES]
        return outputs.claim_plans(out, asked, names)

    ready = prepared(scenario_file, wanted, check=check, quiet=quiet)
    best = ready.engine.proposal(ready.scenario)
    found = _search(ready, best, plans, share, per_parent=per_parent)
    made = _plan_set(ready, best, found, within=share)
    files = write_plan_set(out, ready, made)
    if not quiet:
        say(*_told(made, found, out, files, wanted=plans, within=within))


def _search(
    ready: SearchContext, best: "Proposal", plans: int, within: float, *, per_parent: bool
) -> "tuple[Alternative, ...]":
    from regionplanner.program.alternatives import alternatives as search

    engine = ready.engine
    with shown_steps("alternatives", plans, quiet=engine.quiet) as done:
        return search(
            engine.municipalities,
            ready.scenario,
            best,
            plans=plans,
            within=within,
            per_parent=per_parent,
            graph=engine.graph,
            time_limit_s=engine.time_limit_s,
            max_states=engine.max_states,
            held_states=engine.held_states,
            progress=lambda *_: done(),
        )


def _plan_set(
    ready: SearchContext, best: "Proposal", found: "Sequence[Alternative]", *, within: float
) -> PlanSet:
    from regionplanner.score.plan_sets import alternatives_table, border_firmness
    from regionplanner.words.nouns import spoken
    from regionplanner.words.text import words_in

    engine, scenario = ready.engine, ready.scenario
    words = words_in(spoken(ready.asked.run.language, engine.municipalities))
    plans = {BEST: verified(ready, scenario, best.assignment, best.proof)}
    for number, one in enumerate(found, start=1):
        plans[f"alternative-{number}"] = verified(ready, scenario, one.assignment, one.proof)
    names = [words["set_best"]]
    names += [words["set_alternative"].format(number=n) for n in range(1, len(plans))]
    table = alternatives_table(plans, found, engine.municipalities, engine.graph, scenario)
    firmness = border_firmness([*plans.values()], engine.municipalities, engine.graph)
    return PlanSet(
        plans=plans,
        names=tuple(names),
        tables={"alternatives": table, "borders": firmness},
        record=_record(ready, best, found, plans, within=within),
        scenario=scenario,
    )


def _record(
    ready: SearchContext,
    best: "Proposal",
    found: "Sequence[Alternative]",
    plans: "Mapping[str, Plan]",
    *,
    within: float,
) -> "AlternativesRecord":
    from regionplanner.data.assignment import assignment_sha256
    from regionplanner.files.set_records import AlternativeRecord, AlternativesRecord, BestRecord

    first, *others = (assignment_sha256(plan.assignment) for plan in plans.values())
    return AlternativesRecord(
        **digests(ready, ready.scenario),
        within=within,
        best=BestRecord(plan_sha256=first, objective=best.objective, bound=best.bound),
        alternatives=tuple(
            AlternativeRecord(
                plan_sha256=digest,
                objective=one.proof.objective or 0.0,
                pairs_that_differ=one.differences,
                pairs_in_all=one.difference,
                proven_most=one.most,
                gap=round(one.gap, 6),
            )
            for digest, one in zip(others, found, strict=True)
        ),
    )


def _told(
    made: PlanSet,
    found: "Sequence[Alternative]",
    out: Path,
    files: tuple[str, ...],
    *,
    wanted: int,
    within: str,
) -> Iterator[str]:
    """Yield what the screen says."""
    table, firm = made.tables["alternatives"], made.tables["borders"]
    yield f"{'':<14} {'objective':>12} {'more':>7} {'pairs that differ':>18} {'of at most':>11}"
    for name, row in table.iterrows():
        pairs = f"{row['pairs_in_all']:>18.0f} {row['pairs_at_most']:>11.0f}"
        more = f"{shown(row['objective']):>12} {row['more']:>7.2%}"
        yield f"{name!s:<14} {more} {'' if name == BEST else pairs}".rstrip()
    yield "Pairs are neighbours in one reference region; they are compared with all earlier plans."
    if len(found) < wanted:
        yield f"No other plan within {within} was found that is as different from all of these."
    cut = int((firm["together"] < 1).sum())
    often = int((firm["together"] < 0.5).sum())
    n_plans = len(made.plans)
    often_cut = f", {often} of them in more than half of the {n_plans} plans" if n_plans > 1 else ""
    yield (
        f"{counted(cut, 'pair')} of neighbours {'is' if cut == 1 else 'are'} separated in some "
        f"plan{often_cut} (borders.csv; the map draws them)."
    )
    yield from split_notes(made.scenario)
    yield from within_notes(one.proof.within for one in found)
    yield f"Written to {out}: {', '.join(sorted(files))}"
    yield f"Next: open {out / 'map.html'}, or regionplanner compare {out / 'best.csv'} " + (
        f"{out / 'alternative-1.csv'}" if found else "OTHER.csv"
    )
