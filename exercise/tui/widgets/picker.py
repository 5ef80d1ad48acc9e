"""Pick from a list by typing part of a name: one entry or several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from agencies.language import phrase

__all__ = ["Pickable", "Picker", "PickerInput", "fits"]


@dataclass(frozen=True, slots=True)
class Pickable:
    """Something a picker offers. ``title`` and ``detail`` are safe text of one line."""

    id: str
    title: str
    detail: str = ""


def fits(typed: str, text: str) -> bool:
    """Whether every word that was typed is found in a text, in any order and case."""
    text = text.casefold()
    return all(word in text for word in typed.casefold().split())


class PickerInput(Input):
    """The line one types into; up, down and Enter act on the list below."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "Up", show=False),
        Binding("down", "move(1)", "Down", show=False),
        Binding("enter", "pick", "Choose", show=False),
        Binding("backspace", "erase", "Erase", show=False),
    ]

    def action_move(self, by: int) -> None:
        """Move the list's cursor."""
        self._picker.move(by)

    def action_pick(self) -> None:
        """Choose what the cursor is on."""
        self._picker.pick()

    def action_erase(self) -> None:
        """Erase a letter; in an empty line, the last choice."""
        if self.value:
            self.action_delete_left()
        else:
            self._picker.drop_last()

    @property
    def _picker(self) -> Picker:
        return cast("Picker", self.parent)


class Picker(Widget):
    """Type to filter, Enter to choose or take back; several, or one only."""

    class Changed(Message):
        """The choice is another one."""

        def __init__(self, picker: Picker) -> None:
            super().__init__()
            self.picker = picker

        @property
        def control(self) -> Picker:
            """The picker."""
            return self.picker

    def __init__(
        self,
        chosen: Sequence[str] = (),
        *,
        several: bool = True,
        numbered: bool = False,
        id: str | None = None,  # noqa: A002
    ) -> None:
        """Begin with what is ``chosen``; in a ``numbered`` one, typing an id chooses it."""
        super().__init__(id=id)
        self.several = several
        self.numbered = numbered
        self.chosen = tuple(chosen)
        self._offered: tuple[Pickable, ...] = ()
        self._hint = ""

    def compose(self) -> ComposeResult:
        """What is chosen, the line to type into, what it finds."""
        yield Static(markup=False, classes="chosen")
        yield PickerInput()
        found = OptionList(markup=False, compact=True)
        found.can_focus = False
        yield found

    def offer(self, entries: Sequence[Pickable], hint: str) -> None:
        """Say what can be chosen, in the reader's language."""
        offered = (tuple(entries), hint)
        if offered == (self._offered, self._hint):
            return
        self._offered, self._hint = offered
        if self.is_mounted:
            self._redraw()

    def choose(self, chosen: Sequence[str]) -> None:
        """Choose these, and nothing else."""
        self.chosen = tuple(chosen)
        self._redraw()
        self.post_message(self.Changed(self))

    def move(self, by: int) -> None:
        """Move the list's cursor."""
        found = self.query_one(OptionList)
        (found.action_cursor_down if by > 0 else found.action_cursor_up)()

    @property
    def answer(self) -> str:
        """What a single choice stands for; empty where it is nothing.

        The only entry that fits what is typed, or with nothing typed what was chosen.
        """
        typed = self.query_one(PickerInput).value.strip()
        if not typed:
            return next(iter(self.chosen), "")
        fitting = [entry.id for entry in self._fitting()]
        if self.numbered and typed in fitting:
            return typed
        return fitting[0] if len(fitting) == 1 else ""

    def pick(self) -> None:
        """Choose what the cursor is on, or take it back."""
        option = self.query_one(OptionList).highlighted_option
        if option is not None and option.id is not None:
            self._toggle(option.id)

    def drop_last(self) -> None:
        """Take the last choice back."""
        if self.chosen:
            self.choose(self.chosen[:-1])

    def on_mount(self) -> None:
        """Draw what was offered before mounting."""
        self._redraw()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        typed = event.value.strip()
        starting = [each.id for each in self._offered if each.id.startswith(typed)]
        if self.numbered and starting == [typed]:
            # Once no longer number can begin so, the number itself is the choice.
            with self.prevent(Input.Changed):
                event.input.value = ""
            self.choose(starting)
            self._mark(typed)
        else:
            self._find(typed=True)

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if event.option_id is not None:
            self._toggle(event.option_id)

    def _toggle(self, entry: str) -> None:
        line = self.query_one(PickerInput)
        if entry in self.chosen and not self.numbered:
            chosen = tuple(each for each in self.chosen if each != entry)
        else:
            chosen = (*self.chosen, entry) if self.several else (entry,)
        with self.prevent(Input.Changed):
            line.value = ""
        self.choose(chosen)

    def _redraw(self) -> None:
        titles = {entry.id: entry.title for entry in self._offered}
        chosen = " · ".join(f"✓ {titles[each]}" for each in self.chosen if each in titles)
        line = self.query_one(".chosen", Static)
        line.update(Content.styled(chosen, "bold"))
        # A single choice stands in the line itself, which saves a row on small terminals.
        line.display = bool(chosen) and self.several
        single = bool(chosen) and not self.several
        typing = self.query_one(PickerInput)
        typing.placeholder = f"{chosen}  ·  {self._hint}" if single else self._hint
        typing.set_class(single, "-chosen")
        self._find()

    def _fitting(self) -> list[Pickable]:
        """The entries that what is typed fits, those called so before those that mention it."""
        typed = self.query_one(PickerInput).value
        fitting = [
            entry
            for entry in self._offered
            if fits(typed, f"{entry.title} {entry.detail} {entry.id}")
        ]
        fitting.sort(key=lambda entry: not fits(typed, entry.title))
        return fitting

    def _find(self, *, typed: bool = False) -> None:
        found = self.query_one(OptionList)
        marked = found.highlighted_option
        options = [Option(self._prompt(entry), id=entry.id) for entry in self._fitting()]
        found.set_options(options or [Option(self._nothing(), disabled=True)])
        ids = [option.id for option in options]
        if marked is not None and marked.id in ids and not typed:
            found.highlighted = ids.index(marked.id)
        else:
            found.highlighted = 0 if ids else None

    def _mark(self, entry: str) -> None:
        """Move the list's cursor onto an entry."""
        found = self.query_one(OptionList)
        found.highlighted = found.get_option_index(entry)

    def _nothing(self) -> Content:
        """Why the list is empty."""
        text = phrase("There is nothing to choose here yet.")
        if self._offered:
            text = phrase("Nothing matches: erase what you typed, or part of it.")
        return Content(text.into(getattr(self.app, "language", "en")))

    def _prompt(self, entry: Pickable) -> Content:
        tick = "[✓]" if self.several else "(•)"
        blank = "[ ]" if self.several else "( )"
        prompt = Content(f"{tick if entry.id in self.chosen else blank} {entry.title}")
        if entry.detail:
            prompt += Content.styled(f"  {entry.detail}", "$text-muted")
        return prompt
