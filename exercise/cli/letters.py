"""Ratings for a terminal: letters side by side, and how far evaluators agree."""

from __future__ import annotations

from collections.abc import Sequence

from agencies.language import words
from agencies.text import plain
from exercise.cli.layout import paragraph, table
from exercise.evaluation.agreement import Agreement
from exercise.evaluation.guide import Subject
from exercise.evaluation.ratings import Rated, code_of
from exercise.report.content import Content
from exercise.report.voice import score_in_words

__all__ = ["ratings_text", "subject_title"]


def subject_title(content: Content, subject: Subject, language: str) -> str:
    """What a task, target or objective is called."""
    objective = content.setup.pack.objectives[subject.objective]
    if subject.target is None:
        return _line(content.text(objective.title, language))
    target = objective.targets[subject.target]
    title = target.title if subject.task is None else target.tasks[subject.task].title
    return _line(content.text(title, language))


def ratings_text(content: Content, rated: Rated, language: str) -> str:
    """Everybody's letters side by side, and how far they agree."""
    say = words(language)
    codes = [one.code for one in rated.counted]
    rows: list[Sequence[str] | str] = []
    for one in rated.subjects.values():
        if not (one.answered or one.own or one.final):
            continue
        given = {code_of(a.evaluator): a.letter or "?" for a in one.answered}
        final = "–" if one.final is None else one.final.letter or say("n/a")
        indent = {"task": "  ", "target": "", "objective": ""}[one.subject.level]
        title = subject_title(content, one.subject, language)
        if one.subject.level == "objective":
            title = say("Objective: {title}", title=title)
        own = "".join(a.letter or "?" for a in one.own.values()) or "–"
        cells = (*(given.get(code, "–") for code in codes), own, final)
        rows.append((indent + title, *cells))
    head = (say("Target or task"), *codes, say("Self"), say("Lead"))
    return table(rows, head) + "".join(
        paragraph(agreement_line(level, found, language))
        for level, found in rated.agreement.items()
    )


def agreement_line(level: str, found: Agreement, language: str) -> str:
    """Alpha with its interval beside raw agreement, in one line."""
    say = words(language)
    alpha, raw = found.coefficients["alpha"], found.coefficients["raw_agreement"]
    if alpha.value is None:
        value = f"{say('n/a')} ({alpha.why.into(language) if alpha.why else ''})"
    else:
        value = score_in_words(alpha.value, language)
        interval = alpha.interval
        if interval is not None and interval.low is not None and interval.high is not None:
            low, high = (score_in_words(each, language) for each in (interval.low, interval.high))
            value += f" [{low} – {high}]"
    said = say("n/a") if raw.value is None else score_in_words(raw.value, language)
    of = say("tasks") if level == "task" else say("targets")
    return say(
        "Agreement over {what}: ordinal alpha {alpha}; raw agreement {raw}; {n} rated by two "
        "or more",
        what=of,
        alpha=value,
        raw=said,
        n=found.pairable,
    )


def _line(text: str) -> str:
    return " ".join(plain(text).split())
