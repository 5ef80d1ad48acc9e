"""Changes in people's words: ``desk:csirt`` is *the desk of CSIRT doubled*."""

from __future__ import annotations

from agencies.text import plain
from exercise.errors import RequestError
from exercise.events import DecisionLogged, Event
from exercise.replay.changes import Change, parse_change
from exercise.report.voice import Voice

__all__ = ["spoken"]


def spoken(text: str, voice: Voice) -> str:
    """A change as one says it, to stand within a sentence; as it was written where it is none."""
    try:
        change = parse_change(text)
    except RequestError:
        return plain(text)
    said = _said(change, voice)
    if change.at is None or change.verb == "earlier":
        return said
    return voice.say("{change}, at {time}", change=said, time=voice.moment(change.at))


def _said(change: Change, voice: Voice) -> str:
    say, parts = voice.say, change.parts
    match change.verb:
        case "restore":
            return _restored(parts, voice)
        case "link":
            values = _between(parts[0], parts[1], parts[2], voice)
            if len(parts) > 3:
                return say("a further link by {channel} from {one} to {other}", **values)
            return say("a further link by {channel} between {one} and {other}", **values)
        case "desk":
            who = voice.agency(parts[0])
            if len(parts) > 1:
                return say(
                    "the desk of {agency} at work on {n} items at once", agency=who, n=parts[1]
                )
            return say("the desk of {agency} doubled", agency=who)
        case "send":
            values = _between(parts[0], parts[1], parts[3] if len(parts) > 3 else "", voice)
            told = "; ".join(voice.fact(name) for name in parts[2].split(","))
            if len(parts) > 3:
                return say(
                    "a message by {channel} from {one} to {other}: {told}", told=told, **values
                )
            return say("a message from {one} to {other}: {told}", told=told, **values)
        case "decide":
            who, done = voice.agency(parts[0]), _action(parts[1:], voice)
            return say("a decision of {agency}: {action}", agency=who, action=done)
        case "earlier":
            at = voice.moment(change.at)
            done = _decision(parts[0], voice)
            return say("{decision}, taken at {time} instead", decision=done, time=at)
        case "omit":
            return say("{decision}, left out", decision=_decision(parts[0], voice))
        case "instead":
            done = _action(parts[1:], voice)
            decision = _decision(parts[0], voice)
            return say("{decision}, with this instead: {action}", decision=decision, action=done)
        case "fulfil":
            return _fulfilled(parts, voice)
        case _:
            return say("a playbook at the desk of {agency}", agency=voice.agency(parts[0]))


def _between(one: str, other: str, channel: str, voice: Voice) -> dict[str, str]:
    by = _within(voice.channel(channel)) if channel else ""
    return {"one": voice.agency(one), "other": voice.agency(other), "channel": by}


def _within(title: str) -> str:
    """A title within a sentence: ``Phone`` is phone, and ``VHF`` remains."""
    first = title.partition(" ")[0]
    return title[:1].lower() + title[1:] if first[1:] == first[1:].lower() and first[1:] else title


def _restored(parts: tuple[str, ...], voice: Voice) -> str:
    say, network, name = voice.say, voice.content.network, ":".join(parts)
    links = [link for link in network.links if link.id == name]
    if links:
        values = _between(links[0].source, links[0].target, links[0].channel, voice)
        if len(links) > 1:
            return say("the link by {channel} between {one} and {other} in service", **values)
        return say("the link by {channel} from {one} to {other} in service", **values)
    if len(parts) > 1:
        by, who = _within(voice.channel(parts[0])), voice.agency(parts[1])
        return say("{channel} at {agency} in service", channel=by, agency=who)
    if name in network.channels:
        by = _within(voice.channel(name))
        return say("{channel} in service everywhere", channel=by)
    return say("{agency} in reach", agency=voice.agency(name))


def _action(parts: tuple[str, ...], voice: Voice) -> str:
    on = f" ({', '.join(map(voice.thing, parts[1].split(',')))})" if len(parts) > 1 else ""
    return voice.action(parts[0]) + on


def _decision(name: str, voice: Voice) -> str:
    """A recorded decision by its id or its place in the record."""
    found = next((e for e in voice.content.events if _is_called(e, name)), None)
    if found is None or not isinstance(found.body, DecisionLogged):
        return name
    return voice.say(
        "the decision of {agency} at {time}, “{action}”",
        agency=voice.agency(found.agency),
        time=voice.moment(found.at),
        action=voice.action(found.body.action),
    )


def _is_called(event: Event, name: str) -> bool:
    return isinstance(event.body, DecisionLogged) and name in (
        event.id,
        f"#{event.seq}",
        str(event.seq),
    )


def _fulfilled(parts: tuple[str, ...], voice: Voice) -> str:
    say, name = voice.say, parts[0]
    expected = voice.expectation(name)
    # A duty has no name but the one that the engine gives it.
    what = expected if name.startswith("duty ") or expected == name else f"{name} ({expected})"
    if len(parts) == 1:
        return say("{expectation} fulfilled", expectation=what)
    if parts[1] == "decision":
        return say("{expectation} fulfilled as to the decision", expectation=what)
    to = voice.agency(parts[1])
    return say("{expectation} fulfilled as to {agency}", expectation=what, agency=to)
