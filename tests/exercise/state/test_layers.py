"""Tables laid over each other say what one table of their own would say."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from exercise.state.layers import over

STEPS = st.lists(st.dictionaries(st.integers(0, 9), st.integers(0, 9), max_size=4), max_size=20)


@settings(max_examples=60)
@given(STEPS)
def test_each_version_is_what_a_copy_of_its_own_would_be(steps: list[dict[int, int]]) -> None:
    table: dict[int, int] = {10: 0}
    version, plain, versions = over(table), dict(table), []
    for step in steps:
        version = over(version)
        for key, value in step.items():
            version[key] = plain[key] = value
        versions.append((version, dict(plain)))
    for version, plain in versions:
        assert [*version.items()] == [*plain.items()]
        assert ([*version], [*version.values()], len(version)) == (
            [*plain],
            [*plain.values()],
            len(plain),
        )
        for key in range(12):
            assert (key in version, version.get(key)) == (key in plain, plain.get(key))
            assert version.setdefault(key, -1) == plain.get(key, -1)


def test_what_is_changed_above_stays_the_same_below() -> None:
    below = over({"a": [1]})
    above, beside = over(below), over(below)
    above["a"].append(2)
    assert (above["a"], beside["a"], below["a"]) == ([1, 2], [1], [1])


def test_there_are_few_tables_to_look_through_however_many_were_laid_over() -> None:
    table: dict[int, None] = {}
    for number in range(1000):
        table = over(table)
        table[number] = None
    assert len(over(table).below) <= 11  # type: ignore[attr-defined]
    assert [*table] == [*range(1000)]
