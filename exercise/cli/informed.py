"""Scores for a terminal, second half: how information flowed, how good it was, who took part."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from agencies.language import words
from agencies.text import plain
from exercise.cli.layout import paragraph, table
from exercise.evaluation.information import Completeness
from exercise.evaluation.model import Evidence
from exercise.evaluation.participation import Part
from exercise.report.content import Content
from exercise.report.voice import score_in_words, span_in_words
from exercise.report.wording import CAUSES, CHANGES, moment, word

__all__ = ["cited", "flows_text", "information_text", "participation_text"]


def cited(evidence: Iterable[Evidence]) -> str:
    """Events as evidence, by their places in the record."""
    return "[" + " ".join(str(entry.seq) for entry in evidence) + "]"


def _line(text: str) -> str:
    return " ".join(plain(text).split())


def flows_text(content: Content, language: str) -> str:
    """Each fact that somebody needed: when they knew it, and when they could have."""
    say = words(language)
    rows: list[Sequence[str] | str] = []
    before = ""
    for flow in content.evaluation.flows:
        if not flow.needed:
            continue
        if flow.fact != before:
            rows.append(_line(content.fact(flow.fact, language)))
            before = flow.fact
        known = None if flow.known_at is None else flow.known_at - flow.first_at
        best = None if flow.best is None else max(0, flow.best.at - flow.first_at)
        rows.append(
            (
                f"  {content.agency(flow.agency, language)}",
                say("not known") if known is None else span_in_words(known),
                span_in_words(best),
                span_in_words(flow.behind if flow.behind is None else max(0, flow.behind)),
            )
        )
        spent = ", ".join(
            f"{word(CAUSES, cause, language)} {span_in_words(seconds)}"
            for cause, seconds in (flow.causes or {}).items()
            if seconds
        )
        if flow.evidence:
            rows.append(f"    {'  '.join(filter(None, (spent, cited(flow.evidence))))}")
    head = (say("Agency"), say("Known after"), say("Best there was"), say("Behind it"))
    return table(rows, head)


def information_text(content: Content, language: str) -> str:
    """How complete and accurate what agencies knew was, what changed, what went too far."""
    say, found = words(language), content.evaluation.information
    true = {one.agency: one for one in found.accuracy}
    rows: list[Sequence[str] | str] = []

    def add(name: str, one: Completeness | None, accuracy: str) -> None:
        values = (None, None, None) if one is None else (one.value, one.mean, one.in_time)
        rows.append((name, *(score_in_words(each, language) for each in values), accuracy))

    add(say("everybody"), found.everybody, "–")
    add(say("desks with people"), found.people, "–")
    for agency in content.network.agencies:
        one, held = found.of_agency.get(agency), true.get(agency)
        if one is None and held is None:
            continue
        counted = "–"
        if held is not None:
            counted = say("{n} of {all}", n=len(held.true), all=len(held.held))
        add(content.agency(agency, language), one, counted)
    head = (
        say("Agency"),
        say("Complete"),
        say("Mean over time"),
        say("In time"),
        say("True of what is held"),
    )
    parts = [table(rows, head), "\n"]
    spilt = found.disclosure
    if spilt.over is not None:
        told = say(
            "Over-disclosure: {n} of {all} deliveries of facts went to agencies that neither need "
            "nor may know them ({share}).",
            n=spilt.beyond,
            all=spilt.deliveries,
            share=score_in_words(spilt.over, language),
        )
        parts.append(paragraph(f"{told} {cited(spilt.evidence) if spilt.evidence else ''}".strip()))
    if found.shared is not None:
        parts.append(
            paragraph(
                say(
                    "Shared picture (Jaccard): {share}",
                    share=score_in_words(found.shared, language),
                )
            )
        )
    changed: list[Sequence[str] | str] = []
    for change in found.changes:
        what = word(CHANGES, change.kind, language)
        changed.append((moment(change.at), content.agency(change.agency, language), what))
        fact = _line(content.fact(change.fact, language))
        changed.append(f"  {fact} {cited(change.evidence)}")
    if changed:
        parts += ["\n", table(changed, (say("When"), say("Agency"), say("Came to know better")))]
    return "".join(parts)


def participation_text(content: Content, language: str) -> str:
    """How evenly people took part; nothing where nobody sat anywhere."""
    say, found = words(language), content.evaluation.participation
    if not found.agencies:
        return ""
    rows: list[Sequence[str] | str] = []
    for agency in found.agencies:
        rows += _part(agency, content.agency(agency.agency, language), language)
        seats = [one for one in found.seats if one.agency == agency.agency]
        for seat in seats if len(seats) > 1 else ():
            rows += _part(seat, f"  {_line(seat.seat or '')}", language)
    head = (say("Agency"), say("Acts"), say("Read"), say("Share"), say("Longest silence"))
    balance = say(
        "Balance over agencies {agencies}, over seats {seats}; 1 where all did as much. A desk "
        "with nothing to do is a finding about the scenario or the room, never about a person.",
        agencies=score_in_words(found.balance, language),
        seats=score_in_words(found.seat_balance, language),
    )
    return table(rows, head) + "\n" + paragraph(balance)


def _part(part: Part, name: str, language: str) -> list[Sequence[str] | str]:
    say = words(language)
    named = {
        "messages": say("messages"),
        "relays": say("passed on"),
        "decisions": say("decisions"),
        "answers": say("answers"),
        "requests": say("requests"),
    }
    row = (
        name,
        str(part.acts),
        str(part.opened),
        score_in_words(part.share, language),
        span_in_words(part.silent),
    )
    did = ", ".join(f"{named[what]} {n}" for what, n in part.counts.items() if n)
    return [row, f"    {did}"] if did else [row]
