"""Write a message: to whom, how, what it passes on; the way it takes is shown before it is sent."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Input, TextArea

from agencies.language import Phrase, phrase
from exercise import commands as ask
from exercise.errors import TabletopError
from exercise.tui.commands import bindings
from exercise.tui.drafts import MessageDraft
from exercise.tui.screens.form import (
    FormScreen,
    facts_of,
    pickables,
    target_problem,
    targets_for,
)
from exercise.tui.widgets.contacts import IN_PERSON, UNLISTED
from exercise.tui.widgets.facts import FactTicks
from exercise.tui.widgets.forms import Choice, Field
from exercise.tui.widgets.picker import Pickable, Picker
from exercise.tui.widgets.ways import Ways
from exercise.tui.wording import CHANNELS, URGENCIES, one_line, title_of, titles, titles_of
from exercise.views.seat import DraftView, InboxItem

__all__ = ["ComposeScreen"]

INTENT_CHOICES = (
    ("inform", phrase("inform")),
    ("ask", phrase("ask")),
    ("request", phrase("request an action")),
)
URGENCY_CHOICES = tuple((key, URGENCIES[key]) for key in ("low", "normal", "high", "critical"))


class ComposeScreen(FormScreen):
    """One form, one message to each recipient."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("compose")
    SCOPE = "compose"
    TITLE_PHRASE = phrase("Write a message")

    def __init__(self, key: str, draft: MessageDraft) -> None:
        super().__init__()
        self.key = key
        self.draft = draft

    def fields(self) -> Iterable[Field]:
        """Recipients first; the text comes last because it alone steers nothing."""
        draft = self.draft
        facts = FactTicks(draft.facts, id="facts")
        intent = Choice(INTENT_CHOICES, draft.intent, id="intent")
        urgency = Choice(URGENCY_CHOICES, draft.urgency, id="urgency")
        yield Field(phrase("To"), Picker(draft.to, id="to"))
        yield Field(phrase("Channel"), Picker((draft.via,), several=False, id="via"))
        yield Field(phrase("You want to"), intent)
        yield Field(phrase("Ask about"), Picker(draft.asks, id="asks"), id="field-asks")
        action = Picker(draft.action, several=False, id="action")
        yield Field(phrase("Action"), action, id="field-action")
        yield Field(phrase("Aimed at"), Picker(draft.targets, id="targets"), id="field-targets")
        yield Field(phrase("Facts told"), facts)
        yield Field(phrase("Subject"), Input(draft.subject, max_length=200, id="subject"))
        yield Field(phrase("Text"), TextArea(draft.text, tab_behavior="focus", id="text"))
        yield Field(phrase("Urgency"), urgency)

    def below(self) -> ComposeResult:
        """The way it takes."""
        yield Ways(id="preview")

    def begin(self) -> None:
        """Begin where something is missing."""
        super().begin()
        self._addressed = bool(self.draft.to)
        if self._addressed:
            self._go_on()
        else:
            self.query_one("#to PickerInput").focus()
        self.preview()

    def _go_on(self) -> None:
        """Once it is clear who gets it: what they are told."""
        self.query_one("#facts FactInput" if self._facts() else "#text").focus()

    def tell(self) -> None:
        """Offer what this view has, in the language."""
        super().tell()
        view, language = self.view, self.language
        others = [entry for entry in view.agencies if entry.id != view.agency]
        typing = phrase("type part of a name, Enter chooses").into(language)
        self.picker("to").offer(pickables(others, language), typing)
        self.picker("via").offer(
            [
                Pickable("", CHANNELS[""].into(language)),
                *pickables((each for each in view.channels if each.id not in CHANNELS), language),
                *(Pickable(each, CHANNELS[each].into(language)) for each in (IN_PERSON, UNLISTED)),
            ],
            phrase("type to change it").into(language),
        )
        self.picker("asks").offer(pickables(view.fact_kinds, language), typing)
        self.picker("action").offer(pickables(view.actions, language), typing)
        self._offer_targets()
        self.query_one(FactTicks).offer(self._facts(), language)
        self._show_fields()
        self._tell_ways()
        if self.query_one(Ways).asked:
            self.preview()

    def title_in(self, language: str) -> str:
        """Whom it answers, and what."""
        about = self._about()
        if about is None:
            return self.TITLE_PHRASE.into(language)
        sender, subject = titles(about.sender), titles(about.subject)
        if self.key.startswith("forward"):
            title = phrase(
                "Forward to others: {subject} ({sender})", sender=sender, subject=subject
            )
        else:
            title = phrase("Reply to {sender}: {subject}", sender=sender, subject=subject)
        return one_line(title.into(language), max(self.size.width - 8, 20))

    def _facts(self) -> list[tuple[str, str, str]]:
        known = facts_of(self.view, self.language)
        ids = {fact for fact, _, _ in known}
        for fact, value in self.query_one(FactTicks).ticked.items():
            if fact not in ids:
                known.append((fact, value, title_of(self.view, fact, self.language)))
        return known

    def _offer_targets(self) -> None:
        self.picker("targets").offer(
            targets_for(self.view, self.picker("action").chosen, self.language),
            phrase("type part of a name, Enter chooses").into(self.language),
        )

    def _show_fields(self) -> None:
        intent = self.query_one("#intent", Choice).chosen
        self.show_field("asks", shown=intent == "ask")
        self.show_field("action", shown=intent == "request")
        chosen = self.picker("action").chosen
        aims = any(entry.targets for entry in self.view.actions if entry.id in chosen)
        self.show_field("targets", shown=intent == "request" and aims)

    @on(Choice.Changed)
    def _chose(self) -> None:
        self._show_fields()

    @on(Picker.Changed)
    def _picked(self, event: Picker.Changed) -> None:
        event.stop()
        if event.picker.id == "action":
            self._offer_targets()
            self._show_fields()
        elif event.picker.id == "to":
            before, self._addressed = self._addressed, bool(event.picker.chosen)
            # A reply goes to one, also where its sender has no desk and somebody had to be chosen.
            if self._addressed and not before and self.key.startswith("reply"):
                self._go_on()
        self.preview()

    @on(FactTicks.Changed)
    def _ticked(self) -> None:
        self.preview()

    # -- The way it takes ------------------------------------------------------------------------

    def preview(self) -> None:
        """Ask which way the message would take; only the last question counts."""
        self.latest(self._preview, "route")

    async def _preview(self) -> None:
        await self.query_one(Ways).ask(self.desk_app.client, self.written(), self.language)
        self._tell_ways()

    def _tell_ways(self) -> None:
        answers = None if self.key.startswith("forward") else self._about()
        self.query_one(Ways).tell(self.view, self.written(), answers, self.language)

    def _about(self) -> InboxItem | None:
        """The item that this answers or forwards."""
        return next((item for item in self.view.inbox if item.id == self.draft.about), None)

    # -- Keys ------------------------------------------------------------------------------------

    def written(self) -> MessageDraft:
        """The form as it stands."""
        return MessageDraft(
            to=self.picker("to").chosen,
            via=next(iter(self.picker("via").chosen), ""),
            intent=self.query_one("#intent", Choice).chosen,
            urgency=self.query_one("#urgency", Choice).chosen,
            facts=dict(self.query_one(FactTicks).ticked),
            asks=self.picker("asks").chosen,
            action=self.picker("action").chosen,
            targets=self.picker("targets").chosen,
            subject=self.query_one("#subject", Input).value,
            text=self.query_one("#text", TextArea).text,
            about=self.draft.about,
        )

    def shared(self) -> DraftView | None:
        """To whom, and what."""
        draft = self.written()
        if not self.kept():
            return None
        return DraftView("", "message", draft.to, subject=draft.subject, text=draft.text)

    def keep(self) -> None:
        """Keep the draft."""
        self.desk_app.drafts.messages[self.key] = self.written()

    def kept(self) -> bool:
        """Whether anything was written since it was opened."""
        return self.written() != self.draft

    def action_unlisted(self) -> None:
        """Take the unlisted way."""
        self.picker("via").choose((UNLISTED,))

    async def action_clear(self) -> None:
        """Begin again with an empty form."""
        self.desk_app.drafts.messages.pop(self.key, None)
        fresh = MessageDraft(about=self.draft.about)
        await self.app.switch_screen(ComposeScreen(self.key, fresh))

    def action_send(self) -> None:
        """Send it to everybody chosen."""
        self.once(self._send)

    async def _send(self) -> None:
        draft = self.written()
        if problem := self._problem(draft):
            self.refuse(problem)
            return
        if self.desk_app.deferred:
            # Nothing travels now: it goes out when the clock runs.
            reached: list[str] = []
            for agency in draft.to:
                told = partial(self._reached, reached, agency)
                self.desk_app.ask_for(self._command(draft, agency), done=told)
        elif not await self._sent_to_all(draft):
            return
        self.desk_app.drafts.messages.pop(self.key, None)
        self.dismiss()

    async def _sent_to_all(self, draft: MessageDraft) -> bool:
        reached: list[str] = []
        for agency in draft.to:
            try:
                await self.desk_app.client.submit(self._command(draft, agency))
            except (TabletopError, OSError) as error:
                # Those that were reached leave the form, so that sending again repeats nothing.
                self.picker("to").choose([each for each in draft.to if each not in reached])
                name = titles_of(self.view.agencies, [agency])
                reason = self.desk_app.reason(error)
                self.refuse(phrase("Not sent to {agency}: {reason}", agency=name, reason=reason))
                return False
            reached.append(agency)
        self.desk_app.say(self._sent(reached))
        return True

    def _reached(self, reached: list[str], agency: str) -> Phrase:
        """One more of several has it: all of them are named together."""
        reached.append(agency)
        return self._sent(reached)

    def _sent(self, reached: list[str]) -> Phrase:
        names = titles_of(self.view.agencies, reached)
        return phrase("Sent to {names}. Tab 2 shows where it is.", names=names)

    def _problem(self, draft: MessageDraft) -> Phrase | None:
        if not draft.to:
            return phrase("Choose at least one recipient.")
        if draft.intent == "ask" and not draft.asks and not draft.text.strip():
            return phrase("Say what you ask about.")
        if draft.intent == "request" and not draft.action:
            return phrase("Choose the action that you request.")
        if draft.intent == "request":
            return target_problem(self.view, draft.action, draft.targets)
        if draft.intent == "inform" and not (draft.facts or draft.text.strip()):
            return phrase("Tick a fact or write a text: a subject alone tells nothing.")
        return None

    def _command(self, draft: MessageDraft, agency: str) -> ask.SendMessage:
        asks, requests = draft.intent == "ask", draft.intent == "request"
        offered = {each.id for each in targets_for(self.view, draft.action, self.language)}
        return ask.SendMessage(
            to=agency,
            intent=draft.intent,
            facts=dict(draft.facts),
            via=draft.via or None,
            subject=draft.subject.strip(),
            text=draft.text.strip(),
            urgency=draft.urgency,
            asks=draft.asks if asks else (),
            action=next(iter(draft.action), None) if requests else None,
            targets=tuple(each for each in draft.targets if requests and each in offered),
            about=draft.about,
        )
