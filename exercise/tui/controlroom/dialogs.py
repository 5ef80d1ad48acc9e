"""Small dialogs of the control room: are you sure, which one, and what to press."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Button, OptionList
from textual.widgets.option_list import Option

from agencies.language import Phrase, phrase
from exercise.commands import Command
from exercise.tui.controlroom.asking import Asked
from exercise.tui.controlroom.table import RoomCommand
from exercise.tui.screens.dialogs import Dialog
from exercise.tui.screens.reading import KeysScreen, key_row
from exercise.tui.widgets.note import Note
from exercise.views.parting import goes_on_under
from exercise.views.seat import SeatView

if TYPE_CHECKING:
    from exercise.tui.controlroom.app import ControlApp

__all__ = ["AskScreen", "ChooseScreen", "RoomHelp", "ask", "leaving", "leaving_host"]


class AskScreen(Dialog):
    """A question with two answers; in Spanish, where "sí" begins otherwise, also s and n.

    Args:
        question: What is asked.
        detail: What it means.
        grave: Whether what it does cannot be undone and concerns everybody.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "answer(True)", "Yes", show=False),
        Binding("s", "answer_s", "Sí", show=False),
        Binding("n,escape", "answer(False)", "No", show=False),
    ]

    def __init__(self, question: Phrase, detail: Phrase, *, grave: bool = False) -> None:
        super().__init__(classes="-grave" if grave else "")
        self.question = question
        self.detail = detail

    def content(self, _: SeatView, language: str) -> ComposeResult:
        """The question and its two answers."""
        yield Note(Content.styled(self.question.into(language), "bold"))
        yield Note(self.detail.into(language), classes="gap")
        with Horizontal(classes="buttons"):
            yield Button(phrase("No (n)").into(language), id="no")
            yield Button(phrase("Yes (y)").into(language), id="yes")

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """A button was pressed."""
        self.dismiss(event.button.id == "yes")

    def action_answer(self, answer: bool) -> None:
        """A key was pressed."""
        self.dismiss(answer)

    def action_answer_s(self) -> None:
        """Sí, or no."""
        self.dismiss(self.desk_app.language == "es")


def ask(
    room: ControlApp,
    question: Phrase,
    detail: Phrase,
    command: Command,
    *,
    agency: str | None = None,
    done: Phrase | None = None,
    grave: bool = False,
) -> None:
    """Ask first, then do it."""

    def answered(yes: bool | None) -> None:
        if yes:
            room.ask_for(Asked(command, agency, done))

    room.push_screen(AskScreen(question, detail, grave=grave), answered)


def leaving(app: App[Any], question: Phrase, detail: Phrase) -> None:
    """Ask whether to leave, unless something is asked already; then go."""

    def answered(yes: bool | None) -> None:
        if yes:
            app.exit()

    if not isinstance(app.screen, Dialog):
        app.push_screen(AskScreen(question, detail), answered)


def leaving_host(
    app: App[Any],
    question: Phrase,
    detail: Phrase,
    colleagues: Sequence[str],
    leave_to: Callable[[str], Awaitable[None]],
) -> None:
    """Ask who ends a host whether it is to go on under a colleague; without one as anybody."""

    def chosen(number: int) -> None:
        if number == len(colleagues):
            leaving(app, question, detail)
        elif number < len(colleagues):
            work = leave_to(colleagues[number])
            app.run_worker(work, group="asking", exit_on_error=False)

    if not colleagues:
        leaving(app, question, detail)
    elif not isinstance(app.screen, Dialog):
        options = [goes_on_under(seat) for seat in colleagues]
        options += [phrase("End the session for everybody"), phrase("Stay here")]
        app.push_screen(ChooseScreen(question, options, chosen))


