"""Options of commands that search: centres by their names, locked regions."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from regionplanner.cli.grouped import option
from regionplanner.cli.texts import read_list
from regionplanner.errors import ScenarioError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from regionplanner.choices import Lock
    from regionplanner.data.municipalities import Municipalities

_LOCKS = "Regions that are given"


def centre_choice(text: str | None, municipalities: "Municipalities") -> dict[str, Any]:
    """Return the choice of centres: a column when the data has one of that name.

    Parameters
    ----------
    text
        As it was typed, if it was.
    municipalities
        The data.

    Raises
    ------
    ScenarioError
        When it is neither a column nor municipalities of the data.
    """
    if text is None:
        return {}
    from regionplanner.data.ids import listed_codes, unit_names
    from regionplanner.files.text_table import same_column

    frame = municipalities.frame
    there = [str(name) for name in frame.columns if name != frame.geometry.name]
    column = same_column(text, there)
    if column is not None:
        return {"centres": column}
    names = unit_names(municipalities)
    units = listed_codes(names, read_list(text))
    unknown = [nis for nis in units if nis not in frame.index]
    if unknown or not units:
        alike = names.alike(unknown[0]) if unknown else []
        advice = f"did you mean {' or '.join(alike)}?" if alike else "write it like 11002,44021"
        raise ScenarioError(
            f"--centres has {', '.join(unknown) or 'nothing'}, which is no column and no "
            f"municipality of the data; a column or codes are expected; {advice}"
        )
    return {"centres": units}


@dataclass(frozen=True, slots=True, kw_only=True)
class LockOptions:
    """Regions that are given."""

    lock: Annotated[
        Path | None,
        option(
            _LOCKS,
            "--lock",
            metavar="PLAN.CSV",
            help_text="Plan whose regions are kept, columns nis and region.",
        ),
    ] = None
    lock_groups: Annotated[
        str | None,
        option(
            _LOCKS,
            "--lock-groups",
            metavar="COLUMN",
            help_text="Column whose groups are kept as regions, such as jeugdregio.",
        ),
    ] = None
    lock_regions: Annotated[
        str | None,
        option(
            _LOCKS,
            "--lock-regions",
            metavar="CODE,...",
            help_text="Which of these regions are kept. [default: all]",
        ),
    ] = None
    lock_exceptions: Annotated[
        bool,
        option(
            _LOCKS,
            "--lock-exceptions",
            metavar=None,
            help_text="Keep them also when they are smaller or larger than the rules say.",
        ),
    ] = False

    @property
    def given(self) -> bool:
        """Whether any region is to be kept."""
        return self.lock is not None or self.lock_groups is not None

    def check(self) -> None:
        """Raise when the options do not fit each other.

        Raises
        ------
        ScenarioError
            When there are two sources of regions, or none for the other options.
        """
        if self.lock is not None and self.lock_groups is not None:
            raise ScenarioError("--lock and --lock-groups are both given; give one of them")
        if not self.given and (self.lock_regions or self.lock_exceptions):
            name = "--lock-regions" if self.lock_regions else "--lock-exceptions"
            raise ScenarioError(
                f"{name} says which regions are kept, but not from where; "
                "add --lock PLAN.CSV or --lock-groups COLUMN"
            )

    def choices(
        self,
        municipalities: "Municipalities",
        read_plan: "Callable[[Path], Mapping[str, str]]",
    ) -> dict[str, "tuple[Lock, ...]"]:
        """Return the locked regions, if any are asked for.

        Parameters
        ----------
        municipalities
            The data.
        read_plan
            Reads a plan file.
        """
        from regionplanner.data.assignment import column_locks, plan_locks

        codes = read_list(self.lock_regions or "")
        exception = self.lock_exceptions
        if self.lock is not None:
            plan, where = read_plan(self.lock), str(self.lock)
            return {"locked": plan_locks(plan, where=where, regions=codes, exception=exception)}
        if self.lock_groups is not None:
            column = self.lock_groups
            locks = column_locks(municipalities, column, regions=codes, exception=exception)
            return {"locked": locks}
        return {}
