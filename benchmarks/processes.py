"""A command as a whole process: wall time, and memory summed over all processes it starts."""

import os
import subprocess
import threading
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROC = Path("/proc")
LEAST_PAUSE_S = 0.05
SHARE = 20  # looking takes at most one part in this many of one core


@dataclass(frozen=True, slots=True)
class Run:
    """How a command went.

    Attributes
    ----------
    seconds
        Wall time from start to end.
    peak_mb
        Largest memory seen, summed over the process tree [MB]; None where it cannot be seen.
    error
        Last words of a command that failed; empty when it did not.
    output
        What it printed.
    """

    seconds: float
    peak_mb: float | None
    error: str
    output: str


def run(command: Sequence[str], *, cache: Path, limit_s: float, fine: Sequence[int] = (0,)) -> Run:
    """Return how a command went, whole process, in an environment of its own.

    Parameters
    ----------
    command
        Program and arguments.
    cache
        Folder for whatever the planner keeps between runs: an empty one for a cold start.
    limit_s
        The command is ended after this time [s].
    fine
        Exit codes of a command that did its work.
    """
    environment = {**os.environ, "REGIONPLANNER_CACHE": str(cache)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # modules are compiled once, as for a user
    started = time.perf_counter()
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    memory = _Memory(process.pid)
    memory.start()
    try:
        output, errors = process.communicate(timeout=limit_s)
    except subprocess.TimeoutExpired:
        process.kill()
        output, errors = process.communicate()
        errors = f"ended after {limit_s:g} s"
    seconds = time.perf_counter() - started
    memory.stop()
    return Run(
        seconds,
        memory.peak_mb,
        "" if process.returncode in fine else _last_words(process.returncode, errors),
        output,
    )


def _last_words(code: int, errors: str) -> str:
    if code == 0:
        return ""
    lines = [line.strip() for line in errors.splitlines() if line.strip()]
    named = [line for line in lines if "Error" in line.partition(":")[0]]
    return (named or lines or [f"exit code {code}"])[-1]


class _Memory(threading.Thread):
    """Looks at the memory of a process tree until it is stopped."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.peak_mb: float | None = None
        self._pid = pid
        self._end = threading.Event()

    def run(self) -> None:
        pause = 0.0
        while not self._end.wait(pause):
            started = time.perf_counter()
            found = tree_mb(self._pid)
            if found is not None:
                self.peak_mb = max(self.peak_mb or 0.0, found)
            pause = max(LEAST_PAUSE_S, SHARE * (time.perf_counter() - started))

    def stop(self) -> None:
        self._end.set()
        self.join()


def tree_mb(pid: int) -> float | None:
    """Return the memory of a process and all that it started [MB]; None where it is not shown.

    Pages that processes share count once (proportional set size), where the system tells.

    Parameters
    ----------
    pid
        The process.
    """
    if not PROC.is_dir():
        return None
    return sum(map(_process_kb, family(pid, parents()))) / 1000


def parents() -> Mapping[int, int]:
    """Return the parent of every process that runs now."""
    found = {}
    for entry in PROC.iterdir():
        if entry.name.isdigit():
            try:
                after_name = (entry / "stat").read_text().rpartition(")")[2]
            except OSError:  # it has ended
                continue
            found[int(entry.name)] = int(after_name.split()[1])
    return found


def family(pid: int, parent: Mapping[int, int]) -> set[int]:
    """Return a process and all its descendants.

    Parameters
    ----------
    pid
        The process.
    parent
        Parent of every process.
    """
    found, new = {pid}, {pid}
    while new:
        new = {child for child, known in parent.items() if known in new} - found
        found |= new
    return found


def _process_kb(pid: int) -> float:
    """Return proportional set size, else resident set size, else nothing [kB of 1000 bytes]."""
    for name, key in (("smaps_rollup", "Pss:"), ("status", "VmRSS:")):
        try:
            lines = (PROC / str(pid) / name).read_text().splitlines()
        except OSError:  # it has ended, or belongs to someone else
            continue
        if sizes := _sizes(lines, key):
            return sizes[0] * 1.024
    return 0.0


def _sizes(lines: Iterable[str], key: str) -> list[float]:
    return [float(line.split()[1]) for line in lines if line.startswith(key)]