class ChooseScreen(Dialog):
    """One of a few, by number or arrow and Enter.

    Args:
        question: What is chosen.
        options: What there is.
        chosen: Called with the number of the chosen one, from 0.
        above: What stands between question and options, a line each.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "nothing", "Back", show=False),
        *(Binding(str(n), f"number({n})", str(n), show=False) for n in range(1, 10)),
    ]

    def __init__(
        self,
        question: Phrase,
        options: Sequence[Phrase],
        chosen: Callable[[int], None],
        *,
        above: Sequence[Phrase] = (),
    ) -> None:
        super().__init__()
        self.question = question
        self.options = tuple(options)
        self.chosen = chosen
        self.above = tuple(above)

    def content(self, _: SeatView, language: str) -> ComposeResult:
        """The question and the options with their numbers."""
        yield Note(Content.styled(self.question.into(language), "bold"))
        if self.above:
            yield Note("\n".join(line.into(language) for line in self.above), classes="gap")
        yield OptionList(
            *(
                Option(f"{number}. {option.into(language)}", id=str(number))
                for number, option in enumerate(self.options, start=1)
            ),
            markup=False,
            compact=True,
            classes="gap choices -below" if self.above else "gap choices",
        )
        yield Note(phrase("Enter chooses · Esc goes back").into(language), classes="gap")

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter, or a click."""
        self.action_number(event.option_index + 1)

    def action_number(self, number: int) -> None:
        """A number key."""
        if number <= len(self.options):
            self.dismiss(result=True)
            # The app's to do: what is asked next must not wait for a screen that is gone.
            self.app.call_next(self.chosen, number - 1)

    def action_nothing(self) -> None:
        """Back."""
        self.dismiss(result=False)


ABOUT: dict[str, tuple[Phrase, ...]] = {
    "control": (
        phrase("You steer the exercise. The tabs show the script, the desks and what is expected."),
        phrase("What cannot be undone asks first. What is refused is said above the keys."),
    ),
    "simcell": (
        phrase("You speak for agencies that nobody plays: claim one on the tab Desks (c)."),
        phrase("What reaches it then waits in your queue until you open it."),
    ),
    "collector": (
        phrase("You state which facts a free text passed on, and enter what was said in the room."),
        phrase("Until then the parts it might fulfil are pending."),
    ),
    "evaluate": (
        phrase("You watch and write down what you see. Other evaluators do not see your notes."),
        phrase("n ties what you write to the task, agency or inject that is marked."),
    ),
    "replay": (
        phrase("Every tab shows how it was at the moment above; nothing here changes the record."),
        phrase("The numbers open the tabs, 0 the tenth."),
        phrase("The tab MSEL is the master scenario events list: injects, and what came of them."),
    ),
}

SIGNS = (
    ("► ○ ‖ ✓ –", phrase("due next · to come · held · released or done · skipped or set aside")),
    ("⚠ ✗", phrase("overdue or wants attention · down, came back, violated")),
    ("●", phrase("delivered and not read yet; waits for you")),
)


REPLAY_SIGNS = (
    (
        "► ■ ✗ ✎ ★",
        phrase("below the bars: inject · decision · missed limit · observation · bookmark"),
    ),
    ("► ○ ‖ ✓ –", phrase("on the tab MSEL: due next · to come · held · released · skipped")),
    ("▲", phrase("below the bars: the moment shown")),
    ("⚠ ✗", phrase("overdue or wants attention · down, came back, violated")),
    ("✓ ✓!", phrase("done in time · done, late")),
    ("☑ ✎", phrase("rated by you · notes of yours on it")),
    ("▲ ▼ ◆ =", phrase("what if: better · worse · not to be compared · the same")),
)


class RoomHelp(KeysScreen):
    """The keys of a screen and what the signs mean."""

    def __init__(self, commands: Sequence[RoomCommand]) -> None:
        super().__init__()
        self.commands = tuple(commands)

    def content(self, _: SeatView, language: str) -> ComposeResult:
        """What this is about, the keys, the signs."""
        about = ABOUT.get(cast("ControlApp", self.app).role, ())
        rows = [
            key_row(command, language)
            for command in self.commands
            if not command.action.startswith("tab(")
        ]
        signs = REPLAY_SIGNS if cast("ControlApp", self.app).role == "replay" else SIGNS
        yield from self.told(about, rows, signs, language)
