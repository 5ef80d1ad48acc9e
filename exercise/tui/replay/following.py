"""Where a marked row leads: to a desk, to a moment, or to the path of a fact or a message."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agencies.language import phrase
from exercise.tui.controlroom.panes.desks import DesksPane
from exercise.tui.controlroom.panes.expected import ExpectedPane
from exercise.tui.controlroom.panes.log import LogPane
from exercise.tui.controlroom.panes.timeline import TimelinePane
from exercise.tui.replay.panes.aware import AwarePane
from exercise.tui.replay.panes.flights import FlightsPane
from exercise.tui.replay.panes.marks import MarksPane
from exercise.tui.replay.panes.path import PathPane
from exercise.tui.replay.table import STAFF
from exercise.tui.widgets.browse import BrowsePane

if TYPE_CHECKING:
    from exercise.tui.replay.screen import ReplayScreen

__all__ = ["choose", "follow"]


async def choose(screen: ReplayScreen, pane: BrowsePane, row: str) -> None:
    """Go where a row leads."""
    app = screen.replay
    match pane:
        case DesksPane():
            screen.sit(row)
        case ExpectedPane():
            part = pane.part(row)
            await _open_path(screen, ("fact", part.about[0]) if part and part.about else None)
        case FlightsPane():
            name = row.removeprefix("flight|")
            await _open_path(screen, ("message", name) if name != row else None)
        case AwarePane():
            await _open_path(screen, ("fact", row) if row else None)
        case PathPane() if row.startswith("step|"):
            app.go(int(row.removeprefix("step|")))
        case MarksPane():
            if (mark := pane.mark_of(row)) is not None:
                app.go(mark.place, max(mark.at, app.past.at(mark.place)))
        case LogPane():
            app.go(int(row))
        case TimelinePane():
            inject = pane.inject(row)
            marks = [one for one in app.past.marks() if one.kind == "inject" and one.event]
            places = {
                getattr(one.event.body, "inject", ""): one.place for one in marks if one.event
            }
            if inject is not None and inject.id in places:
                app.go(places[inject.id])
            else:
                screen.warn(phrase("This inject was never released."))
        case _:
            pass


async def follow(screen: ReplayScreen) -> None:
    """Follow what the marked row is about, or else what led to this moment."""
    pane, past = screen.pane, screen.replay.past
    row = pane.marked if pane is not None else None
    if isinstance(pane, LogPane) and row:
        await _open_path(screen, past.thing(int(row)))
    elif isinstance(pane, MarksPane):
        mark = pane.mark_of(row)
        await _open_path(screen, past.thing(mark.place) if mark and mark.event else None)
    elif isinstance(pane, (ExpectedPane, AwarePane, FlightsPane)) and row:
        await choose(screen, pane, row)
    else:
        await _open_path(screen, past.thing(screen.replay.place))


async def _open_path(screen: ReplayScreen, what: tuple[str, str] | None) -> None:
    """Open the path of a fact or a message."""
    if what is None and screen.replay.desk:
        screen.warn(
            phrase("At a desk only the event of this moment is followed; a looks as control.")
        )
        return
    if what is None:
        screen.warn(phrase("This is about no fact and no message that could be followed."))
        return
    screen.replay.followed_thing = what
    if screen.replay.desk:
        screen.sit(STAFF, "path")
    else:
        await screen.open("path")
