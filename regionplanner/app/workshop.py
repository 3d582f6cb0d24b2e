"""Workshop: data, diagrams and answers in memory, and what is asked of them, in one process."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, astuple, dataclass, field
from pathlib import Path
from typing import Any

from regionplanner.app.limits import limit_forms
from regionplanner.choice import Language
from regionplanner.data.assignment import PlanTable, RegionLooks, read_plan_table
from regionplanner.data.figures import figure_names
from regionplanner.errors import RegionplannerError
from regionplanner.files.file_choices import DataChoices, RunChoices
from regionplanner.files.scenario_file import read_scenario_file
from regionplanner.files.scenario_text import scenario_text
from regionplanner.files.text_table import csv_text
from regionplanner.jobs.alternatives import AlternativesRequest, plan_alternatives
from regionplanner.jobs.best import BestPlanRequest, best_plan
from regionplanner.jobs.callbacks import JobCallbacks
from regionplanner.jobs.case import case_of, load_asked
from regionplanner.jobs.front import FrontRequest, plan_front
from regionplanner.jobs.repair import RepairRequest, repair_plan
from regionplanner.jobs.request import SCENARIO_FILE, ResolvedRequest, resolve_request
from regionplanner.maps.page import desk_html, desk_plan_values
from regionplanner.plan.compare import shown_as
from regionplanner.plan.make import case_plan
from regionplanner.plan.plan import Plan, plan_table
from regionplanner.program.running.scheduler import SearchSettings
from regionplanner.proof import Closest, Proof
from regionplanner.rules.case import Case
from regionplanner.scenario import Scenario
from regionplanner.words.messages import said
from regionplanner.words.nouns import spoken
from regionplanner.words.sentences import proof_sentence


@dataclass(slots=True, eq=False)
class MemoryStore:
    """Answers of the searches of this process, by key."""

    _records: dict[str, object] = field(default_factory=dict)

    def get(self, key: str) -> object:
        """Return the record of a key; None without one."""
        return self._records.get(key)

    def put(self, key: str, record: object) -> None:
        """Keep a record."""
        self._records[key] = record

    def note(self, code: str, *, known: bool) -> None:
        """Take no notice of where answers come from."""


class Workshop:
    """What plans at a desk.

    Parameters
    ----------
    data, run
        Which data, and how they are shown.
    folder
        Of the project, as paths in scenario files are relative to it.
    """

    def __init__(self, data: DataChoices, run: RunChoices, folder: str) -> None:
        self._data, self._run, self._folder = data, run, folder
        self._store = MemoryStore()
        self._units = load_asked(self._asked({}), JobCallbacks())[1]

    def asked(self, name: str, request: Mapping[str, Any], callbacks: JobCallbacks) -> Any:
        """Return the answer to a request.

        Parameters
        ----------
        name
            ``page``, ``plan``, ``show``, ``kept``, ``files``, ``export``, ``repair``,
            ``alternatives``, ``front`` or ``price``.
        request
            ``choices`` of the scenario, and ``earlier``, the plan on the table.
        callbacks
            Receive progress, and ask to stop.

        Raises
        ------
        RegionplannerError
            When there is no answer; says why.
        """
        return getattr(self, f"_{name}")(request, callbacks)

    def failure(self, error: RegionplannerError) -> dict[str, Any]:
        """Return an error in the language of the desk, with the ways out that it knows."""
        ways, units = [], set()
        for explanation in error.explanations:
            for way in getattr(explanation, "ways", ()):
                if way.changes:
                    changed = Scenario.model_construct(**way.changes)
                    values = changed.model_dump(mode="json", include=set(way.changes))
                    ways.append({"text": said(way.message, self._language), "changes": values})
            concerned = [explanation, *getattr(explanation, "bottlenecks", ())]
            units |= {nis for part in concerned for nis in getattr(part, "units", ())}
        return {
            "message": said(error.message, self._language),
            "ways": ways,
            "units": sorted(units & {*self._units.frame.index}),
        }

    @property
    def _language(self) -> Language:
        """The language of the project, with the nouns of its data."""
        return spoken(self._run.language, self._units)

    def _asked(self, choices: Mapping[str, Any]) -> ResolvedRequest:
        made = dict(choices)
        kept_out = {*made.pop("not_centre", ())}
        if kept_out and not made.get("centres"):
            made["centres"] = tuple(n for n in self._units.frame.index if n not in kept_out)
        checked = Scenario(**made)
        made = {name: getattr(checked, name) for name in checked.model_fields_set}
        plain = resolve_request(None, made, data={})
        return ResolvedRequest(
            data=self._data, run=self._run, made=plain.made, file=None, overridden=True
        )

    def _case(self, request: Mapping[str, Any], callbacks: JobCallbacks) -> tuple[Case, str]:
        asked = self._asked(request["choices"]).resolved(self._units)
        case = case_of(self._units, asked.plan_scenario(), callbacks)
        chosen = asked.with_scenario(case.scenario)
        return case, scenario_text(chosen, folder=self._folder, language=self._language)

    def _page(self, request: Mapping[str, Any], callbacks: JobCallbacks) -> str:
        plan = self._shown(request, self._case(request, callbacks)[0])
        frame, language = self._units.frame, self._language
        figures = sorted(figure_names(frame), key=lambda column: column == "area_km2")
        forms = limit_forms(figures, language, in_minutes=self._units.travel_min is not None)
        return desk_html(plan, self._units, language=language, limits=forms)

    def _plan(self, request: Mapping[str, Any], callbacks: JobCallbacks) -> dict[str, Any]:
        case, text = self._case(request, callbacks)
        result = best_plan(
            BestPlanRequest(
                case=case,
                settings=SearchSettings(store=self._store),
                language=self._language,
                earlier=_table(request),
            ),
            callbacks=callbacks,
        )
        curve = [
            {"regions": point["regions"], "objective": point["objective"]}
            for point in result.summary["curve"]
        ]
        return self._answer(result.plan) | {"scenario": text, "curve": curve}

    def _show(self, request: Mapping[str, Any], callbacks: JobCallbacks) -> dict[str, Any]:
        """Return a plan as it is on the table, held against the rules."""
        case, text = self._case(request, callbacks)
        return self._answer(self._shown(request, case)) | {"scenario": text}

    def _kept(self, request: Mapping[str, Any], callbacks: JobCallbacks) -> dict[str, Any]:
        """Return a plan on the shelf as pages show it, held against its own choices."""
        folder = Path(request["folder"])
        chosen = read_scenario_file(folder / SCENARIO_FILE)
        case = case_of(self._units, chosen.scenario, callbacks).with_codes()
        table = read_plan_table(folder / "plan.csv", self._units, note=lambda _: None)
        plan = shown_as(case_plan(table.assignment, case, _proof(request["proof"])), table.looks)
        values = desk_plan_values(plan, self._units, language=self._language)
        return {**values, "assignment": dict(plan.assignment), "looks": asdict(table.looks)}

    def _files(self, request: Mapping[str, Any], callbacks: JobCallbacks) -> dict[str, str]:
        """Return the files of the plan on the table."""
        case, text = self._case(request, callbacks)
        plan = self._shown(request, case)
        return {"plan.csv": csv_text(plan_table(plan, self._units)), SCENARIO_FILE: text}

    def _export(self, request: Mapping[str, Any], callbacks: JobCallbacks) -> bytes:
        """Return all files of the plan on the table, as a zip."""
        from regionplanner.app.export import exported  # it is asked for now and then

        case, text = self._case(request, callbacks)
        run = self._run.model_copy(update={"language": self._language})
        return exported(self._shown(request, case), case, text, run)

    def _repair(self, request: Mapping[str, Any], callbacks: JobCallbacks) -> dict[str, Any]:
        """Return the plan closest to the one on the table that keeps the rules."""
        case, text = self._case(request, callbacks)
        earlier = _table(request)
        today = {} if earlier is None else earlier.assignment
        repaired = repair_plan(
            RepairRequest(
                case=case,
                today=today,
                earlier=earlier,
                keep_codes=True,
                language=self._language,
            ),
            callbacks=callbacks,
        )
        return self._answer(repaired.made.plans["plan"]) | {"scenario": text}

    def _alternatives(
        self, request: Mapping[str, Any], callbacks: JobCallbacks
    ) -> list[dict[str, Any]]:
        """Return plans that cost little more than the best, as different as can be."""
        case, _ = self._case(request, callbacks)
        made = plan_alternatives(
            AlternativesRequest(
                case=case,
                settings=SearchSettings(store=self._store),
                language=self._language,
                earlier=_table(request),
                plans=request["plans"],
                within=request["within"],
            ),
            callbacks=callbacks,
        ).made
        return self._offered(made.names[1:], [*made.plans.values()][1:])

    def _front(self, request: Mapping[str, Any], callbacks: JobCallbacks) -> list[dict[str, Any]]:
        """Return plans from the best in one criterion to the best in another."""
        case, _ = self._case(request, callbacks)
        made = plan_front(
            FrontRequest(
                case=case,
                language=self._language,
                earlier=_table(request),
                first=request["first"],
                second=request["second"],
                points=request["plans"],
            ),
            callbacks=callbacks,
        ).made
        return self._offered(made.names, [*made.plans.values()])

    def _offered(self, names: Sequence[str], plans: Sequence[Plan]) -> list[dict[str, Any]]:
        return [
            {
                **desk_plan_values(plan, self._units, language=self._language),
                "name": name,
                "assignment": dict(plan.assignment),
            }
            for name, plan in zip(names, plans, strict=True)
        ]

    def _price(self, request: Mapping[str, Any], callbacks: JobCallbacks) -> float | None:
        """Return the objective of the proven best plan of some choices; None without one."""
        case, _ = self._case(request, callbacks)
        result = best_plan(
            BestPlanRequest(case=case, settings=SearchSettings(store=self._store)),
            callbacks=callbacks,
        )
        return result.plan.proof.objective if result.plan.proof.is_best else None

    def _shown(self, request: Mapping[str, Any], case: Case) -> Plan:
        earlier = _table(request)
        if earlier is None:
            return Plan((), scenario=case.scenario, data_hash=self._units.source.sha256)
        proof = _proof(request["earlier"]["proof"])
        return shown_as(case_plan(earlier.assignment, case, proof), earlier.looks)

    def _answer(self, plan: Plan) -> dict[str, Any]:
        return {
            "assignment": dict(plan.assignment),
            "names": {region.code: region.label for region in plan},
            "colours": {region.code: region.colour for region in plan if region.colour},
            "proof": _proof_values(plan.proof),
            "values": desk_plan_values(plan, self._units, language=self._language),
            "best": plan.proof.is_best and not plan.violations,
            "sentence": proof_sentence(plan.proof, self._language),
        }


def _proof_values(proof: Proof) -> dict[str, Any]:
    """Return what is known of a plan, as JSON has it; empty where nothing is."""
    if proof.objective is None:
        return {}
    known = {name: getattr(proof, name) for name in ("status", "objective", "bound", "within")}
    closest = {"closest": astuple(proof.of)} if isinstance(proof.of, Closest) else {}
    return {**known, **closest}


def _proof(values: Mapping[str, Any]) -> Proof | None:
    """Return the proof of `_proof_values`."""
    if not values:
        return None
    within = tuple((str(code), int(n)) for code, n in values["within"])
    of = Closest(*values["closest"]) if "closest" in values else None
    return Proof(values["status"], values["objective"], values.get("bound"), within, of)


def _table(request: Mapping[str, Any]) -> PlanTable | None:
    """Return the plan on the table, which the next one goes on from."""
    earlier = request.get("earlier")
    if earlier is None:
        return None
    return PlanTable(earlier["assignment"], RegionLooks(earlier["names"], earlier["colours"]))
