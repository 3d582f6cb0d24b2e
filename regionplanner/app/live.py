"""Live: a project on a desk, from which plans are asked, and what its pages hear of it."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import suppress
from dataclasses import asdict, replace
from typing import Any

from regionplanner.app.desk import DeskPlan, DeskStep
from regionplanner.app.jobs import Job, JobFailedError, Jobs
from regionplanner.app.project import Project
from regionplanner.app.shelf import PLANS, drop, keep, kept_plans, restore
from regionplanner.choice import Language
from regionplanner.errors import RegionplannerError, ScenarioError
from regionplanner.words.messages import said

_IDLE_S = 600.0
"""How long a desk that nobody looks at stays open."""

_BEAT_S = 15.0
"""Between two signs of life on a stream."""

_LOOK_S = 0.25
"""Between two looks at whether the server ends, which waits for its streams."""

_MOST_NAME, _MOST_NOTE = 60, 2000  # letters


OFFERS = ("alternatives", "front")
"""What is made beside the plan on the table, to choose from."""

_MOST_OFFERED = 15


class LiveDesk:
    """A project on a desk: takes changes, has plans made, and says it to all pages.

    Parameters
    ----------
    project
        What is worked on.
    is_ending
        Whether the server ends.
    """

    def __init__(self, project: Project, is_ending: Callable[[], bool]) -> None:
        self.is_ending = is_ending
        self.project = project
        self.jobs = Jobs(project.data, project.run, str(project.folder))
        # draws while the other one plans
        self.drawing = Jobs(project.data, project.run, str(project.folder))
        self._pages: set[asyncio.Queue[str]] = set()
        self._job: Job | None = None
        self._work: asyncio.Task[None] | None = None
        self._state: dict[str, Any] = {"state": "waiting"}
        self._answered = self._state  # of the plan on the table
        self._curve: list[dict[str, Any]] = []
        self._prices: dict[int, float | None] = {}
        self._shelf: list[dict[str, Any]] = []
        self._offered: list[dict[str, Any]] = []
        self._seen = time.monotonic()
        self._beside: list[asyncio.Task[None]] = []

    @property
    def language(self) -> Language:
        """The language of the project."""
        return self.project.run.language

    @property
    def is_idle(self) -> bool:
        """Whether nobody has looked at it for long, and nothing is made."""
        busy = self._pages or (self._work is not None and not self._work.done())
        if busy:
            self._seen = time.monotonic()
        return time.monotonic() - self._seen > _IDLE_S

    def values(self) -> dict[str, Any]:
        """Return what pages show of the desk, but for the plan."""
        project, desk = self.project, self.project.desk
        rules = [asdict(rule) | {"price": self._prices.get(rule.number)} for rule in desk.rules]
        return {
            "step": project.step,
            "mayUndo": project.may_undo,
            "mayRedo": project.may_redo,
            "choices": desk.choices,
            "rules": rules,
            "byHand": desk.plan is not None and desk.plan.by_hand,
            "work": self._state,
            "curve": self._curve,
        }

    def change(self, change: Mapping[str, Any]) -> None:
        """Take a step, and have the plan made that answers it.

        Raises
        ------
        RegionplannerError
            When it is impossible, or cannot be kept.
        """
        self.project.change(change)
        if change.get("kind") not in ("paint", "undo", "redo"):
            self._offer([])  # they were of other choices
        self._answer()

    def look_for(self, name: str, asked: Mapping[str, Any]) -> None:
        """Have plans made to choose from, of the choices that are on the table.

        Parameters
        ----------
        name
            One of `OFFERS`.
        asked
            ``plans``, how many; ``within`` of alternatives, ``first`` and ``second`` of a front.

        Raises
        ------
        ScenarioError
            When that cannot be asked for.
        """
        try:
            chosen: dict[str, Any] = {"plans": int(asked["plans"])}
            if name == "front":
                chosen |= {side: str(asked[side]) for side in ("first", "second")}
            else:
                chosen["within"] = float(asked["within"])
        except (KeyError, TypeError, ValueError):
            raise ScenarioError("this is no change of a desk: {kind}", kind=name) from None
        if not 1 <= chosen["plans"] <= _MOST_OFFERED:
            raise ScenarioError(
                "{n} plans were asked for; ask for 1 to {most}",
                n=chosen["plans"],
                most=_MOST_OFFERED,
            )
        self.begin(name, chosen)

    def _offer(self, plans: list[dict[str, Any]]) -> None:
        if plans or self._offered:
            self._offered = plans
            self._send(_event("offered", plans))

    def _answer(self) -> None:
        """Show the plan that answers what is on the table, or have it made."""
        self.begin("show" if self.project.desk.is_answered else "plan")

    async def watch(self, end: Callable[[], None]) -> None:
        """End once nobody has looked at it for long."""
        while True:
            await asyncio.sleep(1)
            if self.is_idle:
                end()
                return

    def begin(self, name: str, chosen: Mapping[str, Any] | None = None) -> None:
        """Have something made of the desk as it is now, instead of what is being made."""
        running, self._work = self._work, None
        self._say({"state": "busy", "what": name})
        making = self._make(name, running, chosen or {})
        self._work = asyncio.get_running_loop().create_task(making)

    async def stop(self) -> None:
        """End the search; what it has by then is shown."""
        if self._job is not None and not self._job.answer.done():
            await self.jobs.stop(self._job)

    async def keep(self, name: str, note: str) -> None:
        """Put the plan on the table on the shelf.

        Raises
        ------
        RegionplannerError
            When there is none, or it cannot be written.
        """
        desk = self.project.desk
        if desk.plan is None:
            raise ScenarioError("there is no plan on the table to keep")
        files = await self._drawn("files", _request(desk))
        keep(self.project.folder, name[:_MOST_NAME], note[:_MOST_NOTE], files, desk.plan.proof)
        await self.lay_shelf()

    async def export(self) -> bytes:
        """Return all files of the plan on the table, as a zip.

        Raises
        ------
        RegionplannerError
            When there is no plan.
        """
        if self.project.desk.plan is None:
            raise ScenarioError("there is no plan on the table to keep")
        packed: bytes = await self._drawn("export", _request(self.project.desk))
        return packed

    async def shelve(self, act: str, folder: str) -> None:
        """Take a plan from the shelf, or put it back.

        Raises
        ------
        RegionplannerError
            When there is none, or it cannot be moved.
        """
        (drop if act == "drop" else restore)(self.project.folder, folder)
        await self.lay_shelf()

    async def lay_shelf(self) -> None:
        """Show what is on the shelf."""
        shelf = []
        for kept in kept_plans(self.project.folder):
            path = str(self.project.folder / PLANS / kept.folder)
            try:
                values = await self._drawn("kept", {"folder": path, "proof": kept.proof})
            except ScenarioError as error:  # it can be of other data: it is named, not opened
                values = {"problem": self.failure(error)["message"]}
            about = {"folder": kept.folder, "name": kept.name, "note": kept.note}
            shelf.append({**about, **values})
        self._shelf = shelf
        self._send(_event("shelf", shelf))

    async def _drawn(self, name: str, request: Mapping[str, Any]) -> Any:
        job = self.drawing.ask(name, request, lambda _: None)
        try:
            return await asyncio.wrap_future(job.answer)
        except JobFailedError as error:
            raise ScenarioError("{message}", message=str(error)) from None

    async def page(self) -> str:
        """Return the page, with the plan on the table."""
        request = _request(self.project.desk)
        try:
            html: str = await self._drawn("page", request)
        except ScenarioError:  # the choices are impossible, or the plan is not of these data
            html = await self._drawn("page", {"choices": {}, "earlier": None})
        return html

    async def events(self) -> AsyncIterator[str]:
        """Yield what happens, as server-sent events."""
        heard: asyncio.Queue[str] = asyncio.Queue()
        self._pages.add(heard)
        try:
            yield _event("desk", self.values())
            if self._shelf:
                yield _event("shelf", self._shelf)
            if self._offered:
                yield _event("offered", self._offered)
            silent_s = 0.0
            while not self.is_ending():
                with suppress(TimeoutError):
                    yield await asyncio.wait_for(heard.get(), _LOOK_S)
                    silent_s = 0.0
                silent_s += _LOOK_S
                if silent_s >= _BEAT_S:
                    yield ":\n\n"
                    silent_s = 0.0
        finally:
            self._pages.discard(heard)

    def open(self, end: Callable[[], None]) -> None:
        """Show what is on the table, or have a first plan made; end when nobody looks any more."""
        loop = asyncio.get_running_loop()
        self._answer()
        self._beside = [loop.create_task(self.watch(end)), loop.create_task(self.lay_shelf())]

    def close(self) -> None:
        """End the process that plans, and let others open the project."""
        for task in self._beside:
            task.cancel()
        self.jobs.close()
        self.drawing.close()
        self.project.close()

    async def _make(
        self, name: str, running: "asyncio.Task[None] | None", chosen: Mapping[str, Any]
    ) -> None:
        mine = asyncio.current_task()
        if running is not None and not running.done():
            await self.stop()
            await asyncio.wait([running])
        if mine is not self._work:
            return  # something else was asked meanwhile
        step, desk = self.project.step, self.project.desk
        loop = asyncio.get_running_loop()
        if name not in OFFERS:
            self._prices = {}

        def progress(value: Any) -> None:
            loop.call_soon_threadsafe(self._say, {"state": "busy", "what": name, **value})

        jobs = self.drawing if name == "show" else self.jobs
        self._job = job = jobs.ask(name, {**_request(desk), **chosen}, progress)
        try:
            answer = await asyncio.wrap_future(job.answer)
        except JobFailedError as error:
            failure = error.failure
            if mine is self._work:
                self._say(
                    {"state": "stopped"} if failure is None else {"state": "failed", **failure}
                )
            return
        if mine is not self._work:
            return  # it answers what is not on the table any more
        if name in OFFERS:
            self._offer(answer)
            self._say(self._answered)
            return
        self._took(name, step, answer)
        if answer["best"]:
            await self._find_prices(step, desk, answer["proof"]["objective"])

    async def _find_prices(self, step: int, desk: DeskStep, objective: float) -> None:
        """Find what each rule costs: what the best plan without it would be better."""
        for rule in desk.rules:
            if not rule.on:
                continue
            request = {"choices": desk.scenario_choices(without=rule.number)}
            self._job = self.jobs.ask("price", request, lambda _: None)
            try:
                without = await asyncio.wrap_future(self._job.answer)
            except JobFailedError as error:
                if error.failure is None:
                    return  # there is something else to do
                without = None
            if step == self.project.step:
                price = None if without is None else objective - without
                self._prices[rule.number] = price
                self._send(_event("desk", self.values()))

    def _took(self, name: str, step: int, answer: Mapping[str, Any]) -> None:
        """Keep the answer to a step, and show it."""
        try:
            if name != "show":
                parts = {key: answer[key] for key in ("assignment", "names", "colours", "proof")}
                self.project.planned(step, DeskPlan(**parts))
            self.project.write_scenario(answer["scenario"])
        except RegionplannerError as error:
            self._say({"state": "failed", **self.failure(error)})
            return
        self._curve = answer.get("curve", self._curve)
        self._state = self._answered = {
            "state": "done",
            "best": answer["best"],
            "objective": answer["proof"].get("objective"),
            "sentence": answer["sentence"],
        }
        self._send(_event("plan", answer["values"]))
        self._send(_event("desk", self.values()))

    def failure(self, error: RegionplannerError) -> dict[str, Any]:
        """Return what pages say of an error."""
        return {"message": said(error.message, self.language), "ways": [], "units": []}

    def _say(self, work: dict[str, Any]) -> None:
        self._state = work
        self._send(_event("desk", self.values()))

    def _send(self, event: str) -> None:
        for heard in self._pages:
            heard.put_nowait(event)


def _request(desk: DeskStep) -> dict[str, Any]:
    plan = desk.plan
    earlier = None
    if plan is not None:
        # what is known of a plan of before is of other choices
        earlier = asdict(plan if desk.is_answered else replace(plan, proof={}))
    return {"choices": desk.scenario_choices(), "earlier": earlier}


def _event(name: str, values: Any) -> str:
    return f"event: {name}\ndata: {json.dumps(values, separators=(',', ':'))}\n\n"
