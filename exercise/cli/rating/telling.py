"""What a rater is shown: the evidence on a task, one's own answers, and who has rated how much."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from agencies.language import words
from agencies.text import plain
from exercise.cli.layout import paragraph, table
from exercise.cli.letters import ratings_text, subject_title
from exercise.cli.scores import part_lines
from exercise.evaluation.guide import Subject
from exercise.evaluation.ratings import QUESTIONS, code_of
from exercise.evaluation.ratings_json import answered_json
from exercise.events import ObservationMade
from exercise.report.content import Content
from exercise.report.wording import ACHIEVED, OUTCOMES, RATINGS, moment, reason, word
from exercise.session.bench import Bench
from exercise.session.rating import Rater
from exercise.views.staffwords import RATINGS as ASKED

__all__ = ["evidence_text", "guide_json", "letter_in_words", "status_text"]


def letter_in_words(letter: str | None, language: str) -> str:
    """A letter with its name; that it is open, where there is none."""
    if letter in RATINGS:
        return f"{letter}: {RATINGS[letter][0].into(language)}"
    return words(language)("no letter yet")


def evidence_text(
    bench: Bench, content: Content, subject: Subject, language: str, seen: Sequence[Any] = ()
) -> str:
    """What the record shows of a task or target, each line with its events.

    Args:
        bench: The session.
        content: The same, for its words.
        subject: What is to be rated.
        language: The reader's.
        seen: The rater's own observations.
    """
    say, found = words(language), bench.evaluation
    grade = subject.grade(found)
    why = "; ".join(reason(one, language) for one in grade.reasons)
    answer = word(ACHIEVED, grade.achieved, language)
    parts = [paragraph(say("Achieved? {answer} ({why})", answer=answer, why=why), 2, 2)]
    rows: list[Sequence[str] | str] = []
    for result in subject.expectations(found):
        outcome = word(OUTCOMES, result.outcome, language)
        title = content.expectations.get(result.id)
        what = _line(content.text(title.title, language)) if title and title.title else ""
        who = content.agency(result.agency, language)
        apart = f" ({say('simulated')})" if result.held_by == "playbook" else ""
        rows.append(f"{result.id}  {who}{apart}: {what or outcome}")
        if result.prohibition or result.outcome == "void":
            rows.append(("", outcome, "", "", ""))
        else:
            rows += [line for part in result.parts for line in part_lines(content, part, language)]
    if rows:
        head = ("", say("Outcome"), say("Agency time"), say("System time"), say("Timeliness"))
        parts.append(table(rows, head, indent=2))
    for event in seen:
        body = event.body
        if isinstance(body, ObservationMade) and subject.task and body.task == subject.task:
            told = say("You saw, {time}: {text}", time=moment(event.at), text=_line(body.text))
            parts.append(paragraph(told, 2, 2))
    return "".join(parts)


def _line(text: str) -> str:
    return " ".join(plain(text).split())


# -- Who has rated how much -------------------------------------------------------------------


def status_text(bench: Bench, content: Content, language: str, *, everything: bool) -> str:
    """Who has rated how much; the ratings themselves only for whoever may see them.

    Args:
        bench: The session.
        content: The same, for its words.
        language: The reader's.
        everything: Whether the ratings are shown.
    """
    say, rated = words(language), bench.rated
    asked = sum(one.subject.target is not None for one in rated.subjects.values())
    if not asked:
        return paragraph(say("The scenario names no objectives."))
    rows: list[Sequence[str] | str] = [
        (
            one.code,
            one.name or "–",
            say("{n} of {all}", n=one.answered, all=asked),
            say("finished") if one.finished else say("under way"),
        )
        for one in rated.evaluators
    ]
    head = (say("Evaluator"), say("Name"), say("Rated"), "")
    parts = [table(rows, head) if rows else paragraph(say("Nobody has rated yet."))]
    if everything and rated.some:
        parts += ["\n", ratings_text(content, rated, language)]
    signed = rated.signed_by
    if signed is not None:
        told = say("Signed and sealed by {code}, with the key {key}", code=code_of(signed),
                   key=rated.key)  # fmt: skip
        parts += ["\n", paragraph(told)]
    return "".join(parts)


# -- For programs -----------------------------------------------------------------------------


def guide_json(rater: Rater, content: Content, language: str) -> dict[str, Any]:
    """The guide with the evidence and this rater's answers."""
    bench, answers = rater.bench, rater.answers
    return {
        "evaluator": rater.code,
        "seat": rater.seat,
        "finished": rater.finished,
        "questions": {name: ASKED[name].into(language) for name in QUESTIONS},
        "subjects": [
            {
                "key": one.key,
                "level": one.level,
                "objective": one.objective,
                "target": one.target,
                "task": one.task,
                "title": subject_title(content, one, language),
                "achieved": one.grade(bench.evaluation).achieved,
                "reasons": [
                    {"code": why.code, "expectation": why.expectation}
                    for why in one.grade(bench.evaluation).reasons
                ],
                "expectations": [r.id for r in one.expectations(bench.evaluation)],
                "evidence": [
                    {"seq": e.seq, "id": e.id}
                    for r in one.expectations(bench.evaluation)
                    for e in r.evidence
                ],
                "answers": answered_json(answers[one.key]) if one.key in answers else None,
            }
            for one in rater.subjects
        ],
        "observations": [
            {"at": e.at, "wall": e.wall, "text": plain(e.body.text), "task": e.body.task}
            for e in rater.observations
            if isinstance(e.body, ObservationMade)
        ],
    }
