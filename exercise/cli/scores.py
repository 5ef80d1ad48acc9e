"""Scores for a terminal and for programs, and events as lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from agencies.language import Phrase, Words, words
from exercise.cli.informed import (
    cited,
    flows_text,
    information_text,
    participation_text,
)
from exercise.cli.layout import paragraph, table
from exercise.cli.letters import ratings_text
from exercise.evaluation import to_json
from exercise.evaluation.model import AwarenessEntry, Grade, PartResult
from exercise.evaluation.ratings_json import rated_json
from exercise.report.as_json import session_json
from exercise.report.content import Content
from exercise.report.voice import Voice, score_in_words, span_in_words
from exercise.report.wording import (
    ACHIEVED,
    CAUSES,
    HELD_BY,
    LAPSES,
    OUTCOMES,
    exercise_marking,
    moment,
    reason,
    remarks,
    unseen,
    word,
)

__all__ = ["part_lines", "score_json", "score_text"]


def score_json(content: Content, language: str) -> dict[str, Any]:
    """What ``score --json`` prints: the judgement, under its markings."""
    return {
        **to_json(content.evaluation),
        "ratings": rated_json(content.rated, language),
        **session_json(content, language),
    }


def score_text(content: Content, language: str) -> str:
    """The judgement as a reader of a terminal wants it."""
    return "".join(_Page(content, language).parts())


class _Page:
    """Writes one section after another, each of them no wider than the page."""

    def __init__(self, content: Content, language: str) -> None:
        self._content = content
        self._found = content.evaluation
        self._language = language
        self._say: Words = words(language)

    def parts(self) -> Iterator[str]:
        say, content = self._say, self._content
        yield exercise_marking(self._language) + "\n"
        if content.created.marking:
            yield paragraph(content.created.marking.replace("\n", " "))
        title = content.text(content.setup.pack.title, self._language)
        until = moment(self._found.at) + ("" if self._found.ended else f" ({say('interim')})")
        yield "\n" + paragraph(f"{title} – {until}")
        for why in Voice(content, self._language).doubts():
            yield paragraph(why)
        for heading, section in (
            (say("Objectives"), self._objectives()),
            (say("Ratings by evaluators"), self._ratings()),
            (say("Agencies"), self._agencies()),
            (say("Expectations held by people"), self._expectations("people")),
            (
                say("Expectations held by simulated desks (not scored)"),
                self._expectations("playbook"),
            ),
            (say("Who knew what, and since when"), self._awareness()),
            (say("Where facts went"), flows_text(content, self._language)),
            (say("How good the information was"), information_text(content, self._language)),
            (say("Handling of information"), self._lapses()),
            (
                say("Who took part (for control and evaluators only)"),
                participation_text(content, self._language),
            ),
        ):
            if section:
                yield f"\n{heading}\n\n{section}"
        yield "\n" + paragraph(
            say("Numbers in brackets are events of the record; agencies are not ranked.")
        )

    def _agency(self, name: str | None) -> str:
        return self._content.agency(name, self._language)

    def _word(self, table_of_words: dict[str, Phrase], name: str) -> str:
        return word(table_of_words, name, self._language)

    def _grade(self, grade: Grade) -> tuple[str, str, str]:
        achieved = self._word(ACHIEVED, grade.achieved)
        return self._score(grade.score), self._score(grade.coverage), achieved

    def _score(self, value: float | None) -> str:
        return score_in_words(value, self._language)

    def _objectives(self) -> str:
        say, objectives = self._say, self._content.setup.pack.objectives
        rows: list[Sequence[str] | str] = []
        for result in self._found.objectives:
            apart = "–" if result.simulated is None else self._score(result.simulated.score)
            name = self._content.text(objectives[result.id].title, self._language)
            rows.append((_line(name), *self._grade(result.grade), apart))
            rows += [
                f"  {reason(why, self._language)}"
                for why in result.grade.reasons
                if why.code != "not-observed"  # The answer says so already.
            ]
        head = (say("Objective"), say("Score"), say("Coverage"), say("Achieved?"))
        return table(rows, (*head, say("Simulated")))

    def _ratings(self) -> str:
        rated = self._content.rated
        return ratings_text(self._content, rated, self._language) if rated.some else ""

    def _agencies(self) -> str:
        say = self._say
        rows = []
        for agency in self._found.agencies:
            apart = "–" if agency.simulated is None else self._score(agency.simulated.score)
            held_by = self._word(HELD_BY, agency.held_by)
            rows.append((self._agency(agency.id), held_by, *self._grade(agency.grade), apart))
        head = (say("Agency"), say("Held by"), say("Score"), say("Coverage"), say("Achieved?"))
        return table(rows, (*head, say("Simulated")))

    def _expectations(self, held_by: str) -> str:
        say, found = self._say, self._found.expectations
        opening = self._content.setup.pack.all_expectations
        inject_of = {expectation.id: inject for expectation, inject in opening}
        rows: list[Sequence[str] | str] = []
        for result in found:
            if result.held_by != held_by:
                continue
            inject = inject_of.get(result.id)
            about = "" if inject is None else self._content.text(inject.subject, self._language)
            named = f"{result.id}  {self._agency(result.agency)}"
            rows.append(f"{named}: {_line(about)}" if about else named)
            if result.outcome == "void" or result.prohibition:
                outcome = self._word(OUTCOMES, result.outcome)
                rows += [("  –", outcome, "–", "–", "–"), f"    {cited(result.evidence)}"]
            else:
                rows += [
                    line
                    for part in result.parts
                    for line in part_lines(self._content, part, self._language)
                ]
        head = (say("Part"), say("Outcome"), say("Agency time"), say("System time"))
        return table(rows, (*head, say("Timeliness")))

    def _awareness(self) -> str:
        """By fact, so that a title stands there once and can be as long as it is."""
        known: dict[str, list[AwarenessEntry]] = {}
        for entry in self._found.awareness:
            known.setdefault(entry.fact, []).append(entry)
        rows: list[Sequence[str] | str] = []
        for fact, entries in known.items():
            rows.append(_line(self._content.fact(fact, self._language)))
            for entry in entries:
                sender = self._agency(entry.sender) if entry.sender else self._say("inject")
                when = f"  {moment(entry.at)}"
                rows.append((when, self._agency(entry.agency), sender, cited(entry.evidence)))
        say = self._say
        return table(rows, (f"  {say('When')}", say("Agency"), say("From"), say("Evidence")))

    def _lapses(self) -> str:
        rows: list[Sequence[str] | str] = []
        for lapse in self._found.lapses:
            rows.append(
                (
                    moment(lapse.at),
                    self._agency(lapse.agency),
                    self._word(HELD_BY, lapse.held_by),
                    self._word(LAPSES, lapse.kind),
                )
            )
            fact = self._content.fact(lapse.fact, self._language) if lapse.fact else ""
            rows.append(
                f"  {' '.join(part for part in (_line(fact), cited(lapse.evidence)) if part)}"
            )
        say = self._say
        return table(rows, (say("When"), say("Agency"), say("Held by"), say("What")))


def part_lines(content: Content, part: PartResult, language: str) -> tuple[Sequence[str], str]:
    """A part with its outcome, both times and timeliness; below it what took the time."""
    decision = words(language)("decision")
    what = decision if part.what == "decision" else content.agency(part.what, language)
    causes = [
        f"{word(CAUSES, cause, language)} {span_in_words(seconds)}"
        for cause, seconds in part.causes.items()
        if seconds
    ]
    row = (
        f"  {what}",
        word(OUTCOMES, part.outcome, language),
        span_in_words(part.agency_time),
        span_in_words(part.system_time),
        score_in_words(part.timeliness, language),
    )
    notes = (unseen(part, language), remarks(part, language), ", ".join(causes))
    below = "; ".join(note for note in notes if note)
    return row, f"    {below}  {cited(part.evidence)}" if below else f"    {cited(part.evidence)}"


def _line(text: str) -> str:
    return " ".join(text.split())
