"""support_page: the map of a plan with the areas of its supporters."""

from dataclasses import replace

from regionplanner.io.municipalities import Municipalities
from regionplanner.maps.content import SUPPORTER
from regionplanner.maps.page import MapPage, map_page
from regionplanner.plan.plan import Plan
from regionplanner.program.support.assign import Support
from regionplanner.words.language import Language


def support_page(
    plan: Plan,
    found: Support,
    municipalities: Municipalities,
    *,
    language: Language = "nl",
    title: str | None = None,
    contact: str | None = None,
) -> MapPage:
    """Return a self-contained page with the regions in the colours of their supporters.

    Parameters
    ----------
    plan
        The regions.
    found
        Who supports each.
    municipalities
        The units.
    language
        ``"nl"`` or ``"en"``.
    title, contact
        As of `map_page`.

    Returns
    -------
    MapPage
        The supporter of a municipality is told with it, as are the groups that exist today.

    Raises
    ------
    DataError
        The plan names units that the municipalities lack.
    """
    of_region = found.supporter
    supporter = {nis: of_region[code] for nis, code in plan.assignment.items()}
    frame = municipalities.frame
    told = replace(
        municipalities,
        frame=frame.assign(**{SUPPORTER: [supporter.get(nis) for nis in frame.index]}),
    )
    return map_page(plan, told, areas=of_region, language=language, title=title, contact=contact)
