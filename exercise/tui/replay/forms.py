"""The forms of the replay: where to go, what to search, what to write down."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from agencies.language import Phrase, phrase
from exercise.errors import Refused, TabletopError
from exercise.events import BookmarkSet
from exercise.tui.controlroom.asking import Asked
from exercise.tui.controlroom.fields import Blank, Line, Written
from exercise.tui.controlroom.form import RoomForm
from exercise.tui.controlroom.forms import needed, seconds_from
from exercise.tui.wording import clock_time, one_line

if TYPE_CHECKING:
    from exercise.tui.replay.app import ReplayApp

__all__ = ["ReplayForm", "bookmark", "jump", "search", "sign_in"]

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
        (Line("to", phrase("Go to")),),
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
        return replay.past.sign_in(needed(written, "who").strip())

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
