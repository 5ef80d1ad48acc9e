"""Tick the facts that a message passes on or a decision rests on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from agencies.language import phrase
from exercise.tui.widgets.picker import PickerInput, fits
from exercise.tui.wording import STATUSES, status

__all__ = ["FactInput", "FactTicks"]


class FactInput(PickerInput):
    """The line one types into to find a fact; left and right say how sure the marked one is."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "status(-1)", "Surer", show=False),
        Binding("right", "status(1)", "Less sure", show=False),
    ]

    def action_status(self, by: int) -> None:
        """Say how sure it is."""
        self.ticks.change_status(by)

    @property
    def ticks(self) -> FactTicks:
        """The facts below."""
        return cast("FactTicks", self.parent)


class FactTicks(Widget):
    """The facts a desk knows: type to find one, Enter ticks it, as in every list of a form."""

    class Changed(Message):
        """Other facts are ticked, or with another status."""

    def __init__(
        self,
        ticked: dict[str, str],
        *,
        with_status: bool = True,
        id: str | None = None,  # noqa: A002
    ) -> None:
        super().__init__(id=id)
        self.ticked = dict(ticked)
        self.with_status = with_status
        self._facts: tuple[tuple[str, str, str], ...] = ()
        self._language = "en"

    def compose(self) -> ComposeResult:
        """The line to type into, and what it finds."""
        yield FactInput()
        found = OptionList(markup=False, compact=True)
        found.can_focus = False
        yield found

    def on_mount(self) -> None:
        """Draw what was offered before mounting."""
        self._redraw()

    def offer(self, facts: Sequence[tuple[str, str, str]], language: str) -> None:
        """Say which facts there are: id, status as this desk knows it, title."""
        self._facts, self._language = tuple(facts), language
        if self.is_mounted:
            self._redraw()

    # -- What the line's keys do -----------------------------------------------------------------

    def move(self, by: int) -> None:
        """Mark another fact."""
        found = self.query_one(OptionList)
        (found.action_cursor_down if by > 0 else found.action_cursor_up)()

    def pick(self) -> None:
        """Tick the marked fact, or take the tick away."""
        option = self.query_one(OptionList).highlighted_option
        if option is not None and option.id is not None:
            self._toggle(option.id)

    def drop_last(self) -> None:
        """Ticks are in sight and go one by one, with their own key."""

    def change_status(self, by: int) -> None:
        """Say how sure the marked fact is, ticking it where it was not."""
        option = self.query_one(OptionList).highlighted_option
        if option is None or option.id is None or not self.with_status:
            return
        ids = list(STATUSES)
        if option.id in self.ticked:
            current = self.ticked[option.id]
            step = ids.index(current) + by if current in ids else 0
            self.ticked[option.id] = ids[step % len(ids)]
        else:
            self.ticked[option.id] = self._known(option.id)
        self._redraw()
        self.post_message(self.Changed())

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._redraw(typed=True)

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if event.option_id is not None:
            self._toggle(event.option_id)

    def _toggle(self, fact: str) -> None:
        if self.ticked.pop(fact, None) is None:
            self.ticked[fact] = self._known(fact)
        with self.prevent(Input.Changed):
            self.query_one(FactInput).value = ""
        self._redraw()
        self.post_message(self.Changed())

    def _known(self, fact: str) -> str:
        known = {each: value for each, value, _ in self._facts}
        return known.get(fact, "unconfirmed")

    # -- What is shown ---------------------------------------------------------------------------

    def _redraw(self, *, typed: bool = False) -> None:
        line, found = self.query_one(FactInput), self.query_one(OptionList)
        hint = phrase("type part of a name, Enter ticks")
        if not self._facts:
            hint = phrase("Your desk knows no facts yet.")
        line.placeholder = hint.into(self._language)
        found.display = bool(self._facts)
        listed = [each for each in self._facts if fits(line.value, each[2])]
        marked = found.highlighted_option
        ids = [fact for fact, _, _ in listed]
        prompts = [self._prompt(*each) for each in listed]
        if ids and [option.id for option in found.options] == ids:
            for index, prompt in enumerate(prompts):
                found.replace_option_prompt_at_index(index, prompt)
            return
        nothing = phrase("Nothing matches: erase what you typed, or part of it.")
        found.set_options(
            [Option(prompt, id=fact) for fact, prompt in zip(ids, prompts, strict=True)]
            or [Option(nothing.into(self._language), disabled=True)]
        )
        stays = marked is not None and marked.id in ids and not typed
        found.highlighted = ids.index(str(marked.id)) if marked and stays else (0 if ids else None)

    def _prompt(self, fact: str, known: str, title: str) -> Content:
        ticked = fact in self.ticked
        value = self.ticked.get(fact, known) if self.with_status else known
        box = "[✓] " if ticked else "[ ] "
        said = status(value, self._language).pad_right(
            max(16 - status(value, self._language).cell_length, 1)
        )
        return Content.styled(box, "bold" if ticked else "") + said + Content(title)
