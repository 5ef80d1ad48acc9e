"""Control and what happens: injects, the world, contacts, codings, what desks are told."""

from __future__ import annotations

from dataclasses import dataclass, field

from exercise.commands.base import Command

__all__ = [
    "AddInject",
    "Announce",
    "AnswerRequest",
    "CodeItem",
    "Disrupt",
    "EditInject",
    "ExcusePart",
    "GatherAgencies",
    "GrantContact",
    "HoldInject",
    "Place",
    "RefuseContact",
    "ReleaseInject",
    "Restore",
    "SetLevel",
    "SkipInject",
]


@dataclass(frozen=True, slots=True)
class HoldInject(Command):
    """Keep an inject from firing until it is released."""

    inject: str


@dataclass(frozen=True, slots=True)
class ReleaseInject(Command):
    """Fire an inject now, whatever its time or condition."""

    inject: str


@dataclass(frozen=True, slots=True)
class SkipInject(Command):
    """Never fire an inject."""

    inject: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class EditInject(Command):
    """Change what an inject says before it is released."""

    inject: str
    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class AddInject(Command):
    """An ad hoc inject, delivered now."""

    to: tuple[str, ...]
    via: str
    sender: str
    subject: str
    body: str
    urgency: str = "normal"
    facts: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Place(Command):
    """Open or close a system or resource."""

    thing: str
    open: bool


@dataclass(frozen=True, slots=True)
class SetLevel(Command):
    """Set the security level of a place."""

    place: str
    level: int


@dataclass(frozen=True, slots=True)
class Disrupt(Command):
    """Take down a link, a channel (everywhere or at an agency) or an agency."""

    link: str | None = None
    channel: str | None = None
    agency: str | None = None


@dataclass(frozen=True, slots=True)
class Restore(Command):
    """Bring back what was taken down, named as it was disrupted."""

    link: str | None = None
    channel: str | None = None
    agency: str | None = None


@dataclass(frozen=True, slots=True)
class GrantContact(Command):
    """Let an unlisted contact through now."""

    message: str


@dataclass(frozen=True, slots=True)
class RefuseContact(Command):
    """No number is to be found: the message goes back to its sender."""

    message: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class GatherAgencies(Command):
    """Let agencies talk in person, in one place of the story."""

    place: str
    agencies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CodeItem(Command):
    """State which facts a message's free text passed on; in force from now."""

    item: str
    facts: dict[str, str]


@dataclass(frozen=True, slots=True)
class ExcusePart(Command):
    """Mark a part as an artificiality of the exercise: it is then not observed."""

    expectation: str
    part: str
    reason: str


@dataclass(frozen=True, slots=True)
class Announce(Command):
    """Tell every seat something."""

    text: str


@dataclass(frozen=True, slots=True)
class AnswerRequest(Command):
    """Answer a request for information."""

    request: str
    text: str
