"""Numbers as a language writes them, for screens, lines and reports alike."""

from __future__ import annotations

__all__ = ["number_in_words", "score_in_words"]


def number_in_words(value: float | None, language: str, digits: int = 0) -> str:
    """A number as the language writes it; a dash for none."""
    from babel.numbers import format_decimal  # Screens open without it.

    if value is None:
        return "–"
    form = "#,##0" + ("." + "0" * digits if digits else "")
    return str(format_decimal(value, form, locale=language))


def score_in_words(value: float | None, language: str) -> str:
    """A score or coverage with two decimals; a dash for none."""
    return number_in_words(value, language, 2)
