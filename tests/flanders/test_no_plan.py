"""Scenarios of Flanders without a plan: each says why, and what would help; that then works."""

import pytest

from regionplanner import InfeasibleError, Scenario, make_plan, propose, rook_graph
from regionplanner.data.municipalities import Municipalities

LIMBURG = "REFREG15"
KAPELLEN, STABROEK, ROOSDAAL, WERVIK = "11023", "11044", "23097", "33029"
HOUTHULST, KOEKELARE, KOKSIJDE = "32006", "32010", "38014"
DIKSMUIDE, KORTEMARK, NIEUWPOORT = "32003", "32011", "38016"
RIEMST, VOEREN = "73066", "73109"

pytestmark = pytest.mark.usefixtures("counted_clock")  # what is found out depends on no machine


def scenario(**choices: object) -> Scenario:
    return Scenario(**{"criteria": {"border": 1.0}, "regions": (25, 51), **choices})


def refused(flanders: Municipalities, **choices: object) -> str:
    with pytest.raises(InfeasibleError) as caught:
        propose(flanders, scenario(**choices))
    return str(caught.value)


def works(flanders: Municipalities, **choices: object) -> bool:
    """Whether there is a plan; it is verified."""
    asked = scenario(**choices)
    proposal = propose(flanders, asked, gap=1.0)  # any plan will do, proven or not
    plan = make_plan(proposal.assignment, flanders, rook_graph(flanders), asked, proposal.proof)
    return not plan.violations


def members(flanders: Municipalities, jeugdregio: str) -> list[str]:
    """Today's members of an existing youth region."""
    names = flanders.frame["jeugdregio"].fillna("")
    found = flanders.frame.index[names.str.contains(jeugdregio)]
    return sorted(found)


def lock(region: str, units: list[str], *, exception: bool = False) -> list[dict[str, object]]:
    return [{"region": region, "members": units, "exception": exception}]


class TestNoorderkempen:
    def test_stabroek_is_cut_off(self, flanders):
        units = members(flanders, "Noorderkempen")
        message = refused(flanders, locked=lock("noorderkempen", units))
        assert message == (
            "noorderkempen is locked in 2 parts: Stabroek (11044) is cut off from the other 5: "
            "Brasschaat (11008), Brecht (11009), Essen (11016), Kalmthout (11022) and Wuustwezel "
            "(11053); a region must be contiguous; add Kapellen (11023) to the lock noorderkempen, "
            "which joins them, or leave Stabroek (11044) out of the lock noorderkempen"
        )

    @pytest.mark.slow
    def test_both_proposals_work(self, flanders):
        units = members(flanders, "Noorderkempen")
        assert works(flanders, locked=lock("noorderkempen", [*units, KAPELLEN]))
        units.remove(STABROEK)
        assert works(flanders, locked=lock("noorderkempen", units))


class TestPajottenland:
    def test_four_members_are_too_few(self, flanders):
        message = refused(flanders, locked=lock("pajottenland", members(flanders, "Pajottenland")))
        assert message == (
            "Bever (23009), Pepingen (23064), Lennik (23104) and Pajottegem (23106) are locked as "
            "one region of 4 (pajottenland); the minimum is 5; add a neighbour in Halle-Vilvoorde "
            "(REFREG04), such as Roosdaal (23097), Sint-Pieters-Leeuw (23077) or Halle (23027), or "
            "allow the exception (exception = true in the lock pajottenland)"
        )

    @pytest.mark.slow
    def test_both_proposals_work(self, flanders):
        units = members(flanders, "Pajottenland")
        assert works(flanders, locked=lock("pajottenland", units, exception=True))
        assert works(flanders, locked=lock("pajottenland", [*units, ROOSDAAL]))


class TestWesthoek:
    def test_wervik_lies_in_another_reference_region(self, flanders):
        message = refused(flanders, locked=lock("westhoek", members(flanders, "Westhoek")))
        across, stranded = message.split("\n- ")[1:]
        assert across.startswith("westhoek is locked across reference regions: Westhoek (")
        assert "Zuid-West-Vlaanderen (Wervik (33029)); a region lies inside one; " in across
        assert across.endswith("leave Wervik (33029) out of the lock westhoek")
        assert stranded.startswith("Locking westhoek strands Houthulst (32006), Koekelare (32010)")

    def test_the_others_strand_three(self, flanders):
        units = [nis for nis in members(flanders, "Westhoek") if nis != WERVIK]
        assert refused(flanders, locked=lock("westhoek", units)) == (
            "Locking westhoek strands Houthulst (32006), Koekelare (32010) and Koksijde (38014) in "
            "Westhoek (REFREG07), in parts of 1, 1 and 1; a region has 5 to 15 adjoining "
            "municipalities; add Houthulst (32006), Koekelare (32010) and Koksijde (38014) to the "
            "lock westhoek and allow the exception (17 municipalities, more than 15), or leave "
            "Diksmuide (32003), Kortemark (32011) and Nieuwpoort (38016) out of the lock westhoek, "
            "or leave Houthulst (32006), Koekelare (32010) and Koksijde (38014) out"
        )

    @pytest.mark.slow
    def test_all_proposals_work(self, flanders):
        units = [nis for nis in members(flanders, "Westhoek") if nis != WERVIK]
        three = [HOUTHULST, KOEKELARE, KOKSIJDE]
        assert works(flanders, locked=lock("westhoek", [*units, *three], exception=True))
        fewer = [nis for nis in units if nis not in (DIKSMUIDE, KORTEMARK, NIEUWPOORT)]
        assert works(flanders, locked=lock("westhoek", fewer))
        assert works(flanders, locked=lock("westhoek", units), leave_out=three)


