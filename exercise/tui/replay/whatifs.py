"""The form that says what is imagined otherwise: one for each kind of change."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from agencies.language import Phrase, phrase
from exercise.errors import Refused
from exercise.replay.api import Mark, Past
from exercise.tui.controlroom.fields import Blank, Few, Line, One, Written, entries
from exercise.tui.controlroom.forms import needed, seconds_from
from exercise.tui.replay.forms import ReplayForm
from exercise.tui.widgets.picker import Pickable
from exercise.tui.wording import clock_time, one_line
from exercise.views.chronicle import told
from exercise.views.control import ControlView
from exercise.views.staffwords import PART_MARKS, expectation_title

if TYPE_CHECKING:
    from exercise.tui.replay.app import ReplayApp

__all__ = ["CHANGES", "OF_DECISIONS", "change", "decisions"]

CHANGES: dict[str, Phrase] = {
    "send": phrase("a message had been sent"),
    "decide": phrase("a decision had been taken"),
    "earlier": phrase("a decision had been taken earlier"),
    "omit": phrase("a decision had not been taken"),
    "instead": phrase("another decision had been taken instead"),
    "fulfil": phrase("what was expected had been done"),
    "restore": phrase("a link, a channel or an agency had worked again"),
    "link": phrase("there had been another link"),
    "desk": phrase("an agency's desk had been twice as large"),
    "playbook": phrase("a playbook had sat at a desk"),
    "words": phrase("something else, written as for tabletop whatif"),
}
"""What can be imagined, in the words of the menu."""

OF_DECISIONS = ("earlier", "omit", "instead")
"""Those that change a decision on record: they begin where it does, not at the moment shown."""

_LUCK = (("0", phrase("no")), ("20", phrase("20 runs more")))


def decisions(past: Past) -> list[Mark]:
    """What people decided, in order: what a playbook decided follows from all the rest."""
    return [
        mark
        for mark in past.marks()
        if mark.kind == "decision" and mark.event is not None and mark.event.origin == "command"
    ]


def change(
    view: ControlView,
    past: Past,
    verb: str,
    at: int,
    imagine: Callable[[str, int], None],
    marked: Mapping[str, str],
) -> ReplayForm:
    """Say what is changed.

    Args:
        view: Where things have their names.
        past: The session.
        verb: One of :data:`CHANGES`.
        at: The exercise second.
        imagine: Is given the change as :mod:`exercise.replay.changes` reads it, and how often it is
            to be tried under other luck.
        marked: What the marked row is about: a decision or an expectation, by these names.
    """
    agencies, facts, channels = (
        entries(view.agencies),
        entries(view.facts),
        entries(view.channels),
    )
    action = One("action", phrase("Action"), entries(view.actions))
    target = One("target", phrase("Target"), entries((*view.places, *view.things, *view.agencies)))
    logged = decisions(past)
    decision = One(
        "decision",
        phrase("Decision"),
        lambda language, _: [_decision(view, past, one, language) for one in logged],
        marked.get("decision", ""),
    )
    blanks: dict[str, tuple[Blank, ...]] = {
        "send": (
            One("who", phrase("From"), agencies),
            One("to", phrase("To"), agencies),
            One("fact", phrase("Fact"), facts),
        ),
        "restore": (
            One("channel", phrase("Channel"), channels),
            One("who", phrase("Agency"), agencies),
            One("link", phrase("or a link"), entries(view.links, detail=True)),
        ),
        "link": (
            One("who", phrase("Between"), agencies),
            One("to", phrase("and"), agencies),
            One("channel", phrase("Channel"), channels),
        ),
        "desk": (One("who", phrase("Agency"), agencies),),
        "decide": (One("who", phrase("Agency"), agencies), action, target),
        "earlier": (decision, Line("when", phrase("Taken at"))),
        "omit": (decision,),
        "instead": (decision, action, target),
        "fulfil": (
            One(
                "expectation",
                phrase("Expectation"),
                lambda language, _: _expected(view, language),
                marked.get("expectation", ""),
            ),
        ),
        "playbook": (One("who", phrase("Agency"), agencies),),
        "words": (Line("text", phrase("Change")),),
    }

    def act(_: ReplayApp, written: Written) -> Phrase | None:
        said = _said(verb, written, at)
        past.forks_at(said, at)  # What is wrong about it is told while the form is open.
        imagine(said, int(written["runs"]))
        return phrase("The session is played on with it; the answer comes when it is there.")

    about = phrase(
        "The session is played on from this moment with the change, by the same luck, and "
        "compared with what was. The record stays as it is."
    )
    title = phrase("What if, at {time}, {change}?", time=clock_time(at), change=CHANGES[verb])
    if verb in OF_DECISIONS:
        title = phrase("What if {change}?", change=CHANGES[verb])
        about = phrase(
            "The session is played on from that decision with the change, by the same luck, and "
            "compared with what was. The record stays as it is."
        )
    start = marked.get("expectation" if verb == "fulfil" else "decision", "")
    asks_for_it = verb == "fulfil" or verb in OF_DECISIONS
    # What is marked is another draft each time.
    key = f"what if {verb} {start}" if asks_for_it else f"what if {verb}"
    return ReplayForm(
        key, title, (*blanks[verb], Few("runs", phrase("Other luck"), _LUCK, "0")), act, about=about
    )


def _decision(view: ControlView, past: Past, mark: Mark, language: str) -> Pickable:
    """A decision on record, by its place in it."""
    row = past.row(mark.place)
    assert row is not None
    said = one_line(told(view, row).into(language), 160)
    return Pickable(f"#{row.seq}", f"{clock_time(row.at)}  {said}", f"#{row.seq}")


def _expected(view: ControlView, language: str) -> list[Pickable]:
    """What is still to be done, as one says it: what is overdue first, then by its limit."""
    standing = {
        part.expectation: (part.state != "overdue", part.due_at)
        for part in sorted(view.parts, key=lambda one: one.state == "overdue")
        if part.state in ("open", "overdue")
    }
    return [
        Pickable(
            name,
            f"{PART_MARKS['open' if standing[name][0] else 'overdue']} "
            + one_line(expectation_title(view, name, language), 200),
        )
        for name in sorted(standing, key=lambda one: standing[one])
    ]


def _said(verb: str, written: Written, at: int) -> str:
    """The change as it is written."""
    match verb:
        case "words":
            return needed(written, "text").strip()
        case "earlier":
            decision = needed(written, "decision")
            return f"earlier:{decision}{_when(seconds_from(needed(written, 'when')))}"
        case "omit":
            return f"omit:{needed(written, 'decision')}"
        case "send":
            parts = [needed(written, name) for name in ("who", "to", "fact")]
        case "link":
            parts = [needed(written, name) for name in ("who", "to", "channel")]
        case "decide" | "instead":
            first = "who" if verb == "decide" else "decision"
            parts = [needed(written, name) for name in (first, "action")]
            parts += [written["target"]] if written["target"] else []
            if verb == "instead":
                return ":".join((verb, *parts))
        case "fulfil":
            parts = [needed(written, "expectation")]
        case "restore":
            parts = [written[name] for name in ("link", "channel", "who") if written[name]][:2]
            if not parts:
                raise Refused("Choose a channel, an agency or a link.")
        case _:
            parts = [needed(written, "who")]
    return ":".join((verb, *parts)) + _when(at)


def _when(at: int) -> str:
    hours, rest = divmod(max(at, 0), 3600)
    return f"@T+{hours:02d}:{rest // 60:02d}:{rest % 60:02d}"
