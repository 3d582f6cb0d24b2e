"""``regionplanner data``: which data is in use, what is kept, and the official boundaries."""

from typing import Annotated

import typer

from regionplanner.cli.say import say
from regionplanner.cli.texts import figure_reader
from regionplanner.errors import Message, counted

data_app = typer.Typer(
    help="Show which data is in use; fetch the official boundaries.",
    invoke_without_command=True,
)


@data_app.callback()
def show(context: typer.Context) -> None:
    """Show which data is in use, of which date and licence, and the answers that are kept."""
    if context.invoked_subcommand is not None:
        return
    from regionplanner.data.flanders import load_flanders
    from regionplanner.files.cache import curve_store

    municipalities = load_flanders()
    store = curve_store()
    n_answers, n_bytes = store.size()
    source = municipalities.source
    inhabitants = int(municipalities.frame["inhabitants"].sum())
    lines = [
        f"Data         {source.title}",
        f"Boundaries   {source.boundaries_date or 'as downloaded'}"
        f"{', generalised: only for drawing' if source.generalised else ''}",
        f"Figures      {source.figures_date}; "
        f"{counted(len(municipalities.frame), 'municipality')}, "
        f"{inhabitants:,} inhabitants, {len(municipalities.borders)} shared borders",
        f"Licence      {source.licence}",
        f"Attribution  {source.attribution}",
        f"SHA-256      {source.sha256}",
        *(f"Note         {note}" for note in source.notes),
        f"Answers      {n_answers:,} kept, {n_bytes / 1e6:,.1f} MB, in {store.folder}; "
        "delete the folder to forget them",
    ]
    say(*lines)


@data_app.command("fetch")
def fetch(
    *,
    url: Annotated[str | None, typer.Option(help="Address of the WFS.")] = None,
    layer: Annotated[str | None, typer.Option(help="Layer of the WFS.")] = None,
    timeout: Annotated[
        float,
        typer.Option(
            metavar="SECONDS",
            parser=figure_reader("--timeout", "count", least=1),
            help="Longest wait for an answer.",
        ),
    ] = 60.0,
) -> None:
    """Download the official boundaries for drawing; from then on maps use them."""
    from regionplanner.data.fetch import WFS_LAYER, WFS_URL, fetch_boundaries

    path = fetch_boundaries(url=url or WFS_URL, layer=layer or WFS_LAYER, timeout_s=timeout)
    say(Message("The official boundaries are in {path}; maps use them from now on.", path=path))
