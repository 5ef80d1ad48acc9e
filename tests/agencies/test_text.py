from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from agencies.text import Text, markdown, plain

ANY = st.text(st.characters(), max_size=200)
HOSTILE = st.lists(
    st.sampled_from(
        [
            "\x1b[2J",
            "\x9b",
            "\u202e",
            "\u2066",
            "\x00",
            "\r\n",
            "\r",
            "\ud800",
            "[@click=x]",
            "\u2028",
            "é",
            "\x7f",
        ]
    )
).map("".join)


@given(ANY | HOSTILE)
def test_plain_text_can_do_nothing(text):
    shown = plain(text)
    for character in shown:
        assert character in "\n\t" or unicodedata.category(character) not in (
            "Cc",
            "Cs",
            "Zl",
            "Zp",
        )
        assert (
            character
            not in "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
        )
    shown.encode("utf-8")


@given(ANY | HOSTILE)
def test_plain_text_stays_as_it_is(text):
    assert plain(plain(text)) == plain(text)


@given(ANY, st.integers(1, 50))
def test_a_limit_is_kept(text, limit):
    assert len(plain(text, limit=limit)) <= limit


def test_brackets_and_accents_are_shown_literally():
    assert plain("[bold]día[/] [@click=app.quit]x[/]") == "[bold]día[/] [@click=app.quit]x[/]"


def test_control_characters_become_visible():
    assert plain("a\x1b[2Jb\u202ec") == "a␛[2Jb⟨U+202E⟩c"


def test_text_falls_back_to_a_language_there_is():
    text = Text.model_validate({"es": "Puerto", "fr": "Port"})
    assert text.into("es") == "Puerto"
    assert text.into("pt", "fr") == "Port"
    assert text.into("pt", "en") == "Puerto"
    assert text.languages == ("es", "fr")
    assert Text.model_validate("Port").into("es") == "Port"


@pytest.mark.parametrize("wrong", [{"xx": "?"}, {}, ["a"], None])
def test_text_in_no_known_language_is_refused(wrong):
    with pytest.raises(ValidationError):
        Text.model_validate(wrong)


@given(ANY)
def test_markdown_is_one_line(text):
    assert "\n" not in markdown(text)
