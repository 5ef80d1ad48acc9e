"""Errors that people meet.

    TabletopError               one clear sentence, never a traceback
    ├── RequestError            what was asked is wrong (exit 2): no such pack, path exists
    ├── Refused                 the engine does not admit a command, with the reason
    └── RecordError             a session file cannot be used (exit 1): damaged, foreign, newer

Problems in packs and networks are not raised but listed: :class:`agencies.documents.Problem`.
"""

from __future__ import annotations

from typing import Any

from agencies.language import Phrase, phrase

__all__ = ["RecordError", "Refused", "RequestError", "TabletopError"]


class TabletopError(Exception):
    """Base of all errors that are told to people as one sentence."""

    def __init__(self, message: Phrase | str, /, **values: Any) -> None:
        super().__init__(message, values)
        self.phrase = message if isinstance(message, Phrase) else phrase(message, **values)

    def __str__(self) -> str:
        return str(self.phrase)

    def into(self, language: str) -> str:
        """The sentence in ``language``."""
        return self.phrase.into(language)


class RequestError(TabletopError):
    """The request was wrong: the command line exits with 2."""


class Refused(TabletopError):
    """A command that the rules of play do not admit."""


class RecordError(TabletopError):
    """A session file that cannot be read or trusted: the command line exits with 1."""
