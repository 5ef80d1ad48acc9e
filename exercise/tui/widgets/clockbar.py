"""The clock bar: when it is, who I am, what waits, and how tense the places are."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from agencies.language import phrase
from exercise.tui.wording import (
    PAUSES,
    clock_time,
    label,
    named,
    one_line,
    pick,
    story_time,
)
from exercise.views.seat import ClockView, SeatView

__all__ = ["ClockBar", "Interpolation"]


class Interpolation:
    """The exercise second between two views: it moves on only while the exercise runs.

    Times come in as arguments, so that a test turns the clock by hand.
    """

    def __init__(self) -> None:
        self._clock = ClockView()
        self._since = 0.0

    def anchor(self, clock: ClockView, wall: float) -> None:
        """Take over what a view says, unless it says what is known already."""
        if clock != self._clock:
            self._clock, self._since = clock, wall

    def at(self, wall: float) -> int:
        """The exercise second at ``wall`` seconds."""
        if not self._clock.running:
            return self._clock.at
        return self._clock.at + int(max(wall - self._since, 0) * self._clock.speed)

    def freeze(self, wall: float) -> None:
        """Stand still where it is, as when the session cannot be reached."""
        if self._clock.running:
            self._clock = ClockView(at=self.at(wall), story=self._clock.story)


class ClockBar(Widget):
    """Two lines, drawn anew each second and with each view."""

    view: reactive[SeatView] = reactive(SeatView)
    at: reactive[int] = reactive(0)
    over: reactive[bool] = reactive(default=False)
    """Whether a moment of a session that is over is shown: its clock ran then, not now."""
    language: reactive[str] = reactive("en")
    connected: reactive[bool] = reactive(default=True)
    host_ended: reactive[bool] = reactive(default=False)

    def render(self) -> Content:
        """The clock above, the desk below."""
        width = self.size.width or 80
        desk = _joined(self._desk_line())
        for short in (1, 2, 3):
            if desk.cell_length > width:
                desk = _joined(self._desk_line(short))
        lines = (_joined(self._clock_line()), desk)
        return Content("\n").join(line.truncate(width, ellipsis=True) for line in lines)

    def state(self) -> tuple[str, str]:
        """Whether the exercise runs, as words with a symbol, and their style."""
        clock, language = self.view.clock, self.language
        if not self.connected and self.host_ended:
            return f"■ {phrase('session over').into(language).upper()}", "bold $text-error"
        if not self.connected:
            return f"⚠ {phrase('NO CONNECTION').into(language)}", "bold $text-error"
        if not self.view.agency:
            return f"… {phrase('connecting').into(language)}", "$text-muted"
        if clock.phase == "ended":
            return f"■ {phrase('ENDED').into(language)}", "bold $text-error"
        if clock.running:
            speed = "" if clock.speed == 1 else f" ×{clock.speed:g}"
            if self.over:
                return f"{phrase('the clock was running').into(language)}{speed}", "$text-muted"
            return f"▶ {phrase('running').into(language)}{speed}", "bold $text-success"
        reason = label(PAUSES, clock.reason or "pause", language)
        return f"‖ {reason.upper()}", "bold $text-warning"

    def _clock_line(self) -> list[Content]:
        view, language = self.view, self.language
        parts = [Content.styled(clock_time(self.at), "bold"), Content.styled(*self.state())]
        if view.clock.story:
            story = story_time(view.clock.story, self.at - view.clock.at)
            parts.append(
                Content.assemble((phrase("story").into(language), "$text-muted"), f" {story}")
            )
        if view.move:
            title = one_line(pick(view.move.title, language), 80)
            moves = phrase("move {n} of {m}", n=view.move.number, m=view.move.of).into(language)
            parts.append(Content.assemble((moves, "$text-muted"), f" {title}"))
        if view.clock.phase == "warm-up" and view.clock.running:
            parts.append(Content(phrase("warm-up").into(language)))
        return parts

    def _desk_line(self, short: int = 0) -> list[Content]:
        view, language = self.view, self.language
        if not view.agency:
            return []
        desk = Content.styled(named(view.agencies, view.agency, language), "bold")
        seat = one_line(view.seat, 60).removeprefix(f"{view.agency}/")
        if seat and short:
            desk += Content.styled(f" #{seat}", "$text-muted")
        elif seat:
            number = phrase("seat {seat}", seat=seat).into(language)
            desk += Content.styled(f" · {number}", "$text-muted")
        unread = phrase("{n} unread", n=view.unread).into(language)
        parts = [desk, Content.styled(f"✉ {unread}", "bold" if view.unread else "$text-muted")]
        if view.places:
            parts.append(self._counted() if short > 2 else self._levels(only_raised=short > 1))
        return parts

    def _levels(self, *, only_raised: bool) -> Content:
        language = self.language
        levels = Content.styled(phrase("security").into(language), "$text-muted")
        places = sorted(self.view.places, key=lambda place: -place.level)
        if only_raised:
            # All of them stand on the situation board; here is no room for those at level 1.
            places = [place for place in places if place.level > 1]
        for place in places:
            name = one_line(pick(place.title, language), 40)
            mark = "▲" * (place.level - 1)
            style = ("", "", "bold $text-warning", "bold $text-error")[min(place.level, 3)]
            levels += Content.assemble(f"  {name} ", (f"{place.level}{mark}", style))
        if only_raised:
            rest = phrase("others 1") if places else phrase("level 1 everywhere")
            levels += Content(f"  {rest.into(language)}")
        return levels

    def _counted(self) -> Content:
        """How many places stand at which raised level; their names are on the situation board."""
        language = self.language
        levels = Content.styled(phrase("security").into(language), "$text-muted")
        raised = [place.level for place in self.view.places if place.level > 1]
        if not raised:
            return levels + Content(f"  {phrase('level 1').into(language)}")
        # One level has room for its name.
        levels += Content(f" {phrase('level').into(language)} " if len({*raised}) == 1 else "  ")
        for level, style in ((3, "bold $text-error"), (2, "bold $text-warning")):
            if count := raised.count(level):
                several = phrase("in {n} places", n=count) if count > 1 else phrase("in 1 place")
                # Where both levels are raised, places are named once, with the last.
                at = several if level == min(raised) else phrase("in {n}, ", n=count)
                mark = f"{level}{'▲' * (level - 1)}"
                levels += Content.assemble((mark, style), f" {at.into(language)}")
        return levels


def _joined(parts: list[Content]) -> Content:
    """Parts with a rule between them."""
    return Content.styled(" │ ", "$text-muted").join(parts)
