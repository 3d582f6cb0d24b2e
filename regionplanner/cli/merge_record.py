"""What a merge did, as the record that lies beside its plans."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from regionplanner.cli.merge_carried import Carried
    from regionplanner.cli.merge_check import Check
    from regionplanner.cli.merge_inputs import Inputs
    from regionplanner.io.records.merged import MergeRecord


def merge_record(inputs: "Inputs", result: "Carried", check: "Check") -> "MergeRecord":
    """Return the record of a merge.

    Parameters
    ----------
    inputs, result, check
        Before, after, and the plan beside the rules.
    """
    from regionplanner.io.assignment import assignment_sha256
    from regionplanner.io.records.merged import AmbiguityRecord, MergeRecord, MergerRecord

    mergers, before = inputs.mergers, inputs.assignment
    return MergeRecord(
        scenario_sha256="" if result.rules is None else result.rules.scenario.sha256,
        carried_sha256=assignment_sha256(result.assignment),
        mended_sha256=None if check.mended is None else assignment_sha256(check.mended),
        units_before=len(before),
        units_after=len(result.assignment),
        mergers=tuple(
            MergerRecord(
                nis=new,
                name=mergers.new_names[new],
                parts={old: mergers.old_names[old] for old in olds},
                before={old: before[old] for old in olds if old in before},
                after=result.assignment.get(new),
            )
            for new, olds in mergers.parts.items()
        ),
        ambiguous=tuple(
            AmbiguityRecord(nis=one.nis, what=one.what, parts=one.parts, taken=one.taken)
            for one in result.ambiguous
        ),
        moves={move.nis: (move.before, move.after) for move in check.moves},
        proven=check.proven,
    )
