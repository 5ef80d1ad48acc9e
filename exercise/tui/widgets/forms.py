"""Form fields: pick from a list by typing, choose one of a few, tick facts with their status."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from agencies.language import Phrase, phrase
from exercise.tui.wording import STATUSES, status

__all__ = ["Choice", "FactTicks", "Field", "Form", "Picker", "Pickable"]


class Form(VerticalScroll):
    """The fields of a form, one under another."""

    can_focus = False


class Field(Container):
    """A label beside its input."""

    def __init__(self, label: Phrase, content: Widget, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
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


@dataclass(frozen=True, slots=True)
class Pickable:
    """Something a picker offers. ``title`` and ``detail`` are safe text of one line."""

    id: str
    title: str
    detail: str = ""


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
        assert isinstance(self.parent, Picker)
        return self.parent


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
        self, chosen: Sequence[str] = (), *, several: bool = True, id: str | None = None  # noqa: A002
    ) -> None:
        super().__init__(id=id)
        self.several = several
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
        self._offered, self._hint = tuple(entries), hint
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
        self._find()

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if event.option_id is not None:
            self._toggle(event.option_id)

    def _toggle(self, entry: str) -> None:
        line = self.query_one(PickerInput)
        if entry in self.chosen:
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
        line.display = bool(chosen)
        self.query_one(PickerInput).placeholder = Content(self._hint)
        self._find()

    def _find(self) -> None:
        wanted = self.query_one(PickerInput).value.casefold().split()
        found = self.query_one(OptionList)
        marked = found.highlighted_option
        options = [
            Option(self._prompt(entry), id=entry.id)
            for entry in self._offered
            if all(word in f"{entry.title} {entry.detail} {entry.id}".casefold() for word in wanted)
        ]
        found.set_options(options)
        ids = [option.id for option in options]
        if marked is not None and marked.id in ids and not wanted:
            found.highlighted = ids.index(marked.id)
        else:
            found.highlighted = 0 if ids else None

    def _prompt(self, entry: Pickable) -> Content:
        tick = "[✓]" if self.several else "(•)"
        blank = "[ ]" if self.several else "( )"
        prompt = Content(f"{tick if entry.id in self.chosen else blank} {entry.title}")
        if entry.detail:
            prompt += Content.styled(f"  {entry.detail}", "$text-muted")
        return prompt


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
        self, options: Sequence[tuple[str, Phrase]], chosen: str, *, id: str | None = None  # noqa: A002
    ) -> None:
        super().__init__(id=id)
        self.options = tuple(options)
        self.set_reactive(Choice.chosen, chosen)

    def render(self) -> Content:
        """Each option with a round mark; spaces inside do not break lines."""
        parts = []
        for option, title in self.options:
            text = title.into(self.language).replace(" ", "\N{NO-BREAK SPACE}")
            on_it = option == self.chosen
            mark = "(•)" if on_it else "( )"
            parts.append(Content.styled(f"{mark}\N{NO-BREAK SPACE}{text}", "bold" if on_it else ""))
        return Content("  ").join(parts)

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
        self, ticked: dict[str, str], *, with_status: bool = True, id: str | None = None  # noqa: A002
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
