"""The product says in Spanish whatever it says in English, with the same things filled in."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from agencies.language import LANGUAGES, Phrase, phrase, words
from exercise.report import wording
from messages import PACKAGES, SCOPES, covered, placeholders, uses
from messages import catalogue as read_catalogue

catalogue = cache(read_catalogue)
TRANSLATED = [*(language for language in LANGUAGES if language != "en"), *SCOPES]
"""Languages with a catalogue; those of SCOPES have one for a part of the product."""


def test_every_sentence_is_a_literal_that_translators_can_see() -> None:
    hidden = [f"{use.path}:{use.line}" for use in uses() if use.message is None]
    assert hidden == [], "write the sentence itself, with {placeholders}, not an f-string"


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_sentence_is_translated(language: str) -> None:
    known = catalogue(language)
    missing = [
        f"{message!r} ({', '.join(files)})"
        for message, files in covered(language).items()
        if (entry := known.get(message)) is None or not entry.string or entry.fuzzy
    ]
    assert missing == [], "run `make messages`, then translate:\n" + "\n".join(missing)


@pytest.mark.parametrize("language", TRANSLATED)
def test_translations_fill_in_the_same_things(language: str) -> None:
    astray = [
        f"{entry.id!r} → {entry.string!r}"
        for entry in catalogue(language)
        if entry.id and entry.string and placeholders(entry.id) != placeholders(entry.string)
    ]
    assert astray == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_translation_is_left_of_a_sentence_no_longer_said(language: str) -> None:
    said = covered(language)
    assert [entry.id for entry in catalogue(language) if entry.id and entry.id not in said] == []


@pytest.mark.parametrize("language", SCOPES)
def test_words_that_reports_take_from_elsewhere_are_translated_too(language: str) -> None:
    known = {entry.id for entry in catalogue(language)}
    tables = [one for one in vars(wording).values() if isinstance(one, dict)]
    said = [word.message for one in tables for word in one.values() if isinstance(word, Phrase)]
    assert len(said) > 50
    assert [message for message in said if message not in known] == []


def test_security_is_never_called_safety_in_spanish() -> None:
    # Security is protección (ISPS); seguridad is safety and would send readers to the wrong duties.
    # Ciberseguridad is one word for one thing and misleads nobody.
    said = [(str(e.id).lower(), str(e.string).lower()) for e in catalogue("es") if e.id]
    wrong = [
        spanish
        for english, spanish in said
        if "seguridad" in spanish.replace("ciberseguridad", "") and "safety" not in english
    ]
    assert wrong == []


def test_security_is_surete_in_french() -> None:
    said = [e for e in catalogue("fr") if e.id and re.search(r"\bsecurity\b", str(e.id).lower())]
    assert said
    assert [e.string for e in said if "sûreté" not in str(e.string).lower()] == []


def test_a_phrase_inside_a_phrase_is_translated_too() -> None:
    inner = phrase("no sentence of the product {n}", n=3)
    assert phrase("outer: {inner}", inner=inner).into("es") == "outer: no sentence of the product 3"


def test_a_language_without_a_catalogue_reads_english() -> None:
    assert words("xx")("{n} of {m}", n=1, m=2) == "1 of 2"


def test_braces_in_a_value_are_not_placeholders() -> None:
    assert words("en")("said {text}", text="{n} {0}") == "said {n} {0}"


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ('phrase("one {n}", n=1)', ["one {n}"]),
        ('words(language)("two")', ["two"]),
        ('self.say("three " "parts")', ["three parts"]),
        ('say("four" if n else "five")', ["four", "five"]),
        ('raise Refused("six")', ["six"]),
        ('option("--x", help="seven" if n else "eight")', ["seven", "eight"]),
        (
            '@group.command()\ndef run():\n    """Nine\n    ten.\n\n    More.\n    """',
            ["Nine ten.", "More."],
        ),
        ('words("es")', []),
        ('say(f"seven {n}")', [None]),
    ],
)
def test_the_collector_sees(tmp_path: Path, code: str, found: list[str | None]) -> None:
    for package in PACKAGES:
        (tmp_path / package).mkdir()
    (tmp_path / "agencies" / "module.py").write_text(code, "utf-8")
    assert [use.message for use in uses(tmp_path)] == found
