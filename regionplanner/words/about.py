"""What a page says about a plan: summary, proof, what counted for it, and approximations."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from regionplanner.choice import Language
from regionplanner.criteria.registry import CRITERIA
from regionplanner.data.municipalities import DataSource, Municipalities
from regionplanner.errors import Reason
from regionplanner.plan.plan import Plan
from regionplanner.proof import Closest, Traded
from regionplanner.scenario import Scenario
from regionplanner.words.messages import said
from regionplanner.words.nouns import vocabulary_in, with_nouns
from regionplanner.words.rule_text import given_regions, held_sentences
from regionplanner.words.sentences import (
    counted,
    criterion_word,
    day,
    decimal,
    enumeration,
    figure_text,
    number,
    proof_sentence,
    size_text,
)
from regionplanner.words.text import plain, rule_key, words_in


def choice_sentences(plan: Plan, municipalities: Municipalities, language: Language) -> list[str]:
    """Return what counted for a plan and what held, so that its proof can be understood.

    Returns
    -------
    list of str
        At most two paragraphs; none for a plan that was not chosen by an engine.
    """
    scenario = plan.scenario
    if scenario is None or plan.proof.objective is None:
        return []
    in_minutes = municipalities.travel_min is not None
    counted_on = " ".join(_counted_on(plan, scenario, language, in_minutes=in_minutes))
    if plan.violations:
        return [counted_on]
    return [counted_on, " ".join(held_sentences(plan, scenario, municipalities, language))]


def _counted_on(
    plan: Plan, scenario: Scenario, language: Language, *, in_minutes: bool
) -> Iterator[str]:
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
    criteria, of = ", ".join(texts), plan.proof.of
    if isinstance(of, Traded):
        second = criterion_word(of.second, "axis", language)
        criteria = words["counted_traded"].format(criteria=criteria, second=second)
    elif isinstance(of, Closest):
        criteria = words["counted_closest"].format(criteria=criteria)
    yield words["counted_on"].format(criteria=criteria)
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


def summary_text(plan: Plan, municipalities: Municipalities, language: Language) -> str:
    """Return in a few words what a plan is: ``"285 gemeenten in 30 jeugdregio's"``."""
    words, scenario = words_in(language), plan.scenario
    partial = scenario is not None and scenario.coverage is not None
    gone = set(scenario.leave_out) if partial and scenario is not None else set()
    n_possible = len(municipalities.frame.index.difference(list(gone)))
    later = partial and len(plan.assignment) < n_possible
    return words["summary_partial" if later else "summary"].format(
        covered=number(len(plan.assignment), language),
        units=counted(n_possible if later else len(plan.assignment), "units", language),
        regions=counted(len(plan), "regions", language),
    )


def about_plan(plan: Plan, municipalities: Municipalities, language: Language) -> list[str]:
    """Return how good a plan is, what counted for it and what held, a paragraph each."""
    return [proof_sentence(plan.proof, language), *choice_sentences(plan, municipalities, language)]


def approximations(municipalities: Municipalities, language: Language) -> list[str]:
    """Return what is approximate, a sentence each."""
    words = words_in(language)
    drawn = "generalised_note" if municipalities.source.generalised else "simplified_note"
    travel = "distance_note" if municipalities.travel_min is None else "travel_note"
    return [words[travel], words[drawn]]


def region_notes(plan: Plan, language: Language) -> dict[str, str]:
    """Return what is said of regions that were given beforehand, by region code."""
    words, scenario, given = words_in(language), plan.scenario, given_regions(plan)
    if scenario is None:
        return {}
    return {
        region.code: words["note_exception" if given[region.code] else "note_locked"].format(
            units=counted(len(region.members), "units", language),
            size=size_text(scenario, language),
        )
        for region in plan
        if region.code in given
    }


def parents_out(plan: Plan, municipalities: Municipalities, language: Language) -> dict[str, str]:
    """Return of each reference region that is left out as a whole (code) that it is, and why."""
    groups = municipalities.frame.groupby("reference_region", sort=True).groups
    texts = {str(key): parent_out(plan, str(key), units, language) for key, units in groups.items()}
    return {code: text for code, text in texts.items() if text}


def parent_out(plan: Plan, code: str, units: Collection[str], language: Language) -> str:
    """Return that a reference region is left out, and why; nothing when a part of it is planned."""
    words, scenario = words_in(language), plan.scenario
    if scenario is None or not set(scenario.leave_out).issuperset(units):
        return ""
    reason = Reason(plan.left_out.get(code, ""))
    keys = [f"parent_out_{reason.kind if reason else 'units'}"]
    message = said(reason, language)
    if language == "en" or message != said(str(reason), language):
        keys += ["parent_out_message"] if reason else []
    elif reason.kind == "rules" and reason:  # of a file, which has it in English
        keys.append("parent_out_message_in_english")
        message = with_nouns(reason, "en", vocabulary_in(language))
    text = " ".join(words[key] for key in keys).format(
        units=counted(len(units), "units", language),
        least=scenario.min_units,
        size=size_text(scenario, language),
        reason=message,
    )
    return plain(text)


def broken_rules(plan: Plan, language: Language) -> dict[str, tuple[list[str], list[str]]]:
    """Return who breaks each rule, by the key of its sentence.

    Returns
    -------
    dict
        The regions (codes, each once), and in words what is wrong that is of no one region.
    """
    partial = plan.scenario is not None and plan.scenario.coverage is not None
    concerned: dict[str, tuple[list[str], list[str]]] = {}
    for violation in plan.violations:
        part = "rule_covered" if partial and violation.rule == "complete" else "rule"
        regions, whole = concerned.setdefault(rule_key(violation.rule, part), ([], []))
        if not violation.region:
            whole.append(plain(said(violation.message, language)))
        elif violation.region not in regions:
            regions.append(violation.region)
    return concerned


def violation_sentences(plan: Plan, language: Language) -> list[str]:
    """Return which rules a plan breaks, a sentence a rule with the regions concerned."""
    words = words_in(language)
    labels = {region.code: plain(region.label) for region in plan}
    return [
        with_details(
            words[key].format(regions=", ".join(labels.get(code, plain(code)) for code in codes)),
            whole,
        )
        for key, (codes, whole) in broken_rules(plan, language).items()
    ]


def with_details(sentence: str, details: Sequence[str]) -> str:
    """Return a sentence that ends with details, if there are any."""
    return f"{sentence.removesuffix('.')}: {'; '.join(details)}." if details else sentence


def source_rows(source: DataSource, language: Language) -> list[tuple[str, str]]:
    """Return where the data came from, as labels with values."""
    words = words_in(language)
    rows = [
        (words["data"], source_title(source, language)),
        (words["makers"], source.attribution),
        (words["licence"], source.licence),
        (words["boundaries"], day(source.boundaries_date, language)),
        (words["figures"], day(source.figures_date, language)),
    ]
    return [(label, plain(value)) for label, value in rows if value]


def fingerprint(plan: Plan) -> str:
    """Return the start of the digests of the choices and of the data of a plan."""
    choices = "" if plan.scenario is None else plan.scenario.sha256
    return " / ".join(digest[:8] for digest in (choices, plan.data_hash) if digest)


def source_title(source: DataSource, language: Language) -> str:
    """Return what the data is called."""
    return source.title_nl if language == "nl" and source.title_nl else source.title


def source_credit(source: DataSource, language: Language) -> str:
    """Return who made the data, in a few words."""
    title = source.attribution or source_title(source, language)
    return words_in(language)["source"].format(attribution=title)


def data_dates(source: DataSource, language: Language) -> list[str]:
    """Return of which days the data are, in a few words each, as far as that is known."""
    words = words_in(language)
    dates = (("boundaries_short", source.boundaries_date), ("figures_short", source.figures_date))
    return [words[key].format(date=day(date, language)) for key, date in dates if date]


def linked_names(links: Iterable[Sequence[str]], data: Municipalities, language: Language) -> str:
    """Return who is connected without a shared border, for a legend."""
    names, both = data.frame["name"], f" {words_in(language)['and']} "
    return ", ".join(both.join(plain(names[nis]) for nis in pair) for pair in links)
