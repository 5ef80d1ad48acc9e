"""One line for each thing that a seat sees; numbers are those that commands take."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from agencies.language import Phrase, phrase
from exercise.views.seat import (
    BoardFact,
    ClockView,
    DecisionView,
    DraftView,
    InboxItem,
    QuestionView,
    RoutePreview,
    SeatView,
    SentMessage,
)
from exercise.views.wording import (
    CHANNELS,
    EXERCISE,
    MARKINGS,
    MESSAGE_STATES,
    PAUSES,
    REASONS,
    STATUSES,
    URGENCIES,
    channel,
    clock_time,
    duration,
    label,
    named,
    one_line,
    pick,
    title_of,
)

__all__ = [
    "answer",
    "banner",
    "clock",
    "decision",
    "draft",
    "fact",
    "facts",
    "item",
    "message",
    "options",
    "results",
    "route",
    "way",
]


def answer(given: str, options: Sequence[Mapping[str, str]], language: str) -> str:
    """An answer as it was written; where one of several was chosen, that one."""
    if options and given.isdecimal() and 1 <= int(given) <= len(options):
        return one_line(pick(options[int(given) - 1], language))
    return one_line(given, 1000)


def options(question: QuestionView, language: str) -> Iterator[str]:
    """What a question can be answered with, a line each; nothing where that is free."""
    for number, option in enumerate(question.options, 1):
        text = one_line(pick(option, language))
        yield phrase("option {n}: {text}", n=number, text=text).into(language)
    if question.waits and question.kind == "scale" and not question.options:
        yield phrase("Answer with a number from 1 to 5.").into(language)


def results(question: QuestionView, view: SeatView, language: str) -> Iterator[str]:
    """How a question was answered, once everybody has been shown; each option with its count."""
    given = question.results or ()
    if question.kind == "text":
        for agency, said in given:
            who = named(view.agencies, agency, language) if agency else "–"
            yield f"  {who}: {one_line(said, 600)}"
        return
    if not given:
        return
    options = question.options or tuple({"": str(step)} for step in range(1, 6))
    for number, option in enumerate(options, 1):
        count = sum(said == str(number) for _, said in given)
        yield f"  {number}. {one_line(pick(option, language))}: {count}"


def draft(one: DraftView, view: SeatView, language: str) -> str:
    """What somebody else at the desk is writing, on one line."""
    to = ", ".join(named(view.agencies, agency, language) for agency in one.to)
    what = one_line(one.subject)
    if one.what == "decision":
        what = named(view.actions, one.action, language) if one.action else "–"
    return phrase(
        "{seat} is writing: {what} ({to})", seat=one_line(one.id), what=what or "–", to=to or "–"
    ).into(language)


def banner(marking: str, language: str) -> str:
    """The exercise marking, and the session's own beside it."""
    first = EXERCISE.get(language, EXERCISE["en"])
    return f"{first} · {one_line(marking, 80)}" if marking else first


def clock(view: ClockView) -> Phrase:
    """When it is, and whether time passes."""
    at = clock_time(view.at)
    if view.phase == "ended":
        return phrase("{time} The exercise has ended.", time=at)
    if view.running and view.speed != 1:
        return phrase("{time} The clock runs at {n} times real time.", time=at, n=f"{view.speed:g}")
    if view.running:
        return phrase("{time} The clock runs.", time=at)
    why = PAUSES.get(view.reason, PAUSES["pause"])
    return phrase("{time} The clock stands still: {why}.", time=at, why=why)


def item(number: int, one: InboxItem, view: SeatView, language: str) -> str:
    """An item of the inbox: number, time, urgency, sender, channel, subject, and how it stands."""
    say = phrase(
        "{n}. {time} {urgency}, from {sender}, by {channel}: {subject}",
        n=number,
        time=clock_time(one.at),
        urgency=URGENCIES.get(one.urgency, one_line(one.urgency, 20)),
        sender=one_line(pick(one.sender, language), 120),
        channel=channel(view, one.via, language),
        subject=one_line(pick(one.subject, language), 200) or phrase("(no subject)"),
    ).into(language)
    marks = [mark.into(language) for mark in _marks(one, view, language)]
    return f"{say} [{', '.join(marks)}]" if marks else say


def _marks(one: InboxItem, view: SeatView, language: str) -> Iterator[Phrase]:
    if one.opened_at is None:
        yield phrase("unread")
    if one.relay_to is not None and one.relayed_at is None:
        to = named(view.agencies, one.relay_to, language)
        yield phrase("to be passed on to {agency}", agency=to)
    if one.relayed_at is not None:
        yield phrase("passed on")
    if one.acknowledged_at is not None:
        yield phrase("acknowledged")


