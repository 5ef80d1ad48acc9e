"""Small dialogs over a screen. The exercise marking stays above and below them."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button

from agencies.language import phrase
from agencies.text import plain
from exercise.tui.widgets.bars import MarkingLine
from exercise.tui.widgets.note import Note
from exercise.tui.wording import columns
from exercise.views.wording import HOST_ENDED

if TYPE_CHECKING:
    from exercise.tui.app import TraineeApp
    from exercise.views.seat import SeatView

__all__ = ["ConfirmScreen", "Dialog", "EndScreen"]


class Dialog(ModalScreen[bool | None]):
    """A box in the middle with the markings around it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f9,ctrl+l", "language", "Español / English", show=False),
    ]

    @property
    def desk_app(self) -> TraineeApp:
        """The app, by its own type."""
        return cast("TraineeApp", self.app)

    def compose(self) -> ComposeResult:
        """Markings, and the box."""
        view, language = self.desk_app.view, self.desk_app.language
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

    def on_mount(self) -> None:
        """Follow the language."""
        self.watch(self.app, "language", self._said_anew, init=False)

    async def _said_anew(self) -> None:
        await self.recompose()

    def action_language(self) -> None:
        """Switch between English and Spanish."""
        self.desk_app.switch_language()


class ConfirmScreen(Dialog):
    """Leave? Answered with y or n; in Spanish, where "sí" begins otherwise, with s or y and n."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "answer(True)", "Yes", show=False),
        Binding("s", "answer_s", "Sí", show=False),
        Binding("n,escape", "answer(False)", "No", show=False),
    ]

    def content(self, view: SeatView, language: str) -> ComposeResult:
        """The question and its two answers."""
        ended = view.clock.phase == "ended"
        yield Note(Content.styled(phrase("Leave the exercise?").into(language), "bold"))
        if self.desk_app.host_ended:
            text = HOST_ENDED
        elif ended:
            text = phrase("It has ended; its record is kept.")
        elif view.solo:
            text = phrase("It stops here, and its record is kept.")
        else:
            text = phrase("It goes on without you. You can come back to your seat.")
        yield Note(text.into(language), classes="gap")
        if waits := max(view.queued, len(self.desk_app.waiting)):
            lost = phrase("⚠ Waiting for the clock, and not sent if you leave now: {n}", n=waits)
            yield Note(Content.styled(lost.into(language), "bold $text-warning"), classes="gap")
        with Horizontal(classes="buttons"):
            yield Button(phrase("Stay (n)").into(language), id="no")
            yield Button(phrase("Leave (y)").into(language), id="yes")

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """A button was pressed."""
        self.dismiss(event.button.id == "yes")

    def action_answer(self, answer: bool) -> None:
        """A key was pressed."""
        self.dismiss(answer)

    def action_answer_s(self) -> None:
        """Sí, or stay."""
        self.dismiss(self.desk_app.language == "es")


class EndScreen(Dialog):  # dismissed with None where the hot wash comes next
    """ENDEX: what this desk did, and what comes next."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q", "answer(True)", "Leave", show=False),
        Binding("enter,h", "hot_wash", "Hot wash", show=False),
        Binding("escape", "answer(False)", "Look around", show=False),
    ]

    def content(self, view: SeatView, language: str) -> ComposeResult:
        """A summary without any score: exercises are no-fault."""
        yield Note(Content.styled(phrase("The exercise has ended").into(language), "bold"))
        yield Note(phrase("ENDEX. Thank you for taking part.").into(language))
        opened = sum(item.opened_at is not None for item in view.inbox)
        counted = phrase(
            "Items opened: {opened} of {all} · messages sent: {sent} · decisions: {decided}",
            opened=opened,
            all=len(view.inbox),
            sent=len(view.sent),
            decided=len(view.decisions),
        )
        yield Note(counted.into(language), classes="gap")
        if asked := sum(one.waits and not one.hot_wash for one in view.questions):
            text = phrase("● Questions that wait for your answer: {n} (tab 7)", n=asked)
            yield Note(Content.styled(text.into(language), "bold"))
        yield Note(_next(self.desk_app), classes="gap")
        with Horizontal(classes="buttons"):
            if self._asked:
                yield Button(phrase("Hot wash (Enter)").into(language), id="hot-wash")
            yield Button(phrase("Look around (Esc)").into(language), id="no")
            yield Button(phrase("Leave (q)").into(language), id="yes")

    @property
    def _asked(self) -> bool:
        """Whether the hot wash waits for answers."""
        return any(one.hot_wash and not one.closed for one in self.desk_app.view.questions)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """A button was pressed."""
        if event.button.id == "hot-wash":
            self.action_hot_wash()
        else:
            self.dismiss(event.button.id == "yes")

    def action_answer(self, answer: bool) -> None:
        """A key was pressed."""
        self.dismiss(answer)

    def action_hot_wash(self) -> None:
        """Three short questions."""
        self.dismiss(None if self._asked else False)


def _next(app: TraineeApp) -> Content:
    """What comes after the end."""
    view, language, record, program = app.view, app.language, app.record, app.program
    if not view.solo or record is None:
        text = phrase("Next comes the hot wash: three short questions, then what the room says.")
        if view.solo:
            text = phrase("The record is kept: score and report come from it.")
        return Content(text.into(language))
    file = plain(shlex.quote(record))
    lines = [Content.styled(phrase("What comes next, once you have left:").into(language), "bold")]
    named = [
        (phrase("Scores").into(language), f"{program} score {file}"),
        (phrase("Report").into(language), f"{program} report {file}"),
        (phrase("Record").into(language), plain(record)),
    ]
    width = max(len(label) for label, _ in named)
    lines += [columns((label, width), (Content.styled(text, "bold"), 0)) for label, text in named]
    return Content("\n").join(lines)
