"""What takes the place of the control room: the cover of an emergency, the page for visitors."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from agencies.language import phrase
from exercise import commands as c
from exercise.tui.controlroom.asking import Asked
from exercise.tui.controlroom.dialogs import ask
from exercise.tui.controlroom.steering import Steering
from exercise.tui.controlroom.table import bindings
from exercise.tui.cover import CoverScreen
from exercise.tui.widgets.note import Note
from exercise.tui.wording import clock_time, one_line, pick, story_time

if TYPE_CHECKING:
    from exercise.tui.controlroom.app import ControlApp

__all__ = ["VISIT", "RoomCover", "VisitScreen"]

VISIT = "visit"
"""The reason for which the clock stands still while somebody important is in the room."""


class RoomCover(CoverScreen):
    """The cover of a real emergency; control lifts it from here."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("exclamation_mark,f12", "lift", "Lift", show=False),
        Binding("escape,q", "tables", "Tables", show=False),
    ]

    def below(self) -> ComposeResult:
        """For control, the key that ends it."""
        if cast("ControlApp", self.app).role == "control":
            lift = "\nF12 / !  Control: lift the cover · Control: retirar la pantalla"
            if cast("ControlApp", self.app).table is not None:
                lift += "\nEsc  Other tables · Otras mesas"
            yield Static(Content(lift), markup=False, id="lift")

    def action_tables(self) -> None:
        """Back to the screen over all tables, which lifts it everywhere."""
        room = cast("ControlApp", self.app)
        if room.table is not None:
            room.exit()

    def action_lift(self) -> None:
        """The emergency is over: the screens come back, and the clock stands still."""
        room = cast("ControlApp", self.app)
        if room.role == "control":
            ask(
                room,
                phrase("Is the real emergency over?"),
                phrase("The screens come back. The clock stands still until you let it run."),
                c.Pause(),
            )


class VisitScreen(Steering):
    """A neutral state of play: nothing that is to come, nothing that anybody is expected to do."""

    SCOPE = "visit"
    BINDINGS: ClassVar[list[BindingType]] = bindings("visit", "all")

    def body(self) -> ComposeResult:
        """One page."""
        yield Note(id="state")

    def refresh_frame(self) -> None:
        """Markings and keys; what the header counts is not for visitors."""
        super().refresh_frame()
        for name in ("#clock", "#notice", "#said"):
            self.query_one(name).display = False

    def _tell_said(self) -> None:
        """What control did last is not for visitors either."""

    def tell(self) -> None:
        """Say the state of play."""
        self.query_one("#state", Note).update(self._state())

    def tick(self) -> None:
        """The page stands still with the clock."""

    def _state(self) -> Content:
        view, language = self.picture, self.language
        lines = [Content.styled(one_line(pick(view.title, language), 200), "bold"), Content("")]
        for number, move in enumerate(view.moves, start=1):
            if move.state == "now":
                told = phrase("Move {n} of {m}", n=number, m=len(view.moves)).into(language)
                title = one_line(pick(move.title, language), 120)
                lines.append(Content(f"{told}: {title}"))
        story = story_time(view.clock.story) if view.clock.story else "–"
        now = phrase(
            "Exercise time {time} · story time {story}", time=clock_time(self.room.now), story=story
        )
        there = [seat for seat in view.seats if seat.played]
        names = ", ".join(one_line(pick(seat.title, language), 80) for seat in there)
        lines += [
            Content(now.into(language)),
            Content(""),
            Content(phrase("Taking part: {names}", names=names).into(language)),
        ]
        if view.announcements:
            at, text = view.announcements[-1]
            said = phrase("Announced at {time}: {text}", time=clock_time(at), text=one_line(text))
            lines += [Content(""), Content(said.into(language))]
        rest = phrase(
            "The exercise takes a short break. What is looked at is how agencies work together."
        )
        lines += [Content(""), Content.styled(rest.into(language), "italic")]
        return Content("\n").join(lines)

    def action_resume(self) -> None:
        """The visit is over: the clock runs from where it stood."""
        done = phrase("The clock runs again from where it stood.")
        self.room.ask_for(Asked(c.Resume(), done=done))

    def action_back(self) -> None:
        """Back to the control room; the clock goes on standing still."""
        self.room.ask_for(Asked(c.Pause()))