@pytest.mark.slow
def test_all_six_at_once(flanders):
    names = (
        "Beleefproject",
        "Meetjesland",
        "Neteland",
        "Noorderkempen",
        "Pajottenland",
        "Westhoek",
    )
    locked = [lock(name, members(flanders, name))[0] for name in names]
    message = refused(flanders, locked=locked)
    assert message.startswith("no plan is possible, for 4 reasons:\n- Westhoek is locked across")
    assert works(flanders, locked=locked[:3])


@pytest.mark.slow
def test_leaving_out_strands(flanders):
    message = refused(flanders, leave_out=[RIEMST])
    assert message == (
        "Leaving Riemst (73066) out strands Voeren (73109) in Limburg (REFREG15); a region has 5 "
        "to 15 adjoining municipalities; plan Riemst (73066) after all, or leave Voeren (73109) "
        "out as well"
    )
    assert works(flanders, leave_out=[RIEMST, VOEREN])


def test_eight_regions_in_limburg(flanders):
    message = refused(flanders, regions_per={LIMBURG: 8})
    assert message == (
        "Limburg (REFREG15) has 38 municipalities and needs 3 to 7 regions of 5 to 15; 8 were "
        "asked for; choose a number in that range"
    )


def test_numbers_that_do_not_add_up(flanders):
    message = refused(flanders, regions=26, regions_per={LIMBURG: 7, "REFREG01": 5})
    assert message.startswith(
        "26 regions were asked for; with 5 to 15 municipalities each, inside one reference region, "
        "25 to 51 are possible; with your choices (5 in Regio Antwerpen (REFREG01) and 7 in "
        "Limburg (REFREG15)) 32 to 51 are (Regio Antwerpen (REFREG01) 5, Rivierenland"
    )


@pytest.mark.slow
def test_too_many_inhabitants(flanders):
    message = refused(flanders, bounds={"inhabitants": {"min": 1_500_000}})
    assert message.startswith("In 15 reference regions (Middenkust (REFREG09), Waasland (REFREG14)")
    assert (
        "at least 1,500,000 inhabitants in a region, as in Middenkust (REFREG09) there are "
        in message
    )
    assert message.endswith("at least 101,000 inhabitants in a region works in these")
    assert works(flanders, bounds={"inhabitants": {"min": 101_000}})


@pytest.mark.slow
def test_inhabitants_that_one_reference_region_cannot_share(flanders):
    message = refused(flanders, bounds={"inhabitants": {"min": 150_000}})
    assert message.startswith(
        "In Westhoek (REFREG07) these rules cannot be kept together: at least 150,000 inhabitants "
        "in a region and at most 15 municipalities in a region, as there are 17 municipalities and "
    )
    assert "at most 17 municipalities in a region works" in message
    choices = {"bounds": {"inhabitants": {"min": 150_000}}, "max_units": 17}
    # with border as the criterion, Limburg alone takes tens of minutes
    assert works(flanders, criteria={"distance": 1.0}, **choices)


@pytest.mark.slow
def test_a_number_of_regions_with_too_many_inhabitants(flanders):
    bounds = {"inhabitants": {"min": 200_000}}
    choices = {"bounds": bounds, "max_units": 20, "regions_per": {LIMBURG: 5}, "regions": (15, 51)}
    message = refused(flanders, **choices)
    assert "at least 200,000 inhabitants in a region and 5 regions" in message
    assert "ask for 2 to 4 regions there" in message


def test_a_remote_municipality(flanders):
    choices = {"max_centre_distance_km": 15.0}
    message = refused(flanders, **choices)
    assert message.startswith(
        "In Limburg (REFREG15) these rules cannot be kept together: at most 15 "
    )
    assert "Voeren (73109) can share a region with nobody: no centre is within 15 km of" in message
    assert "at most 18 km to the centre of a region works" in message
    assert works(flanders, max_centre_distance_km=18.0)


def test_a_group_that_is_too_large(flanders):
    frame = flanders.frame
    group = list(frame.index[frame["reference_region"] == LIMBURG][:17])
    message = refused(flanders, together=[group])
    assert "stay together and at most 15 municipalities in a region" in message
    assert "as together they are 17 municipalities" in message
    assert "at most 18 municipalities in a region works" in message
    assert works(flanders, together=[group], max_units=18)


@pytest.mark.slow
def test_a_pair_apart_that_strands(flanders):
    message = refused(flanders, apart=[(RIEMST, VOEREN)])
    assert message.startswith(
        "In Limburg (REFREG15) these rules cannot be kept together: Riemst (73066) and Voeren "
        "(73109) stay apart and at least 5 municipalities in a region, as Voeren (73109) can only "
        "be reached through Riemst (73066)"
    )
    assert "give up that Riemst (73066) and Voeren (73109) stay apart" in message


@pytest.mark.slow
def test_a_police_zone_that_overlapping_rules_keep_apart(flanders):
    """As and Bocholt are of one zone; with a group across it they meet one they stay apart from."""
    choices = {"keep_together": ["politiezone"], "together": [("71002", "71070")]}
    message = refused(flanders, **choices, apart=[("71070", "72003")])
    assert "politiezone PZ Carma (ipz102) stays together" in message
    assert "As (71002) and Heusden-Zolder (71070) stay together" in message
    assert "Heusden-Zolder (71070) and Bocholt (72003) stay apart" in message
    assert works(flanders, **choices)


def test_a_pair_together_that_is_too_far_apart(flanders):
    message = refused(flanders, together=[("71002", VOEREN)], max_distance_km=33.0)
    assert "as As (71002) and Voeren (73109) are 33.7 km apart" in message
    assert "at most 34 km between any two of a region" in message
