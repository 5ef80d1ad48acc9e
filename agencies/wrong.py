"""The error that fields raise about what was written in them, in words that can be translated."""

from __future__ import annotations

from typing import Any

from agencies.language import Phrase

__all__ = ["Wrong", "shown"]

_LONGEST = 60


class Wrong(ValueError):
    """A value that a field refuses.

    Attributes:
        message: What is wrong.
        mend: What to write instead, if that can be told.
    """

    def __init__(self, message: Phrase, mend: Phrase | None = None) -> None:
        super().__init__(message, mend)
        self.message = message
        self.mend = mend

    def __str__(self) -> str:
        if self.mend is None:
            return str(self.message)
        mend = str(self.mend)
        return f"{self.message}; {mend[:1].lower()}{mend[1:]}"


def shown(value: Any) -> str:
    """A refused value as it is quoted in a message: on one line, and not too long."""
    if isinstance(value, (list, tuple, dict)):
        return "'…'"
    text = value[: _LONGEST + 1] if isinstance(value, str) else value
    said = repr(text)
    return said if len(said) <= _LONGEST + 2 else f"{said[:_LONGEST]}…'"
