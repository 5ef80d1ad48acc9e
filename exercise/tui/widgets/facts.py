"""Tick the facts that a message passes on or a decision rests on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from agencies.language import phrase
from exercise.tui.wording import STATUSES, status

__all__ = ["FactTicks"]


class FactTicks(OptionList):
    """The facts a desk knows: space ticks one, left and right say how sure it is."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "select", "Tick", show=False),
        Binding("left", "status(-1)", "Surer", show=False),
        Binding("right", "status(1)", "Less sure", show=False),
    ]

    class Changed(Message):
        """Other facts are ticked, or with another status."""

    def __init__(
        self,
        ticked: dict[str, str],
        *,
        with_status: bool = True,
        id: str | None = None,  # noqa: A002
    ) -> None:
        super().__init__(markup=False, compact=True, id=id)
        self.ticked = dict(ticked)
        self.with_status = with_status
        self._facts: tuple[tuple[str, str, str], ...] = ()
        self._language = "en"

    def offer(self, facts: Sequence[tuple[str, str, str]], language: str) -> None:
        """Say which facts there are: id, status as this desk knows it, title."""
        self._facts, self._language = tuple(facts), language
        self._redraw()

    def action_status(self, by: int) -> None:
        """Say how sure it is, ticking the fact where it was not."""
        option = self.highlighted_option
        if option is None or option.id is None or not self.with_status:
            return
        ids = list(STATUSES)
        known = {fact: value for fact, value, _ in self._facts}
        if option.id in self.ticked:
            current = self.ticked[option.id]
            step = ids.index(current) + by if current in ids else 0
            self.ticked[option.id] = ids[step % len(ids)]
        else:
            self.ticked[option.id] = known.get(option.id, "unconfirmed")
        self._redraw()
        self.post_message(self.Changed())

    @on(OptionList.OptionSelected)
    def _toggle(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if event.option_id is None:
            return
        known = {fact: value for fact, value, _ in self._facts}
        if self.ticked.pop(event.option_id, None) is None:
            self.ticked[event.option_id] = known.get(event.option_id, "unconfirmed")
        self._redraw()
        self.post_message(self.Changed())

    def _redraw(self) -> None:
        prompts = [(fact, self._prompt(fact, known, title)) for fact, known, title in self._facts]
        if not prompts:
            text = phrase("Your desk knows no facts yet.").into(self._language)
            self.set_options([Option(text, disabled=True)])
        elif [option.id for option in self.options] == [fact for fact, _ in prompts]:
            for index, (_, prompt) in enumerate(prompts):
                self.replace_option_prompt_at_index(index, prompt)
        else:
            self.set_options(Option(prompt, id=fact) for fact, prompt in prompts)
            self.highlighted = 0

    def _prompt(self, fact: str, known: str, title: str) -> Content:
        ticked = fact in self.ticked
        value = self.ticked.get(fact, known) if self.with_status else known
        box = "[✓] " if ticked else "[ ] "
        said = status(value, self._language).pad_right(
            max(15 - status(value, self._language).cell_length, 1)
        )
        return Content.styled(box, "bold" if ticked else "") + said + Content(title)
