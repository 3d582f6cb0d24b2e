"""Every curve of every reference region, by a call of the library: prints points and proven."""

import sys

import regionplanner as rp


def main(criterion: str) -> None:
    """Print how many values the curves have, and how many of them are proven optimal.

    Parameters
    ----------
    criterion
        One that is additive.
    """
    flanders = rp.load_flanders()
    scenario = rp.Scenario(criteria={criterion: 1.0}, regions=30)
    proposal = rp.propose(flanders, scenario, workers=2)
    points = [point for curve in proposal.parent_curves.values() for point in curve]
    print(len(points), sum(point.objective == point.bound for point in points))


if __name__ == "__main__":
    main(sys.argv[1])
