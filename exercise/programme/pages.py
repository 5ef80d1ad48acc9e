"""The programme as a report: intervals for each facility, what is due, trends, what was held."""

from __future__ import annotations

from collections.abc import Iterator

from agencies.language import Words, words
from exercise.programme.intervals import Lapse
from exercise.programme.model import Action, Held
from exercise.programme.standing import FacilityStanding, Standing
from exercise.report.document import Block, Document, Heading, Prose, Table, Tag, literal
from exercise.report.voice import day_in_words, score_in_words
from exercise.report.wording import ACHIEVED, ACHIEVED_TONES, word

__all__ = ["kind_in_words", "lapse_in_words", "programme_document"]


def programme_document(found: Standing, language: str, marking: str) -> Document:
    """The report, in any format that documents have."""
    say = words(language)
    page = _Page(found, language)
    labels = {
        "contents": say("Contents"),
        "table": say("The same as a table"),
        "evidence": say("Events"),
        "figure": say("Figure"),
        "skip": say("Skip to the report"),
        "page": say("Page"),
        "marking": say("Marking"),
    }
    return literal(
        Document(
            kind=say("Exercise programme"),
            title=say("Exercises, intervals and corrective actions"),
            subtitle=day_in_words(found.at, language),
            language=language,
            marking=marking,
            blocks=tuple(page.blocks()),
            labels=labels,
        )
    )


def lapse_in_words(lapse: Lapse, language: str) -> str:
    """One interval that did not hold, in a clause, and whether that is history."""
    said = _broken(lapse, language)
    if lapse.running:
        return said
    return words(language)("earlier, made good since: {lapse}", lapse=said)


def _broken(lapse: Lapse, language: str) -> str:
    say = words(language)
    if lapse.kind == "year":
        return say("no exercise in {year}", year=lapse.since.year)
    if lapse.kind == "no-exercise":
        return say("no exercise was ever entered")
    if lapse.kind == "no-drill":
        return say("no drill was ever entered")
    days = {"since": lapse.since.isoformat(), "until": lapse.until.isoformat()}
    if lapse.kind == "exercise-gap":
        if lapse.running:
            return say("no exercise since {since}: more than 18 months", since=days["since"])
        return say("{since} to {until}: more than 18 months between exercises", **days)
    if lapse.running:
        return say("no drill since {since}: more than 3 months", since=days["since"])
    return say("{since} to {until}: more than 3 months between drills", **days)


def kind_in_words(one: Held, language: str) -> str:
    """Whether it was an exercise, a drill, or both, and whether it is over."""
    say = words(language)
    kinds = {"exercise": say("exercise (ISPS)"), "drill": say("drill (ISPS)")}
    said = kinds.get(one.kind, one.kind)
    if one.also_drill:
        said = f"{said} + {kinds['drill']}"
    return f"{said} ({say('interim')})" if one.interim else said


class _Page:
    def __init__(self, found: Standing, language: str) -> None:
        self._found = found
        self._language = language
        self._say: Words = words(language)

    def blocks(self) -> Iterator[Block]:
        say, found = self._say, self._found
        yield Heading(say("ISPS intervals"), 1, "intervals")
        if found.facilities:
            head = (
                say("Port facility"),
                say("Intervals hold?"),
                say("Exercises"),
                say("Next exercise by"),
                say("Drills"),
                say("Next drill by"),
            )
            rows = tuple(self._facility(one) for one in found.facilities)
            yield Table(say("ISPS intervals"), head, rows, (2, 2.6, 2, 1.4, 2, 1.4))
        else:
            yield Prose(say("No port facility is in the ledger."))
        yield Prose(
            say(
                "Exercises: once each calendar year and at most 18 months apart (ISPS Code "
                "B/18.6). Drills: at least every three months (B/18.5). A tabletop is an "
                "exercise, and a drill only where the Designated Authority says so."
            ),
            note=True,
        )
        yield Heading(say("Corrective actions"), 1, "actions")
        for title, actions in (
            (say("Overdue"), found.overdue),
            (say("Still open"), found.open),
            (say("Done"), found.done),
        ):
            yield Heading(f"{title} ({len(actions)})", 2)
            if actions:
                yield self._actions(title, actions)
        yield Heading(say("Results over the years"), 1, "trends")
        yield Prose(say("Agencies are never ranked; compare a row with itself."), note=True)
        yield from self._trends()
        yield Heading(say("What was held"), 1, "held")
        columns = (say("Date"), say("Kind"), say("Title"), say("Port facilities"))
        held = tuple(
            (
                one.day.isoformat(),
                kind_in_words(one, self._language),
                one.title if one.title != one.kind else "–",
                ", ".join(one.facilities) or "–",
            )
            for one in found.held
        )
        yield Table(say("What was held"), columns, held, (1.4, 1.2, 3, 3))

    def _facility(self, one: FacilityStanding) -> tuple[str | Tag, ...]:
        say = self._say
        said = [lapse_in_words(lapse, self._language) for lapse in one.lapses]
        answer = "\n".join((say("yes"), *said)) if one.holds else f"{say('no')}: " + "\n".join(said)
        holds = Tag(answer, "good" if one.holds else "poor")
        return (
            one.name,
            holds,
            ", ".join(day.isoformat() for day in one.exercises[-4:]) or "–",
            one.exercise_due.isoformat(),
            ", ".join(day.isoformat() for day in one.drills[-4:]) or "–",
            one.drill_due.isoformat(),
        )

    def _actions(self, title: str, actions: tuple[Action, ...]) -> Table:
        say = self._say
        head = (
            say("No."),
            say("Issue / area for improvement"),
            say("Corrective action"),
            say("Responsible organization"),
            say("Point of contact"),
            say("Due by"),
        )
        rows = tuple(
            (
                str(one.id),
                one.issue,
                one.action,
                one.organization or "–",
                one.contact or "–",
                one.due or "–",
            )
            for one in actions
        )
        return Table(title, head, rows, (0.5, 3, 3, 1.5, 1.5, 1.2))

    def _trends(self) -> Iterator[Block]:
        say = self._say
        scopes = {
            "capability": say("By core capability"),
            "agency": say("By agency"),
            "port": say("By port facility"),
        }
        for scope, title in scopes.items():
            rows: list[tuple[str | Tag, ...]] = []
            for trend in self._found.trends:
                if trend.scope != scope:
                    continue
                for place, (day, result) in enumerate(trend.points):
                    achieved = word(ACHIEVED, result.achieved, self._language)
                    rows.append(
                        (
                            trend.label if place == 0 else "",
                            day.isoformat(),
                            Tag(achieved, ACHIEVED_TONES.get(result.achieved, "none")),
                            score_in_words(result.score, self._language),
                            result.letter or "–",
                        )
                    )
            if rows:
                yield Heading(title, 2)
                head = ("", say("Date"), say("Achieved?"), say("Timeliness"), say("Rating"))
                yield Table(title, head, tuple(rows), (4, 1.4, 1.4, 1.2, 1))
