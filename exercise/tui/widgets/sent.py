"""What the desk sent and decided: where each message is, and the decision log."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from agencies.language import phrase
from agencies.text import plain
from exercise.commands import Command, LogDecision
from exercise.tui.widgets import drafts, waiting
from exercise.tui.widgets.browse import BrowsePane, Row
from exercise.tui.wording import (
    INTENTS,
    MESSAGE_MARKS,
    MESSAGE_STATES,
    REASONS,
    channel,
    clock_time,
    columns,
    label,
    named,
    one_line,
    section,
    status,
    title_of,
    titles,
)
from exercise.views.seat import DecisionView, SentMessage

__all__ = ["DecisionsPane", "SentPane"]

STATE_STYLES = {"delivered": "$text-success", "returned": "bold $text-error"}


class SentPane(BrowsePane):
    """Messages, each with where it is now."""

    TITLE = phrase("Sent messages")
    EMPTY = phrase("You have sent nothing yet. Press n to write a message.")

    def rows(self, width: int) -> Sequence[Row]:
        """What others are writing, what waits for the clock, then what was sent; newest first."""
        waits = [
            (f"w:{number}", self._waiting(command, width))
            for number, command in enumerate(self.waiting)
        ]
        sent = [(message.id, self._row(message, width)) for message in self.view.sent]
        return [
            *drafts.rows(self.view, "message", self.language),
            *reversed(waits),
            *reversed(sent),
        ]

    def detail(self, row: str) -> Content:
        """The message and its way."""
        if row.startswith(drafts.ROW):
            return drafts.in_full(row, self.view, self.language) or self.welcome()
        if row.startswith("w:"):
            command = self.waiting[int(row.removeprefix("w:"))]
            return waiting.in_full(command, self.view, self.language, connected=self.connected)
        message = next((sent for sent in self.view.sent if sent.id == row), None)
        return self._message(message) if message else self.welcome()

    def _state(self, message: SentMessage) -> Content:
        words = label(MESSAGE_STATES, message.state, self.language)
        mark = MESSAGE_MARKS.get(message.state, "·")
        return Content.styled(f"{mark} {words}", STATE_STYLES.get(message.state, ""))

    def _row(self, message: SentMessage, width: int) -> Content:
        to = named(self.view.agencies, message.to, self.language)
        subject = one_line(message.subject or message.text, 200)
        if not subject:
            subject = label(INTENTS, message.intent, self.language)
        return self._line(clock_time(message.at), self._state(message), to, subject, width)

    def _waiting(self, command: Command, width: int) -> Content:
        to, what = waiting.about(command, self.view, self.language)
        return self._line(
            "–", waiting.state(self.language, connected=self.connected), to, what, width
        )

    def _line(self, time: str, state: Content, to: str, subject: str, width: int) -> Content:
        if self.wide:
            first = columns((time, 11), (state, 24), (to, width - 37))
            rest = Content(subject).truncate(width - 13, ellipsis=True)
            return first + Content("\n" + " " * 12) + rest
        subject_width = max(width - 56, 1)
        return columns(
            (time, 11),
            (state, 24),
            (to, 18),
            (Content(subject).truncate(subject_width, ellipsis=True), 0),
        )

    def _message(self, message: SentMessage) -> Content:
        language, view = self.language, self.view
        to = named(view.agencies, message.to, language)
        about = [
            clock_time(message.at),
            phrase("to {agency}", agency=to).into(language),
            label(INTENTS, message.intent, language),
        ]
        if message.via:
            via = channel(view, message.via, language)
            about.append(phrase("by {channel}", channel=via).into(language))
        lines = [
            Content.styled(
                one_line(message.subject) or label(INTENTS, message.intent, language), "bold"
            ),
            Content.styled(" · ".join(about), "$text-muted"),
            Content(""),
            self._state(message),
        ]
        if message.where not in ("", view.agency) and message.state != "delivered":
            where = named(view.agencies, message.where, language)
            lines.append(Content(phrase("It is with {agency}.", agency=where).into(language)))
        if message.reason:
            reason = label(REASONS, message.reason, language)
            lines.append(Content(phrase("Why: {reason}.", reason=reason).into(language)))
        if message.delivered_at is not None:
            when = clock_time(message.delivered_at)
            lines.append(Content(phrase("Delivered at {when}.", when=when).into(language)))
        elif message.expected_at is not None and message.state != "returned":
            when = clock_time(message.expected_at)
            expected = phrase("Expected there at {when}.", when=when)
            if message.expected_at < view.clock.at:
                expected = phrase("Still on its way: it was expected there at {when}.", when=when)
            lines.append(Content(expected.into(language)))
        answered = next((item for item in view.inbox if item.id == message.about), None)
        if answered is not None:
            subject = titles(answered.subject)
            lines.append(Content(phrase("About: {subject}", subject=subject).into(language)))
        if message.text:
            lines += [Content(""), Content(plain(message.text))]
        if message.facts:
            lines += [Content(""), section(phrase("Facts passed on"), language)]
            lines += [
                columns((status(value, language), 15), (title_of(view, fact, language), 0))
                for fact, value in message.facts.items()
            ]
        return Content("\n").join(lines)


class DecisionsPane(BrowsePane):
    """The desk's decisions and recommendations, newest first."""

    TITLE = phrase("Decision log")
    EMPTY = phrase("No decision is on record yet. Press d to log one, with your reason.")

    def rows(self, width: int) -> Sequence[Row]:
        """What others are writing, what waits for the clock, what is on record; newest first."""
        waits = [
            (f"w:{number}", self._waiting(command, width))
            for number, command in enumerate(self.waiting)
            if isinstance(command, LogDecision)
        ]
        made = [(each.id, self._row(each, width)) for each in self.view.decisions]
        written = drafts.rows(self.view, "decision", self.language)
        return [*written, *reversed(waits), *reversed(made)]

    def _waiting(self, command: LogDecision, width: int) -> Content:
        _, what = waiting.about(command, self.view, self.language)
        told = Content(what).truncate(max(width - 37, 1), ellipsis=True)
        return columns(
            ("–", 11), (waiting.state(self.language, connected=self.connected), 24), (told, 0)
        )

    def detail(self, row: str) -> Content:
        """The whole decision."""
        if row.startswith(drafts.ROW):
            return drafts.in_full(row, self.view, self.language) or self.welcome()
        if row.startswith("w:"):
            command = self.waiting[int(row.removeprefix("w:"))]
            return waiting.in_full(command, self.view, self.language, connected=self.connected)
        made = next((made for made in self.view.decisions if made.id == row), None)
        return self._decision(made) if made else self.welcome()

    def _kind(self, made: DecisionView) -> str:
        kind = phrase("decision") if made.authority else phrase("recommendation")
        return ("● " if made.authority else "○ ") + kind.into(self.language)

    def _row(self, made: DecisionView, width: int) -> Content:
        action = named(self.view.actions, made.action, self.language)
        targets = ", ".join(title_of(self.view, target, self.language) for target in made.targets)
        what = f"{action} → {targets}" if targets else action
        return columns(
            (clock_time(made.at), 11),
            (self._kind(made), 16),
            (Content(what).truncate(max(width - 29, 1), ellipsis=True), 0),
        )

    def _decision(self, made: DecisionView) -> Content:
        language, view = self.language, self.view

        def listed(ids: Sequence[str]) -> str:
            return ", ".join(title_of(view, each, language) for each in ids) or "–"

        lines = [
            Content.styled(named(view.actions, made.action, language), "bold"),
            Content.styled(f"{self._kind(made)} · {clock_time(made.at)}", "$text-muted"),
            Content(""),
        ]
        for heading, text in (
            (phrase("Targets"), listed(made.targets)),
            (phrase("Tells"), listed(made.tells)),
            (phrase("Rests on"), listed(made.facts)),
            (phrase("Reason"), plain(made.reason)),
        ):
            lines += [section(heading, language), Content(text), Content("")]
        return Content("\n").join(lines)
