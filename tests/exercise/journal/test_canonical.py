from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercise.journal.canonical import canonical, compact, parse

ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=[]), max_size=10)
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | ANY_TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(ANY_TEXT, inner, max_size=3),
    max_leaves=8,
)


def test_keys_are_sorted_and_nothing_is_padded():
    assert canonical({"b": [1, None], "a": "ñ"}) == '{"a":"ñ","b":[1,null]}'
    assert compact({"b": 1, "a": 2}) == '{"b":1,"a":2}'


@given(VALUES)
def test_every_text_can_be_stored_and_means_the_same(value):
    stored = canonical(value).encode()
    assert parse(stored.decode()) == json.loads(json.dumps(value))


@given(VALUES)
def test_writing_what_was_read_gives_the_same_text(value):
    for write in (canonical, compact):
        assert write(parse(write(value))) == write(value)


@pytest.mark.parametrize("text", ["", "{", "NaN", "[Infinity]", "[" * 200_000])
def test_what_is_not_json_is_an_error(text):
    with pytest.raises(ValueError):  # noqa: PT011 - whatever the decoder says
        parse(text)


def test_numbers_that_json_has_not_are_refused():
    with pytest.raises(ValueError, match="JSON"):
        canonical(float("nan"))
