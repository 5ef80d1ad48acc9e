"""A form of the control room: fields, what they make, and why it was not done."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import OptionList

from agencies.language import Phrase, phrase
from exercise.errors import TabletopError
from exercise.tui.controlroom.asking import Asked
from exercise.tui.controlroom.fields import Blank, Missing, Written
from exercise.tui.controlroom.frame import RoomScreen
from exercise.tui.controlroom.table import bindings
from exercise.tui.screens.form import literal
from exercise.tui.widgets.forms import Field, Form
from exercise.tui.widgets.note import Note
from exercise.tui.widgets.picker import Picker

__all__ = ["RoomForm"]


class RoomForm(RoomScreen):
    """Fields one under another; what was written stays as a draft until it is done.

    Args:
        key: The draft's name.
        title: What the form does.
        blanks: Its fields.
        make: Turns what is written into what is asked; raises Refused where that cannot be.
        about: What stands above the fields.
    """

    AUTO_FOCUS = "Form *"
    BINDINGS: ClassVar[list[BindingType]] = bindings("form", "all")
    SCOPE = "form"

    def __init__(
        self,
        key: str,
        title: Phrase,
        blanks: Sequence[Blank],
        make: Callable[[Written], Asked],
        *,
        about: Phrase | None = None,
    ) -> None:
        super().__init__()
        self.key = key
        self.heading = title
        self.blanks = tuple(blanks)
        self.make = make
        self.about = about
        self.refused: Phrase | None = None

    def body(self) -> ComposeResult:
        """What it is about, the fields, the line for refusals."""
        yield Note(id="about")
        kept = self.room.drafts.get(self.key, {})
        with Form():
            for blank in self.blanks:
                yield _field(blank, kept.get(blank.name))
        yield Note(id="refused")

    def begin(self) -> None:
        """Remember what stood there at the beginning."""
        super().begin()
        self._before = dict(self.written())

    def written(self) -> Written:
        """What stands in the fields."""
        return {blank.name: blank.read(self._widget(blank)) for blank in self.blanks}

    def _widget(self, blank: Blank) -> Any:
        return self.query_one(f"#in-{blank.name}")

    def tell(self) -> None:
        """Say title, labels and what can be chosen in the language."""
        language = self.language
        # A border title is read as markup.
        self.query_one(Form).border_title = literal(self.heading.into(language))
        about = self.query_one("#about", Note)
        about.display = self.about is not None
        about.update(self.about.into(language) if self.about else "")
        for field in self.query(Field):
            field.tell(language)
        self._offer()
        self._tell_refused()

    def _offer(self) -> None:
        written = self.written()
        for blank in self.blanks:
            blank.offer(self._widget(blank), self.language, written)

    @on(Picker.Changed)
    def _chosen(self) -> None:
        """What one field offers may follow from another."""
        self._offer()

    def refuse(self, reason: Phrase | None) -> None:
        """Say in the form why it was not done; None takes the line away."""
        self.refused = reason
        self._tell_refused()

    def _tell_refused(self) -> None:
        line = self.query_one("#refused", Note)
        line.update(f"✗ {self.refused.into(self.language)}" if self.refused else "")
        line.display = self.refused is not None

    # -- Keys ------------------------------------------------------------------------------------

    def action_send(self) -> None:
        """Do it: once, however often the key is pressed meanwhile."""
        busy = (each for each in self.workers if each.node is self and each.group == "send")
        if all(worker.is_finished for worker in busy):
            self._work(self._send)

    def _work(self, work: Callable[[], Awaitable[None]]) -> None:
        self.run_worker(work, group="send", exit_on_error=False)

    async def _send(self) -> None:
        room, written = self.room, dict(self.written())
        try:
            asked = self.make(written)
            if room.has_to_wait(asked):
                # The answer may take long; if it is no, what was written is there again.
                room.drafts.pop(self.key, None)
                room.ask_for(asked, refused=lambda: room.drafts.update({self.key: written}))
                self.dismiss()
                return
            await room.do(asked)
        except Missing as missing:
            self._point_at(missing.name)
            return
        except (TabletopError, OSError) as error:
            reason = room.reason(error)
            self.refuse(phrase("Not done: {reason}", reason=reason))
            return
        room.drafts.pop(self.key, None)
        if asked.done is not None:
            room.say(asked.done)
        self.dismiss()

    def _point_at(self, name: str) -> None:
        """Say which field is still empty, and go there."""
        blank = next(blank for blank in self.blanks if blank.name == name)
        self.refuse(phrase("Still empty: {field}.", field=blank.label))
        widget = self._widget(blank)
        (widget if widget.can_focus else widget.query("PickerInput, Input").first()).focus()

    def action_clear(self) -> None:
        """Throw it away and begin again."""
        self.room.drafts.pop(self.key, None)
        self.refuse(None)
        self._work(self._begin_again)

    async def _begin_again(self) -> None:
        form = self.query_one(Form)
        await form.remove_children()
        await form.mount_all(_field(blank) for blank in self.blanks)
        self.tell()
        self.focus_next("Form *")

    def action_cancel(self) -> None:
        """Back; what was written is kept."""
        self._keep()
        self.dismiss()

    def action_leave(self) -> None:
        """Ask, then leave; the draft is kept meanwhile."""
        self._keep()
        super().action_leave()

    def _keep(self) -> None:
        written = dict(self.written())
        if written != self._before:
            self.room.drafts[self.key] = written
            self.room.say(phrase("Kept as a draft: the same key opens it again."))

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Lists inside fields are the fields' own affair."""
        event.stop()


def _field(blank: Blank, value: Any = None) -> Field:
    return Field(blank.label, blank.make(value), classes="-asks" if blank.asks else "")
