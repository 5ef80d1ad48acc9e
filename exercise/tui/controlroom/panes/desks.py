"""The desks: who sits where, what lies unread, and who has been quiet for how long."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content

from agencies.language import phrase
from exercise import commands as c
from exercise.tui.controlroom import deskforms
from exercise.tui.controlroom.asking import Asked
from exercise.tui.controlroom.dialogs import ask
from exercise.tui.controlroom.panes.pane import RoomPane, own
from exercise.tui.widgets.browse import Row
from exercise.tui.wording import clock_time, columns, label, one_line, section, status, titles
from exercise.views.control import SeatRow
from exercise.views.staffwords import ACTS, part_title, span, thing, titled
from exercise.views.wording import POSTS

__all__ = ["DesksPane", "claimed"]


def claimed(seat: SeatRow, role: str) -> bool:
    """Whether a post speaks for a desk."""
    return f"{seat.agency}/{role}" in seat.seats


class DesksPane(RoomPane):
    """Desks meant for people first, then the others; those with people before those without."""

    TITLE = phrase("Desks")
    EMPTY = phrase("No desks yet.")
    SCOPE = "desks"
    BINDINGS: ClassVar[list[BindingType]] = own("desks")

    def listed(self, width: int) -> Sequence[Row]:
        """One line each."""
        seats = sorted(self.picture.seats, key=lambda seat: (not seat.played, not seat.seats))
        return [(seat.agency, self._row(seat, width)) for seat in seats]

    def detail(self, row: str) -> Content:
        """Who sits there, what is expected of it, what it knows."""
        seat = self.seat(row)
        return self._seat(seat) if seat else self.welcome()

    def seat(self, agency_id: str | None) -> SeatRow | None:
        """The desk of that agency."""
        return next((each for each in self.picture.seats if each.agency == agency_id), None)

    def acts_on(self, action: str) -> bool:
        """A desk with people speaks for itself; who has nothing unread need not read."""
        seat = self.seat(self.marked)
        if action == "read_on_paper":
            return seat is not None and bool(seat.unread_items and seat.seats)
        if action != "claim" or seat is None:
            return True
        return not seat.seats or claimed(seat, self.room.role)

    def ties(self) -> dict[str, str]:
        """The marked agency."""
        return {"about": self.marked} if self.marked else {}

    # -- How it looks ----------------------------------------------------------------------------

    def who(self, seat: SeatRow) -> Content:
        """Who sits there, in a word with a sign."""
        language = self.language
        if not seat.seats:
            return Content.styled(f"  {phrase('simulated').into(language)}", "$text-muted")
        cells = [name.partition("/")[2] for name in seat.seats]
        posts = [POSTS[name].into(language) for name in cells if name in POSTS]
        if posts:
            return Content(f"◇ {', '.join(posts)}")
        gone = len(seat.seats) - len(seat.connected)
        if gone:
            text = phrase("{n} of {m} here", n=len(seat.connected), m=len(seat.seats))
            return Content.styled(f"⚠ {text.into(language)}", "bold $text-warning")
        return Content(f"● {phrase('{n} here', n=len(seat.seats)).into(language)}")

    def quiet(self, seat: SeatRow) -> str:
        """What came last from a desk with people, and how long ago."""
        if not seat.seats:
            return ""
        if seat.last_at is None:
            return phrase("nothing yet").into(self.language)
        act = label(ACTS, seat.last_act, self.language)
        ago = span(self.at - seat.last_at)
        return phrase("{act} {time} ago", act=act, time=ago).into(self.language)

    def _row(self, seat: SeatRow, width: int) -> Content:
        language = self.language
        unread = Content("")
        if seat.unread and seat.seats:
            age = span(self.at - (seat.oldest_unread or 0))
            text = phrase("✉ {n}, {time}", n=seat.unread, time=age).into(language)
            unread = Content.styled(text, "bold $text-warning")
        title = titled(seat.title, seat.agency, language)
        name = Content.styled(title, "bold" if seat.played else "")
        quiet = self.quiet(seat)
        if self.wide:
            first = columns((name, width - 19), (self.who(seat), 18))
            second = columns(("", 2), (unread, 16), (quiet, 0))
            return first + Content("\n") + second
        return columns((name, width - 53), (self.who(seat), 14), (unread, 14), (quiet, 22))

    def _seat(self, seat: SeatRow) -> Content:
        language, view = self.language, self.picture
        lines = [Content.styled(titled(seat.title, seat.agency, language), "bold")]
        for name in seat.seats:
            here = phrase("connected") if name in seat.connected else phrase("not connected")
            number = name.partition("/")[2]
            post = POSTS.get(number)
            told = phrase("Seat {n}: {state}", n=one_line(number, 20), state=here)
            lines.append(Content(f"  {(post or told).into(language)}"))
        if not seat.seats:
            lines.append(Content(phrase("Nobody sits here: its playbook acts.").into(language)))
        if seat.last_at is not None:
            last = phrase(
                "Last act: {act} at {time}",
                act=label(ACTS, seat.last_act, language),
                time=clock_time(seat.last_at),
            )
            lines.append(Content(last.into(language)))
        if seat.oldest_unread is not None:
            unread = phrase(
                "Unread: {n}, the oldest since {time}",
                n=seat.unread,
                time=clock_time(seat.oldest_unread),
            )
            lines.append(Content(unread.into(language)))
        due = [part for part in view.parts if part.agency == seat.agency]
        due = [part for part in due if part.state in ("open", "overdue")]
        if due:
            lines += [Content(""), section(phrase("Expected of it now"), language)]
            for part in sorted(due, key=lambda part: part.due_at):
                left = span(part.due_at - self.at)
                lines.append(
                    Content(f"{left:>9}  {one_line(part_title(view, part).into(language))}")
                )
        lines += [Content(""), section(phrase("What it knows"), language)]
        known = view.known.get(seat.agency, ())
        for fact, sure in known:
            title = Content(thing(view, fact, language))
            lines.append(columns((status(sure, language), 15), (title, 0)))
        if not known:
            lines.append(Content("–"))
        return Content("\n").join(lines)

    # -- What its keys do ------------------------------------------------------------------------

    def action_claim(self) -> None:
        """Speak for the agency, or hand it back."""
        seat, role = self.seat(self.marked), self.room.role
        if seat is None:
            return
        own_seat = f"{seat.agency}/{role}"
        title = titles(seat.title)
        if claimed(seat, role):
            ask(
                self.room,
                phrase("Hand {agency} back to its playbook?", agency=title),
                phrase("From then on it acts by itself."),
                c.LeaveSeat(own_seat),
                agency=seat.agency,
                done=phrase("Handed back."),
            )
        elif seat.seats:
            self.say(phrase("This desk has its own people."))
        else:
            done = phrase("You speak for it: what reaches it waits in your queue.")
            self.room.ask_for(Asked(c.TakeSeat(own_seat), seat.agency, done))

    def action_read_on_paper(self) -> None:
        """What was read out or handed over on slips is known there from now on."""
        seat = self.seat(self.marked)
        if seat is None or not seat.seats:
            self.say(phrase("Claim this desk first: until then its playbook reads."))
            return
        if not seat.unread_items:
            self.say(phrase("Nothing lies unread there."))
            return

        self.app.push_screen(deskforms.read_on_paper(self.picture, seat.agency, self.at))
