"""Who rated what and why: letters side by side, agreement, and what agencies said of themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from exercise.evaluation.agreement import Agreement, Coefficient
from exercise.evaluation.guide import Subject
from exercise.evaluation.ratings import Answered, Rated, RatedSubject, code_of
from exercise.report.document import Block, Cell, Cite, Heading, Prose, Table
from exercise.report.voice import Voice
from exercise.report.wording import COEFFICIENTS, COSTS

__all__ = ["letters_in_words", "ratings", "subject_title"]

_SIDE_BY_SIDE = 6
"""Evaluators that have a column of their own; with more, letters are counted."""


def letters_in_words(one: RatedSubject) -> str:
    """The letters that evaluators gave, best first: ``S``, or ``S/M`` where they differ."""
    return "/".join(dict.fromkeys(one.letters)) or "–"


def subject_title(voice: Voice, subject: Subject) -> str:
    """What a task, target or objective is called."""
    objective = voice.content.setup.pack.objectives[subject.objective]
    if subject.target is None:
        return voice.text(objective.title)
    target = objective.targets[subject.target]
    return voice.text(target.tasks[subject.task].title if subject.task else target.title)


def ratings(voice: Voice) -> Iterator[Block]:
    """The chapter; nothing where nobody rated."""
    say, rated = voice.say, voice.content.rated
    waiting = [one.code for one in rated.evaluators if not one.counted and not one.finished]
    if not rated.some:
        return
    yield Heading(say("Ratings by evaluators"), anchor="ratings")
    yield Prose(_who(voice, rated))
    if waiting:
        names = ", ".join(waiting)
        if rated.signed_by is None:
            told = say("Still rating, and left out until finished: {names}.", names=names)
        else:
            told = say("Did not finish, and are left out: {names}.", names=names)
        yield Prose(told)
    yield from _side_by_side(voice, rated)
    yield from _agreement(voice, rated)
    yield from _self_assessment(voice, rated)
    yield from _reasons(voice, rated)


def _who(voice: Voice, rated: Rated) -> str:
    say = voice.say
    codes = ", ".join(one.code for one in rated.counted) or "–"
    told = [say("Evaluators who rated: {codes}.", codes=codes)]
    if rated.signed_by is not None:
        lead = code_of(rated.signed_by)
        told.append(say("The lead evaluator, {code}, signed the evaluation.", code=lead))
    else:
        told.append(say("The lead evaluator has not signed; ratings may still change."))
    if rated.blind:
        told.append(say("Each rated without seeing the others' letters."))
    told.append(say("Names are not printed."))
    return " ".join(told)


def _side_by_side(voice: Voice, rated: Rated) -> Iterator[Block]:
    say, evaluators = voice.say, rated.counted
    apart = len(evaluators) <= _SIDE_BY_SIDE
    rows: list[tuple[Cell, ...]] = []
    for one in rated.subjects.values():
        if not (one.answered or one.final or one.own):
            continue
        if apart:
            by = {a.evaluator: a.letter or say("open") for a in one.answered}
            given = [by.get(evaluator.seat, "–") for evaluator in evaluators]
        else:
            counts = Counter(one.letters)
            given = [" ".join(f"{n}×{letter}" for letter, n in counts.items()) or "–"]
        final = "–" if one.final is None else one.final.letter or say("n/a")
        own = " ".join(a.letter or say("open") for a in one.own.values()) or "–"
        rows.append((_level(voice, one.subject), subject_title(voice, one.subject), *given, own,
                     final))  # fmt: skip
    heads = [one.code for one in evaluators] if apart else [say("Evaluators")]
    head = (say("Level"), say("Target or task"), *heads, say("Self"), say("Lead"))
    widths = (1.1, 4.2, *([0.7] * len(heads) if apart else [2]), 0.9, 0.8)
    yield Prose(
        say(
            "–: not rated or not observed, which is never counted as a letter. “Self” is the "
            "agencies' own assessment."
        ),
        note=True,
    )
    yield Table(say("Letters side by side"), head, tuple(rows), widths)


def _level(voice: Voice, subject: Subject) -> str:
    say = voice.say
    return {"task": say("Task"), "target": say("Target"), "objective": say("Objective")}[
        subject.level
    ]


def _agreement(voice: Voice, rated: Rated) -> Iterator[Block]:
    say = voice.say
    yield Heading(say("How far evaluators agree"), 2, "agreement")
    if len(rated.counted) < 2:
        yield Prose(say("Fewer than two evaluators rated: agreement is n/a."))
        return
    rows: list[tuple[Cell, ...]] = []
    for level, found in rated.agreement.items():
        of = say("Critical tasks") if level == "task" else say("Capability targets")
        for name, coefficient in found.coefficients.items():
            if name.startswith("kappa") and len(rated.counted) != 2:
                continue
            rows.append((of, voice.word(COEFFICIENTS, name), *_coefficient(voice, coefficient),
                         _counted(voice, found)))  # fmt: skip
    head = (say("Of"), say("Coefficient"), say("Value"), say("95% interval"), say("Units"))
    yield Table(say("How far evaluators agree"), head, tuple(rows), (1.5, 2.4, 2, 1.6, 1))
    yield Prose(
        say(
            "Alpha and kappa are what is left of agreement beyond chance; with the few units of an "
            "exercise the interval is wide, and where all letters are the same they are n/a, not 1."
        ),
        note=True,
    )


def _coefficient(voice: Voice, one: Coefficient) -> tuple[str, str]:
    if one.value is None:
        why = "" if one.why is None else f" ({one.why.into(voice.language)})"
        return f"{voice.say('n/a')}{why}", "–"
    interval = one.interval
    if interval is None or interval.low is None or interval.high is None:
        return voice.score(one.value), "–"
    return voice.score(one.value), f"{voice.score(interval.low)} … {voice.score(interval.high)}"


def _counted(voice: Voice, found: Agreement) -> str:
    return voice.say("{n} of {all}", n=found.pairable, all=found.units)


def _self_assessment(voice: Voice, rated: Rated) -> Iterator[Block]:
    say = voice.say
    rows: list[tuple[Cell, ...]] = []
    for agency in rated.assessors:
        for one in rated.subjects.values():
            if agency not in one.own:
                continue
            gap = one.gap(agency)
            rows.append(
                (
                    voice.agency(agency),
                    subject_title(voice, one.subject),
                    one.own[agency].letter or say("open"),
                    one.settled or letters_in_words(one),
                    say("n/a") if gap is None else f"{gap:+d}" if gap else "0",
                )
            )
    if not rows:
        return
    yield Heading(say("What agencies say of themselves"), 2, "self-assessment")
    head = (say("Agency"), say("Target or task"), say("Self"), say("Evaluators"), say("Gap"))
    yield Table(
        say("What agencies say of themselves"), head, tuple(rows), (1.3, 4.2, 0.9, 1.2, 1.1)
    )
    yield Prose(
        say(
            "Gap: by how many letters an agency rates itself better (+) or worse (−) than the "
            "evaluators do; n/a where one of the two is open or evaluators differ."
        ),
        note=True,
    )


def _reasons(voice: Voice, rated: Rated) -> Iterator[Block]:
    say = voice.say
    rows: list[tuple[Cell, ...]] = []
    anchors: list[str] = []
    told = None
    for one in rated.subjects.values():
        for answer in (*one.answered, *one.own.values()):
            place = f"+{answer.seq}" if answer.id.startswith("evaluation/") else str(answer.seq)
            anchors.append(f"e{place}")
            if one is not told:
                title = subject_title(voice, one.subject)
                rows.append((voice.after(_level(voice, one.subject), title),))
                anchors.append("")
                told = one
            rows.append(
                (
                    code_of(answer.evaluator)
                    if answer.evaluator.startswith("evaluate/")
                    else voice.agency(code_of(answer.evaluator)),
                    answer.letter or say("open"),
                    _grounds(voice, answer),
                    answer.text or "–",
                    Cite((place,)),
                )
            )
    if not rows:
        return
    yield Heading(say("Reasons"), 2, "rating-reasons")
    head = (
        say("Evaluator"),
        say("Rating"),
        say("Answers"),
        say("Reason"),
        say("Evidence"),
    )
    yield Table(say("Reasons"), head, tuple(rows), (1.5, 1.4, 3, 5, 1.4), anchors=tuple(anchors))


def _grounds(voice: Voice, answer: Answered) -> str:
    """What the letter rests on: the answers that cost something, or that nothing did."""
    said = [voice.word(COSTS, name) for name, given in answer.answers.items() if given]
    if answer.achieved == "no":
        said = [voice.say("not achieved")]
    elif answer.achieved == "partly":
        said.insert(0, voice.say("achieved in part"))
    open_ = sum(given is None for given in answer.answers.values())
    if answer.seen:
        said.append(voice.say("as the evaluator saw it"))
    if open_ and answer.letter is None:
        said.append(voice.say("{n} questions open", n=open_))
    return "; ".join(said) or voice.say("nothing against it")
