"""Find the sites of the weighted Voronoi cells that suit the official figures best.

Usage: ``python geodata/fit_sites.py`` (some minutes); writes sites.csv.

Inside every canton the sites start at the known places of its municipalities and around their
official centroids. They move, and their weights change, until the areas, the centroids and the
length of each border between two municipalities come close to the official figures.
"""

from pathlib import Path

import numpy as np
import pandas as pd
from build_source import write_source
from misfit import Problem, misfit
from open_sources import FOLDER, canton_outlines, known_points
from scipy.optimize import minimize
from soft_cells import FloatArray
from zones import Figures, make_seams, make_zones

SCHEDULE = ((2.0, 80), (1.0, 80), (0.5, 80), (0.25, 120))
"""Softness [km2] and the number of iterations with it, from vague to sharp."""


def read_figures(folder: Path) -> Figures:
    """Return the official figures of municipalities.csv and borders.csv.

    Parameters
    ----------
    folder : Path
        Folder with the two tables.

    Returns
    -------
    Figures
        In [km] and [km2], sorted by NIS code.
    """
    table = pd.read_csv(folder / "municipalities.csv", dtype={"nis": str})
    borders = pd.read_csv(folder / "borders.csv", dtype={"nis_a": str, "nis_b": str})
    row = pd.Series(np.arange(len(table)), index=table["nis"])
    one, two = row[borders["nis_a"]].to_numpy(), row[borders["nis_b"]].to_numpy()
    border_km = np.zeros((len(table), len(table)))
    border_km[one, two] = border_km[two, one] = borders["border_m"] / 1000
    centroid_km = table[["x_31370", "y_31370"]].to_numpy() / 1000
    return Figures(table["nis"].tolist(), table["area_km2"].to_numpy(), centroid_km, border_km)


def fit_sites(problem: Problem) -> FloatArray:
    """Return the sites of all zones, fitted, in one vector.

    Parameters
    ----------
    problem : Problem
        Zones, seams and figures.

    Returns
    -------
    FloatArray
        x, y [km] and weight [km2] of every site, zone after zone.

    References
    ----------
    Liu, D. C. and Nocedal, J. (1989). On the limited memory BFGS method for large scale
    optimization. Mathematical Programming 45, 503-528.
    """
    vector = problem.start()
    for softness_km2, iterations in SCHEDULE:
        options = {"maxiter": iterations, "maxcor": 20}
        found = minimize(
            misfit, vector, (problem, softness_km2), method="L-BFGS-B", jac=True, options=options
        )
        vector = found.x
        print(f"softness {softness_km2} km2: misfit {found.fun:.2f}", flush=True)
    return vector


def site_table(problem: Problem, vector: FloatArray) -> pd.DataFrame:
    """Return the sites: `canton`, `nis`, `x_31370` and `y_31370` [m], `weight_km2`."""
    rows = []
    for zone, sites in zip(problem.zones, problem.sites(vector), strict=True):
        owners = zone.members[zone.ownership.argmax(axis=1)]
        for owner, (x, y, weight) in zip(owners, sites.tolist(), strict=True):
            nis = problem.figures.nis[owner]
            rows.append((zone.canton, nis, round(x * 1000), round(y * 1000), round(weight, 4)))
    table = pd.DataFrame(rows, columns=["canton", "nis", "x_31370", "y_31370", "weight_km2"])
    return table.sort_values(["canton", "nis"], kind="stable")


def main() -> None:
    """Fit the sites and write sites.csv."""
    outlines = canton_outlines()
    figures = read_figures(FOLDER)
    zones = make_zones(outlines, known_points(FOLDER), figures)
    problem = Problem(zones, make_seams(outlines), figures)
    table = site_table(problem, fit_sites(problem))
    table.to_csv(FOLDER / "sites.csv", index=False, lineterminator="\n", encoding="utf-8")
    write_source(FOLDER)


if __name__ == "__main__":
    main()
