"""Answer a discussion question, or ask the exercise control for information."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import TextArea

from agencies.language import phrase
from exercise import commands as ask
from exercise.errors import TabletopError
from exercise.tui.commands import bindings
from exercise.tui.screens.form import FormScreen
from exercise.tui.widgets.forms import Field
from exercise.tui.widgets.note import Note
from exercise.tui.widgets.picker import Pickable, Picker
from exercise.tui.wording import one_line, pick
from exercise.views.seat import QuestionView

__all__ = ["AnswerScreen"]

SCALE = ("1", "2", "3", "4", "5")


class AnswerScreen(FormScreen):
    """A text, or one of the options. Without a question it asks control."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("answer")
    SCOPE = "answer"
    TITLE_PHRASE = phrase("Answer the question")

    def __init__(self, question: QuestionView | None) -> None:
        super().__init__()
        self.question = question
        self.key = question.id if question else ""

    def title_in(self, language: str) -> str:
        """Whether it answers, or asks."""
        title = self.TITLE_PHRASE if self.question else phrase("Ask the exercise control")
        return title.into(language)

    @property
    def chooses(self) -> bool:
        """Whether the answer is one of several options."""
        return self.question is not None and self.question.kind in ("choice", "scale")

    def fields(self) -> Iterable[Field]:
        """One field."""
        kept = self.desk_app.drafts.answers.get(self.key, "")
        kept = kept or (self.question.answer or "" if self.question else "")
        if self.chooses:
            chosen = (kept,) if kept else ()
            options = Picker(chosen, several=False, numbered=True, id="option")
            yield Field(phrase("Your answer"), options)
        else:
            label = phrase("Your answer") if self.question else phrase("Your question")
            yield Field(label, TextArea(kept, tab_behavior="focus", id="text"))

    def body(self) -> ComposeResult:
        """What is asked stands above the field."""
        yield Note(id="asked")
        yield from super().body()

    def begin(self) -> None:
        """Begin at once."""
        super().begin()
        self.query_one("#option PickerInput" if self.chooses else "#text").focus()

    def tell(self) -> None:
        """Say the question in the language."""
        super().tell()
        language = self.language
        if self.question is None:
            text = phrase(
                "Control answers what your desk would know or could look up; it gives no advice."
            ).into(language)
        else:
            text = pick(self.question.ask, language)
            if self.question.anonymous:
                text += f"\n{phrase('Anonymous: nobody can learn who wrote what.').into(language)}"
        self.query_one("#asked", Note).update(Content.styled(text, "bold"))
        if self.chooses:
            typing = phrase("Enter or its number chooses")
            self.picker("option").offer(self._options(), typing.into(language))

    def _options(self) -> list[Pickable]:
        options = self.question.options if self.question else ()
        if not options:
            return [Pickable(step, step) for step in SCALE]
        # The answer on record is the number of the option: it means the same in every language.
        return [
            Pickable(str(number), f"{number}. {one_line(pick(option, self.language), 160)}")
            for number, option in enumerate(options, start=1)
        ]

    def written(self) -> str:
        """The answer as it stands."""
        if self.chooses:
            return self.picker("option").answer
        return self.query_one("#text", TextArea).text.strip()

    def keep(self) -> None:
        """Keep the draft."""
        self.desk_app.drafts.answers[self.key] = self.written()

    def kept(self) -> bool:
        """Whether there is anything in it."""
        return bool(self.written())

    def action_give(self) -> None:
        """Put the answer on record, or the request to control."""
        self.once(self._give)

    async def _give(self) -> None:
        answer = self.written()
        if not answer:
            self.refuse(phrase("Write or choose something first."))
            return
        command: ask.Command = ask.RequestInformation(answer)
        sent = phrase("Sent to the exercise control; tab 7 shows what it answers.")
        if self.question:
            command = ask.AnswerQuestion(self.question.id, answer)
            sent = phrase("Your answer is on record.")
            if self.question.anonymous:
                sent = phrase("Your answer is in the box with those of the others.")
        if not self.desk_app.client.connected:
            self.desk_app.ask_for(command, done=sent)
        else:
            try:
                await self.desk_app.client.submit(command)
            except (TabletopError, OSError) as error:
                self.refuse(phrase("Not sent: {reason}", reason=self.desk_app.reason(error)))
                return
            self.desk_app.say(sent)
        self.desk_app.drafts.answers.pop(self.key, None)
        self.dismiss()
