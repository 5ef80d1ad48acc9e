"""Small dialogs over a screen. The exercise marking stays above and below them."""

from __future__ import annotations

from typing import ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button

from agencies.language import phrase
from exercise.tui.screens.base import Note
from exercise.tui.widgets.bars import MarkingLine
from exercise.views.seat import SeatView

__all__ = ["ConfirmScreen", "Dialog", "EndScreen"]


class Dialog(ModalScreen[bool]):
    """A box in the middle with the markings around it."""

    def compose(self) -> ComposeResult:
        """Markings, and the box."""
        view, language = self.picture()
        for place in ("top", "bottom"):
            line = MarkingLine(id=f"marking-{place}")
            line.set_reactive(MarkingLine.marking, view.marking)
            line.set_reactive(MarkingLine.language, language)
            yield line
        with VerticalScroll(id="box", can_focus=False):
            yield from self.content(view, language)

    def content(self, view: SeatView, language: str) -> ComposeResult:
        """What stands in the box."""
        raise NotImplementedError

    def picture(self) -> tuple[SeatView, str]:
        """The view and the language it is read in."""
        from exercise.tui.app import TraineeApp

        app = cast("TraineeApp", self.app)
        return app.view, app.language


class ConfirmScreen(Dialog):
    """Leave? Answered with y or n; s and n in Spanish, where both are taken."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y,s", "answer(True)", "Yes", show=False),
        Binding("n,escape", "answer(False)", "No", show=False),
    ]

    def content(self, view: SeatView, language: str) -> ComposeResult:
        """The question and its two answers."""
        ended = view.clock.phase == "ended"
        yield Note(Content.styled(phrase("Leave the exercise?").into(language), "bold"))
        if ended:
            text = phrase("It has ended; its record is kept.")
        elif view.solo:
            text = phrase("It stops here, and its record is kept.")
        else:
            text = phrase("It goes on without you. You can come back to your seat.")
        yield Note(text.into(language), classes="gap")
        with Horizontal(classes="buttons"):
            yield Button(phrase("Stay (n)").into(language), id="no")
            yield Button(phrase("Leave (y)").into(language), id="yes")

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """A button was pressed."""
        self.dismiss(event.button.id == "yes")

    def action_answer(self, answer: bool) -> None:
        """A key was pressed."""
        self.dismiss(answer)


class EndScreen(Dialog):
    """ENDEX: what this desk did, and what to press."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q", "answer(True)", "Leave", show=False),
        Binding("escape,enter", "answer(False)", "Look around", show=False),
    ]

    def content(self, view: SeatView, language: str) -> ComposeResult:
        """A summary without any score: exercises are no-fault."""
        yield Note(Content.styled(phrase("The exercise has ended").into(language), "bold"))
        yield Note(phrase("ENDEX. Thank you for taking part.").into(language))
        opened = sum(item.opened_at is not None for item in view.inbox)
        counted = (
            phrase("items opened: {n} of {m}", n=opened, m=len(view.inbox)),
            phrase("messages sent: {n}", n=len(view.sent)),
            phrase("decisions logged: {n}", n=len(view.decisions)),
            phrase("facts known: {n}", n=len(view.board)),
        )
        lines = "\n".join(f"  • {line.into(language)}" for line in counted)
        yield Note(lines, classes="gap")
        text = phrase("Next comes the hot wash: stay with your group, and say what you saw.")
        if view.solo:
            text = phrase("The record is kept: score and report come from it.")
        yield Note(text.into(language), classes="gap")
        with Horizontal(classes="buttons"):
            yield Button(phrase("Look around (Esc)").into(language), id="no")
            yield Button(phrase("Leave (q)").into(language), id="yes")

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """A button was pressed."""
        self.dismiss(event.button.id == "yes")

    def action_answer(self, answer: bool) -> None:
        """A key was pressed."""
        self.dismiss(answer)
