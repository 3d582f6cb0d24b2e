"""Write known_regions.csv: the plan that is made where nothing is chosen, with its colours.

Regions that go on with those of the file as it is keep their letters and colours; where it has no
rows, letters follow the lowest codes.

Usage: ``python geodata/build_known_regions.py``, with this package installed.
"""

from pathlib import Path

import pandas as pd
from build_source import write_source

from regionplanner.data.flanders import load_flanders
from regionplanner.graph.contiguity import rook_graph
from regionplanner.jobs.best import BestPlanRequest, best_plan
from regionplanner.jobs.request import DEFAULT_REGIONS
from regionplanner.rules.case import Case
from regionplanner.scenario import Scenario

FOLDER = Path(__file__).resolve().parent


def main() -> None:
    """Write the table and its checksum."""
    municipalities = load_flanders()
    case = Case(municipalities, rook_graph(municipalities), Scenario(regions=DEFAULT_REGIONS))
    plan = best_plan(BestPlanRequest(case=case)).plan
    rows = [(nis, region.code, region.colour) for region in plan for nis in region.members]
    table = pd.DataFrame(sorted(rows), columns=["nis", "region", "colour"])
    table.to_csv(FOLDER / "known_regions.csv", index=False, lineterminator="\n")
    write_source(FOLDER)


if __name__ == "__main__":
    main()
