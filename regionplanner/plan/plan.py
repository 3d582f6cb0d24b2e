"""Plan: regions with their members and centres, and the proof they came with."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import escape

from regionplanner.proof import UNPROVEN, Proof
from regionplanner.rules.rule import Violation
from regionplanner.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Region:
    """One youth region.

    Attributes
    ----------
    code
        Stable short id, for example ``"kempen-a"``.
    label
        What maps show, for example ``"Kempen A"``.
    parent, parent_name
        Code and name of the reference region it lies in.
    members
        NIS codes, sorted.
    centre
        Member with the least total distance to the others: a place to meet, not a leader.
    largest
        Member with most inhabitants (by area where inhabitants are unknown); names the region.
    largest_name
        Its name.
    """

    code: str
    label: str
    parent: str
    parent_name: str
    members: tuple[str, ...]
    centre: str
    largest: str
    largest_name: str

    def title(self, language: str = "nl") -> str:
        """Return the full name, for example ``"Kempen A, rond Geel"``."""
        around = {"nl": "rond", "en": "around"}[language]
        return f"{self.label}, {around} {self.largest_name}"


@dataclass(frozen=True, slots=True)
class Plan:
    """A verified division into regions; immutable.

    Attributes
    ----------
    regions
        Sorted by reference region, then by smallest NIS code.
    proof
        Objective, bound and status.
    violations
        Every rule that the plan breaks; empty for a valid plan.
    scenario
        The choices it was made with, or is held against; None when unknown.
    data_hash
        Digest of the data it was made from.
    left_out
        Why reference regions that the run left out have no region, by code.
    """

    regions: tuple[Region, ...]
    proof: Proof = UNPROVEN
    violations: tuple[Violation, ...] = ()
    scenario: Scenario | None = None
    data_hash: str = ""
    left_out: Mapping[str, str] = field(default_factory=dict, hash=False)

    def __iter__(self) -> Iterator[Region]:
        return iter(self.regions)

    def __len__(self) -> int:
        return len(self.regions)

    @property
    def assignment(self) -> Mapping[str, str]:
        """Region code of every unit, by NIS code."""
        pairs = ((nis, region.code) for region in self.regions for nis in region.members)
        return dict(sorted(pairs))

    def _repr_html_(self) -> str:
        """Return the regions as a small table, for notebooks."""
        rows = "".join(
            f"<tr><td>{escape(r.code)}</td><td>{escape(r.title('en'))}</td>"
            f"<td style='text-align:right'>{len(r.members)}</td></tr>"
            for r in self.regions
        )
        head = "<tr><th>region</th><th>name</th><th>municipalities</th></tr>"
        return f"<p>{escape(self.proof.sentence())}</p><table>{head}{rows}</table>"
