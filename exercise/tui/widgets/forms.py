"""A form: labelled fields one under another, and a choice of a few that are all in sight."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Static

from agencies.language import Phrase

__all__ = ["Choice", "Field", "Form"]


class Form(VerticalScroll):
    """The fields of a form, one under another."""

    can_focus = False


class Field(Container):
    """A label beside its input."""

    def __init__(
        self,
        label: Phrase,
        content: Widget,
        *,
        id: str | None = None,  # noqa: A002
        classes: str = "",
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.label = label
        self.content = content
        content.add_class("input")

    def compose(self) -> ComposeResult:
        """The label, then the input."""
        yield Static(str(self.label), markup=False, classes="label")
        yield self.content

    def tell(self, language: str) -> None:
        """Say the label in a language."""
        self.query_one(".label", Static).update(Content(self.label.into(language)))


class Choice(Widget, can_focus=True):
    """One of a few, all in sight: left and right change it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", "Before", show=False),
        Binding("right,space", "step(1)", "Next", show=False),
    ]

    chosen: reactive[str] = reactive("", layout=True)
    language: reactive[str] = reactive("en", layout=True)

    class Changed(Message):
        """The choice is another one."""

        def __init__(self, choice: Choice) -> None:
            super().__init__()
            self.choice = choice

        @property
        def control(self) -> Choice:
            """The field."""
            return self.choice

    def __init__(
        self,
        options: Sequence[tuple[str, Phrase]],
        chosen: str,
        *,
        id: str | None = None,  # noqa: A002
    ) -> None:
        super().__init__(id=id)
        self.options = tuple(options)
        self.set_reactive(Choice.chosen, chosen)

    def render(self) -> Content:
        """Each option with a round mark; lines break between options only."""
        lines = [Content("")]
        for option, title in self.options:
            on_it = option == self.chosen
            text = f"{'(•)' if on_it else '( )'} {title.into(self.language)}  "
            if lines[-1].cell_length + len(text) > (self.size.width or 60):
                lines.append(Content(""))
            lines[-1] += Content.styled(text, "bold" if on_it else "")
        return Content("\n").join(lines)

    def watch_chosen(self) -> None:
        """Tell the form."""
        if self.is_mounted:
            self.post_message(self.Changed(self))

    def on_click(self, _: Click) -> None:
        """A click takes the next one."""
        self.focus()
        self.action_step(1)

    def action_step(self, by: int) -> None:
        """Take the next or the one before."""
        ids = [option for option, _ in self.options]
        self.chosen = ids[(ids.index(self.chosen) + by) % len(ids)]
