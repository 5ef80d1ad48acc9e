"""Log a decision: what, at what, whom it tells, what it rests on, and why."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import TextArea

from agencies.language import Phrase, phrase
from exercise import commands as ask
from exercise.errors import TabletopError
from exercise.tui.commands import bindings
from exercise.tui.drafts import DecisionDraft
from exercise.tui.screens.form import (
    FormScreen,
    facts_of,
    pickables,
    target_problem,
    targets_for,
)
from exercise.tui.widgets.facts import FactTicks
from exercise.tui.widgets.forms import Field
from exercise.tui.widgets.note import Note
from exercise.tui.widgets.picker import Pickable, Picker
from exercise.tui.wording import one_line, pick, titles_of
from exercise.views.seat import DraftView

__all__ = ["DecideScreen"]


class DecideScreen(FormScreen):
    """One decision or recommendation."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("decide")
    SCOPE = "decide"
    TITLE_PHRASE = phrase("Log a decision")

    def __init__(self, draft: DecisionDraft) -> None:
        super().__init__()
        self.draft = draft

    def fields(self) -> Iterable[Field]:
        """The action first: it says what it can be aimed at."""
        draft = self.draft
        yield Field(phrase("Action"), Picker(draft.action, several=False, id="action"))
        yield Field(phrase("Aimed at"), Picker(draft.targets, id="targets"), id="field-targets")
        yield Field(phrase("Reason"), TextArea(draft.reason, tab_behavior="focus", id="reason"))
        yield Field(phrase("Tell"), Picker(draft.tells, id="tells"))
        facts = FactTicks(draft.facts, with_status=False, id="facts")
        yield Field(phrase("Rests on"), facts)

    def below(self) -> ComposeResult:
        """What the desk may and may not decide."""
        yield Note(id="preview")

    def begin(self) -> None:
        """Begin with the action."""
        super().begin()
        self.query_one("#action PickerInput").focus()

    def tell(self) -> None:
        """Offer what this view has, in the language."""
        super().tell()
        view, language = self.view, self.language
        typing = phrase("type part of a name, Enter chooses").into(language)
        recommended = phrase("○ recommendation only").into(language)
        may = phrase("● your desk decides").into(language)
        self.picker("action").offer(
            [
                Pickable(
                    entry.id,
                    one_line(pick(entry.title, language), 120),
                    f"{may if entry.authority else recommended}"
                    f"  {one_line(pick(entry.detail, language), 160)}".rstrip(),
                )
                for entry in view.actions
            ],
            typing,
        )
        others = [entry for entry in view.agencies if entry.id != view.agency]
        self.picker("tells").offer(pickables(others, language), typing)
        self.query_one(FactTicks).offer(facts_of(view, language), language)
        self._offer_targets()

    def _offer_targets(self) -> None:
        view, language = self.view, self.language
        chosen = self.picker("action").chosen
        offered = targets_for(view, chosen, language)
        typing = phrase("type part of a name, Enter chooses").into(language)
        self.picker("targets").offer(offered, typing)
        entry = next((each for each in view.actions if each.id in chosen), None)
        self.show_field("targets", shown=entry is None or bool(entry.targets))
        if entry is None:
            text = Content.styled(phrase("Choose what you decide.").into(language), "$text-muted")
        elif entry.authority:
            text = Content(phrase("● Your desk may decide this.").into(language))
        else:
            text = Content.styled(
                phrase(
                    "○ Your desk may not decide this: it goes out as a recommendation "
                    "to whoever may."
                ).into(language),
                "bold $text-warning",
            )
        self.query_one("#preview", Note).update(text)

    @on(Picker.Changed)
    def _picked(self, event: Picker.Changed) -> None:
        event.stop()
        if event.picker.id == "action":
            self._offer_targets()

    # -- Keys ------------------------------------------------------------------------------------

    def written(self) -> DecisionDraft:
        """The form as it stands."""
        return DecisionDraft(
            action=self.picker("action").chosen,
            targets=self.picker("targets").chosen,
            tells=self.picker("tells").chosen,
            facts=dict(self.query_one(FactTicks).ticked),
            reason=self.query_one("#reason", TextArea).text,
        )

    def shared(self) -> DraftView | None:
        """What, whom it tells, and why."""
        draft = self.written()
        if not self.kept():
            return None
        action = next(iter(draft.action), "")
        return DraftView("", "decision", draft.tells, action, text=draft.reason)

    def keep(self) -> None:
        """Keep the draft."""
        self.desk_app.drafts.decision = self.written()

    def kept(self) -> bool:
        """Whether there is anything in it."""
        return self.written() != DecisionDraft()

    async def action_clear(self) -> None:
        """Begin again with an empty form."""
        self.desk_app.drafts.decision = DecisionDraft()
        await self.app.switch_screen(DecideScreen(DecisionDraft()))

    def action_log(self) -> None:
        """Put it on record."""
        self.once(self._log)

    async def _log(self) -> None:
        draft = self.written()
        if problem := self._problem(draft):
            self.refuse(problem)
            return
        offered = {entry.id for entry in targets_for(self.view, draft.action, self.language)}
        command = ask.LogDecision(
            action=draft.action[0],
            targets=tuple(each for each in draft.targets if each in offered),
            tells=draft.tells,
            facts=tuple(draft.facts),
            reason=draft.reason.strip(),
        )
        action = titles_of(self.view.actions, draft.action)
        recorded = phrase("On record: {action}.", action=action)
        if self.desk_app.deferred:
            self.desk_app.ask_for(command, done=recorded)
        else:
            try:
                await self.desk_app.client.submit(command)
            except (TabletopError, OSError) as error:
                self.refuse(phrase("Not logged: {reason}", reason=self.desk_app.reason(error)))
                return
            self.desk_app.say(recorded)
        self.desk_app.drafts.decision = DecisionDraft()
        self.dismiss()

    def _problem(self, draft: DecisionDraft) -> Phrase | None:
        if not draft.action:
            return phrase("Choose what you decide.")
        if unaimed := target_problem(self.view, draft.action, draft.targets):
            return unaimed
        if not draft.reason.strip():
            return phrase("Write your reason: one sentence is enough.")
        return None
