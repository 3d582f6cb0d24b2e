"""Project: what planners did at a desk, in a folder that can be mailed and opened elsewhere."""

import tomllib
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import tomlkit
from filelock import FileLock, Timeout

import regionplanner
from regionplanner.app.desk import (
    DeskPlan,
    DeskStep,
    desk_of,
    painted,
    switched,
    with_choices,
    with_rule,
    with_value,
    with_way,
    without_rule,
)
from regionplanner.app.journal import (
    append_line,
    desk_from,
    desk_values,
    entries,
    plan_from,
    plan_values,
)
from regionplanner.errors import DataError, ScenarioError
from regionplanner.files.atomic import in_words, write_atomic
from regionplanner.files.paths import recorded_places
from regionplanner.files.scenario_file import ScenarioFile, read_scenario_file
from regionplanner.scenario import Scenario

FORMAT = 1
ABOUT, SCENARIO, JOURNAL, LOCK = "project.toml", "scenario.toml", "log.jsonl", ".lock"


class Project:
    """A project folder that is open: its steps, and where one stands among them.

    Parameters
    ----------
    folder
        Made when it does not exist; begins with its ``scenario.toml`` where it has one.

    Raises
    ------
    DataError
        When another desk has it, it is of a newer version, or it cannot be read or written.
    ScenarioError
        When its scenario cannot be used.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with in_words(folder):
            folder.mkdir(parents=True, exist_ok=True)
        self._lock = _taken(folder)
        self._about()
        file = folder / SCENARIO
        with recorded_places():  # its own file, which it writes again
            chosen = read_scenario_file(file) if file.exists() else ScenarioFile(Scenario())
        self.data, self.run = chosen.data, chosen.run
        self._begin = desk_of(chosen.scenario)
        self._steps: list[DeskStep] = [self._begin]
        self._at = 0
        for entry in entries(folder / JOURNAL):
            self._take(entry)

    @property
    def desk(self) -> DeskStep:
        """What is on the table."""
        return self._steps[self._at]

    @property
    def step(self) -> int:
        """Which step that is; 0 is the first."""
        return self._at

    @property
    def may_undo(self) -> bool:
        """Whether there is a step before."""
        return self._at > 0

    @property
    def may_redo(self) -> bool:
        """Whether a step was taken back."""
        return self._at + 1 < len(self._steps)

    def change(self, change: Mapping[str, Any]) -> None:
        """Take a step, once it is on the disk.

        Parameters
        ----------
        change
            ``kind`` (choices, way, add_rule, add_rules, switch, remove, paint, undo or redo), and
            what it needs.

        Raises
        ------
        ScenarioError
            When it is impossible: nothing has changed then.
        DataError
            When it cannot be kept.
        """
        kind = change.get("kind")
        if kind in ("undo", "redo"):
            if self.may_undo if kind == "undo" else self.may_redo:
                self._keep({"kind": kind})
            return
        try:
            desk = self._changed(change)
        except (AttributeError, KeyError, TypeError, ValueError):
            raise ScenarioError("this is no change of a desk: {kind}", kind=str(kind)) from None
        entry = {"kind": "step", "change": kind, "desk": desk_values(desk)}
        if desk.plan is not self.desk.plan and desk.plan is not None:
            entry["plan"] = plan_values(desk.plan)
        self._keep(entry)

    def planned(self, step: int, plan: DeskPlan) -> None:
        """Keep the plan that answers a step."""
        self._keep({"kind": "planned", "step": step, "plan": plan_values(plan)})

    def write_scenario(self, text: str) -> None:
        """Write the choices as they are now, for the command line and for a reader."""
        write_atomic(self.folder / SCENARIO, text)

    def close(self) -> None:
        """Let others open the folder."""
        self._lock.release()

    def _changed(self, change: Mapping[str, Any]) -> DeskStep:
        desk, kind = self.desk, change["kind"]
        steps: Mapping[str, Callable[[], DeskStep]] = {
            "choices": lambda: with_choices(desk, change["choices"]),
            "way": lambda: with_way(desk, change["choices"]),
            "add_rule": lambda: self._with_rules([change]),
            "add_rules": lambda: self._with_rules(change["rules"]),
            "switch": lambda: switched(desk, int(change["number"]), on=bool(change["on"])),
            "remove": lambda: without_rule(desk, int(change["number"])),
            "paint": lambda: painted(desk, change["assignment"]),
        }
        return steps[kind]()

    def _with_rules(self, rules: Sequence[Mapping[str, Any]]) -> DeskStep:
        desk = self.desk
        number = 1 + max((r.number for step in self._steps for r in step.rules), default=-1)
        for n, rule in enumerate(rules):
            if "value" in rule:
                kind, figure = str(rule["rule"]), str(rule.get("figure", ""))
                desk = with_value(desk, number + n, kind, float(rule["value"]), figure)
                continue
            units = [str(nis) for nis in rule["units"]]
            region = str(rule.get("region", ""))
            desk = with_rule(desk, number + n, str(rule["rule"]), units, region)
        return desk

    def _keep(self, entry: dict[str, Any]) -> None:
        at = datetime.now(UTC).isoformat(timespec="seconds")
        append_line(self.folder / JOURNAL, {"at": at, **entry})
        self._take(entry)

    def _take(self, entry: Mapping[str, Any]) -> None:
        kind = entry["kind"]
        if kind == "undo":
            self._at = max(0, self._at - 1)
        elif kind == "redo":
            self._at = min(len(self._steps) - 1, self._at + 1)
        elif kind == "planned":
            step = int(entry["step"])
            if step < len(self._steps):  # else it was undone meanwhile, and something else was done
                self._steps[step] = _answered(self._steps[step], entry["plan"])
        else:
            desk = replace(desk_from(entry["desk"]), plan=self.desk.plan)
            if "plan" in entry:
                desk = _answered(desk, entry["plan"])
            self._steps[self._at + 1 :] = [desk]
            self._at += 1

    def _about(self) -> None:
        """Read which version of the format the folder has, or write it where it is new."""
        path = self.folder / ABOUT
        if not path.exists():
            made = {"format": FORMAT, "made_with": regionplanner.__version__}
            write_atomic(path, f"# A project of regionplanner app.\n{tomlkit.dumps(made)}")
            return
        known = 0
        with in_words(path), suppress(tomllib.TOMLDecodeError):
            known = tomllib.loads(path.read_text("utf-8")).get("format", 0)
        if known != FORMAT:
            raise DataError(
                "{path}: format {known}; format {expected} is expected; open the project with the "
                "version of regionplanner that made it, or a newer one",
                path=path,
                known=known,
                expected=FORMAT,
            )


def _answered(desk: DeskStep, plan: Mapping[str, Any]) -> DeskStep:
    return replace(desk, plan=plan_from(plan), is_answered=True)


def _taken(folder: Path) -> FileLock:
    lock = FileLock(folder / LOCK)
    with in_words(folder / LOCK):
        try:
            lock.acquire(timeout=0)
        except Timeout:
            raise DataError(
                "{folder} is open at another desk on this machine; close it there, or open "
                "another folder",
                folder=folder,
            ) from None
    return lock
