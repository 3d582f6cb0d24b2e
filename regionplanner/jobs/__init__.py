"""Each capability as a function from a request to a result, for any caller."""

from importlib import import_module
from typing import Any

_NAMES = {
    "alternatives": ("AlternativesRequest", "AlternativesResult", "plan_alternatives"),
    "best": ("BestPlanRequest", "BestPlanResult", "best_plan"),
    "callbacks": ("JobCallbacks", "SearchCallbacks"),
    "case": ("Case", "OpenedCase", "open_case"),
    "check": (
        "CheckRequest",
        "CheckResult",
        "GroupCheckRequest",
        "GroupCheckResult",
        "check_groups",
        "check_plan",
    ),
    "front": ("FrontRequest", "FrontResult", "plan_front"),
    "growth": ("GrowthRequest", "GrowthResult", "plan_growth"),
    "memory": ("MemoryBudget", "MemoryRequest", "memory_budget"),
    "plan_set": ("PlanSet",),
    "plans": ("PlanBundle", "PlanRequest", "compare_plans", "open_plan", "open_plans"),
    "repair": ("RepairRequest", "RepairResult", "repair_plan"),
    "request": ("ResolvedRequest", "resolve_request"),
    "support": ("SupportRequest", "SupportResult", "plan_support"),
    "search": ("SearchSettings",),
    "trekkers": ("TrekkersRequest", "TrekkersResult", "rank_trekkers"),
}
"""What a caller needs, by module; imported on first use."""

_HOME = {name: module for module, names in _NAMES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return sorted(_HOME)
