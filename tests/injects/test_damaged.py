"""Whatever is done to a pack, loading it answers with problems and never with a traceback."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from injects.loading import load_pack

HARMLESS = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
ODD = st.sampled_from(
    ["[", "]", "{", "}", ":", "- ", "\t", "\n", "'", '"', "&a ", "*a", "<<: ", "!!x ", "~", "null", "#", "|", ">",
     "\x00", "\x1b", "\u202e", "é", "true", "-1", "T+99:99", "$target", "? ", "---\n", "%", "@", "..", "x: y\n"]
)  # fmt: skip


def answers(folder) -> None:
    loaded = load_pack(folder)
    assert loaded.ok or loaded.problems
    for problem in loaded.problems:
        said = problem.into("es")
        assert "\n" not in said
        assert len(said) < 2_000
        assert problem.line >= 0


@HARMLESS
@given(data=st.data())
def test_a_pack_with_odd_things_put_in(tiny, data):
    for name in ("pack.yml", "pier.yml"):
        path = tiny / name
        text = whole = path.read_text("utf-8")
        for _ in range(data.draw(st.integers(0, 3))):
            at = data.draw(st.integers(0, len(text)))
            gone = data.draw(st.integers(0, 8))
            text = text[:at] + data.draw(ODD) + text[at + gone :]
        path.write_text(text, "utf-8")
        answers(tiny)
        path.write_text(whole, "utf-8")


@HARMLESS
@given(data=st.data())
def test_a_pack_with_lines_moved(tiny, data):
    path = tiny / "pack.yml"
    whole = path.read_text("utf-8")
    lines = whole.splitlines()
    first, second = (data.draw(st.integers(0, len(lines) - 1)) for _ in range(2))
    lines.insert(second, lines.pop(first))
    path.write_text("\n".join(lines), "utf-8")
    answers(tiny)
    path.write_text(whole, "utf-8")


@HARMLESS
@given(data=st.data())
def test_a_pack_of_damaged_bytes(tiny, data):
    path = tiny / "pack.yml"
    whole = path.read_bytes()
    at = data.draw(st.integers(0, len(whole)))
    path.write_bytes(whole[:at] + data.draw(st.binary(max_size=4)) + whole[at + 2 :])
    answers(tiny)
    path.write_bytes(whole)


WORDS = st.sampled_from(
    ["id", "title", "injects", "facts", "when", "all", "not", "knows", "effects", "to", "x"]
)
VALUES = st.recursive(
    WORDS | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=12,
)


@HARMLESS
@given(field=st.sampled_from(["injects", "facts", "moves", "actions", "objectives", "questions", "places",
                              "documents", "expectations", "cuts", "capabilities", "play", "network", "title"]),
       value=VALUES)  # fmt: skip
def test_a_field_of_any_shape(tiny, field, value):
    import json

    path = tiny / "pack.yml"
    whole = path.read_text("utf-8")
    kept = [
        line
        for line in whole.splitlines()
        if not line.startswith(f"{field}:") or line.endswith(":")
    ]
    # A field that stands twice is told as such, and its first value, this one, is what counts.
    path.write_text(f"{field}: {json.dumps(value)}\n" + "\n".join(kept), "utf-8")
    answers(tiny)
    path.write_text(whole, "utf-8")
