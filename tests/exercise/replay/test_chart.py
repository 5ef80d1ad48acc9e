"""The picture of a what-if on a terminal: what was and what would have been, in shapes."""

from __future__ import annotations

import pytest

import golden
from exercise.cli.opening import open_past, whatifs_of
from exercise.replay.api import Imagined


@pytest.fixture(scope="module")
def imagined(tmp_path_factory: pytest.TempPathFactory) -> Imagined:
    path = tmp_path_factory.mktemp("chart") / "s.tabletop"
    golden.write(path)
    imagine = whatifs_of(open_past(path))
    assert imagine is not None
    return imagine("fulfil:E-01", 840, 3)


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("width", [60, 67, 123])
def test_no_line_is_longer_than_there_is_room(
    imagined: Imagined, width: int, language: str
) -> None:
    assert max(len(text) for _, text in imagined.lines(width, language)) <= width


def test_each_thing_has_a_row_as_recorded_above_one_with_the_change(imagined: Imagined) -> None:
    lines = [text for _, text in imagined.lines(100, "en")]
    first = next(place for place, text in enumerate(lines) if text.startswith("▲ E-01"))
    assert "sooner" in lines[first]
    recorded, changed = lines[first + 1 : first + 3]
    assert recorded.index("●") > changed.index("○")
    assert "─" in changed[changed.index("○") : recorded.index("●")]
    assert "┊" in recorded
    assert recorded.endswith("3/3")
    assert any("╌ 90% of 3 other runs" in text for text in lines)
