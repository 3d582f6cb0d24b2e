"""Tasks one after the other, in this process."""

from collections.abc import Generator

from regionplanner.program.running.task import Done, Narrowed, Take, answered


def done_here(take: Take, narrowed: Narrowed | None = None) -> Generator[Done]:
    """Yield every task with its answers.

    Parameters
    ----------
    take
        Returns the next task.
    narrowed
        Called while a task is in work.
    """
    while (task := take(1)) is not None:
        yield Done(task, answered(task, narrowed))
