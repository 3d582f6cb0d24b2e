"""Plan contiguous, nested youth regions that are provably the best.

Every public name is a plain function or an immutable value. Modules group them by what they are
for: municipalities, scenarios, planning, plans, scores, rollouts, pages, jobs and errors. All are
names of this package too: ``regionplanner.planning.propose`` is ``regionplanner.propose``.

Names are imported on first use, so that the command line starts fast and worker processes load only
the engine.
"""

from regionplanner.lazy import names_of_stub

__version__ = "0.1.0"

__getattr__, __dir__ = names_of_stub(__name__)
