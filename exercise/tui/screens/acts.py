"""What the desk's keys do: answer, pass on, decide, and steer the clock in solo play.

Where something cannot be done, a notice says why; a key is never silent.
"""

from __future__ import annotations

from agencies.language import Phrase, phrase
from exercise import commands as ask
from exercise.tui.screens.base import Framed
from exercise.tui.widgets.contacts import IN_PERSON
from exercise.tui.wording import SPEED_STEPS
from exercise.views.seat import InboxItem

__all__ = ["DeskActs"]


class DeskActs(Framed):
    """The actions of :class:`exercise.tui.screens.main.MainScreen`."""

    @property
    def item(self) -> InboxItem | None:
        """The item that is marked, where the inbox is open."""
        raise NotImplementedError

    @property
    def contact(self) -> str | None:
        """The agency that is marked, where the contacts are open."""
        raise NotImplementedError

    @property
    def together(self) -> bool:
        """Whether that agency is in one place with this desk."""
        raise NotImplementedError

    # -- Acting on an item -----------------------------------------------------------------------

    def _opened(self) -> InboxItem | None:
        """The marked item if it can be acted on; otherwise says why not."""
        item = self.item
        if self._ended():
            return None
        if item is None:
            self._say(phrase("Mark an item in the inbox first (key 1)."))
        elif item.opened_at is None:
            self._say(phrase("Open the item first: press Enter."))
        else:
            return item
        return None

    def _ended(self) -> bool:
        if self.view.clock.phase == "ended":
            self._say(phrase("The exercise has ended."))
            return True
        return not self.view.agency

    def _say(self, text: Phrase) -> None:
        self.desk_app.say(text, severity="warning")

    def action_reply(self) -> None:
        """Answer the sender."""
        if item := self._opened():
            to = (item.sender_agency,) if item.sender_agency else ()
            self.desk_app.write(to=to, about=item)
            if not to:
                self._say(phrase("The sender has no desk here: choose whom to write to."))

    def action_forward(self) -> None:
        """Pass the item on."""
        if item := self._opened():
            self.desk_app.write(about=item, forward=True)

    def action_acknowledge(self) -> None:
        """Tell the sender that it arrived."""
        if not (item := self._opened()):
            return
        if item.acknowledged_at is not None:
            self._say(phrase("You have acknowledged this already."))
        elif item.sender_agency is None:
            self._say(phrase("There is no agency behind this to acknowledge it to."))
        else:
            self.desk_app.ask_for(
                ask.SendMessage(to=item.sender_agency, intent="acknowledge", about=item.id),
                done=phrase("Acknowledged."),
            )

    def action_relay(self) -> None:
        """Pass a relay request on."""
        if not (item := self._opened()):
            return
        if item.relay_to is None:
            self._say(phrase("Nobody asked you to pass this on. Press f to forward it."))
        elif item.relayed_at is not None:
            self._say(phrase("You have passed this on already."))
        else:
            self.desk_app.ask_for(ask.RelayItem(item.id), done=phrase("Passed on."))

    def action_compose(self) -> None:
        """Write a new message."""
        if self._ended():
            return
        via = IN_PERSON if self.together else ""
        self.desk_app.write(to=(self.contact,) if self.contact else (), via=via)

    def action_decide(self) -> None:
        """Log a decision."""
        if not self._ended():
            self.desk_app.decide()

    def action_ask_control(self) -> None:
        """Ask the exercise control."""
        if self.view.solo:
            self._say(phrase("You play alone: nobody sits in exercise control to answer."))
        elif not self._ended():
            self.desk_app.answer(None)

    # -- The clock, in solo play -----------------------------------------------------------------

    def action_pause(self) -> None:
        """Pause or resume."""
        if self.view.solo and not self._ended():
            self.desk_app.ask_for(ask.Pause() if self.view.clock.running else ask.Resume())

    def action_faster(self) -> None:
        """The next speed up."""
        self._speed([step for step in SPEED_STEPS if step > self.view.clock.speed][:1])

    def action_slower(self) -> None:
        """The next speed down."""
        self._speed([step for step in SPEED_STEPS if step < self.view.clock.speed][-1:])

    def _speed(self, steps: list[int]) -> None:
        if not self.view.solo or self._ended():
            return
        if steps:
            said = phrase("Speed: {n} times real time.", n=steps[0])
            self.desk_app.ask_for(ask.SetSpeed(float(steps[0])), done=said)
        else:
            n = f"{self.view.clock.speed:g}"
            self._say(phrase("That is as far as it goes: {n} times real time.", n=n))

    def action_skip(self) -> None:
        """Jump to just before something next reaches this desk."""
        if self.view.solo and not self._ended():
            self.desk_app.skip()
