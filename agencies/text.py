"""Text in several languages, and the one door that makes untrusted text safe to show."""

from __future__ import annotations

import re
from typing import Any

from pydantic import ConfigDict, RootModel, model_validator

from agencies.language import phrase
from agencies.wrong import Wrong, shown

__all__ = ["Text", "markdown", "plain"]

TEXT_LANGUAGES = ("en", "es", "pt", "fr")
"""Languages in which packs and networks may carry text."""


class Text(RootModel[str | dict[str, str]]):
    """Text for people: ``{en: …, es: …}``, or a plain string in the file's own language."""

    model_config = ConfigDict(frozen=True)

    @model_validator(mode="after")
    def _known_languages(self) -> Text:
        if isinstance(self.root, dict):
            unknown = sorted(set(self.root) - set(TEXT_LANGUAGES))
            if unknown:
                raise Wrong(
                    phrase("unknown language {language}", language=shown(unknown[0])),
                    phrase("Write one of {languages}", languages=", ".join(TEXT_LANGUAGES)),
                )
            if not self.root:
                raise Wrong(phrase("text in no language"), phrase("Write {en: …, es: …}"))
        return self

    def into(self, language: str, fallback: str = "en") -> str:
        """The text in ``language``, else in ``fallback``, else in whichever language there is."""
        if isinstance(self.root, str):
            return self.root
        for wanted in (language, fallback):
            if wanted in self.root:
                return self.root[wanted]
        return next(iter(self.root.values()))

    @property
    def variants(self) -> tuple[str, ...]:
        """The text in each of its languages."""
        return (self.root,) if isinstance(self.root, str) else tuple(self.root.values())

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages given; empty for a plain string."""
        return tuple(self.root) if isinstance(self.root, dict) else ()

    def to_json(self) -> Any:
        """The text as it stood in the file: a string or a mapping by language."""
        return self.root


# C0 and C1 controls except line feed and tab, and the characters that reorder what follows them.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
_REORDER = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def plain(text: str, *, limit: int | None = None) -> str:
    """``text`` as it may be shown: literally, and unable to do anything.

    Terminal control characters become their visible pictures, characters that reorder text become
    their code points in angle brackets, lone surrogates the replacement character. Line feeds and
    tabs stay. Markup is the renderer's affair: give the result to what takes it
    literally.

    Args:
        text: Anything typed, imported or read from a file.
        limit: The most characters wanted; what is cut is marked by an ellipsis.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _CONTROL.sub(_picture, text)
    text = _REORDER.sub(lambda found: f"⟨U+{ord(found.group()):04X}⟩", text)
    text = _SURROGATE.sub("\ufffd", text)
    if limit is not None and len(text) > limit:
        text = text[: max(limit - 1, 0)] + "…"
    return text


def _picture(found: re.Match[str]) -> str:
    code = ord(found.group())
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else "\ufffd"


_MARKDOWN = re.compile(r"[\\`*_\[\]<>|~&]|^[#+\-=](?=\W|$)|(?<=^\d)[.)]|(?<=^\d\d)[.)]")


def markdown(text: str) -> str:
    """``text`` for one line of Markdown, with what means something there escaped."""
    return _MARKDOWN.sub(r"\\\g<0>", plain(text).replace("\n", " ").strip())
