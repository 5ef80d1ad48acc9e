"""The forms of the replay: where to go, what to search, what to write down, what to imagine."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from agencies.language import Phrase, phrase
from exercise.errors import Refused, TabletopError
from exercise.events import BookmarkSet
from exercise.tui.controlroom.asking import Asked
from exercise.tui.controlroom.fields import Blank, Few, Line, One, Written, entries
from exercise.tui.controlroom.form import RoomForm
from exercise.tui.controlroom.forms import needed, seconds_from
from exercise.tui.widgets.picker import Pickable
from exercise.tui.wording import clock_time, one_line
from exercise.views.control import ControlView, PartRow
from exercise.views.staffwords import PART_MARKS, agency, part_title

if TYPE_CHECKING:
    from exercise.tui.replay.app import ReplayApp

__all__ = ["CHANGES", "ReplayForm", "bookmark", "change", "jump", "search", "sign_in"]

Act = Callable[["ReplayApp", Written], Phrase | None]
"""Does what a form is for, and returns what is said of it."""


class ReplayForm(RoomForm):
    """A form that acts on the replay instead of asking a session.

    Args:
        key: The draft's name.
        title: What the form does.
        blanks: Its fields.
        act: Does it; raises where that cannot be.
        about: What stands above the fields.
    """

    def __init__(
        self,
        key: str,
        title: Phrase,
        blanks: Sequence[Blank],
        act: Act,
        *,
        about: Phrase | None = None,
    ) -> None:
        super().__init__(key, title, blanks, _nothing, about=about)
        self.act = act

    async def _send(self) -> None:
        replay: ReplayApp = self.app  # type: ignore[assignment]
        try:
            said = self.act(replay, dict(self.written()))
        except TabletopError as error:
            self.refuse(phrase("Not done: {reason}", reason=replay.reason(error)))
            return
        replay.drafts.pop(self.key, None)
        self.dismiss()
        if said is not None:
            replay.say(said)

    def on_input_submitted(self) -> None:
        """Enter in the only field does it."""
        if len(self.blanks) == 1:
            self.action_send()


def _nothing(_: Written) -> Asked:
    raise Refused("There is nothing to be asked.")


def jump(app: ReplayApp) -> ReplayForm:
    """Go to an exercise time, or to an event by its number."""

    def act(replay: ReplayApp, written: Written) -> Phrase | None:
        text = needed(written, "to").strip()
        if number := re.fullmatch(r"#(\d{1,9})", text):
            replay.go(int(number.group(1)))
            return None
        about, at = replay.past.about, seconds_from(text)
        if not about.begins <= at <= about.ends:
            raise Refused(
                "This session goes from {begins} to {ends}.",
                begins=clock_time(about.begins),
                ends=clock_time(about.ends),
            )
        replay.go_to_second(at)
        return None

    about = app.past.about
    return ReplayForm(
        "jump",
        phrase("Jump"),
        (Line("to", phrase("To")),),
        act,
        about=phrase(
            "An exercise time from {begins} to {ends}, for instance 0:45, or the number of an "
            "event, for instance #120. Enter goes there.",
            begins=clock_time(about.begins),
            ends=clock_time(about.ends),
        ),
    )


def search() -> ReplayForm:
    """Search the session."""

    def act(replay: ReplayApp, written: Written) -> Phrase | None:
        text = needed(written, "text").strip()
        hits = tuple(replay.past.find(text))
        if not hits:
            raise Refused("No event of this session holds “{text}”.", text=one_line(text, 60))
        replay.hits, replay.sought = hits, text
        first = next((place for place in hits if place > replay.place), hits[0])
        replay.go(first)
        return phrase(
            "Hit {n} of {m}: “{text}”",
            n=hits.index(first) + 1,
            m=len(hits),
            text=one_line(text, 60),
        )

    return ReplayForm(
        "search",
        phrase("Search the session"),
        (Line("text", phrase("Words")),),
        act,
        about=phrase(
            "What people wrote, and the names of agencies, facts, injects and actions. Enter goes "
            "to the next event that holds all of the words; n and N go on and back."
        ),
    )


def sign_in() -> ReplayForm:
    """Say who writes."""

    def act(replay: ReplayApp, written: Written) -> Phrase | None:
        replay.past.sign_in(needed(written, "who").strip())
        return None

    return ReplayForm(
        "sign in",
        phrase("Who are you?"),
        (Line("who", phrase("Name or code")),),
        act,
        about=phrase(
            "Your name, or your code from before, such as E2. What you write goes into the "
            "evaluation file beside the session, as made in replay; the record stays as it is."
        ),
    )


def bookmark() -> ReplayForm:
    """Mark this moment."""

    def act(replay: ReplayApp, written: Written) -> Phrase | None:
        replay.past.keep(BookmarkSet(needed(written, "text"), replay.second, "replay"))
        return phrase("Marked: {time}.", time=clock_time(replay.second))

    return ReplayForm(
        "bookmark",
        phrase("Bookmark this moment"),
        (Line("text", phrase("What it is")),),
        act,
        about=phrase("It goes into the evaluation file; the record of the session stays as it is."),
    )


CHANGES: dict[str, Phrase] = {
    "send": phrase("a message had been sent"),
    "restore": phrase("a link, a channel or an agency had worked again"),
    "link": phrase("there had been another link"),
    "desk": phrase("an agency's desk had been twice as large"),
    "decide": phrase("a decision had been taken"),
    "fulfil": phrase("what was expected had been done"),
    "playbook": phrase("a playbook had sat at a desk"),
    "words": phrase("something else, written as for tabletop whatif"),
}
"""What can be imagined, in the words of the menu."""


_LUCK = (("0", phrase("no")), ("20", phrase("20 runs more")))


def change(
    view: ControlView, verb: str, at: int, imagine: Callable[[str, int], None]
) -> ReplayForm:
    """Say what is changed.

    Args:
        view: Where things have their names.
        verb: One of :data:`CHANGES`.
        at: The exercise second.
        imagine: Is given the change as :mod:`exercise.replay.changes` reads it, and how often it is
            to be tried under other luck.
    """
    agencies, facts, channels = (
        entries(view.agencies),
        entries(view.facts),
        entries(view.channels),
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
        "decide": (
            One("who", phrase("Agency"), agencies),
            One("action", phrase("Action"), entries(view.actions)),
            One("target", phrase("Target"), entries((*view.places, *view.things, *view.agencies))),
        ),
        "fulfil": (
            One(
                "expectation", phrase("Expectation"), lambda language, _: _expected(view, language)
            ),
        ),
        "playbook": (One("who", phrase("Agency"), agencies),),
        "words": (Line("text", phrase("Change")),),
    }

    def act(_: ReplayApp, written: Written) -> Phrase | None:
        imagine(_said(verb, written, at), int(written["runs"]))
        return phrase("The session is played on with it; the answer comes when it is there.")

    return ReplayForm(
        f"what if {verb}",
        phrase("What if, at {time}, {change}?", time=clock_time(at), change=CHANGES[verb]),
        (*blanks[verb], Few("runs", phrase("Other luck"), _LUCK, "0")),
        act,
        about=phrase(
            "The session is played on from this moment with the change, by the same luck, and "
            "compared with what was. The record stays as it is."
        ),
    )


def _expected(view: ControlView, language: str) -> list[Pickable]:
    """What is expected of whom, in words; what went wrong comes first."""
    standing: dict[str, list[PartRow]] = {}
    for part in view.parts:
        if part.state not in ("kept", "violated"):
            standing.setdefault(part.expectation, []).append(part)
    return [
        Pickable(
            name,
            one_line(
                f"{PART_MARKS[parts[0].state]} {agency(view, parts[0].agency, language)}: "
                + "; ".join(part_title(view, part).into(language) for part in parts)
            ),
            one_line(name, 80),
        )
        for name, parts in sorted(standing.items(), key=lambda one: not _went_wrong(one[1]))
    ]


def _went_wrong(parts: Sequence[PartRow]) -> bool:
    return any(part.state in ("overdue", "late") for part in parts)


def _said(verb: str, written: Written, at: int) -> str:
    """The change as it is written."""
    hours, rest = divmod(max(at, 0), 3600)
    when = f"@T+{hours:02d}:{rest // 60:02d}:{rest % 60:02d}"
    match verb:
        case "words":
            return needed(written, "text").strip()
        case "send":
            parts = [needed(written, name) for name in ("who", "to", "fact")]
        case "link":
            parts = [needed(written, name) for name in ("who", "to", "channel")]
        case "decide":
            parts = [needed(written, name) for name in ("who", "action")]
            parts += [written["target"]] if written["target"] else []
        case "fulfil":
            parts = [needed(written, "expectation")]
        case "restore":
            parts = [written[name] for name in ("link", "channel", "who") if written[name]][:2]
            if not parts:
                raise Refused("Choose a channel, an agency or a link.")
        case _:
            parts = [needed(written, "who")]
    return ":".join((verb, *parts)) + when
