"""What a region costs, from the numbers of a certificate."""

from collections.abc import Sequence

from regionplanner.audit.parts import Centre, Evidence, Parent

_BLOCK = 10


class Sums:
    """The sum of some values over any region, from tables of all subsets of ten units each.

    Parameters
    ----------
    values
        One a unit.
    """

    def __init__(self, values: Sequence[int]) -> None:
        self._tables = []
        for start in range(0, len(values), _BLOCK):
            table = [0]
            for value in values[start : start + _BLOCK]:
                table += [total + value for total in table]
            self._tables.append(table + [0] * (2**_BLOCK - len(table)))

    def of(self, region: int) -> int:
        """Return the sum over a region."""
        total = 0
        for table in self._tables:
            total += table[region & (2**_BLOCK - 1)]
            region >>= _BLOCK
        return total


class _Table:
    """Every way to be a centre, with what the units cost under it."""

    def __init__(self, centres: Sequence[Centre]) -> None:
        self._centres = [
            (centre.needed, centre.forbidden, Sums(centre.costs)) for centre in centres
        ]

    def least(self, region: int) -> int | None:
        """Return the cost of the cheapest centre that is possible; None without any."""
        return min(
            (
                sums.of(region)
                for needed, forbidden, sums in self._centres
                if needed & region == needed and not forbidden & region
            ),
            default=None,
        )


class Costs:
    """What the regions of a reference region cost, and which are allowed.

    Parameters
    ----------
    parent
        The reference region.
    """

    def __init__(self, parent: Parent) -> None:
        self._bounds = [(Sums(bound.values), bound.least, bound.most) for bound in parent.bounds]
        self._unit = Sums(parent.unit_costs)
        self._pairs = [(1 << a | 1 << b, cost) for a, b, cost in parent.pair_costs]
        self._centres = [_Table(table) for table in parent.centres]
        self._distance = _Table(parent.distance)
        off = parent.deviation
        self._share = Sums(off.values if off else ())
        self._target = off.target if off else None

    def keeps_limits(self, region: int) -> bool:
        """Return whether a region keeps the bounds on figures."""
        for sums, least, most in self._bounds:
            total = sums.of(region)
            if (least is not None and total < least) or (most is not None and total > most):
                return False
        return True

    def additive(self, region: int) -> int | None:
        """Return the cost but for the deviation; None when the region has no centre."""
        cost = self._unit.of(region)
        for pair, value in self._pairs:
            if region & pair == pair:
                cost += value
        for table in self._centres:
            least = table.least(region)
            if least is None:
                return None
            cost += least
        return cost

    def deviation(self, region: int, factor: int) -> int:
        """Return how much the region's total, times a factor, is off its target."""
        if self._target is None:
            return 0
        return abs(factor * self._share.of(region) - self._target)

    def distance(self, region: int) -> int | None:
        """Return the secondary distance; None when the region has no centre."""
        return self._distance.least(region)


class RegionCost:
    """What one region costs, each part found once.

    Parameters
    ----------
    costs
        Of the reference region.
    region
        Its units.
    """

    def __init__(self, costs: Costs, region: int) -> None:
        self._costs = costs
        self._region = region
        self.additive = costs.additive(region) if costs.keeps_limits(region) else None
        self._distance: int | None = None

    @property
    def allowed(self) -> bool:
        """Whether the region keeps its limits and has a centre."""
        return self.additive is not None

    def whole(self, factor: int) -> int:
        """Return the cost, of an allowed region, with its deviation."""
        return (self.additive or 0) + self._costs.deviation(self._region, factor)

    def searched(self, weights: tuple[int, int, int], factor: int) -> int:
        """Return what it, an allowed region, cost in a search."""
        rest, off, distance = weights
        cost = rest * (self.additive or 0)
        if off:
            cost += off * self._costs.deviation(self._region, factor)
        if distance:
            if self._distance is None:
                self._distance = self._costs.distance(self._region)
            cost += distance * (self._distance or 0)
        return cost


class Prices:
    """The prices of a search.

    Parameters
    ----------
    evidence
        Has them.
    """

    def __init__(self, evidence: Evidence) -> None:
        self._units = Sums(evidence.prices)
        self._evidence = evidence

    def reduced(self, cost: RegionCost, region: int, factor: int) -> int:
        """Return what an allowed region cost in the search more than its prices."""
        priced = self._units.of(region) + self._evidence.region_price
        return cost.searched(self._evidence.weights, factor) - priced
