"""Time `regionplanner plan` on all of Flanders, whole process, for each criterion and mix.

Prints one line a case: seconds from start to written map (median of three runs after a warm-up),
the engine's own seconds, status, objective and gap. Run with ``make bench``.
"""

import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

CASES = (
    "distance=1,ties=2",
    "distance=1",
    "dispersion=1",
    "border=1",
    "ties=1",
    "distance=1,border=0.5",
)
RUNS = 3


def run(criteria: str, out: Path) -> float:
    """Return the seconds that one run takes.

    Parameters
    ----------
    criteria
        As on the command line.
    out
        Folder for the results.
    """
    command = [sys.executable, "-m", "regionplanner", "plan", "--quiet"]
    started = time.perf_counter()
    subprocess.run([*command, "--criteria", criteria, "--out", str(out)], check=True)
    return time.perf_counter() - started


def main() -> None:
    """Print the table."""
    print(
        f"{'criteria':<24} {'seconds':>8} {'engine':>7} {'status':>9} {'objective':>12} {'gap':>6}"
    )
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        run(CASES[0], out)
        for criteria in CASES:
            seconds = statistics.median(run(criteria, out) for _ in range(RUNS))
            summary = json.loads((out / "summary.json").read_text(encoding="utf-8"))
            print(
                f"{criteria:<24} {seconds:>8.1f} {summary['seconds']:>7.1f} "
                f"{summary['status']:>9} {summary['objective']:>12,.3f} {summary['gap']:>6.2%}"
            )


if __name__ == "__main__":
    main()
