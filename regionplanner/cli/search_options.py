"""Options of every command that searches for plans: how long, and on how many processors."""

from dataclasses import dataclass
from typing import Annotated, Any

import typer

from regionplanner.cli.named_values import figure_reader
from regionplanner.cli.texts import given

_SEARCH = "Search"


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchOptions:
    """How plans are searched for."""

    time_limit: Annotated[
        float | None,
        typer.Option(
            metavar="SECONDS",
            parser=figure_reader("--time-limit", "count", least=0),
            help="Stop searching after this time, shared by the reference regions.",
            rich_help_panel=_SEARCH,
        ),
    ] = None
    workers: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            parser=figure_reader("--workers", "whole", least=1),
            help="Number of processes. [default: one per processor]",
            rich_help_panel=_SEARCH,
        ),
    ] = None
    dask: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS",
            help="Plan on a Dask cluster, by the address of its scheduler "
            "(tcp://192.168.1.10:8786).",
            rich_help_panel=_SEARCH,
        ),
    ] = None
    memory: Annotated[
        str | None,
        typer.Option(
            metavar="SIZE",
            help="Memory for all processes together, such as 4G: fewer work at once, and diagrams "
            "that do not fit are built anew for each use. [default: half of what is free]",
            rich_help_panel=_SEARCH,
        ),
    ] = None
    max_states: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            parser=figure_reader("--max-states", "whole", least=1),
            help="Largest decision diagram, of 70 bytes a state (320 while it is made); reference "
            "regions past it get a plan with a gap. [default: 4000000]",
            rich_help_panel=_SEARCH,
        ),
    ] = None
    no_cache: Annotated[
        bool,
        typer.Option(
            "--no-cache",
            help="Keep no answers, and use none of earlier runs.",
            rich_help_panel=_SEARCH,
        ),
    ] = False

    def run_choices(self) -> dict[str, Any]:
        """Return the choices of the run that are made."""
        return given({"time_limit_s": self.time_limit})
