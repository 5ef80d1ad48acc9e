"""What the things of a network and a pack are called; their ids where nothing gives a name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from agencies.model import NetworkFile
from agencies.text import Text, plain
from injects.model import Pack

__all__ = ["Titles"]


@dataclass(frozen=True, slots=True)
class Titles:
    """Names in one language."""

    language: str
    network: NetworkFile | None
    pack: Pack | None = None

    def agency(self, name: str) -> str:
        """The short name of an agency."""
        found = self.network.agencies.get(name) if self.network is not None else None
        return name if found is None else self._said(found.short) or name

    def agencies(self, names: Iterable[str]) -> str:
        """Short names in a row."""
        return ", ".join(map(self.agency, names))

    def channel(self, name: str) -> str:
        """The title of a channel."""
        found = self.network.channels.get(name) if self.network is not None else None
        return name if found is None else self._said(found.title) or name

    def thing(self, name: str) -> str:
        """The title of an action, a place, a system, a resource, or an agency."""
        pack = self.pack
        if pack is not None:
            for things in (pack.actions, pack.places, pack.systems, pack.resources):
                if name in things:
                    title = things[name].title
                    own = "" if title is None else title.into(self.language, pack.language)
                    return _line(own) or name
        return self.agency(name)

    def _said(self, text: Text | None) -> str:
        fallback = self.network.language if self.network is not None else "en"
        return "" if text is None else _line(text.into(self.language, fallback))


def _line(text: str) -> str:
    return " ".join(plain(text).split())
