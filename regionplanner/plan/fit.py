"""Whether plans and data belong together."""

from collections.abc import Iterable

from regionplanner.data.check import without_polygon
from regionplanner.data.municipalities import Municipalities
from regionplanner.errors import DataError, counted, listing
from regionplanner.plan.plan import Plan


def check_fit(plans: Iterable[Plan], municipalities: Municipalities) -> None:
    """Raise when a plan cannot be shown on the data; do nothing when all can.

    Parameters
    ----------
    plans
        At least one.
    municipalities
        The data.

    Raises
    ------
    DataError
        When there is no plan, or one names units that the data lack or have no polygon of.
    """
    found = list(plans)
    if not found:
        raise DataError("there is no plan to show; at least one is expected; give a plan")
    bare = {*municipalities.undrawn, *without_polygon(municipalities)}
    for plan in found:
        unplaced = sorted(bare.intersection(plan.assignment))
        if unplaced:
            raise DataError(
                f"the plan has {listing(unplaced)} in a region, of which the data have no usable "
                "polygon; draw it, or leave it out of the plan too"
            )
        missing = sorted(set(plan.assignment) - set(municipalities.frame.index))
        if missing:
            raise DataError(
                f"The plan has {counted(len(missing), 'unit')} that the data lack: "
                f"{listing(missing)}; plan "
                "and data must be of the same year; use the data it was made from"
            )
