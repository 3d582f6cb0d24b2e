"""The candidate lead municipalities of each region, as notebooks ask it."""

from regionplanner.jobs import TrekkersRequest, rank_trekkers
from regionplanner.plan.make import make_plan
from tests.jobs.test_searches import case


def test_each_region_has_its_nearest_member_first_with_reasons():
    one = case()
    units = one.municipalities
    regions = dict(zip(units.frame.index, "AAABBB", strict=True))
    plan = make_plan(regions, units, one.graph, one.scenario)
    result = rank_trekkers(TrekkersRequest(case=one, plan=plan, most=1))
    middles = [region.members[1] for region in plan]
    assert [found.nis for found in result.trekkers] == middles
    assert list(result.table["nis"]) == middles
    assert result.table["reasons"].str.len().min() > 0
    assert result.record.trekkers == result.trekkers
