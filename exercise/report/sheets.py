"""What a workbook holds: the MSEL as played, messages, decisions, awareness, outcomes, the plan.

Times are times, which can be sorted and subtracted; minutes stand beside them for charts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from exercise.evaluation.added import place_of
from exercise.evaluation.model import PartResult
from exercise.events import (
    DecisionLogged,
    InjectAdded,
    InjectDelivered,
    InjectFired,
    InjectSkipped,
    ObservationMade,
)
from exercise.report.chapters.findings import Told
from exercise.report.chapters.known import path_in_words
from exercise.report.chapters.plan import in_words, plan_head, plan_rows
from exercise.report.content import Content
from exercise.report.ratingsheets import raters_sheet, ratings_sheet
from exercise.report.sheet import Sheet, at, day
from exercise.report.voice import Voice, cite
from exercise.report.wording import (
    HELD_BY,
    INJECT_KINDS,
    NEEDS,
    OUTCOMES,
    STATUSES,
    remarks,
    unseen,
)
from injects.model import InjectKind

__all__ = ["Sheet", "sheets"]


def sheets(content: Content, language: str) -> tuple[Sheet, ...]:
    """Every sheet, also those without rows, so that a workbook always has the same ones."""
    voice = Voice(content, language)
    found = (
        _msel(voice),
        _decisions(voice),
        _messages(voice),
        _awareness(voice),
        _expectations(voice),
        ratings_sheet(voice),
        raters_sheet(voice),
        _observations(voice),
        _plan(voice),
    )
    none = voice.say("The record holds none of these.")
    return tuple(replace(sheet, none=none) for sheet in found)


def _minutes(seconds: int | None) -> float | None:
    return None if seconds is None else round(seconds / 60, 2)


def _msel(voice: Voice) -> Sheet:
    say = voice.say
    head = (
        say("Inject"),
        say("Kind"),
        say("Planned for"),
        say("Released at"),
        say("To"),
        say("Delivered at"),
        say("Read at"),
        say("Channel"),
        say("Subject"),
        say("Expected"),
        say("What became of it"),
    )
    widths = (8, 12, 14, 11, 15, 11, 11, 13, 34, 44, 14)
    return Sheet(say("MSEL as played"), head, widths, tuple(_injects(voice)))


def _injects(voice: Voice) -> Iterator[tuple[Any, ...]]:
    content, say = voice.content, voice.say
    fired: dict[str, int] = {}
    skipped: set[str] = set()
    arrived: dict[tuple[str, str], tuple[int, str]] = {}
    added = []
    for event in content.events:
        match event.body:
            case InjectFired(inject=name):
                fired[name] = event.at
            case InjectSkipped(inject=name):
                skipped.add(name)
            case InjectDelivered(inject=name, to=to, item=item):
                arrived[name, to] = event.at, item
            case InjectAdded():
                added.append(event)
    items = content.state.traffic.items
    for inject in content.setup.pack.injects:
        planned: Any = say("on a condition") if inject.at is None else at(inject.at)
        if inject.kind is InjectKind.PREPARED:
            planned = say("when control chooses it")
        expected = "\n".join(f"{one.id}: {voice.expectation(one.id)}" for one in inject.expects)
        became = (
            say("skipped")
            if inject.id in skipped
            else ""
            if inject.id in fired
            else say("not released")
        )
        for to in inject.to:
            came, item = arrived.get((inject.id, to), (None, ""))
            read = items[item].read_at if item in items else None
            yield (
                inject.id,
                voice.word(INJECT_KINDS, inject.kind.value),
                planned,
                at(fired.get(inject.id)),
                voice.agency(to),
                at(came),
                at(read),
                voice.channel(inject.via),
                voice.text(inject.subject),
                expected,
                became or (say("delivered") if came is not None else say("did not arrive")),
            )
    for event in added:
        if isinstance(event.body, InjectAdded):
            for to in event.body.to:
                came, item = arrived.get((event.id, to), (None, ""))
                read = items[item].read_at if item in items else None
                yield (
                    say("ad hoc"),
                    say("ad hoc"),
                    "–",
                    at(event.at),
                    voice.agency(to),
                    at(came),
                    at(read),
                    voice.channel(event.body.via),
                    event.body.subject,
                    "",
                    say("delivered") if came is not None else say("did not arrive"),
                )


def _decisions(voice: Voice) -> Sheet:
    say = voice.say
    head = (
        say("When"),
        say("Minute"),
        say("Agency"),
        say("Decision"),
        say("Targets"),
        say("Tells"),
        say("Rests on"),
        say("Reason"),
        say("Authority"),
        say("Event"),
    )
    rows = tuple(
        (
            at(body.happened_at if body.happened_at is not None else event.at),
            _minutes(body.happened_at if body.happened_at is not None else event.at),
            voice.agency(event.agency),
            voice.action(body.action),
            ", ".join(voice.thing(one) for one in body.targets),
            voice.agencies(body.tells),
            "; ".join(voice.fact(one) for one in body.facts),
            body.reason,
            say("decision") if body.authority else say("recommendation"),
            event.seq,
        )
        for event in voice.content.decisions
        if isinstance(body := event.body, DecisionLogged)
    )
    return Sheet(say("Decisions"), head, (11, 8, 14, 28, 20, 16, 36, 42, 14, 8), rows)


def _messages(voice: Voice) -> Sheet:
    say = voice.say
    seqs = {event.id: event.seq for event in voice.content.events}
    head = (
        say("Sent at"),
        say("Minute"),
        say("Sender"),
        say("Recipient"),
        say("Channel"),
        say("Facts"),
        say("Subject"),
        say("Text"),
        say("Delivered at"),
        say("Minutes on the way"),
        say("What became of it"),
        say("Event"),
    )
    states = {
        "delivered": say("delivered"),
        "returned": say("came back"),
        "at-relay": say("lies at a relay"),
        "on-its-way": say("on its way"),
        "seeking-contact": say("looking for the number"),
    }
    rows = tuple(
        (
            at(one.sent_at),
            _minutes(one.sent_at),
            voice.agency(one.sender),
            voice.agency(one.body.to),
            voice.channel(one.channel),
            "; ".join(
                f"{voice.fact(fact)} ({voice.word(STATUSES, status)})"
                for fact, status in one.facts.items()
            ),
            one.body.subject,
            one.body.text,
            at(one.delivered_at),
            _minutes(None if one.delivered_at is None else one.delivered_at - one.sent_at),
            states.get(one.state, one.state),
            seqs.get(one.id, 0),
        )
        for one in voice.content.state.traffic.sendings.values()
    )
    return Sheet(say("Messages"), head, (11, 8, 14, 14, 13, 36, 26, 40, 11, 11, 14, 8), rows)


def _awareness(voice: Voice) -> Sheet:
    say, found = voice.say, voice.content.evaluation
    needs = {(need.agency, need.fact): need for need in found.needs if need.outcome != "void"}
    head = (
        say("Fact"),
        say("Agency"),
        say("Known since"),
        say("Minute"),
        say("From"),
        say("How sure"),
        say("Needed by"),
        say("In time?"),
        say("By which path"),
        say("Evidence"),
    )
    rows: list[tuple[Any, ...]] = []
    for entry in found.awareness:
        need = needs.pop((entry.agency, entry.fact), None)
        rows.append(
            (
                voice.fact(entry.fact),
                voice.agency(entry.agency),
                at(entry.at),
                _minutes(entry.at),
                voice.agency(entry.sender) if entry.sender else say("inject"),
                voice.word(STATUSES, entry.status),
                at(need.due_at) if need else None,
                voice.word(NEEDS, need.outcome) if need else "",
                path_in_words(voice, entry),
                str(cite(entry.evidence)),
            )
        )
    for need in needs.values():
        outcome = voice.word(NEEDS, need.outcome)
        due = at(need.due_at)
        rows.append(
            (
                voice.fact(need.fact),
                voice.agency(need.agency),
                None,
                None,
                "",
                "",
                due,
                outcome,
                "",
                "",
            )
        )
    return Sheet(say("Awareness"), head, (44, 14, 11, 8, 14, 12, 11, 11, 40, 12), tuple(rows))


def _expectations(voice: Voice) -> Sheet:
    say = voice.say
    head = (
        say("Expectation"),
        say("What"),
        say("Agency"),
        say("Held by"),
        say("Part"),
        say("Limit (minutes)"),
        say("Done after (minutes)"),
        say("System time (minutes)"),
        say("Outcome"),
        say("Notes"),
        say("Timeliness"),
        say("Evidence"),
    )
    rows = tuple(
        (
            say("duty") if result.duty else result.id,
            voice.expectation(result.id),
            voice.agency(result.agency),
            voice.word(HELD_BY, result.held_by),
            say("decision") if part.what == "decision" else voice.agency(part.what),
            _minutes(part.within if part.within is not None else result.within),
            _minutes(part.agency_time),
            _minutes(part.system_time),
            voice.word(OUTCOMES, part.outcome),
            _notes(voice, part),
            None if part.timeliness is None else round(part.timeliness, 4),
            str(cite(part.evidence)),
        )
        for result in voice.content.evaluation.expectations
        for part in result.parts
    )
    return Sheet(say("Expectations"), head, (12, 42, 14, 11, 14, 11, 11, 11, 14, 20, 11, 16), rows)


def _notes(voice: Voice, part: PartResult) -> str:
    held = voice.word(HELD_BY, "playbook") if "simulated" in part.flags else ""
    notes = (held, unseen(part, voice.language), remarks(part, voice.language))
    return "; ".join(note for note in notes if note)


def _observations(voice: Voice) -> Sheet:
    say = voice.say
    head = (
        say("When"),
        say("Agency"),
        say("Critical task"),
        say("Inject"),
        say("Observation"),
        say("Event"),
    )
    rows = tuple(
        (
            at(body.happened_at if body.happened_at is not None else event.at),
            voice.agency(body.about) if body.about else "",
            voice.task(body.task) if body.task else "",
            body.inject or "",
            body.text,
            place_of(event) if place_of(event).startswith("+") else event.seq,
        )
        for event in voice.content.observations
        if isinstance(body := event.body, ObservationMade)
    )
    return Sheet(say("Observations"), head, (11, 14, 28, 10, 70, 8), rows)


def _plan(voice: Voice) -> Sheet:
    say = voice.say
    lines, agreed = plan_rows(voice, Told(voice))
    standing = say("agreed") if agreed else say("proposed by the report")
    put = say("put before the room, not agreed")
    found = [(one, standing) for one in lines]
    found += [(in_words(voice, one), put) for one in voice.content.open_lines]
    rows = tuple((*one.cells[:-2], day(one.start), day(one.due), state) for one, state in found)
    head = (*plan_head(voice), say("Status"))
    return Sheet(say("Improvement plan"), head, (20, 40, 40, 14, 20, 18, 13, 13, 14), rows)
