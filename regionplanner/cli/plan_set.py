"""Several plans that were made together: written side by side, with one map."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from regionplanner.cli.outputs import SCENARIO, explained_scenario, tell_kept, write_folder
from regionplanner.cli.progress import step
from regionplanner.proof import among

if TYPE_CHECKING:
    from regionplanner.cli.inputs import SearchContext
    from regionplanner.jobs.plan_set import PlanSet
    from regionplanner.scenario import Scenario

MAP = "map.html"


def split_notes(scenario: "Scenario") -> Iterator[str]:
    """Yield that a set keeps the numbers of regions of its first plan, where bounds need them."""
    if any(bound.of == "own" for bound in scenario.bounds.values()):
        yield (
            "Bounds are by the mean of each reference region (own), so all plans have as many "
            "regions there as the first; other numbers can be asked for with --regions-per."
        )


def within_notes(within: "Iterable[tuple[tuple[str, int], ...]]") -> Iterator[str]:
    """Yield among which regions something is proven, where not among all."""
    sizes = {name: size for one in within for name, size in one}
    if sizes:
        yield f"What is proven:{among([*sizes.items()])}"


def write_plan_set(out: Path, ready: "SearchContext", found: "PlanSet") -> tuple[str, ...]:
    """Write plans, tables, a record, the scenario and a map; return the names of the files."""
    from regionplanner.files.set_records import record_text
    from regionplanner.files.text_table import csv_text
    from regionplanner.maps.page import map_page
    from regionplanner.plan.plan import plan_table

    municipalities, run = ready.case.municipalities, ready.asked.run
    with step("drawing the map"):
        page = map_page(
            dict(zip(found.names, found.plans.values(), strict=True)),
            municipalities,
            language=run.language,
            title=run.title,
            contact=run.contact,
        )
    chosen = ready.asked.with_scenario(found.scenario)
    texts = {
        f"{name}.csv": csv_text(plan_table(plan, municipalities))
        for name, plan in found.plans.items()
    }
    texts |= {f"{name}.csv": csv_text(table) for name, table in found.tables.items()}
    texts[found.record.FILE] = record_text(found.record)
    texts[MAP] = page.html
    if ready.writes_scenario:
        texts[SCENARIO] = explained_scenario(chosen, out)
    tell_kept(write_folder(out, texts), quiet=ready.quiet)
    return tuple(texts)
