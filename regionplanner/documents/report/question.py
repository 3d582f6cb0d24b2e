"""What was asked, what had to hold and what counted; the essentials of the plan, and its proof."""

from collections.abc import Iterator
from functools import singledispatch

from markupsafe import Markup, escape

from regionplanner.choices import count_range
from regionplanner.criteria.registry import CRITERIA
from regionplanner.documents.measured import MeasuredPlan
from regionplanner.files.set_records import (
    AlternativesRecord,
    FrontRecord,
    GrowthRecord,
    MergeRecord,
    RepairRecord,
    SetRecord,
)
from regionplanner.score.groups import whole_groups
from regionplanner.score.oddities import extremes, far_units
from regionplanner.words.about import (
    broken_rules,
    choice_sentences,
    data_dates,
    source_title,
    summary_text,
    with_details,
)
from regionplanner.words.sentences import decimal, proof_sentence
from regionplanner.words.text import plain


def question_sentences(measured: MeasuredPlan) -> list[Markup]:
    """Return what was asked, a sentence each."""
    scenario, data, say = measured.case.scenario, measured.case.municipalities, measured.say
    asked = data.frame.drop(index=data.frame.index.intersection(list(scenario.leave_out)))
    dates = ", ".join(data_dates(data.source, say.language))
    units: str = say.counted(len(asked), "units")
    if scenario.coverage is not None:
        units = say("report_some_of", units=units)
    parents = say.parents(asked["reference_region"].nunique())
    title = plain(source_title(data.source, say.language))
    sentences = [
        say("report_question", units=units, regions=_asked_number(measured), parents=parents),
        say("report_data", title=title, dates=f" ({dates})" if dates else ""),
    ]
    if measured.record is None and not measured.made:
        sentences.append(say("report_no_record"))
    return sentences


def _asked_number(measured: MeasuredPlan) -> str:
    asked, say = measured.case.scenario.regions, measured.say
    if asked is None:
        return say("report_number_open")
    least, most = count_range(asked)[0], count_range(asked)[-1]
    regions = say.counted(most, "regions")
    if least == most:
        return regions
    return say("report_number_range", least=say.number(least), most=regions)


def chosen_for(measured: MeasuredPlan) -> str:
    """Return what the plan was chosen for, in a paragraph; nothing where it was not chosen."""
    chosen = any(record.proof(measured.sha256) for record in measured.made)
    if measured.record is None and not chosen:
        return ""
    sentences = choice_sentences(measured.plan, measured.case.municipalities, measured.say.language)
    return sentences[0] if sentences else ""


def criterion_rows(measured: MeasuredPlan) -> list[dict[str, str]]:
    """Return every criterion with its weight and what the plan has of it."""
    weights = measured.case.scenario.criteria
    return [
        {
            "what": measured.criterion(name),
            "weight": decimal(weight, measured.say.language) if weight else "",
            "per": measured.criterion(name, "per"),
            "value": measured.amount(name, measured.values[name]),
            "unit": measured.criterion_unit(name),
        }
        for name in CRITERIA
        if name in measured.values
        for weight in [weights.get(name, 0.0)]
    ]


def points_text(measured: MeasuredPlan) -> Markup:
    """Return what a point of the score is."""
    rows = [row for row in criterion_rows(measured) if row["weight"]]
    parts = [measured.say("report_point", weight=row["weight"], per=row["per"]) for row in rows]
    return measured.say("report_points", parts=measured.say.listed(parts))


def broken_sentences(measured: MeasuredPlan) -> list[Markup]:
    """Return the rules that a plan breaks, a sentence a rule."""
    labels = measured.labels
    language = measured.say.language
    return [
        Markup(  # noqa: S704  (what is put together is escaped)
            with_details(
                measured.say(key, regions=Markup(", ").join(labels[code] for code in codes)),
                [escape(text) for text in whole],
            )
        )
        for key, (codes, whole) in broken_rules(measured.plan, language).items()
    ]


