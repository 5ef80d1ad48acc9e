"""What steers the exercise: the clock, the moves, announcements, visits, emergencies, ENDEX."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from agencies.language import phrase
from exercise import commands as c
from exercise.tui.controlroom import forms
from exercise.tui.controlroom.asking import Asked
from exercise.tui.controlroom.dialogs import AskScreen, ChooseScreen, ask
from exercise.tui.controlroom.frame import RoomScreen
from exercise.tui.wording import SPEED_STEPS, clock_time, one_line, titles
from exercise.views.staffwords import PAUSES, directing, place_title, post_title, span, ways_in

__all__ = ["Steering"]

STOPS = ("discussion", "break", "time-out", "briefing", "pause")


class Steering(RoomScreen):
    """The actions of control that concern everybody."""

    def action_pause(self) -> None:
        """Stop the clock, or let it run."""
        if self.picture.clock.running:
            self.room.ask_for(Asked(c.Pause()))
        else:
            self.room.ask_for(Asked(c.Resume()))

    def action_stop_for(self) -> None:
        """Stop the clock for a reason."""

        def chosen(number: int) -> None:
            self.room.ask_for(Asked(c.Pause(STOPS[number])))

        options = [PAUSES[reason] for reason in STOPS]
        self.app.push_screen(ChooseScreen(phrase("Why does the clock stop?"), options, chosen))

    def action_faster(self) -> None:
        """The next speed up."""
        self._speed([step for step in SPEED_STEPS if step > self.picture.clock.speed][:1])

    def action_slower(self) -> None:
        """The next speed down."""
        self._speed([step for step in SPEED_STEPS if step < self.picture.clock.speed][-1:])

    def _speed(self, steps: list[int]) -> None:
        if steps:
            self.room.ask_for(Asked(c.SetSpeed(float(steps[0]))))

    def action_jump(self) -> None:
        """Jump to a time."""
        self.app.push_screen(forms.jump(self.picture, self.room.at))

    def action_next_inject(self) -> None:
        """Jump to where the next inject fires."""
        due = self.picture.next_due(self.room.at)
        if due is None or due.at is None or due.at <= self.room.at:
            self.room.say(phrase("No inject is due by its time any more."), severity="warning")
            return
        ask(
            self.room,
            phrase("Jump to {inject} at {time}?", inject=due.id, time=clock_time(due.at)),
            phrase(
                "{subject}. That is {span} ahead; all that lies between is played at once, and "
                "windows that it crosses are not compared.",
                subject=titles(due.subject),
                span=span(due.at - self.room.at),
            ),
            c.Jump(due.at),
        )

    def action_move(self) -> None:
        """Leap to a later move."""
        ahead = [move for move in self.picture.moves if move.state == "to-come"]
        if not ahead:
            self.room.say(phrase("This is the last move."), severity="warning")
            return

        def chosen(number: int) -> None:
            move = ahead[number]
            ask(
                self.room,
                phrase("Begin the move {move} now?", move=titles(move.title)),
                phrase(
                    "It begins at {time}. What is under way arrives at its beginning; what crosses "
                    "the boundary is not compared unless the pack carries it over.",
                    time=clock_time(move.begins),
                ),
                c.BeginMove(move.id),
            )

        options = [titles(move.title) for move in ahead]
        self.app.push_screen(ChooseScreen(phrase("Which move begins?"), options, chosen))

    def action_announce(self) -> None:
        """Tell everybody something."""
        self.app.push_screen(forms.announce())

    def action_codes(self) -> None:
        """Look at the join codes, and have one replaced."""
        work: Callable[[], Awaitable[None]] = self._codes
        self.room.run_worker(work, group="asking", exit_on_error=False)

    async def _codes(self) -> None:
        codes = await self.room.told(self.room.client.codes())
        ways = await self.room.told(self.room.client.ways_in()) if codes is not None else None
        if codes is None or ways is None:
            return
        names = list(codes)
        places = [place_title(self.picture, name) for name in names]

        def chosen(number: int) -> None:
            self.app.push_screen(
                AskScreen(
                    phrase("Revoke the code for {place}?", place=places[number]),
                    phrase(
                        "It opens nothing any more, and who came by it is cut off until they come "
                        "in with the new one."
                    ),
                    grave=True,
                ),
                lambda yes: self._revoke(names[number]) if yes else None,
            )

        options = [
            phrase("{code} {place}", code=codes[name], place=place)
            for name, place in zip(names, places, strict=True)
        ]
        question = phrase("Join codes. Choose one to have it replaced.")
        self.app.push_screen(ChooseScreen(question, options, chosen, above=ways_in(ways)))

    def _revoke(self, name: str) -> None:
        async def work() -> None:
            code = await self.room.told(self.room.client.revoke(name))
            if code is not None:
                place = place_title(self.picture, name)
                new = phrase("The new code for {place}: {code}", place=place, code=code)
                self.app.push_screen(ChooseScreen(new, (phrase("Noted."),), lambda _: None))

        made: Callable[[], Awaitable[None]] = work
        self.room.run_worker(made, group="asking", exit_on_error=False)

    def action_hand_over(self) -> None:
        """Have another of control direct, or take that over; nobody is locked out by it."""
        view = self.picture
        seats = [seat for seat in (view.seat, *view.colleagues) if seat != view.directs]
        if not seats:
            alone = phrase(
                "Nobody else of control is connected; the code for Control lets them in."
            )
            self.room.say(alone, severity="warning")
            return

        def chosen(number: int) -> None:
            asked = self.room.told(self.room.client.hand_over(seats[number]))
            self.room.run_worker(asked, group="asking", exit_on_error=False)

        named = {seat: phrase("{seat} directs", seat=post_title(seat)) for seat in seats}
        named[view.seat] = phrase("I direct")
        question = phrase("{now} Who directs from now on?", now=directing(view))
        self.app.push_screen(ChooseScreen(question, [named[seat] for seat in seats], chosen))

    def action_visit(self) -> None:
        """Somebody important is in the room: stop, and show nothing that gives the script away."""
        self.room.ask_for(Asked(c.Pause("visit")))

    def action_emergency(self) -> None:
        """A real emergency, after one question."""
        ask(
            self.room,
            phrase("REAL-WORLD EMERGENCY: stop everything now?"),
            phrase("The clock stops, and every screen is covered until control lifts it."),
            c.Pause("emergency"),
            grave=True,
        )

    def action_end(self) -> None:
        """ENDEX."""
        ahead = sum(inject.state in ("planned", "held") for inject in self.picture.injects)
        pack = one_line(self.picture.session)
        ask(
            self.room,
            phrase("End the exercise {pack} now (ENDEX)?", pack=pack),
            phrase(
                "It ends for everybody and cannot go on. Injects that were not released: {n}.",
                n=ahead,
            ),
            c.EndExercise(),
            grave=True,
        )
