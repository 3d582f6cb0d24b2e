"""``regionplanner data``: which data is in use, what is kept, and the official boundaries."""

from typing import Annotated

import typer

from regionplanner.cli.choice_options import grouped
from regionplanner.cli.help import GroupedHelp, HelpGroup
from regionplanner.cli.say import in_words, say
from regionplanner.cli.texts import figure_reader
from regionplanner.errors import Message, counted

data_app = typer.Typer(
    cls=HelpGroup,
    help="Show which data is in use; fetch the official boundaries.",
    invoke_without_command=True,
)


@data_app.callback()
@grouped
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
    boundaries = source.boundaries_date or Message("as downloaded")
    lines: list[tuple[str, str]] = [
        (Message("Data"), source.named),
        (
            Message("Boundaries"),
            Message("{boundaries}, generalised: only for drawing", boundaries=boundaries)
            if source.generalised
            else boundaries,
        ),
        (
            Message("Figures"),
            Message(
                "{date}; {n_municipalities}, {inhabitants:,} inhabitants, {n_borders} "
                "shared borders",
                date=source.figures_date,
                n_municipalities=counted(len(municipalities.frame), "municipality"),
                inhabitants=inhabitants,
                n_borders=len(municipalities.borders),
            ),
        ),
        (Message("Licence"), source.licence),
        (Message("Attribution"), source.attribution),
        ("SHA-256", source.sha256),
        *((Message("Note"), note) for note in source.notes),
        (
            Message("Answers"),
            Message(
                "{n_answers:,} kept, {megabytes:,.1f} MB, in {folder}; delete the "
                "folder to forget them",
                n_answers=n_answers,
                megabytes=n_bytes / 1000000.0,
                folder=store.folder,
            ),
        ),
    ]
    say(*(f"{in_words(what):<13}{in_words(value)}" for what, value in lines))


@data_app.command("fetch", cls=GroupedHelp)
@grouped
def fetch(
    *,
    url: Annotated[str | None, typer.Option(metavar="URL", help="Address of the WFS.")] = None,
    layer: Annotated[str | None, typer.Option(metavar="NAME", help="Layer of the WFS.")] = None,
    timeout: Annotated[
        float,
        typer.Option(
            metavar="SECONDS",
            parser=figure_reader("--timeout", "count", least=1, example="60"),
            help="Longest wait for an answer.",
        ),
    ] = 60,
) -> None:
    """Download the official boundaries for drawing; from then on maps use them."""
    from regionplanner.data.fetch import WFS_LAYER, WFS_URL, fetch_boundaries

    path = fetch_boundaries(url=url or WFS_URL, layer=layer or WFS_LAYER, timeout_s=timeout)
    say(Message("The official boundaries are in {path}; maps use them from now on.", path=path))