def essentials(measured: MeasuredPlan) -> Iterator[tuple[Markup, Markup]]:
    """Yield the lines of the summary, each with its label."""
    say, plan, data = measured.say, measured.plan, measured.case.municipalities
    summary = summary_text(plan, data, say.language)
    parents = say.parents(len({region.parent for region in plan}))
    yield say("report_division_label"), say("report_division", summary=summary, parents=parents)
    yield say("report_size_label"), _sizes(measured)
    if far := far_units(plan, data):
        yield (
            say("report_near_label"),
            say(
                "report_near_min" if measured.in_minutes else "report_near_km",
                mean=say.fixed(sum(unit.travel for unit in far) / len(far)),
                most=say.fixed(far[0].travel),
                unit=measured.unit(far[0].unit),
            ),
        )
    if groups := measured.groups.get("jeugdregio", ()):
        key = "report_kept_one" if len(groups) == 1 else "report_kept_many"
        kept, count = say.number(len(whole_groups(groups))), say.number(len(groups))
        yield say("report_kept_label"), say(key, kept=kept, count=count)
    yield say("report_proof_label"), escape(proof_sentences(measured)[0])


def _sizes(measured: MeasuredPlan) -> Markup:
    say, labels = measured.say, measured.labels
    units, people = (extremes(measured.score, c) for c in ("municipalities", "inhabitants"))
    assert units is not None  # noqa: S101 (every region has members)
    least, most = say.number(units.least), say.number(units.most)
    if units.least == units.most:
        text = say("report_size_same", units=say.counted(round(units.most), "units"))
    else:
        text = say("report_size_units", least=least, most=most)
    if people is None:
        return text
    least, most = say.number(people.least), say.number(people.most)
    if people.least == people.most:
        inhabitants = say("report_size_people_same", inhabitants=most)
    else:
        small, large = (
            say.listed([labels[code] for code in codes])
            for codes in (people.smallest, people.largest)
        )
        inhabitants = say("report_size_people", least=least, small=small, most=most, large=large)
    return Markup("{}; {}").format(text, inhabitants)


def proof_sentences(measured: MeasuredPlan) -> list[str]:
    """Return how good the plan is known to be, in plain sentences, the most important first."""
    say, record = measured.say, measured.record
    if record is None:
        sentences = [text for made in measured.made for text in _proof(made, measured)]
        return (
            [*sentences, say("report_proof_holds")] if sentences else [say("report_unproven_hand")]
        )
    sentences = [proof_sentence(measured.plan.proof, say.language)]
    if record.n_candidates:
        key = "report_candidates_one" if record.n_candidates == 1 else "report_candidates_many"
        sentences.append(say(key, count=say.number(record.n_candidates)))
    return [*sentences, say("report_proof_holds")]


@singledispatch
def _proof(record: SetRecord, measured: MeasuredPlan) -> Iterator[str]:  # noqa: ARG001
    """Yield what is proven of a plan that was made with others; nothing of the plan itself."""
    return iter(())


@_proof.register
def _(record: GrowthRecord, measured: MeasuredPlan) -> Iterator[str]:
    if record.price is not None:
        yield measured.say("report_begun_proven")


@_proof.register
def _(record: AlternativesRecord, measured: MeasuredPlan) -> Iterator[str]:
    yield proof_sentence(record.proof(measured.sha256), measured.say.language)


@_proof.register
def _(record: FrontRecord, measured: MeasuredPlan) -> Iterator[str]:
    point = next(
        candidate for candidate in record.points if candidate.plan_sha256 == measured.sha256
    )
    first, second = record.first, record.second
    yield measured.say(
        "report_front_proof",
        allowed=measured.amount(second, point.allowed),
        unit=measured.criterion_unit(second),
        second=measured.criterion(second),
        bound=measured.amount(first, point.bound),
        least_unit=measured.criterion_unit(first),
        first=measured.criterion(first),
    )


@_proof.register
def _(record: RepairRecord, measured: MeasuredPlan) -> Iterator[str]:
    yield proof_sentence(record.proof(measured.sha256), measured.say.language)


@_proof.register
def _(record: MergeRecord, measured: MeasuredPlan) -> Iterator[str]:
    if record.proven and measured.sha256 == record.mended_sha256:
        yield measured.say("report_repaired_proven")