def facts(carried: Mapping[str, str], view: SeatView, language: str) -> Iterator[str]:
    """The facts of an item or message, with the numbers that they have on the situation board."""
    places = {one.id: number for number, one in enumerate(view.board, 1)}
    for name, status in carried.items():
        if name in places:
            yield _fact(places[name], view.board[places[name] - 1], status, language)


def fact(number: int, one: BoardFact, language: str) -> str:
    """A fact of the situation board."""
    text = _fact(number, one, one.status, language)
    sender = one_line(pick(one.sender, language), 120)
    since = phrase("since {time}", time=clock_time(one.known_at)).into(language)
    by = phrase("from {sender}", sender=sender).into(language) if sender else ""
    marking = label(MARKINGS, one.marking, language)
    refuted = phrase("REFUTED").into(language) if one.refuted_by else ""
    return ", ".join(
        part for part in (text, refuted, marking, since, by, _settled(one, language)) if part
    )


def _settled(one: BoardFact, language: str) -> str:
    """Who confirmed or denied what was known before, and when."""
    if one.settled_at is None:
        return ""
    by = one_line(pick(one.settled_by, language), 120)
    return phrase(
        "{status} at {time} by {sender}",
        status=STATUSES.get(one.status, one.status),
        time=clock_time(one.settled_at),
        sender=by or "–",
    ).into(language)


def _fact(number: int, one: BoardFact, status: str, language: str) -> str:
    title = one_line(pick(one.title, language), 200)
    return phrase(
        "fact {n}: {title}, {status}", n=number, title=title, status=STATUSES.get(status, status)
    ).into(language)


def message(number: int, one: SentMessage, view: SeatView, language: str) -> str:
    """A message of this desk and where it is."""
    to = named(view.agencies, one.to, language)
    subject = one_line(one.subject or one.text, 120)
    state = way(one, view, language).into(language)
    return phrase(
        "{n}. {time} to {agency}, by {channel}, {state}: {subject}",
        n=number,
        time=clock_time(one.at),
        agency=to,
        channel=channel(view, one.via, language) if one.via else CHANNELS[""],
        subject=subject or phrase("(no subject)"),
        state=state,
    ).into(language)


def way(one: SentMessage, view: SeatView, language: str) -> Phrase:
    """Where a message is."""
    if one.state == "returned":
        return phrase("came back, {why}", why=label(REASONS, one.reason, language))
    if one.state == "delivered" and one.delivered_at is not None:
        return phrase("delivered at {time}", time=clock_time(one.delivered_at))
    if one.state == "at-relay":
        return phrase(
            "at {agency}, to be passed on", agency=named(view.agencies, one.where, language)
        )
    if one.state == "on-its-way" and one.expected_at is not None:
        if one.expected_at < view.clock.at:
            expected = clock_time(one.expected_at)
            return phrase("still on its way, later than expected ({time})", time=expected)
        return phrase("on its way, expected at {time}", time=clock_time(one.expected_at))
    return MESSAGE_STATES.get(one.state, phrase("on its way"))


def decision(number: int, one: DecisionView, view: SeatView, language: str) -> str:
    """A decision or recommendation."""
    action = named(view.actions, one.action, language)
    kind = phrase("decision") if one.authority else phrase("recommendation")
    parts = [
        phrase(
            "{n}. {time} {kind}: {action}",
            n=number,
            time=clock_time(one.at),
            kind=kind,
            action=action,
        )
    ]
    if one.targets:
        aimed = ", ".join(title_of(view, target, language) for target in one.targets)
        parts.append(phrase("on {targets}", targets=aimed))
    if one.tells:
        told = ", ".join(named(view.agencies, agency, language) for agency in one.tells)
        parts.append(phrase("telling {agencies}", agencies=told))
    text = ", ".join(part.into(language) for part in parts)
    return f"{text}. {one_line(one.reason, 400)}" if one.reason else text


def route(found: RoutePreview, view: SeatView, language: str) -> Phrase:
    """The way a message would take."""
    to = named(view.agencies, found.to, language)
    if found.seconds is None:
        why = label(REASONS, found.reason, language) if found.reason else "–"
        return phrase("{agency}: no way ({why})", agency=to, why=why)
    by = channel(view, found.channel or "", language)
    if not found.relays:
        about = duration(found.seconds)
        return phrase("{agency}: by {channel}, about {time}", agency=to, channel=by, time=about)
    return phrase(
        "{agency}: by {channel} through {relays}, about {time}",
        agency=to,
        channel=by,
        relays=_names(found.relays, view, language),
        time=duration(found.seconds),
    )


def _names(agencies: Iterable[str], view: SeatView, language: str) -> str:
    return ", ".join(named(view.agencies, agency, language) for agency in agencies)
