"""The error that fields raise about what was written in them, in words that can be translated."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from agencies.language import Phrase, phrase

__all__ = ["Wrong", "not_empty", "shown"]

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


def not_empty(fields: Mapping[Any, Any]) -> None:
    """Refuse a mapping with a field that has no value, where leaving it out means something else.

    Raises:
        Wrong: Naming the first field without a value.
    """
    for name, value in fields.items():
        if value is None:
            raise Wrong(
                phrase("'{field}' is empty", field=name), phrase("Give it a value or leave it out")
            )
