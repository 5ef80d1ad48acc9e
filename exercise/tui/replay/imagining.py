"""What if: from the menu of changes to the form that says which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agencies.language import phrase
from exercise.tui.controlroom.dialogs import ChooseScreen
from exercise.tui.controlroom.panes.expected import ExpectedPane
from exercise.tui.controlroom.panes.log import LogPane
from exercise.tui.replay import whatifs
from exercise.tui.replay.panes.marks import MarksPane
from exercise.tui.wording import clock_time

if TYPE_CHECKING:
    from exercise.tui.replay.screen import ReplayScreen

__all__ = ["what_if"]


def what_if(screen: ReplayScreen) -> None:
    """Play on from here with something changed."""
    app = screen.replay
    if app.imagine is None:
        screen.warn(phrase("This session cannot be played on from here."))
        return
    app.playing = False
    verbs, above = list(whatifs.CHANGES), []
    if (warning := app.past.about.warning) is not None:
        above.append(phrase("⚠ {warning}", warning=warning))
        above.append(phrase("What would have been is told of this record as it stands."))
    decided = bool(whatifs.decisions(app.past))
    if not decided:
        verbs = [verb for verb in verbs if verb not in whatifs.OF_DECISIONS]
    if app.second >= app.past.about.ends:
        if not decided:
            screen.warn(phrase("Nothing is left to play from here; go back to an earlier moment."))
            return
        verbs = list(whatifs.OF_DECISIONS)
        above.append(
            phrase(
                "Nothing is left to play from this moment: it is the end. Only what people decided "
                "before can be otherwise; for all else go back first."
            )
        )

    def chosen(number: int) -> None:
        form = whatifs.change(
            app.for_form(), app.past, verbs[number], app.second, app.imagine_with, marked(screen)
        )
        app.push_screen(form, screen.written)

    question = phrase("What if, at {time}, …", time=clock_time(app.second))
    options = [whatifs.CHANGES[verb] for verb in verbs]
    app.push_screen(ChooseScreen(question, options, chosen, above=above))


def marked(screen: ReplayScreen) -> dict[str, str]:
    """What the marked row is about: a decision of people, or an expectation."""
    pane, past = screen.pane, screen.replay.past
    row = (pane.marked if pane is not None else None) or ""
    place = None
    match pane:
        case ExpectedPane() if (part := pane.part(row)) is not None:
            return {"expectation": part.expectation}
        case LogPane() if row.isdecimal():
            place = int(row)
        case MarksPane() if (mark := pane.mark_of(row)) is not None:
            place = mark.place
        case _:
            pass
    if place is None or place not in {one.place for one in whatifs.decisions(past)}:
        return {}
    return {"decision": f"#{place}"}
