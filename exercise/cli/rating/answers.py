"""Answers in a file: what ``rate --answers`` takes, every problem at once and with its place."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

import click
from pydantic import BeforeValidator, ValidationError

from agencies.documents import (
    LARGEST,
    Document,
    Problem,
    did_you_mean,
    parse_document,
    problems_of,
    read_document,
)
from agencies.language import phrase
from agencies.scalars import Flag, Identifier, Model
from agencies.timecode import Moment
from agencies.wrong import Wrong
from exercise.errors import RequestError
from exercise.evaluation.guide import Subject
from exercise.events import (
    Body,
    BookmarkSet,
    ItemCoded,
    ObservationMade,
    RatingsFinished,
)
from exercise.session.rating import Rater
from injects.facts import FactStatus

__all__ = ["Answers", "add_answers", "read_answers", "subject_of"]

YES = frozenset({"yes", "y", "true", "sí", "si", "s"})
NO = frozenset({"no", "n", "false"})


def _answer(value: Any) -> Any:
    if value is None or isinstance(value, bool):
        return value
    word = value.strip().casefold() if isinstance(value, str) else ""
    if word in YES | NO:
        return word in YES
    raise Wrong(phrase("this is neither yes nor no"), phrase("Leave it out if you cannot say"))


Answer = Annotated[bool | None, BeforeValidator(_answer)]


class Rating(Model):
    """Answers on one critical task or one target."""

    task: Identifier | None = None
    target: Identifier | None = None
    achieved: Literal["yes", "partly", "no"] | None = None
    harm: Answer = None
    risk: Answer = None
    against: Answer = None
    better: Answer = None
    text: str = ""


class Observation(Model):
    """Something that the evaluator saw."""

    text: str
    about: Identifier | None = None
    task: Identifier | None = None
    inject: Identifier | None = None
    at: Moment | None = None


class Bookmark(Model):
    """A moment to come back to."""

    at: Moment
    text: str = ""


class Coding(Model):
    """Which facts a free text passed on."""

    message: str
    facts: dict[Identifier, FactStatus]


class Final(Model):
    """The lead's rating of a target, or of an objective where no target is named."""

    objective: Identifier | None = None
    target: Identifier | None = None
    letter: Literal["P", "S", "M", "U", ""]
    text: str


class Answers(Model):
    """The whole file."""

    ratings: tuple[Rating, ...] = ()
    observations: tuple[Observation, ...] = ()
    bookmarks: tuple[Bookmark, ...] = ()
    codings: tuple[Coding, ...] = ()
    final: tuple[Final, ...] = ()
    finished: Flag = False


def read_answers(source: Path, rater: Rater, language: str) -> Answers:
    """The answers in a file, or from standard input where it is called ``-``.

    Raises:
        RequestError: If there is anything wrong; the problems are told on standard error first.
    """
    if str(source) == "-":
        document = parse_document(sys.stdin.read(LARGEST), "-")
    else:
        document = read_document(source)
    problems, found = list(document.problems), Answers()
    if not problems:
        try:
            found = Answers.model_validate(document.data if document.data is not None else {})
        except ValidationError as error:
            problems = problems_of(error, document, model=Answers)
        else:
            problems = list(_checked(found, document, rater))
    for problem in problems[:20]:
        click.echo(problem.into(language), err=True)
    if problems:
        raise RequestError("Nothing was added; see above.")
    return found


def _checked(found: Answers, document: Document, rater: Rater) -> Iterator[Problem]:
    pack, network = rater.bench.setup.pack, rater.bench.network
    subjects = rater.subjects
    tasks = [one.task for one in subjects if one.task]
    targets = [one.target for one in subjects if one.target and not one.task]
    injects = [one.id for one in pack.injects]
    known: list[tuple[str, int, str, str | None, Sequence[str]]] = []
    for n, rating in enumerate(found.ratings):
        if (rating.task is None) == (rating.target is None):
            message = phrase("a rating is of one task or one target")
            yield document.problem(("ratings", n), "rated", message)
        known.append(("ratings", n, "task", rating.task, tasks))
        known.append(("ratings", n, "target", rating.target, targets))
    for n, seen in enumerate(found.observations):
        known.append(("observations", n, "about", seen.about, list(network.agencies)))
        known.append(("observations", n, "task", seen.task, tasks))
        known.append(("observations", n, "inject", seen.inject, injects))
    for n, final in enumerate(found.final):
        if (final.objective is None) == (final.target is None):
            message = phrase("a final rating is of one target or one objective")
            yield document.problem(("final", n), "rated", message)
        known.append(("final", n, "target", final.target, targets))
        known.append(("final", n, "objective", final.objective, list(pack.objectives)))
    for section, n, name, value, names in known:
        if value is not None and value not in names:
            message = phrase("there is no {what} '{name}' here", what=name, name=value)
            mend = did_you_mean(value, names)
            yield document.problem((section, n, name), "unknown-name", message, mend)
    for n, coding in enumerate(found.codings):
        for fact in coding.facts:
            if fact not in pack.facts:
                message = phrase("there is no {what} '{name}' here", what="fact", name=fact)
                mend = did_you_mean(fact, pack.facts)
                yield document.problem(("codings", n, "facts", fact), "unknown-name", message, mend)


def add_answers(found: Answers, rater: Rater) -> int:
    """Add what a file says, all or nothing; how many entries that makes.

    Raises:
        Refused: If this evaluator has finished, or something in it does not fit the session.
    """
    bodies: list[Body] = [
        *(
            rater.answer(
                subject_of(rater.subjects, one.task, one.target),
                {name: getattr(one, name) for name in ("harm", "risk", "against", "better")},
                achieved=one.achieved,
                text=one.text,
            )
            for one in found.ratings
        ),
        *(
            ObservationMade(one.text, one.about, one.task, one.inject, one.at, "after")
            for one in found.observations
        ),
        *(BookmarkSet(one.text, one.at) for one in found.bookmarks),
        *(ItemCoded(one.message, _statuses(one)) for one in found.codings),
    ]
    count = len(bodies) + len(found.final)
    if found.finished and (bodies or not rater.finished):
        bodies.append(RatingsFinished())
    finals = [
        rater.final(_settled(rater, one), one.letter, one.text)
        for one in sorted(found.final, key=lambda one: one.target is None)
    ]
    if bodies or finals:
        rater.add(bodies, finals)
    return count


def _settled(rater: Rater, one: Final) -> Subject:
    """The target, or the objective, that a final rating is of."""
    return next(
        rated.subject
        for rated in rater.bench.rated.subjects.values()
        if rated.subject.task is None
        and rated.subject.target == one.target
        and one.objective in (None, rated.subject.objective)
    )


def _statuses(coding: Coding) -> dict[str, str]:
    return {fact: status.value for fact, status in coding.facts.items()}


def subject_of(subjects: Sequence[Subject], task: str | None, target: str | None) -> Subject:
    """The task, or the whole target, of that name."""
    return next(
        one
        for one in subjects
        if (one.task == task if task else one.task is None and one.target == target)
    )
