"""Going through the session: by events, by time, from mark to mark, from hit to hit."""

from __future__ import annotations

from agencies.language import phrase
from exercise.tui.controlroom.dialogs import ChooseScreen
from exercise.tui.replay import forms
from exercise.tui.replay.frame import ReplayFrame
from exercise.tui.replay.scrubber import Scrubber
from exercise.tui.replay.words import KINDS
from exercise.tui.wording import one_line

__all__ = ["Moving"]


class Moving(ReplayFrame):
    """The actions that lead to another moment."""

    def action_play(self) -> None:
        """Play on, or stop."""
        self.replay.play()

    def action_step(self, by: int) -> None:
        """An event on, or back."""
        self.replay.go(self.replay.place + by)

    def action_leap(self, seconds: int) -> None:
        """A while on, or back."""
        self.replay.go_to_second(self.replay.second + seconds)

    def action_faster(self) -> None:
        """Play faster."""
        self._speed(1)

    def action_slower(self) -> None:
        """Play slower."""
        self._speed(-1)

    def _speed(self, by: int) -> None:
        from exercise.tui.replay.app import SPEEDS

        app = self.replay
        number = SPEEDS.index(app.speed) + by
        app.speed = SPEEDS[min(max(number, 0), len(SPEEDS) - 1)]
        app.say(phrase("It plays at {n} times real time.", n=app.speed))
        self.tell()

    def action_beginning(self) -> None:
        """Before the first event."""
        self.replay.go(0)

    def action_ending(self) -> None:
        """After the last."""
        self.replay.go(len(self.replay.past))

    def action_jump(self) -> None:
        """To a time, or an event."""
        self.fill_in(forms.jump(self.replay))

    def on_scrubber_sought(self, event: Scrubber.Sought) -> None:
        """A place in the session was clicked."""
        self.replay.go_to_second(event.at)

    # -- From mark to mark -----------------------------------------------------------------------

    def action_next_mark(self) -> None:
        """To the next mark of the kinds chosen."""
        place = self.replay.place
        self._to_mark(next((one.place for one in self.replay.marks() if one.place > place), None))

    def action_previous_mark(self) -> None:
        """To the mark before."""
        place = self.replay.place
        before = [one.place for one in self.replay.marks() if one.place < place]
        self._to_mark(before[-1] if before else None)

    def _to_mark(self, place: int | None) -> None:
        if place is None:
            self.warn(phrase("There is no further mark of the kinds chosen; x chooses others."))
        else:
            self.replay.go(place)

    def action_kinds(self) -> None:
        """Which marks k and K stop at."""
        names = list(KINDS)
        options = [phrase("all marks"), *KINDS.values()]

        def chosen(number: int) -> None:
            app = self.replay
            app.kinds = frozenset(names if number == 0 else (names[number - 1],))
            app.say(phrase("k and K stop at: {kinds}", kinds=options[number]))
            self.tell()

        self.app.push_screen(ChooseScreen(phrase("Stop at which marks?"), options, chosen))

    # -- From hit to hit -------------------------------------------------------------------------

    def action_find(self) -> None:
        """Search the whole session."""
        self.fill_in(forms.search())

    def action_next_hit(self) -> None:
        """The next event that holds what was searched."""
        place = self.replay.place
        self._hit(next((one for one in self.replay.hits if one > place), None))

    def action_previous_hit(self) -> None:
        """The one before."""
        place = self.replay.place
        before = [one for one in self.replay.hits if one < place]
        self._hit(before[-1] if before else None)

    def _hit(self, place: int | None) -> None:
        app = self.replay
        if not app.hits:
            self.warn(phrase("Nothing is searched yet; / searches."))
        elif place is None:
            self.warn(phrase("No further event holds “{text}”.", text=one_line(app.sought, 60)))
        else:
            app.go(place)
            number = app.hits.index(place) + 1
            app.say(
                phrase(
                    "Hit {n} of {m}: “{text}”",
                    n=number,
                    m=len(app.hits),
                    text=one_line(app.sought, 60),
                )
            )
