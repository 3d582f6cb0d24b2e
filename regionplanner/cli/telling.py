"""What the screen says of a plan that was made."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from regionplanner.choices import count_text
from regionplanner.cli.say import say
from regionplanner.errors import counted
from regionplanner.numerals import shown

if TYPE_CHECKING:
    from regionplanner.cli.outputs import Results
    from regionplanner.program.plannable import LeftOut


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
