"""The hot wash: three short questions after ENDEX, anonymous, and none has to be answered."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import TextArea

from agencies.language import Phrase, phrase
from exercise import commands as ask
from exercise.errors import TabletopError
from exercise.tui.commands import bindings
from exercise.tui.screens.form import FormScreen
from exercise.tui.widgets.forms import Choice, Field
from exercise.tui.widgets.note import Note
from exercise.tui.wording import titles
from exercise.views.seat import QuestionView

__all__ = ["HotWashScreen"]

NOTHING = "-"
"""Stands for a step of the scale that was not chosen."""


class HotWashScreen(FormScreen):
    """All three on one page; what is left empty is not answered."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("hotwash")
    SCOPE = "hotwash"
    TITLE_PHRASE = phrase("Hot wash")

    def __init__(self, questions: Iterable[QuestionView]) -> None:
        super().__init__()
        self.questions = tuple(questions)

    def fields(self) -> Iterable[Field]:
        """One for each question."""
        drafts = self.desk_app.drafts.answers
        for number, asked in enumerate(self.questions, start=1):
            kept = drafts.get(asked.id) or asked.answer or ""
            label = phrase("{n}. {question}", n=number, question=titles(asked.ask))
            if asked.kind == "text":
                yield Field(label, TextArea(kept, tab_behavior="focus", id=asked.id))
            else:
                yield Field(label, Choice(_steps(asked), kept or NOTHING, id=asked.id))

    def body(self) -> ComposeResult:
        """What it is for stands above the fields."""
        yield Note(id="asked")
        yield from super().body()

    def begin(self) -> None:
        """Begin at once."""
        super().begin()
        for field in self.query(Field):
            field.content.focus()
            break

    def tell(self) -> None:
        """Say it in the language."""
        super().tell()
        told = phrase(
            "Nobody can learn who wrote what, from the record neither. Answer what you like; "
            "Esc skips it."
        )
        if self.view.solo:
            told = phrase("For your own record. Answer what you like; Esc skips it.")
        self.query_one("#asked", Note).update(told.into(self.language))

    def written(self) -> dict[str, str]:
        """What is answered, by question."""
        given = {}
        for asked in self.questions:
            widget = self.query_one(f"#{asked.id}")
            if isinstance(widget, TextArea):
                given[asked.id] = widget.text.strip()
            elif isinstance(widget, Choice) and widget.chosen != NOTHING:
                given[asked.id] = widget.chosen
        return {name: answer for name, answer in given.items() if answer}

    def keep(self) -> None:
        """Keep the draft."""
        self.desk_app.drafts.answers.update(self.written())

    def kept(self) -> bool:
        """Whether anything is written."""
        return bool(self.written())

    def action_give(self) -> None:
        """Lay the answers in the box."""
        self.once(self._give)

    async def _give(self) -> None:
        given = self.written()
        if not given:
            self.refuse(phrase("Write or choose something first; Esc skips it."))
            return
        for name, answer in given.items():
            try:
                await self.desk_app.client.submit(ask.AnswerQuestion(name, answer))
            except (TabletopError, OSError) as error:
                self.refuse(phrase("Not sent: {reason}", reason=self.desk_app.reason(error)))
                return
            self.desk_app.drafts.answers.pop(name, None)
        self.desk_app.say(phrase("Thank you: your answers are in the box with the others."))
        self.dismiss()


def _steps(asked: QuestionView) -> tuple[tuple[str, Phrase], ...]:
    """The steps of a scale, and none of them."""
    options = asked.options or tuple({"": str(step)} for step in range(1, 6))
    return (
        (NOTHING, phrase("no answer")),
        *(
            (str(number), phrase("{n} {step}", n=number, step=titles(option)))
            for number, option in enumerate(options, start=1)
        ),
    )
