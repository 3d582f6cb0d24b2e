"""Tasks one after the other, in this process."""

from collections.abc import Generator

from regionplanner.program.running.task import Done, Take, answered


def done_here(take: Take) -> Generator[Done]:
    """Yield every task with its answers.

    Parameters
    ----------
    take
        Returns the next task.
    """
    while (task := take(1)) is not None:
        yield Done(task, answered(task))
