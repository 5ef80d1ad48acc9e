"""What a session leaves in the ledger: when, with which facilities, and what came of it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date

from exercise.errors import RequestError
from exercise.evaluation.model import AgencyResult, Grade, ObjectiveResult
from exercise.programme.model import Held, Result
from exercise.report.chapters.plan import in_words
from exercise.report.content import Content, CorrectiveAction
from exercise.report.isps import facilities
from exercise.report.voice import Voice

__all__ = ["actions_of", "held_of", "results_of"]


def held_of(
    content: Content,
    language: str,
    *,
    day: date | None = None,
    named: Sequence[str] = (),
    also_drill: bool = False,
) -> Held:
    """The session as an exercise that was held.

    Args:
        content: The session.
        language: Of its title.
        day: When, where the record does not tell or tells it wrong.
        named: The real facilities it stands for; the scenario's own if left out.
        also_drill: Whether the Designated Authority takes it for a drill as well.

    Raises:
        RequestError: If nobody took part, or neither the record nor ``day`` tells the day.
    """
    if not content.attended:
        raise RequestError("Nobody took part in this session; it is no exercise that was held.")
    began = content.began
    on = day or (None if began is None else began.date())
    if on is None:
        raise RequestError("The record does not tell when it was held; say it with --day.")
    voice = Voice(content, language)
    places = tuple(named) or tuple(voice.thing(one.place) for one in facilities(content))
    title, table = voice.text(content.setup.pack.title), content.created.table
    return Held(
        id=_identity(content),
        title=voice.say("{title} (table {n})", title=title, n=table) if table else title,
        day=on,
        kind="exercise",
        facilities=tuple(dict.fromkeys(places)),
        pack=content.created.pack,
        also_drill=also_drill,
        interim=not content.evaluation.ended,
        day_said=day is not None,
        places_said=bool(named),
        formerly=(_identity(content, keyed=True),),
    )


def _identity(content: Content, *, keyed: bool = False) -> str:
    """The same for the same session, under whichever file name it comes, and redacted or not.

    So it rests on nothing that redaction takes out; the moment of the first event, to the
    microsecond, tells sessions apart that are otherwise alike, and its number a parallel table.

    Args:
        content: The session.
        keyed: Whether as ledgers had it first, with what redaction takes out.
    """
    first, created = content.events[0], content.created
    parts = (
        created.pack,
        created.seed,
        first.wall,
        *([created.alias_key] if keyed else ()),
        sorted(created.digests.items()),
        *([created.table] if created.table and not keyed else ()),
    )
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]


def results_of(content: Content, language: str) -> tuple[Result, ...]:
    """What came of it for each capability and for each agency that people played."""
    voice = Voice(content, language)
    by_capability: dict[str, list[ObjectiveResult]] = {}
    for objective in content.evaluation.objectives:
        by_capability.setdefault(objective.capability, []).append(objective)
    found = []
    for name, objectives in by_capability.items():
        grade = _joined([one.grade for one in objectives])
        letters = "".join(
            content.ratings[one.id].letter for one in objectives if one.id in content.ratings
        )
        worst = max(letters, key="PSMU".index) if letters else ""
        found.append(_result("capability", name, voice.capability(name), grade, worst))
    people = set(content.people)
    agencies: tuple[AgencyResult, ...] = content.evaluation.agencies
    found += [
        _result("agency", one.id, voice.agency_title(one.id), one.grade, "")
        for one in agencies
        if one.id in people
    ]
    return tuple(found)


def actions_of(content: Content, language: str) -> tuple[CorrectiveAction, ...]:
    """The lines of the improvement plan that the room agreed on, but those without their words."""
    voice = Voice(content, language)
    return tuple(in_words(voice, line) for line in content.plan if line.issue)


def _result(scope: str, name: str, label: str, grade: Grade, letter: str) -> Result:
    return Result(scope, name, label, grade.score, grade.coverage, grade.achieved, letter)


def _joined(grades: list[Grade]) -> Grade:
    """Several objectives of one capability: the mean, and the least that was achieved."""
    scores = [grade.score for grade in grades if grade.score is not None]
    order = ("no", "partly", "yes", "not-observed")
    return Grade(
        score=sum(scores) / len(scores) if scores else None,
        coverage=sum(grade.coverage for grade in grades) / len(grades),
        achieved=min((grade.achieved for grade in grades), key=order.index),
    )
