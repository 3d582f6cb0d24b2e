"""What the screen says of a plan that was made."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from regionplanner.cli.outputs import Results


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
    names = {region.parent: region.parent_name for region in plan}
    lines = [
        f"{len(plan)} regions of {len(plan.assignment)} municipalities. {plan.proof.sentence()}",
        f"Chosen from {summary['candidate_regions']:,} candidate regions "
        f"in {summary['seconds']:.1f} s.",
        "",
        "Criteria:",
        *_criteria(summary),
        "",
        "Regions per reference region:",
        *(f"  {code:<10} {k:>3} {names[code]}" for code, k in summary["split"].items()),
        "",
        "Best objective per number of regions:",
        *_curve(summary),
        "",
        *summary["approximations"],
        "",
        f"Written to {out}: {', '.join(sorted(files))}",
        f"Next: open {out / 'map.html'}, or regionplanner check {out / 'plan.csv'}",
    ]
    typer.echo("\n".join(lines))


def _criteria(summary: Mapping[str, Any]) -> Iterator[str]:
    for name, row in summary["criteria"].items():
        counted = f"weight {row['weight']:g}" if row["weight"] else "not counted"
        yield f"  {name:<10} {row['value']:>12,.3f} {row['unit']:<5} {counted}"


def _curve(summary: Mapping[str, Any]) -> Iterator[str]:
    for point in summary["curve"]:
        mark = " <- this plan" if point["chosen"] else ""
        proven = "" if point["objective"] == point["bound"] else f" (bound {point['bound']:,.3f})"
        yield f"  {point['regions']:>4} {point['objective']:>14,.3f}{proven}{mark}"
