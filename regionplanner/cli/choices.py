"""What the terminal says while the data are read, and what they are read with."""

from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from regionplanner.cli.idle import idle_of_data, tell_idle
from regionplanner.cli.progress import step
from regionplanner.cli.say import say, speak
from regionplanner.errors import counted
from regionplanner.jobs.callbacks import JobCallbacks

if TYPE_CHECKING:
    import networkx as nx

    from regionplanner.data.municipalities import Municipalities
    from regionplanner.files.file_choices import DataChoices
    from regionplanner.scenario import Scenario


def on_terminal(*, quiet: bool, says_place: bool = True) -> JobCallbacks:
    """Return the callbacks of jobs that report to the terminal."""
    note = noting(quiet=quiet)

    def loaded(municipalities: "Municipalities", data: "DataChoices") -> None:
        from regionplanner.words.nouns import vocabulary_of, with_nouns

        vocabulary = vocabulary_of(municipalities)
        speak(lambda text: with_nouns(text, "en", vocabulary))
        source = municipalities.source
        for text in source.notes:
            note(text)
        if source.place and says_place and not quiet:
            n_units = len(municipalities.frame)
            say(f"{source.title}: {counted(n_units, 'unit')} in or near {source.place}", err=True)
        if not quiet:
            tell_idle(idle_of_data(data))

    return JobCallbacks(step=step, note=note, loaded=loaded)


def load(
    data: "DataChoices",
    *,
    quiet: bool,
    figures: Collection[str] = (),
    leave_out: Collection[str] = (),
) -> "Municipalities":
    """Return the data, as `load_reported`, and say how it was read."""
    from regionplanner.jobs.reading import load_reported

    return load_reported(data, on_terminal(quiet=quiet), figures=figures, leave_out=leave_out)


def noting(*, quiet: bool) -> Callable[[str], None]:
    """Return what says on the terminal how something was read."""

    def note(text: str) -> None:
        if not quiet:
            say(f"Note: {text}", err=True)

    return note


def read_plan(
    path: Path, municipalities: "Municipalities", data: "DataChoices", *, quiet: bool
) -> "Mapping[str, str]":
    """Return the region of every municipality of a plan file, and say how it was read."""
    from regionplanner.data.assignment import read_assignment

    return read_assignment(
        path, municipalities, columns=data.plan_columns or None, note=noting(quiet=quiet)
    )


def neighbours(municipalities: "Municipalities", scenario: "Scenario") -> "nx.Graph[str]":
    """Return the rook graph, with the links of the scenario."""
    from regionplanner.jobs.reading import neighbours_reported

    return neighbours_reported(municipalities, scenario, on_terminal(quiet=True))


def tell_bounds(scenario: "Scenario") -> None:
    """Say how the bounds of a scenario are understood."""
    from regionplanner.rules.bounds import bound_texts

    bounds = bound_texts(scenario)
    if bounds:
        say(f"Bounds of a region: {', '.join(bounds)}", err=True)
