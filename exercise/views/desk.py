"""What the parts of a projection share: the state so far, and how things are named to a desk."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from agencies.language import LANGUAGES, Phrase
from agencies.text import Text
from exercise.events import Event
from exercise.state.items import Item, Sending
from exercise.state.state import State
from exercise.views.aliases import Aliases

__all__ = ["ROOM", "Addressed", "Desks", "Message", "data", "texts"]

ROOM = ""
"""Stands for the whole room where a desk is meant otherwise: what all may see, observers too."""

Message = dict[str, Any]
"""One message to a client, ready for JSON; its ``kind`` says what it is."""


@dataclass(frozen=True, slots=True)
class Addressed:
    """A message and whom it is for.

    Attributes:
        agency: The desk; every seat of it gets the message.
        message: What it is told.
        seat: The one seat that gets it, where it is not for the whole desk.
    """

    agency: str
    message: Message
    seat: str | None = None

    def reaches(self, agency: str, seat: str) -> bool:
        """Whether a seat gets it."""
        return agency == self.agency and self.seat in (None, seat)


Teller = Callable[[Event, Any], Iterable[Addressed]]
"""Says who is told what of one kind of event, after that event was folded into the state."""


@dataclass(frozen=True, slots=True)
class Desks:
    """The state after the latest event, and how its things are named to a desk."""

    state: State
    aliases: Aliases

    @property
    def everybody(self) -> tuple[str, ...]:
        """Every agency, in the network's order."""
        return tuple(self.state.network.file.agencies)

    def all(self, message: Message) -> Iterable[Addressed]:
        """Something that every desk and the room are told."""
        return (Addressed(agency, message) for agency in (*self.everybody, ROOM))

    def item(self, item: Item) -> str:
        """The alias of an item at its own desk."""
        return self.aliases.show(item.agency, "item", item.id)

    def sending(self, sending: Sending) -> str:
        """The alias of a message at its sender's desk."""
        return self.aliases.show(sending.sender, "message", sending.id)

    def facts(self, agency: str, facts: Mapping[str, str]) -> dict[str, str]:
        """Facts and their status under a desk's own names for them."""
        return {self.aliases.show(agency, "fact", fact): facts[fact] for fact in facts}

    def title(self, agency: str) -> dict[str, str]:
        """The name of an agency."""
        return texts(self.state.network.file.agencies[agency].title)

    def channel(self, link: str) -> str:
        """The channel of a link; in person and unlisted contacts stand for themselves."""
        return self.state.network.channel_of_link.get(link, link)


def texts(text: Text | Phrase | str | None) -> dict[str, str]:
    """A text by language; the key "" stands for text in one language only."""
    if text is None:
        return {}
    if isinstance(text, Phrase):
        return {language: text.into(language) for language in LANGUAGES}
    raw = text if isinstance(text, str) else text.root
    return {"": raw} if isinstance(raw, str) else dict(raw)


def data(view: Any) -> Message:
    """A part of a seat's view as plain data."""
    return asdict(view)
