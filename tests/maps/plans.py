"""Small worlds and plans to draw; the engine has its own tests."""

import itertools

import geopandas as gpd
import networkx as nx
import pandas as pd
from shapely import box

from regionplanner.data.municipalities import DataSource, Municipalities
from regionplanner.plan.plan import Plan, Region
from regionplanner.proof import Proof
from regionplanner.scenario import Scenario
from regionplanner.vocabulary import JEUGDREGIO

OPTIMAL = Proof("optimal", 100.0, 100.0)
SOURCE = DataSource(
    title="Test world",
    boundaries_date="2025-01-01",
    figures_date="2026-01-01",
    attribution="Makers of tests",
    licence="CC BY 4.0",
    generalised=True,
)


def grid(rows=4, columns=4, *, names=None, skip=(), links=(), origin=(150_000, 170_000)):
    """Squares of 5 km; the left half is parent P1, the right half P2."""
    cells = {
        f"{row}{column}": (row, column)
        for row, column in itertools.product(range(rows), range(columns))
        if (row, column) not in skip
    }
    x, y, side = *origin, 5000
    shapes = [
        box(x + side * c, y + side * r, x + side * (c + 1), y + side * (r + 1))
        for r, c in cells.values()
    ]
    frame = gpd.GeoDataFrame(
        {
            "name": [(names or {}).get(nis, f"Unit {nis}") for nis in cells],
            "reference_region": ["P1" if c < columns / 2 else "P2" for _, c in cells.values()],
            "reference_region_name": [
                "West" if c < columns / 2 else "East" for _, c in cells.values()
            ],
            "inhabitants": [12_000 + 100 * n for n in range(len(cells))],
            "x_m": [shape.centroid.x for shape in shapes],
            "y_m": [shape.centroid.y for shape in shapes],
            "area_km2": 25.0,
        },
        index=pd.Index(list(cells), name="nis"),
        geometry=shapes,
        crs=31370,
    )
    borders = [
        (a, b, float(side))
        for (a, (ra, ca)), (b, (rb, cb)) in itertools.combinations(cells.items(), 2)
        if abs(ra - rb) + abs(ca - cb) == 1
    ]
    table = pd.DataFrame(borders, columns=["nis_a", "nis_b", "border_m"])
    return Municipalities(frame, table, tuple(links), SOURCE, vocabulary=JEUGDREGIO)


def grown_plan(municipalities, *, size=9, proof=OPTIMAL):
    """Regions grown from neighbour to neighbour inside each reference region."""
    frame = municipalities.frame
    graph = nx.Graph()
    graph.add_nodes_from(sorted(frame.index))
    borders = municipalities.borders
    graph.add_edges_from(zip(borders["nis_a"], borders["nis_b"], strict=True))
    graph.add_edges_from(municipalities.links)
    groups = []
    for _, units in frame.groupby("reference_region"):
        free = set(units.index)
        while free:
            order = nx.bfs_tree(graph.subgraph(free), min(free), sort_neighbors=sorted)
            group = sorted(itertools.islice(order, size))
            groups.append(group)
            free -= set(group)
    return plan_of(municipalities, groups, proof=proof)


def plan_of(municipalities, groups, *, proof=OPTIMAL):
    """Plan with these groups of units as regions."""
    frame, count, regions = municipalities.frame, {}, []
    for group in groups:
        parent, parent_name = frame.loc[group[0], ["reference_region", "reference_region_name"]]
        count[parent] = count.get(parent, 0) + 1
        letter = chr(ord("A") + count[parent] - 1)
        regions.append(
            Region(
                code=f"{parent.lower()}-{letter.lower()}",
                label=f"{parent_name} {letter}",
                parent=parent,
                parent_name=parent_name,
                members=tuple(group),
                centre=group[0],
                largest=group[0],
                largest_name=frame.at[group[0], "name"],
                centre_name=frame.at[group[0], "name"],
            )
        )
    return Plan(tuple(regions), proof, scenario=Scenario(), data_hash="fedcba9876543210")


EVIL = {
    "00": "<script>window.evil = 1</script>",
    "01": "</script><img src=x onerror='window.evil = 2'>",
    "02": "\"quotes\" 'and' `ticks` {{ 7 * 7 }} {name} ${evil} \\u003c",
    "03": "\u202eemordnilap \u05e9\u05dc\u05d5\u05dd",
    "10": "Lang" * 50,
    "11": "Line\nbreak\r\n\x00 and <!-- comment",
    "12": "&lt;b&gt; &amp; ]]>",
    "13": "Unit 00",
    "20": "Unit 00",
    "21": "",
    "22": "...",
    "23": "\ud800 half a character",
}
"""Names that data can hold; each must be shown as text and never run."""
