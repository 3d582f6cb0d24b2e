"""All of Flanders as one parent, by a call of the library: prints the plan and its bound."""

import json
import sys
from dataclasses import replace

import regionplanner as rp


def main(criterion: str, n_regions: int, time_limit_s: float) -> None:
    """Print the assignment and the proven bound, as JSON.

    Parameters
    ----------
    criterion
        The only criterion.
    n_regions
        How many regions.
    time_limit_s
        Limit on the search [s].
    """
    flanders = rp.load_flanders()
    one = flanders.frame.assign(reference_region="VL", reference_region_name="Flanders")
    scenario = rp.Scenario(criteria={criterion: 1.0}, regions=n_regions)
    whole = replace(flanders, frame=one)
    try:
        proposal = rp.propose(whole, scenario, workers=2, time_limit_s=time_limit_s)
    except rp.RegionplannerError as error:
        sys.exit(f"{type(error).__name__}: {error}")
    print(json.dumps({"assignment": dict(proposal.assignment), "bound": proposal.bound}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), float(sys.argv[3]))
