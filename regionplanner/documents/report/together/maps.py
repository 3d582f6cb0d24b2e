"""Maps of plans that were made together: firm and loose borders, areas of supporters."""

from collections.abc import Mapping

import pandas as pd
from markupsafe import Markup

from regionplanner.documents.drawing.svg import MapSheet, svg_map
from regionplanner.documents.measured import MeasuredPlan
from regionplanner.documents.report.report_maps import (
    WIDE,
    Drawer,
    plan_fills,
    region_numbers,
)
from regionplanner.words.text import words_in


def firm_map(draw: Drawer, measured: MeasuredPlan, together: "pd.Series[float]") -> Markup:
    """Return the map of firm and loose borders.

    Parameters
    ----------
    draw
        What all maps share; the plan is its first.
    measured
        The plan.
    together
        Share of plans that have a pair of neighbours (index: their NIS codes) in one region.
    """
    kinds = {"firm-some": together.ge(0.5) & together.lt(1), "firm-most": together.lt(0.5)}
    kinds["firm-all"] = together.eq(0)
    kinds["firm-most"] &= ~kinds["firm-all"]
    fills, labels = plan_fills(draw, measured.plan, 0), measured.numbers
    sheet = MapSheet(
        within=draw.municipalities.frame.index,
        description=words_in(draw.language)["report_map_firm"],
        fills=fills,
        faint=fills,
        strokes={
            name: draw.drawn.between([*together.index[chosen]]) for name, chosen in kinds.items()
        },
        parent_lines=draw.parent_lines,
        labels=region_numbers(
            draw, measured, {code: str(number) for code, number in labels.items()}
        ),
        width=WIDE,
    )
    return svg_map(draw.drawn, sheet)


def area_map(
    draw: Drawer, measured: MeasuredPlan, colours: Mapping[str, str], *, described: str
) -> Markup:
    """Return the map of the plan with regions in other colours than their own.

    Parameters
    ----------
    draw
        What all maps share; the plan is its first.
    measured
        The plan.
    colours
        By region code.
    described
        Key of the sentence that says what is seen.
    """
    drawn, plan, numbers = draw.drawn, measured.plan, measured.numbers
    sheet = MapSheet(
        within=draw.municipalities.frame.index,
        description=words_in(draw.language)[described],
        fills={nis: colours[code] for nis, code in plan.assignment.items() if code in colours},
        region_lines=drawn.borders({r.code: r.members for r in plan}, without=draw.parent_lines),
        parent_lines=draw.parent_lines,
        labels=region_numbers(draw, measured, {code: str(n) for code, n in numbers.items()}),
        width=WIDE,
    )
    return svg_map(drawn, sheet)
