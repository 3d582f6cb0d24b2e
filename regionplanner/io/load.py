"""The data that a scenario asks for, with all that is joined to it."""

from collections.abc import Collection
from dataclasses import replace

from regionplanner.errors import ScenarioError, listing
from regionplanner.io.bundled import load_flanders
from regionplanner.io.file_choices import DataChoices
from regionplanner.io.join import join_columns
from regionplanner.io.municipalities import Municipalities
from regionplanner.io.pairs import read_pair_ties, with_links
from regionplanner.io.read import read_municipalities
from regionplanner.io.travel import read_travel_times


def load_data(
    data: DataChoices, *, figures: Collection[str] = (), leave_out: Collection[str] = ()
) -> Municipalities:
    """Return the municipalities that data choices ask for, with all that is joined to them.

    Parameters
    ----------
    data
        The files, for example ``read_scenario_file(path).data``.
    figures
        Columns that must hold numbers, for example ``figure_columns(scenario)``.
    leave_out
        Ids or names of units that will not be planned, whose polygons may be missing.

    Raises
    ------
    DataError
        When a file cannot be read, or what is in it cannot be used.
    ScenarioError
        When columns are named for the default data, which has its own.
    """
    municipalities = _polygons(data, figures, leave_out)
    for path in data.join:
        municipalities = join_columns(municipalities, path, figures=figures)
    if data.links is not None:
        municipalities = with_links(municipalities, data.links)
    if data.travel_times is not None:
        municipalities = read_travel_times(data.travel_times, municipalities, unit=data.time_unit)
    for name, path in sorted(data.pair_tables.items()):
        municipalities = read_pair_ties(path, name, municipalities)
    return replace(municipalities, vocabulary=data.words)


def _polygons(
    data: DataChoices, figures: Collection[str], leave_out: Collection[str]
) -> Municipalities:
    if data.file is not None:
        return read_municipalities(
            data.file,
            id_column=data.id,
            name_column=data.name,
            parent_column=data.parent,
            layer=data.layer,
            repair=data.repair,
            figures=figures,
            encoding=data.encoding,
            leave_out=leave_out,
        )
    columns = {"id": data.id, "name": data.name, "parent": data.parent, "layer": data.layer}
    columns["repair"] = "yes" if data.repair else None
    given = [name for name, value in columns.items() if value is not None]
    if given:
        verb = "belongs" if len(given) == 1 else "belong"
        raise ScenarioError(
            f"{listing(given)} {verb} to a file of data, which is not given; "
            "name the file (--data, or file in [data]) or leave it out"
        )
    municipalities = load_flanders()
    source = replace(municipalities.source, encoding=data.encoding)
    return replace(municipalities, source=source)
