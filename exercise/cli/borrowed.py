"""What a record says in another language than its reader's, because it has no other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agencies.language import Phrase, phrase
from agencies.translations import spoken, texts

if TYPE_CHECKING:
    from agencies.model import NetworkFile
    from exercise.setup import Setup
    from injects.model import Pack

__all__ = ["borrowed"]

_NAMES = {
    "en": phrase("in English"),
    "es": phrase("in Spanish"),
    "pt": phrase("in Portuguese"),
    "fr": phrase("in French"),
}


def borrowed(setup: Setup, language: str) -> Phrase | None:
    """That pack or network of a session are not in a language, and in which they are.

    None where both are. Single texts that were not translated do not count: a report names those.
    """
    pack, network = _languages(setup.pack), _languages(setup.network)
    if language in pack and language in network:
        return None
    lacking = [each for each in (pack, network) if language not in each]
    have = dict.fromkeys(name for each in lacking for name in each)
    named = {"in_this": _NAMES[language], "in_others": _listed([_NAMES[name] for name in have])}
    if len(lacking) == 2:
        return phrase(
            "Pack and network of this session have no text {in_this}; theirs stands {in_others}.",
            **named,
        )
    if language not in pack:
        return phrase(
            "The pack of this session has no text {in_this}; its own stands {in_others}.", **named
        )
    return phrase(
        "The network of this session has no text {in_this}; its own stands {in_others}.", **named
    )


def _languages(file: Pack | NetworkFile) -> tuple[str, ...]:
    return spoken(list(texts(file))) or (file.language,)


def _listed(names: list[Phrase]) -> Phrase:
    told, *rest = names
    for name in rest:
        told = phrase("{one}, {other}", one=told, other=name)
    return told
