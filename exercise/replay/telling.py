"""The answer to a what-if in words: one sentence, what limits it, and tables of what differs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from agencies.language import Words
from exercise.events import DecisionLogged, Event
from exercise.replay.chances import CONFIDENCE, MIDDLE, Spread, share_interval
from exercise.replay.outcome import AwarenessRow, ExpectationRow, ObjectiveRow, Outcome
from exercise.replay.summary import Scores, Side
from exercise.report.voice import Voice
from exercise.report.wording import OUTCOMES

__all__ = [
    "DIRECTIONS",
    "Section",
    "answer",
    "count",
    "number",
    "sections",
    "signed",
    "void_rows",
]

DIRECTIONS = {"better": "▲", "worse": "▼", "other": "◆", "same": "="}
"""Signs beside a row; words or numbers always say the same."""


@dataclass(frozen=True, slots=True)
class Section:
    """A table of the answer.

    Attributes:
        rows: The first cell of each says what it is about.
        spanning: Whether that is a sentence, which wants a line of its own on a terminal.
        note: What brackets and the like in it mean; empty where there are none.
    """

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    spanning: bool = True
    note: str = ""


# -- The sentence ----------------------------------------------------------------------------------


def answer(outcome: Outcome, voice: Voice) -> str:
    """What came of it, in one sentence, with how sure that is."""
    say = voice.say
    if outcome.identical and not outcome.changes:
        return say("Played again without a change, the session comes out exactly as recorded.")
    if outcome.over:
        return say(
            "Nothing is left to play: it is played until {time}. Choose a moment before that.",
            time=voice.moment(outcome.until),
        )
    if outcome.alike:
        return say(
            "With the luck of this session the change alters nothing: it comes out exactly as "
            "recorded."
        )
    rows, known = outcome.expectations, outcome.awareness
    before, after = outcome.cost
    counts = {
        "better": count(rows, "better"),
        "worse": count(rows, "worse"),
        "n": len(rows),
        "m": len(known),
        "sooner": count(known, "better"),
        "later": count(known, "worse"),
        "messages": signed(after.sent - before.sent),
    }
    if outcome.luck is None:
        return say(
            "Of the expectations ({n}) the change improves {better} and worsens {worse}; of the "
            "times that an agency learns a fact ({m}) it brings {sooner} forward and delays or "
            "prevents {later}; messages sent: {messages}; this is one run with the luck of this "
            "session, and how sure it is only further runs can tell.",
            **counts,
        )
    luck = outcome.luck
    helped, same, harmed = luck.helped
    return say(
        "Of the expectations ({n}) the change improves {better} and worsens {worse} in this "
        "session; under other luck ({runs} runs) more were fulfilled in {helped}, as many in "
        "{same} and fewer in {harmed}: median {median}, from {low} to {high} in {middle} "
        "of the runs; messages sent: {messages}.",
        better=counts["better"],
        worse=counts["worse"],
        n=counts["n"],
        runs=luck.runs,
        helped=helped,
        same=same,
        harmed=harmed,
        median=number(voice, luck.gain.median),
        low=number(voice, luck.gain.low),
        high=number(voice, luck.gain.high),
        middle=voice.share(MIDDLE),
        messages=number(voice, luck.messages.median),
    )


def count(rows: Iterable[ExpectationRow | AwarenessRow], direction: str) -> int:
    """How many rows come out in a direction."""
    return sum(row.direction == direction for row in rows)


def signed(value: int) -> str:
    """A difference of whole numbers, with its sign."""
    return f"{value:+d}".replace("-", "−") if value else "0"


def number(voice: Voice, value: float) -> str:
    """A difference that may be half a whole, with its sign."""
    said = voice.number(abs(value), 0 if value == int(value) else 1)
    return said if not value else f"{'+' if value > 0 else '−'}{said}"


# -- The tables ------------------------------------------------------------------------------------


def sections(outcome: Outcome, voice: Voice) -> Iterator[Section]:
    """Everything that matters and comes out otherwise."""
    say, luck = voice.say, outcome.luck
    head = (say("Recorded"), say("With the change"))
    rows = [_expectation(outcome, row, voice) for row in _shown(outcome)]
    if rows:
        tail = (say("Fulfilled in {n} runs", n=luck.runs),) if luck is not None else ()
        title, heads = say("Expectations"), (say("Expectation"), *head, *tail)
        yield Section(title, heads, tuple(rows), note=_of_expectations(outcome, voice))
    known = [row for row in outcome.awareness if row.direction != "same"]
    if known:
        tail = (say("Sooner by"),) if luck is not None else ()
        heard = tuple(_awareness(outcome, row, voice) for row in known)
        title = say("Who knows what since when")
        yield Section(title, (say("Fact"), *head, *tail), heard, note=_of_spreads(outcome, voice))
    scored = [row for row in outcome.objectives if row.before != row.after]
    if scored:
        titles = voice.content.setup.pack.objectives
        yield Section(
            say("Scores"),
            (say("Objective"), *head),
            tuple(
                (
                    voice.text(titles[row.id].title),
                    _score(voice, row.before),
                    _score(voice, row.after),
                )
                for row in scored
            ),
            note=_of_scores(scored, voice),
        )
    yield Section(say("What it took"), ("", *head), tuple(_cost(outcome, say)), spanning=False)


def _of_expectations(outcome: Outcome, voice: Voice) -> str:
    """What stands beside an outcome, where something does."""
    say = voice.say
    sides = [side for row in _shown(outcome) for side in (row.before, row.after) if side]
    notes = []
    if any(side.done_at is not None for side in sides):
        notes.append(say("The time beside an outcome is when all of it was done."))
    if any(side.timeliness not in (None, 0.0, 1.0) for side in sides):
        notes.append(
            say("In parentheses: timeliness, 1 within the limit and less the later it is.")
        )
    if outcome.luck is not None:
        notes.append(
            say(
                "Last: in how many runs it was fulfilled, without → with the change, and the "
                "{confidence} interval of the latter.",
                confidence=voice.share(CONFIDENCE),
            )
        )
    return " ".join(notes)


def _of_spreads(outcome: Outcome, voice: Voice) -> str:
    if outcome.luck is None:
        return ""
    return voice.say(
        "Last: the median over all runs, and where the middle {middle} of them lie.",
        middle=voice.share(MIDDLE),
    )


def _of_scores(rows: Iterable[ObjectiveRow], voice: Voice) -> str:
    if all(side.simulated is None for row in rows for side in (row.before, row.after)):
        return ""
    return voice.say("In square brackets: what simulated desks held, which is never in the score.")


def _shown(outcome: Outcome) -> list[ExpectationRow]:
    """Rows that differ in the session, or in how often they were fulfilled under other luck."""
    luck = outcome.luck
    return [
        row
        for row in outcome.expectations
        if row.direction != "same"
        or (luck is not None and luck.met(row.id)[0] != luck.met(row.id)[1])
    ]


def _expectation(outcome: Outcome, row: ExpectationRow, voice: Voice) -> tuple[str, ...]:
    name = f"{DIRECTIONS[row.direction]} {voice.labelled(row.id, row.agency)}"
    cells = (name, _side(row.before, voice), _side(row.after, voice))
    luck = outcome.luck
    if luck is None:
        return cells
    without, with_ = luck.met(row.id)
    low, high = share_interval(with_, luck.runs)
    return (
        *cells,
        voice.say(
            "{before} → {after} ({confidence}: {low} to {high})",
            before=without,
            after=with_,
            confidence=voice.share(CONFIDENCE),
            low=voice.share(low),
            high=voice.share(high),
        ),
    )


def _side(side: Side | None, voice: Voice) -> str:
    if side is None:
        return "–"
    said = voice.word(OUTCOMES, side.outcome)
    if side.done_at is not None:
        said += f", {voice.moment(side.done_at)}"
    if side.timeliness not in (None, 0.0, 1.0):
        said += f" ({voice.score(side.timeliness)})"
    return said


def _awareness(outcome: Outcome, row: AwarenessRow, voice: Voice) -> tuple[str, ...]:
    never = voice.say("never")
    cells = (
        f"{DIRECTIONS[row.direction]} {voice.agency(row.agency)}: {voice.fact(row.fact)}",
        never if row.before is None else voice.moment(row.before),
        never if row.after is None else voice.moment(row.after),
    )
    if outcome.luck is None:
        return cells
    return (*cells, _times(voice, outcome.luck.sooner(row.fact, row.agency)))


def _times(voice: Voice, found: Spread | None) -> str:
    if found is None:
        return "–"
    low, middle, high = (
        ("−" if value < 0 else "") + voice.span(round(abs(value)))
        for value in (found.low, found.median, found.high)
    )
    return voice.say("{middle} ({low} to {high})", middle=middle, low=low, high=high)


def _score(voice: Voice, scores: Scores) -> str:
    """The score of what people held; what playbooks held in brackets."""
    apart = "" if scores.simulated is None else f" [{voice.score(scores.simulated)}]"
    return voice.score(scores.people) + apart


def _cost(outcome: Outcome, say: Words) -> Iterator[tuple[str, str, str]]:
    before, after = outcome.cost
    for named, was, would_be in (
        (say("Messages sent"), before.sent, after.sent),
        (say("Messages returned"), before.returned, after.returned),
        (say("Decisions"), before.decisions, after.decisions),
    ):
        yield named, str(was), f"{would_be} ({signed(would_be - was)})"


def void_rows(outcome: Outcome, voice: Voice) -> list[tuple[str, str]]:
    """What people did that made no sense any more: when and what, and why; alike ones together."""
    alike: dict[tuple[str, str], list[int]] = {}
    for one in outcome.void:
        key = _did(one.event, voice), one.reason.into(voice.language)
        alike.setdefault(key, []).append(one.event.at)
    rows = []
    for (did, reason), times in alike.items():
        said = f"{voice.moment(times[0])}  {did}"
        if len(times) > 1:
            when = f"{voice.moment(times[0])} – {voice.moment(times[-1])}"
            said = voice.say("{did}, {n} times", did=f"{when}  {did}", n=len(times))
        rows.append((said, reason))
    return rows


def _did(event: Event, voice: Voice) -> str:
    say, who = voice.say, voice.agency(event.agency) if event.agency else voice.say("control")
    body = event.body
    if isinstance(body, DecisionLogged):
        return f"{who}: {voice.action(body.action)}"
    did = {
        "ItemOpened": say("read an item"),
        "MessageSent": say("sent a message"),
        "MessageRelayed": say("passed a message on"),
        "SeatTaken": say("took a seat"),
        "SeatLeft": say("left a seat"),
        "QuestionAnswered": say("answered a question"),
    }.get(event.kind, event.kind)
    to = getattr(body, "to", None)
    return f"{who}: {did}" + (f" → {voice.agency(to)}" if isinstance(to, str) else "")
