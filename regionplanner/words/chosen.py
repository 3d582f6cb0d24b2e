"""Sentences about a plan: what counted for it, and what had to hold."""

from collections.abc import Iterator

from regionplanner.criteria.registry import CRITERIA
from regionplanner.data.municipalities import Municipalities
from regionplanner.plan.plan import Plan
from regionplanner.scenario import Scenario
from regionplanner.words.criteria import criterion_word
from regionplanner.words.figures import figure_text
from regionplanner.words.held import held_sentences
from regionplanner.words.language import Language
from regionplanner.words.plain import plain
from regionplanner.words.sentences import decimal, enumeration
from regionplanner.words.text import words_in


def choice_sentences(plan: Plan, municipalities: Municipalities, language: Language) -> list[str]:
    """Return what counted for a plan and what held, so that its proof can be understood.

    Parameters
    ----------
    plan
        With or without a scenario and a proof.
    municipalities
        The units, for their names and whether travel is in minutes.
    language
        Language of the sentences.

    Returns
    -------
    list of str
        At most two paragraphs; none for a plan that was not chosen by an engine.
    """
    scenario = plan.scenario
    if scenario is None or plan.proof.objective is None:
        return []
    in_minutes = municipalities.travel_min is not None
    counted_on = " ".join(_counted_on(scenario, language, in_minutes=in_minutes))
    if plan.violations:
        return [counted_on]
    return [counted_on, " ".join(held_sentences(plan, scenario, municipalities, language))]


def _counted_on(scenario: Scenario, language: Language, *, in_minutes: bool) -> Iterator[str]:
    words = words_in(language)
    weights = {name: scenario.criteria.get(name, 0.0) for name in CRITERIA}
    counts = [name for name in CRITERIA if weights[name]]
    figure = figure_text(scenario.balance.column, language)
    texts = []
    for name in counts:
        text = criterion_word(name, "goal", language, in_minutes=in_minutes, figure=figure)
        if len(counts) > 1:
            unit = criterion_word(name, "per", language, in_minutes=in_minutes)
            weight = decimal(weights[name], language)
            text = words["weighed"].format(what=text, weight=weight, unit=unit)
        texts.append(text)
    yield words["counted_on"].format(criteria=", ".join(texts))
    if scenario.travellers is not None and any(CRITERIA[name].by_traveller for name in counts):
        by = figure_text(scenario.travellers, language, "number")
        yield words["travellers_min" if in_minutes else "travellers_km"].format(figure=by)
    if weights["ties"] and (columns := _tie_columns(scenario, language)):
        yield words["ties_counted"].format(columns=columns)
    if weights["balance"]:
        yield _target(scenario, language)
    if scenario.coverage is not None and scenario.coverage.reward:
        per = scenario.coverage.per
        yield words["reward"].format(
            reward=decimal(scenario.coverage.reward, language),
            per=words["reward_unit"] if per is None else figure_text(per, language, "reward"),
        )


def _tie_columns(scenario: Scenario, language: Language) -> str:
    """Return the memberships that tie, the heaviest first; weights where they tell something."""
    words = words_in(language)
    ties = sorted(
        (-weight, words.get(f"tie_{column}", plain(column)))
        for column, weight in scenario.ties.items()
        if weight
    )
    if all(weight == -1 for weight, _ in ties):
        return enumeration([name for _, name in ties], language)
    return enumeration(
        [f"{name} ({decimal(-weight, language)})" for weight, name in ties], language
    )


def _target(scenario: Scenario, language: Language) -> str:
    words, target = words_in(language), scenario.balance.target
    if isinstance(target, str):
        return words[f"target_{target}"]
    return words["target_number"].format(
        target=decimal(target, language), figure=figure_text(scenario.balance.column, language)
    )
