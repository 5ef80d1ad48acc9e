"""Ratings in a workbook: what is settled, and every answer of every evaluator."""

from __future__ import annotations

from typing import Any

from exercise.evaluation.guide import Subject
from exercise.evaluation.ratings import QUESTIONS, code_of
from exercise.report.chapters.ratings import subject_title
from exercise.report.sheet import Sheet
from exercise.report.voice import Voice
from exercise.report.wording import ACHIEVED, COSTS

__all__ = ["raters_sheet", "ratings_sheet"]


def ratings_sheet(voice: Voice) -> Sheet:
    """Each task, target and objective with the evidence and the rating that is settled."""
    say, content = voice.say, voice.content
    head = (
        say("Objective"),
        say("Capability target"),
        say("Critical task"),
        say("Achieved?"),
        say("Timeliness"),
        say("Coverage"),
        say("Rating"),
        say("Reason"),
    )
    rows: list[tuple[Any, ...]] = []

    def add(key: str, titles: tuple[str, str, str], grade: Any) -> None:
        rated = content.ratings.get(key)
        score = None if grade.score is None else round(grade.score, 4)
        achieved = voice.word(ACHIEVED, grade.achieved)
        given = (rated.letter, rated.reason) if rated else ("", "")
        rows.append((*titles, achieved, score, round(grade.coverage, 4), *given))

    for result in content.evaluation.objectives:
        objective = content.setup.pack.objectives[result.id]
        title = voice.text(objective.title)
        add(result.id, (title, "", ""), result.grade)
        for target in result.targets:
            spec = objective.targets[target.id]
            named = voice.text(spec.title)
            add(f"{result.id}/{target.id}", (title, named, ""), target.grade)
            for task in target.tasks:
                key = f"{result.id}/{target.id}/{task.id}"
                add(key, (title, named, voice.text(spec.tasks[task.id].title)), task.grade)
    return Sheet(say("Ratings"), head, (30, 36, 34, 12, 12, 11, 12, 40), tuple(rows))


def raters_sheet(voice: Voice) -> Sheet:
    """Every answer of every evaluator, and the agencies' own."""
    say = voice.say
    head = (
        say("Objective"),
        say("Capability target"),
        say("Critical task"),
        say("Evaluator"),
        say("Self"),
        say("Rating"),
        say("Achieved?"),
        *(voice.word(COSTS, name) for name in QUESTIONS),
        say("Reason"),
        say("Evidence"),
    )
    given = {True: say("yes"), False: say("no"), None: ""}
    rows: list[tuple[Any, ...]] = []
    for one in voice.content.rated.subjects.values():
        subject = one.subject
        titles = (
            subject_title(voice, Subject(subject.objective)),
            subject_title(voice, Subject(subject.objective, subject.target)),
            subject_title(voice, subject) if subject.task else "",
        )
        for answer in (*one.answered, *one.own.values()):
            own = answer.evaluator.startswith("self/")
            code = code_of(answer.evaluator)
            added = answer.id.startswith("evaluation/")
            rows.append(
                (
                    *titles,
                    "" if own else code,
                    voice.agency(code) if own else "",
                    answer.letter or "",
                    voice.word(ACHIEVED, answer.achieved),
                    *(given[answer.answers.get(name)] for name in QUESTIONS),
                    answer.text,
                    f"+{answer.seq}" if added else answer.seq,
                )
            )
    widths = (24, 32, 32, 11, 12, 11, 11, *([11] * len(QUESTIONS)), 44, 10)
    return Sheet(say("Ratings by evaluators"), head, widths, tuple(rows))
