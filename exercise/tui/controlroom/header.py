"""The header: when it is, whether the clock runs and why not, who is there, what waits."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from agencies.language import Phrase, phrase
from exercise.tui.controlroom.tabs import Tab, tabs_of
from exercise.tui.widgets.bars import TabBar
from exercise.tui.wording import clock_time, duration, label, one_line, pick, story_time
from exercise.views.control import ControlView
from exercise.views.staffwords import post_title, reason_of, waiting_requests
from exercise.views.wording import POSTS

__all__ = ["RoomHeader", "RoomTabs", "move_left"]


def move_left(view: ControlView, at: int) -> int | None:
    """Exercise seconds until the move that is played ends; None where none is."""
    if not any(move.state == "now" for move in view.moves):
        return None
    ahead = [move.begins for move in view.moves if move.state == "to-come"]
    return max(min(ahead, default=view.endex) - at, 0)


def direction(view: ControlView) -> Phrase:
    """Who directs, in two or three words."""
    if view.directs == view.seat:
        return phrase("you direct")
    seat = post_title(view.directs)
    if view.directs in view.present:
        return phrase("{seat} directs", seat=seat)
    return phrase("{seat} directs, away", seat=seat)


class RoomHeader(Widget):
    """Two lines, drawn anew each second and with each picture."""

    view: reactive[ControlView] = reactive(ControlView)
    at: reactive[int] = reactive(0)
    language: reactive[str] = reactive("en")
    connected: reactive[bool] = reactive(default=True)
    host_ended: reactive[bool] = reactive(default=False)
    outbox: reactive[int] = reactive(0)
    waiting: reactive[int] = reactive(0)
    over: reactive[bool] = reactive(default=False)
    """Whether a moment of a session that is over is shown: its clock ran then, not now."""
    table: reactive[int | None] = reactive(None)
    """The table whose room this is, where there are several."""

    def render(self) -> Content:
        """The clock above, the room below."""
        width = (self.size.width or 80) - 2
        lines = []
        for make in (self._clock_line, self._room_line):
            line = _joined(make(short=0))
            for short in (1, 2):
                if line.cell_length > width:
                    line = _joined(make(short=short))
            lines.append(line.truncate(width, ellipsis=True))
        return Content("\n").join(lines)

    def state(self) -> tuple[str, str]:
        """Whether the exercise runs, as words with a symbol, and their style."""
        clock, language = self.view.clock, self.language
        if not self.connected and self.host_ended:
            return f"■ {phrase('session over').into(language).upper()}", "bold $text-error"
        if not self.connected:
            return f"⚠ {phrase('NO CONNECTION').into(language)}", "bold $text-error"
        if not self.view.role:
            return f"… {phrase('connecting').into(language)}", "$text-muted"
        if clock.phase == "ended":
            return f"■ {phrase('ENDED').into(language)}", "bold $text-error"
        speed = f" ×{clock.speed:g}"
        if clock.running and self.over:
            return f"{phrase('the clock was running').into(language)}{speed}", "$text-muted"
        if clock.running:
            return f"▶ {phrase('running').into(language)}{speed}", "bold $text-success"
        return f"‖ {reason_of(clock, language).upper()}{speed}", "bold $text-warning"

    def _clock_line(self, *, short: int) -> list[Content]:
        view, language = self.view, self.language
        parts = [Content.styled(clock_time(self.at), "bold"), Content.styled(*self.state())]
        if view.clock.story:
            story = story_time(view.clock.story, self.at - view.clock.at)
            word = "" if short else f"{phrase('story').into(language)} "
            shown = story[5:] if short > 1 else story
            parts.append(Content.assemble((word, "$text-muted"), shown))
        parts += self._move(short)
        return parts

    def _move(self, short: int) -> list[Content]:
        view, language = self.view, self.language
        for number, move in enumerate(view.moves, start=1):
            if move.state == "now":
                told = phrase("move {n} of {m}", n=number, m=len(view.moves)).into(language)
                title = "" if short else f" {one_line(pick(move.title, language), 40)}"
                left = phrase("{time} left", time=duration(move_left(view, self.at) or 0))
                return [
                    Content.assemble((told, "$text-muted"), title),
                    Content(left.into(language)),
                ]
        return []

    def _room_line(self, *, short: int) -> list[Content]:
        view, language = self.view, self.language
        if not view.role:
            return []
        post = label(POSTS, view.role, language)
        played = [seat for seat in view.seats if seat.played]
        there = sum(bool(seat.connected) for seat in played)
        waits = waiting_requests(view)
        parts = [Content.styled(post, "bold")]
        if view.role == "control" and (view.colleagues or view.directs not in ("", view.seat)):
            who = f"{post_title(view.seat).into(language)} · {direction(view).into(language)}"
            parts[0] = Content.styled(who, "bold")
        if self.table is not None:
            table = phrase("Table {n}", n=self.table).into(language)
            parts.insert(0, Content.styled(table, "bold reverse"))
        parts += [
            Content(phrase("people {n}", n=view.people).into(language)),
            Content(phrase("desks {n} of {m}", n=there, m=len(played)).into(language)),
        ]
        if waits or not short:
            text = phrase("requests {n}", n=waits).into(language)
            parts.append(Content.styled(text, "bold" if waits else "$text-muted"))
        if view.overdue:
            text = phrase("⚠ {n} overdue", n=view.overdue).into(language)
            parts.append(Content.styled(text, "bold $text-warning"))
        if view.outages:
            text = phrase("✗ {n} down", n=len(view.outages)).into(language)
            parts.append(Content.styled(text, "bold $text-warning"))
        if self.outbox:
            text = phrase("outbox {n}", n=self.outbox).into(language)
            parts.insert(1, Content.styled(f"⇡ {text}", "bold $text-error"))
        elif self.waiting:
            text = phrase("waiting for the clock: {n}", n=self.waiting).into(language)
            parts.insert(1, Content.styled(f"‖ {text}", "bold $text-warning"))
        if not short:
            parts.append(Content.styled(one_line(pick(view.title, language), 60), "$text-muted"))
        return parts


class RoomTabs(TabBar):
    """The tabs of a role with their number keys; the one that is open stands in brackets."""

    role: reactive[str] = reactive("")

    @property
    def tabs(self) -> tuple[Tab, ...]:
        """Those of the role."""
        return tabs_of(self.role) if self.role else ()


def _joined(parts: list[Content]) -> Content:
    """Parts with a rule between them."""
    return Content.styled(" │ ", "$text-muted").join(parts)
