"""What an inject waits for, in words: its condition, with everything by its name."""

from __future__ import annotations

from collections.abc import Iterable

from agencies.language import Phrase, phrase
from exercise.views.control import ControlView
from exercise.views.seat import Entry
from exercise.views.wording import clock_time, titles, titles_of
from injects.conditions import Condition, Decided, Down

__all__ = ["condition"]


def condition(view: ControlView, wanted: Condition) -> Phrase:
    """A condition as the second half of a sentence that begins with *once*.

    Args:
        view: Where everything has its name.
        wanted: The condition.
    """
    match wanted.kind:
        case "all" | "any":
            return _joined(view, wanted)
        case "not_" if wanted.not_ is not None and wanted.not_.knows is not None:
            agency, fact = _known(view, wanted.not_)
            return phrase("{agency} does not know “{fact}”", agency=agency, fact=fact)
        case "not_":
            assert wanted.not_ is not None
            return phrase("it is not so that {condition}", condition=_inner(view, wanted.not_))
        case "knows":
            agency, fact = _known(view, wanted)
            return phrase("{agency} knows “{fact}”", agency=agency, fact=fact)
        case "decided":
            assert wanted.decided is not None
            return _decided(view, wanted.decided)
        case "down":
            assert wanted.down is not None
            return _down(view, wanted.down)
        case "level":
            assert wanted.level is not None
            place = _title(view.places, wanted.level.place)
            return phrase("{place} is at level {n}", place=place, n=wanted.level.is_)
        case "after":
            return phrase("it is {time}", time=clock_time(wanted.after or 0))
        case "move":
            return phrase("“{move}” is played", move=_title(_moves(view), wanted.move or ""))
        case "fired":
            return phrase("{inject} has been released", inject=wanted.fired)
        case "met":
            return phrase("{expectation} is met", expectation=wanted.met)
        case "late":
            return phrase("{expectation} was done late", expectation=wanted.late)
        case _:
            return phrase("{expectation} is overdue", expectation=wanted.overdue)


def _joined(view: ControlView, wanted: Condition) -> Phrase:
    first, *others = wanted.all or wanted.any or ()
    said = _inner(view, first)
    for other in others:
        if wanted.all:
            said = phrase("{this} and {that}", this=said, that=_inner(view, other))
        else:
            said = phrase("{this} or {that}", this=said, that=_inner(view, other))
    return said


def _inner(view: ControlView, part: Condition) -> Phrase:
    """A part of a condition; what has several parts itself stands between brackets."""
    told = condition(view, part)
    several = len(part.all or part.any or ()) > 1
    return phrase("({condition})", condition=told) if several else told


def _known(view: ControlView, wanted: Condition) -> tuple[Phrase, Phrase]:
    assert wanted.knows is not None
    return _title(view.agencies, wanted.knows.agency), _title(view.facts, wanted.knows.fact)


def _decided(view: ControlView, wanted: Decided) -> Phrase:
    action = _title(view.actions, wanted.action)
    if wanted.target is not None:
        things = (*view.places, *view.things, *view.agencies)
        target = _title(things, wanted.target)
        action = phrase("{action} → {targets}", action=action, targets=target)
    if wanted.by is None:
        return phrase("somebody has decided “{action}”", action=action)
    by = _title(view.agencies, wanted.by)
    return phrase("{agency} has decided “{action}”", agency=by, action=action)


def _down(view: ControlView, wanted: Down) -> Phrase:
    if wanted.link is not None:
        return phrase("the link {link} is down", link=_title(view.links, wanted.link))
    if wanted.channel is None:
        return phrase("{agency} is down", agency=_title(view.agencies, wanted.agency or ""))
    channel = _title(view.channels, wanted.channel)
    if wanted.agency is None:
        return phrase("the channel {channel} is down everywhere", channel=channel)
    agency = _title(view.agencies, wanted.agency)
    return phrase("the channel {channel} is down at {agency}", channel=channel, agency=agency)


def _moves(view: ControlView) -> tuple[Entry, ...]:
    return tuple(Entry(move.id, move.title) for move in view.moves)


def _title(entries: Iterable[Entry], name: str) -> Phrase:
    listed = tuple(entries)
    known = any(entry.id == name and any(entry.title.values()) for entry in listed)
    return titles_of(listed, (name,)) if known else titles({"": name})
