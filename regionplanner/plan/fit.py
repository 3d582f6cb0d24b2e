"""Whether plans and data belong together."""

from collections.abc import Iterable

from regionplanner.errors import DataError, counted, listing
from regionplanner.io.municipalities import Municipalities
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
        When there is no plan, or one names units that the data lack.
    """
    found = list(plans)
    if not found:
        raise DataError("there is no plan to show; at least one is expected; give a plan")
    for plan in found:
        missing = sorted(set(plan.assignment) - set(municipalities.frame.index))
        if missing:
            raise DataError(
                f"The plan has {counted(len(missing), 'unit')} that the data lack: "
                f"{listing(missing)}; plan "
                "and data must be of the same year; use the data it was made from"
            )
