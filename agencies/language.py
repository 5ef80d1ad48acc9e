"""The product's own words in the reader's language.

Packs and networks carry their text in several languages themselves (:mod:`agencies.text`). What the
*product* says is written in English in the code and translated by gettext catalogues in
``agencies/locale``. A :class:`Phrase` is such a sentence before a language is chosen: problems,
refusals and reasons travel as phrases, so that each reader gets them in their own language.
"""

from __future__ import annotations

import gettext
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

__all__ = ["LANGUAGES", "Phrase", "Words", "phrase", "words"]

LANGUAGES = ("en", "es")
"""Languages in which the whole product can be read."""

Words = Callable[..., str]
"""Turns an English message and its parameters into one language: ``w("{n} unread", n=3)``."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence of the product, not yet in any language.

    Attributes:
        message: The English message, with ``{name}`` placeholders.
        values: What the placeholders stand for; a value may itself be a phrase.
    """

    message: str
    values: tuple[tuple[str, Any], ...] = ()

    def into(self, language: str) -> str:
        """The sentence in ``language`` (English where it has no translation)."""
        return words(language)(self.message, **dict(self.values))

    @property
    def clause(self) -> Phrase:
        """The same to stand within a sentence: without a full stop of its own."""
        return _Clause(self.message, self.values)

    def __str__(self) -> str:
        return self.into("en")


class _Clause(Phrase):
    def into(self, language: str) -> str:
        return Phrase.into(self, language).removesuffix(".")


def phrase(message: str, /, **values: Any) -> Phrase:
    """A phrase; the name by which translators' tools find messages in the code."""
    return Phrase(message, tuple(values.items()))


@cache
def words(language: str) -> Words:
    """The translator into ``language``; unknown languages read English."""
    catalogue = _catalogue(language)

    def say(message: str, /, **values: Any) -> str:
        translated = catalogue.gettext(message)
        if not values:
            return translated
        return translated.format(
            **{k: v.into(language) if isinstance(v, Phrase) else v for k, v in values.items()}
        )

    return say


def _catalogue(language: str) -> gettext.NullTranslations:
    source = files("agencies") / "locale" / f"{language}.po"
    if language == "en" or not source.is_file():
        return gettext.NullTranslations()
    from io import BytesIO

    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = BytesIO()
    with source.open("rb") as lines:
        write_mo(compiled, read_po(lines, locale=language))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
