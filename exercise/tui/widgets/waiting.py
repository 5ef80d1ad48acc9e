"""What this desk has sent that waits until the clock runs, as rows and in full."""

from __future__ import annotations

from textual.content import Content

from agencies.language import Phrase, phrase
from agencies.text import plain
from exercise.commands import (
    AnswerQuestion,
    Command,
    LogDecision,
    OpenItem,
    RelayItem,
    RequestInformation,
    SendMessage,
)
from exercise.tui.wording import (
    INTENTS,
    MESSAGE_MARKS,
    MESSAGE_STATES,
    label,
    named,
    one_line,
    pick,
    section,
    status,
    title_of,
)
from exercise.views.seat import SeatView

__all__ = ["about", "in_full", "state"]


def state(language: str, *, connected: bool = True) -> Content:
    """The state that all of it is in."""
    words = label(MESSAGE_STATES, "queued", language)
    if not connected:
        words = phrase("in the outbox").into(language)
    return Content.styled(f"{MESSAGE_MARKS['queued']} {words}", "bold $text-warning")


def about(command: Command, view: SeatView, language: str) -> tuple[str, str]:
    """Whom it is for and what it is, each on one line."""
    match command:
        case SendMessage():
            said = one_line(command.subject or command.text, 200)
            to = named(view.agencies, command.to, language)
            return to, said or label(INTENTS, command.intent, language)
        case RelayItem():
            item = next((each for each in view.inbox if each.id == command.item), None)
            if item is None:
                return "–", label(INTENTS, "relay", language)
            to = named(view.agencies, item.relay_to or "", language)
            return to, one_line(pick(item.subject, language), 200)
        case LogDecision():
            targets = ", ".join(title_of(view, each, language) for each in command.targets)
            action = named(view.actions, command.action, language)
            kind = phrase("decision").into(language)
            return kind, f"{action} → {targets}" if targets else action
        case RequestInformation():
            return phrase("exercise control").into(language), one_line(command.text, 200)
        case OpenItem():
            item = next((each for each in view.inbox if each.id == command.item), None)
            subject = "–" if item is None else one_line(pick(item.subject, language), 200)
            return "–", phrase("open: {subject}", subject=subject).into(language)
        case AnswerQuestion():
            return "–", phrase("your answer: {text}", text=one_line(command.answer, 200)).into(
                language
            )
        case _:
            return "–", "–"


def in_full(command: Command, view: SeatView, language: str, *, connected: bool = True) -> Content:
    """All of it, and what becomes of it."""
    to, what = about(command, view, language)
    fate = phrase("It goes out by itself when the clock runs again; until then nothing travels.")
    if not connected:
        fate = phrase("It is sent by itself, and once only, when the line to the host is back.")
    lines = [Content.styled(what, "bold"), Content.styled(to, "$text-muted"), Content("")]
    lines += [state(language, connected=connected), Content(fate.into(language))]
    text = command.text if isinstance(command, SendMessage) else ""
    if isinstance(command, LogDecision):
        text = command.reason
    if text:
        lines += [Content(""), Content(plain(text))]
    if isinstance(command, SendMessage) and command.facts:
        lines += [Content(""), section(_FACTS, language)]
        for fact, value in command.facts.items():
            lines.append(status(value, language) + Content(f"  {title_of(view, fact, language)}"))
    return Content("\n").join(lines)


_FACTS: Phrase = phrase("Facts passed on")
