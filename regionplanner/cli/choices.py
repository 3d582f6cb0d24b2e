"""The data and the scenario that the options ask for."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from regionplanner.errors import ScenarioError, listing
from regionplanner.scenario import DEFAULT_TIES, Scenario

if TYPE_CHECKING:
    from regionplanner.io.municipalities import Municipalities

DEFAULT_REGIONS = 30


def load_data(
    data: Path | None,
    *,
    columns: Mapping[str, str | None],
    join: Path | None,
    quiet: bool,
) -> "Municipalities":
    """Return the default data, or those of a file, with extra columns joined.

    Parameters
    ----------
    data
        File with polygons; the default data when None.
    columns
        ``id``, ``name``, ``parent`` and ``layer``, each None when not given.
    join
        Table of further columns.
    quiet
        Do not show the notes on how the data was read.

    Raises
    ------
    DataError
        When the data cannot be used.
    ScenarioError
        When a column is named for the default data.
    """
    from regionplanner.io.bundled import load_flanders
    from regionplanner.io.join import join_columns
    from regionplanner.io.read import read_municipalities

    if data is None:
        given = [f"--{name}" for name, value in columns.items() if value is not None]
        if given:
            raise ScenarioError(
                f"{listing(given)} belongs to --data, which is not given; "
                "name the data file or leave it out"
            )
        municipalities = load_flanders()
    else:
        municipalities = read_municipalities(
            data,
            id_column=columns["id"],
            name_column=columns["name"],
            parent_column=columns["parent"],
            layer=columns["layer"],
        )
    if join is not None:
        municipalities = join_columns(municipalities, join)
    if not quiet:
        for note in municipalities.source.notes:
            typer.echo(f"Note: {note}", err=True)
    return municipalities


def build_scenario(*, own_data: bool, regions: int | None, **choices: Any) -> Scenario:
    """Return the scenario of the command line, with the defaults of the data in use.

    The default number of regions, and ties by default, only make sense for Flanders.

    Parameters
    ----------
    own_data
        Whether the data is not the default data.
    regions
        Number of regions, if given.
    **choices
        Further fields of the scenario; None when not given.

    Raises
    ------
    ScenarioError
        When a choice is impossible.
    """
    given = {name: value for name, value in choices.items() if value is not None}
    if own_data:
        if "ties" not in given:
            given.setdefault("criteria", {"distance": 1.0})
    elif regions is None:
        regions = DEFAULT_REGIONS
    given.setdefault("ties", dict(DEFAULT_TIES))
    return Scenario(regions=regions, **given)
