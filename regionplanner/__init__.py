"""Plan contiguous, nested youth regions that are provably the best.

Every public name is a plain function or an immutable value, and stands in the stub beside this.
Names are imported on first use, so that the command line starts fast and worker processes load only
the engine.
"""

from regionplanner.lazy import names_of_stub

__version__ = "0.1.0"

__getattr__, __dir__, __all__ = names_of_stub(__name__)
__all__ += ["__version__"]
