"""Certificates of small worlds, as the product writes and reads them."""

import json
from pathlib import Path
from typing import Any

from regionplanner.audit.parts import Certificate
from regionplanner.audit.read import read_certificate
from regionplanner.program.certificate import certificate_text, plan_certificate
from regionplanner.program.curve import ParentResult, parent_curve
from regionplanner.program.instance.problem import ParentProblem
from regionplanner.program.result import Proposal, Solved
from regionplanner.scenario import Scenario


def document(problem: ParentProblem, curve: ParentResult | None = None) -> dict[str, Any] | None:
    """The certificate of the best plan of one reference region; None where it has no plan."""
    curve = curve or parent_curve(problem)
    known = [a for a in curve.answers if a.objective is not None and a.bound is not None]
    if not known:
        return None
    chosen = known[len(known) // 2]
    proposal = Proposal(
        assignment={},
        objective=0.0,
        bound=0.0,
        split={problem.code: chosen.n_regions},
        curve=(),
        parent_curves={},
        n_candidates=curve.n_candidates,
        seconds=0.0,
        solved=Solved((problem,), (curve,), chosen.objective, chosen.bound, unit=1.0),
    )
    written = plan_certificate(proposal, Scenario(regions=chosen.n_regions))
    return json.loads(certificate_text(written))


def read(certificate: dict[str, Any], folder: Path) -> Certificate:
    """A certificate, by way of its file."""
    path = folder / "certificate.json"
    path.write_text(json.dumps(certificate), encoding="utf-8")
    return read_certificate(path)
