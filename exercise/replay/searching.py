"""Finding words in a record: in what people wrote, and in the names of what events are about."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from agencies.text import Text
from exercise.events import Event, SessionCreated, body_to
from exercise.setup import Setup

__all__ = ["Searched"]


class Searched:
    """A record in which words can be found.

    Args:
        setup: Where things have their titles, in every language.
        events: The record.
    """

    def __init__(self, setup: Setup, events: Sequence[Event]) -> None:
        self._titles: dict[str, str] = {}
        pack, network = setup.pack, setup.network
        for things in (network.agencies, network.channels, pack.facts, pack.actions, pack.places,
                       pack.systems, pack.resources, pack.questions):  # fmt: skip
            for name, one in things.items():
                self._call(name, getattr(one, "title", None))
        for inject in pack.injects:
            self._call(inject.id, inject.subject, inject.body)
        for spec, _ in pack.all_expectations:
            self._call(spec.id, spec.title)
        self._said = [self._words(event) for event in events]

    def _call(self, name: str, *titles: Text | str | None) -> None:
        said = (text if isinstance(text, str) else _all(text) for text in titles if text)
        self._titles[name] = folded(" ".join((name, *said)))

    def _words(self, event: Event) -> str:
        if isinstance(event.body, SessionCreated):
            return ""
        parts = [event.kind, event.agency or ""]
        for value in body_to(event.body).values():
            if isinstance(value, str):
                parts.append(value)
            elif isinstance(value, (tuple, dict)):
                parts += map(str, value)
        return " ".join(self._titles.get(part) or folded(part) for part in parts)

    def find(self, needle: str) -> list[int]:
        """The places of events that hold every word of ``needle``."""
        wanted = folded(needle).split()
        if not wanted:
            return []
        return [
            place
            for place, said in enumerate(self._said, 1)
            if all(word in said for word in wanted)
        ]


def folded(text: str) -> str:
    """A text without case and accents: *tráfico* and *Trafico* are one word."""
    if text.isascii():
        return text.casefold()
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def _all(text: Text) -> str:
    raw = text.root
    return raw if isinstance(raw, str) else " ".join(_values(raw.values()))


def _values(said: Iterable[str]) -> Iterable[str]:
    return (str(one) for one in said)
