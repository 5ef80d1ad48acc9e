"""Two moments side by side: which of them a pane shows, and what is set beside what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agencies.language import Phrase, phrase
from exercise.tui.controlroom.dialogs import ChooseScreen
from exercise.tui.controlroom.panes.log import LogPane
from exercise.tui.controlroom.panes.pane import RoomPane
from exercise.tui.replay.panes.pane import ReplayPane
from exercise.tui.widgets.browse import BrowsePane
from exercise.tui.widgets.contacts import ContactsPane
from exercise.tui.wording import clock_time, one_line

if TYPE_CHECKING:
    from exercise.replay.api import Past
    from exercise.tui.replay.app import ReplayApp
    from exercise.tui.replay.screen import ReplayScreen

__all__ = ["pin", "set_beside", "show", "title"]


def show(pane: BrowsePane, app: ReplayApp, *, other: bool) -> None:
    """Show a moment on a pane.

    Args:
        pane: The pane.
        app: Where one is, and what is set beside it.
        other: Whether the pane shows what is set beside.
    """
    pane.past, pinned = True, app.pinned
    pane.halved = pinned is not None
    past, place, second = pinned if other and pinned else (app.past, app.place, app.second)
    if isinstance(pane, RoomPane):
        pane.held = (past.picture(place, second), second) if other else None
        if isinstance(pane, ReplayPane):
            pane.other = (past, place) if other else None
        if isinstance(pane, LogPane):
            # What has just happened is what one looks at.
            pane.next_marked = next(iter(pane.fed()), None)
        pane.look(app.language)
        return
    pane.show(past.seat(app.desk, place, second), app.language)
    if isinstance(pane, ContactsPane):
        pane.take(past.contacts(app.desk, place))


def title(app: ReplayApp, pinned: tuple[Past, int, int]) -> Phrase:
    """Which two moments stand side by side."""
    past, _, second = pinned
    return phrase(
        "{here} {now}  │  beside it {there} {then}",
        here=one_line(app.past.about.name, 40),
        now=clock_time(app.second),
        there=one_line(past.about.name, 40),
        then=clock_time(second),
    )


async def set_beside(screen: ReplayScreen) -> None:
    """Pin this moment, or another session, beside the one that goes on; once more unpins."""
    app = screen.replay
    if app.pinned is not None:
        app.pinned = None
        for pane in screen.query(BrowsePane):
            if (pane.id or "").startswith("beside-"):
                await pane.remove()
        screen.tell()
        return
    if app.other is None:
        _pin(screen, app.past)
        return
    options = [
        phrase("this moment"),
        phrase("the other session: {name}", name=one_line(app.other.about.name, 60)),
    ]
    both: list[Past] = [app.past, app.other]
    app.push_screen(
        ChooseScreen(
            phrase("Set what beside it?"), options, lambda number: _pin(screen, both[number])
        )
    )


def _pin(screen: ReplayScreen, past: Past) -> None:
    app = screen.replay
    pin(app, past)
    if past is app.past:
        app.say(phrase("This moment stays beside the one you go on in; c takes it away."))
    screen.call_later(screen.open, screen.tab)


def pin(app: ReplayApp, past: Past) -> None:
    """Set a session beside this one, at the same second."""
    place = app.place if past is app.past else past.place_at(app.second)
    app.pinned = (past, place, app.second)
