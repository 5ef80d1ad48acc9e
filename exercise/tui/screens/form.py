"""What the forms share: labels, what can be picked, the line that says why not."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import ClassVar

from textual.app import ComposeResult

from agencies.language import Phrase, phrase
from exercise.tui.commands import COMMANDS, UiCommand
from exercise.tui.screens.base import Framed
from exercise.tui.widgets.bars import NoticeLine
from exercise.tui.widgets.facts import FactInput
from exercise.tui.widgets.forms import Choice, Field, Form
from exercise.tui.widgets.note import Note
from exercise.tui.widgets.picker import Pickable, Picker
from exercise.tui.wording import PLACE_KINDS, label, one_line, pick, titles
from exercise.views.seat import DraftView, Entry, SeatView

__all__ = ["FormScreen", "facts_of", "literal", "pickables", "target_problem", "targets_for"]


def pickables(entries: Iterable[Entry], language: str) -> list[Pickable]:
    """Entries as a picker offers them."""
    return [
        Pickable(
            entry.id,
            one_line(pick(entry.title, language), 120) or one_line(entry.id),
            one_line(pick(entry.detail, language), 200),
        )
        for entry in entries
    ]


def targets_for(view: SeatView, action: Sequence[str], language: str) -> list[Pickable]:
    """What the chosen action can be aimed at; everything while none is chosen."""
    entry = next((each for each in view.actions if each.id in action), None)
    kinds = {"place", "system", "resource", "agency"} if entry is None else set(entry.targets)
    places = [
        Pickable(
            place.id,
            one_line(pick(place.title, language), 120),
            label(PLACE_KINDS, place.kind, language),
        )
        for place in view.places
    ]
    things = [each for each in view.things if each.kind in kinds or (kinds and not each.kind)]
    return [
        *(places if "place" in kinds else ()),
        *pickables(things, language),
        *(pickables(view.agencies, language) if "agency" in kinds else ()),
    ]


def target_problem(view: SeatView, action: Sequence[str], targets: Sequence[str]) -> Phrase | None:
    """Why an action cannot go without a target; None where it can, or has one."""
    entry = next((each for each in view.actions if each.id in action), None)
    if entry is None or not entry.targets:
        return None
    offered = {each.id for each in targets_for(view, action, "en")}
    if not offered or offered & set(targets):
        return None
    return phrase(
        "Choose what it is aimed at: '{action}' does nothing without a target.",
        action=titles(entry.title),
    )


def literal(text: str) -> str:
    """Text for a border title, where an opening bracket would begin markup."""
    return text.replace("[", "(").replace("]", ")")


def facts_of(view: SeatView, language: str) -> list[tuple[str, str, str]]:
    """The facts this desk can tick: id, status as known, title; refuted ones say so."""
    listed = []
    for fact in view.board:
        title = one_line(pick(fact.title, language), 160)
        if fact.refuted_by:
            title = phrase("{title} (refuted)", title=title).into(language)
        listed.append((fact.id, fact.status, title))
    return listed


class FormScreen(Framed):
    """A form over the desk; what was written stays as a draft until it is sent."""

    AUTO_FOCUS = ""
    TITLE_PHRASE: ClassVar[Phrase]

    refused: Phrase | None = None
    """Why what was asked last was not done; it stands in the form until it is asked again."""

    def body(self) -> ComposeResult:
        """The fields, the line for refusals, and what the form adds below."""
        with Form():
            yield from self.fields()
        yield from self.below()
        yield Note(id="refused")

    def fields(self) -> Iterable[Field]:
        """The fields from top to bottom."""
        raise NotImplementedError

    def below(self) -> ComposeResult:
        """What stands under the fields."""
        return iter(())

    def keep(self) -> None:
        """Keep what was written as a draft."""
        raise NotImplementedError

    def tell(self) -> None:
        """Say title and labels in the language."""
        # A border title is read as markup; as content it stays what it is.
        self.query_one(Form).border_title = literal(self.title_in(self.language))
        for field in self.query(Field):
            field.tell(self.language)
        for choice in self.query(Choice):
            choice.language = self.language
        self._tell_refused()

    def title_in(self, language: str) -> str:
        """What the form does, as its title."""
        return self.TITLE_PHRASE.into(language)

    def refuse(self, reason: Phrase | None) -> None:
        """Say in the form why it was not done; None takes the line away."""
        self.refused = reason
        self._tell_refused()

    def _tell_refused(self) -> None:
        line = self.query_one("#refused", Note)
        line.update(f"✗ {self.refused.into(self.language)}" if self.refused else "")
        line.display = self.refused is not None

    def once(self, work: Callable[[], Awaitable[None]]) -> None:
        """Do what the form is for: once, however often its key is pressed meanwhile."""
        busy = (worker for worker in self.workers if worker.node is self and worker.group == "send")
        if all(worker.is_finished for worker in busy):
            self.run_worker(work, group="send", exit_on_error=False)

    def shared(self) -> DraftView | None:
        """What the others at the desk are shown of it; None where that is nobody's affair."""
        return None

    def begin(self) -> None:
        """Show the others at the desk what is being written, every second in which it changes."""
        super().begin()
        self._shown: DraftView | None = None
        self.set_interval(1.0, self._share)

    def _share(self) -> None:
        if self.is_attached and (draft := self.shared()) != self._shown:
            self._shown = draft
            self.desk_app.share(draft)

    def on_unmount(self) -> None:
        """What was written is sent, or waits for its writer."""
        if self._shown is not None:
            self.desk_app.share(None)

    def kept(self) -> bool:
        """Whether something was written that closing the form keeps."""
        raise NotImplementedError

    def picker(self, name: str) -> Picker:
        """A picker by its name."""
        return self.query_one(f"#{name}", Picker)

    def show_field(self, name: str, *, shown: bool) -> None:
        """Show a field only where it means something."""
        self.query_one(f"#field-{name}", Field).display = shown

    def action_cancel(self) -> None:
        """Back to the desk; the draft is kept."""
        self.keep()
        if self.kept():
            self.desk_app.say(phrase("Kept as a draft: the same key opens it again."))
        self.dismiss()

    def key_bar(self) -> tuple[UiCommand, ...]:
        """What acts on the field that is focused, then the form's own keys."""
        focused = self.focused
        kind = ""
        if isinstance(focused, FactInput):
            kind = "facts" if focused.ticks.with_status else "ticks"
        elif focused is not None:
            kind = {"PickerInput": "picker", "Choice": "choice"}.get(type(focused).__name__, "")
        hints = [each for each in COMMANDS if each.scope == "field" and kind in each.tabs]
        own = super().key_bar()
        return (*own[:1], *hints, *own[1:])

    def on_descendant_focus(self) -> None:
        """Other keys matter on another field."""
        self.refresh_keys()

    def refresh_notice(self) -> None:
        """On forms the notice tells only what stops people."""
        super().refresh_notice()
        notice = self.query_one("#notice", NoticeLine)
        if notice.has_class("-paused"):
            notice.display = self.size.height > 30

    def action_leave(self) -> None:
        """Ask, then leave; the draft is kept meanwhile."""
        self.keep()
        super().action_leave()
