"""What was written and not sent yet. Drafts live on the screen only and are never scored."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from agencies.language import phrase
from exercise.tui.wording import one_line, pick
from exercise.views.seat import InboxItem

__all__ = ["DecisionDraft", "Drafts", "MessageDraft"]


@dataclass(frozen=True, slots=True)
class MessageDraft:
    """The message form as it was left."""

    to: tuple[str, ...] = ()
    via: str = ""
    intent: str = "inform"
    urgency: str = "normal"
    facts: dict[str, str] = field(default_factory=dict)
    asks: tuple[str, ...] = ()
    action: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    subject: str = ""
    text: str = ""
    about: str | None = None

    @classmethod
    def begin(
        cls, to: tuple[str, ...], about: InboxItem | None, language: str, *, forward: bool = False
    ) -> MessageDraft:
        """A new message; a reply or forward takes over the item's facts and subject."""
        if about is None:
            return cls(to=to)
        subject = one_line(pick(about.subject, language), 160)
        head = phrase("Re: {subject}", subject=subject)
        if forward:
            head = phrase("Fwd: {subject}", subject=subject)
        urgency = about.urgency if forward else "normal"
        return cls(
            to=to,
            facts=dict(about.facts),
            subject=head.into(language),
            urgency=urgency,
            about=about.id,
        )

    def with_recipients(self, to: tuple[str, ...]) -> MessageDraft:
        """The draft with more recipients."""
        return replace(self, to=(*self.to, *(agency for agency in to if agency not in self.to)))


@dataclass(frozen=True, slots=True)
class DecisionDraft:
    """The decision form as it was left."""

    action: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    tells: tuple[str, ...] = ()
    facts: dict[str, str] = field(default_factory=dict)
    reason: str = ""


@dataclass(slots=True)
class Drafts:
    """All drafts: messages by what they answer, one decision, answers by question."""

    messages: dict[str, MessageDraft] = field(default_factory=dict)
    decision: DecisionDraft = DecisionDraft()
    answers: dict[str, str] = field(default_factory=dict)
