"""The plan of the reference regions that were finished when a search was stopped."""

from pathlib import Path

from regionplanner.cli.engine import Engine
from regionplanner.cli.stopped import StoppedError
from regionplanner.scenario import Scenario

UNFINISHED = "unfinished.csv"


def leave_unfinished(
    stopped: StoppedError, out: Path, engine: Engine, scenario: Scenario
) -> StoppedError:
    """Write what was finished, in the form of plan.csv; return the error that also says where.

    Parameters
    ----------
    stopped
        Has the answers of the reference regions that were finished.
    out
        Folder of the results.
    engine
        Has the data.
    scenario
        The choices.

    Raises
    ------
    DataError
        When the file cannot be written.
    """
    from regionplanner.files.atomic import write_atomic
    from regionplanner.files.text_table import csv_text
    from regionplanner.plan.make import make_plan
    from regionplanner.plan.table import plan_table
    from regionplanner.program.unfinished import unfinished_assignment

    assignment = unfinished_assignment(stopped.curves, engine.municipalities, scenario)
    if not assignment:
        return stopped
    plan = make_plan(assignment, engine.municipalities, engine.graph, scenario)
    write_atomic(out / UNFINISHED, csv_text(plan_table(plan, engine.municipalities)))
    return StoppedError(f"{stopped} Their plan so far: {out / UNFINISHED}.", stopped.curves)
