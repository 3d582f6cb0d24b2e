"""Plan files, opened for a command, and what the terminal says of them."""

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from regionplanner.cli import choices
from regionplanner.cli.choice_options import NOTHING
from regionplanner.cli.options import OpenOptions
from regionplanner.cli.say import say
from regionplanner.errors import ScenarioError, counted

if TYPE_CHECKING:
    from regionplanner.jobs.plans import PlanBundle
    from regionplanner.jobs.request import ResolvedRequest


def opened(
    files: Sequence[Path],
    options: OpenOptions,
    *,
    made: Mapping[str, object] = NOTHING.choices,
    names: str | None = None,
    figures: Collection[str] = (),
) -> "PlanBundle":
    """Return plans with their rules and their proofs, as `open_plans`; say how they were read."""
    from regionplanner.jobs.plans import PlanRequest, open_plans

    data, quiet = options.data.choices, options.quiet

    def ready(asked: "ResolvedRequest") -> None:
        if "bounds" in made and not quiet:
            choices.tell_bounds(asked.scenario())

    return open_plans(
        PlanRequest(
            files=files,
            scenario_file=options.scenario_file,
            choices=made,
            data=data,
            run=options.shown.choices,
            names=None if names is None else given_names(names, len(files)),
            figures=figures,
        ),
        # where the data of a plan lie was said when that was made
        callbacks=choices.on_terminal(quiet=quiet, says_place="file" in data),
        ready=ready,
    )


def tell_broken(files: Sequence[Path], found: "PlanBundle") -> None:
    """Say on the terminal which plans break rules, a line each."""
    for path, (name, plan) in zip(files, found.plans.items(), strict=True):
        count, rules = len(plan.violations), found.scenarios[name]
        if count:
            say(
                f"{path} breaks {counted(count, 'rule')}, and what is "
                f"written says so; see regionplanner check {path}"
                f"{'' if rules is None else f' --scenario {rules}'}",
                err=True,
            )


def given_names(names: str, count: int) -> list[str]:
    """Return what plans are called, as it was typed."""
    found = [name.strip() for name in names.split(",")]
    if len(found) != count or not all(found) or len(set(found)) < count:
        plans = counted(count, "plan")
        raise ScenarioError(
            f"--names is {names!r}; for {plans} as many different names are expected, separated by "
            "commas; give each plan a name"
        )
    return found
