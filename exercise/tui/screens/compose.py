"""Write a message: to whom, how, what it passes on; the way it takes is shown before it is sent."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Input, TextArea

from agencies.language import phrase
from exercise import commands as ask
from exercise.errors import TabletopError
from exercise.session.api import RouteQuery
from exercise.tui.commands import bindings
from exercise.tui.drafts import MessageDraft
from exercise.tui.screens.base import Note
from exercise.tui.screens.form import FormScreen, facts_of, pickables, targets_for
from exercise.tui.widgets.contacts import route_line
from exercise.tui.widgets.facts import FactTicks
from exercise.tui.widgets.forms import Choice, Field, Form
from exercise.tui.widgets.picker import Pickable, Picker
from exercise.tui.wording import CHANNELS, URGENCIES, named, one_line, title_of
from exercise.views.seat import RoutePreview

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
        self._routes: tuple[RoutePreview, ...] = ()

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
        yield Note(id="preview")

    def on_mount(self) -> None:
        """Begin where something is missing."""
        super().on_mount()
        self.query_one("#facts" if self.draft.to else "#to PickerInput").focus()
        self.preview()

    def tell(self) -> None:
        """Offer what this view has, in the language."""
        super().tell()
        view, language = self.view, self.language
        title = self.TITLE_PHRASE
        if about := next((item for item in view.inbox if item.id == self.draft.about), None):
            sender = one_line(
                about.sender.get(language) or next(iter(about.sender.values()), ""), 60
            )
            kind = self.key.partition(":")[0]
            title = phrase("Reply to {sender}", sender=sender)
            if kind == "forward":
                title = phrase("Forward what {sender} said", sender=sender)
        # A border title is read as markup; as content it stays what it is.
        self.query_one(Form).border_title = _literal(title.into(language))
        others = [entry for entry in view.agencies if entry.id != view.agency]
        typing = phrase("type part of a name, Enter chooses").into(language)
        self.picker("to").offer(pickables(others, language), typing)
        self.picker("via").offer(
            [
                Pickable("", CHANNELS[""].into(language)),
                *pickables((each for each in view.channels if each.id not in CHANNELS), language),
                *(
                    Pickable(each, CHANNELS[each].into(language))
                    for each in ("in-person", "unlisted")
                ),
            ],
            phrase("type to change it").into(language),
        )
        self.picker("asks").offer(pickables(view.fact_kinds, language), typing)
        self.picker("action").offer(pickables(view.actions, language), typing)
        self._offer_targets()
        self.query_one(FactTicks).offer(self._facts(), language)
        self._show_fields()
        self._tell_routes()

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
        for name in ("action", "targets"):
            self.show_field(name, shown=intent == "request")

    @on(Choice.Changed)
    def _chose(self) -> None:
        self._show_fields()

    @on(Picker.Changed)
    def _picked(self, event: Picker.Changed) -> None:
        event.stop()
        if event.picker.id == "action":
            self._offer_targets()
        self.preview()

    @on(FactTicks.Changed)
    def _ticked(self) -> None:
        self.preview()

    # -- The way it takes ------------------------------------------------------------------------

    def preview(self) -> None:
        """Ask which way the message would take; only the last question counts."""
        self.run_worker(self._preview(), group="route", exclusive=True, exit_on_error=False)

    async def _preview(self) -> None:
        draft = self.written()
        routes = []
        for agency in draft.to:
            query = RouteQuery(agency, draft.via or None, dict(draft.facts))
            try:
                routes.append(await self.desk_app.client.route(query))
            except (TabletopError, OSError) as error:
                reason = self.desk_app.reason(error)
                routes.append(RoutePreview(agency, None, (), None, reason))
        self._routes = tuple(routes)
        self._tell_routes()

    def _tell_routes(self) -> None:
        language = self.language
        lines = [route_line(self.view, route, language) for route in self._routes]
        if not lines:
            lines = [
                Content.styled(
                    phrase("Choose at least one recipient.").into(language), "$text-muted"
                )
            ]
        elif any(route.seconds is None for route in self._routes):
            text = phrase("F4 looks for a number that is in no plan (slow).")
            lines.append(Content.styled(text.into(language), "bold"))
        informing = self.written().intent == "inform"
        if informing and not self.query_one(FactTicks).ticked and self._routes:
            text = phrase("No fact is ticked: text alone does not count as told.")
            lines.append(Content.styled(text.into(language), "$text-muted"))
        self.query_one("#preview", Note).update(Content("\n").join(lines))

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

    def keep(self) -> None:
        """Keep the draft."""
        self.desk_app.drafts.messages[self.key] = self.written()

    def action_unlisted(self) -> None:
        """Take the unlisted way."""
        self.picker("via").choose(("unlisted",))

    async def action_clear(self) -> None:
        """Begin again with an empty form."""
        self.desk_app.drafts.messages.pop(self.key, None)
        fresh = MessageDraft(about=self.draft.about)
        await self.app.switch_screen(ComposeScreen(self.key, fresh))

    def action_send(self) -> None:
        """Send it to everybody chosen."""
        self.run_worker(self._send(), group="send", exit_on_error=False)

    async def _send(self) -> None:
        draft = self.written()
        if problem := self._problem(draft):
            self.refuse(problem)
            return
        if self.desk_app.standing_still:
            self._leave_waiting(draft)
            return
        reached: list[str] = []
        for agency in draft.to:
            command = self._command(draft, agency)
            try:
                await self.desk_app.client.submit(command)
            except (TabletopError, OSError) as error:
                # Those that were reached leave the form, so that sending again repeats nothing.
                self.picker("to").choose([each for each in draft.to if each not in reached])
                name = named(self.view.agencies, agency, self.language)
                text = phrase(
                    "Not sent to {agency}: {reason}",
                    agency=name,
                    reason=self.desk_app.reason(error),
                ).into(self.language)
                self.refuse(text)
                self.desk_app.say(text, severity="error")
                return
            reached.append(agency)
        self.desk_app.drafts.messages.pop(self.key, None)
        names = ", ".join(named(self.view.agencies, agency, self.language) for agency in reached)
        self.desk_app.say(
            phrase("Sent to {names}. Tab 2 shows where it is.", names=names).into(self.language)
        )
        self.dismiss()

    def _leave_waiting(self, draft: MessageDraft) -> None:
        """While the clock stands still nothing travels: it goes out when the clock runs."""
        for agency in draft.to:
            name = named(self.view.agencies, agency, self.language)
            self.desk_app.ask_for(
                self._command(draft, agency),
                done=phrase("Sent to {names}. Tab 2 shows where it is.", names=name),
            )
        self.desk_app.drafts.messages.pop(self.key, None)
        self.desk_app.say(phrase("It goes out as soon as the clock runs.").into(self.language))
        self.dismiss()

    def _problem(self, draft: MessageDraft) -> str:
        problem = None
        if not draft.to:
            problem = phrase("Choose at least one recipient.")
        elif draft.intent == "ask" and not draft.asks and not draft.text.strip():
            problem = phrase("Say what you ask about.")
        elif draft.intent == "request" and not draft.action:
            problem = phrase("Choose the action that you request.")
        elif draft.intent == "inform" and not (
            draft.facts or draft.text.strip() or draft.subject.strip()
        ):
            problem = phrase("Tick a fact or write something.")
        return problem.into(self.language) if problem else ""

    def _command(self, draft: MessageDraft, agency: str) -> ask.SendMessage:
        return ask.SendMessage(
            to=agency,
            intent=draft.intent,
            facts=dict(draft.facts),
            via=draft.via or None,
            subject=draft.subject.strip(),
            text=draft.text.strip(),
            urgency=draft.urgency,
            asks=draft.asks if draft.intent == "ask" else (),
            action=next(iter(draft.action), None) if draft.intent == "request" else None,
            targets=draft.targets if draft.intent == "request" else (),
            about=draft.about,
        )


def _literal(text: str) -> str:
    """Text for a border title, where an opening bracket would begin markup."""
    return text.replace("[", "(").replace("]", ")")
