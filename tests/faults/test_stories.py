"""Whatever fails, in whatever order: nothing acknowledged is lost, and nothing is done twice."""

from __future__ import annotations

import pytest

from faults.loop import told
from faults.story import story


@pytest.mark.parametrize("seed", range(1, 5))
def test_a_story_of_faults_keeps_the_laws_of_the_record(seed: int) -> None:
    kinds = told(story(seed, seconds=60.0))
    assert kinds["SeatTaken"] == 20


def test_one_seed_is_one_story() -> None:
    assert told(story(7, seconds=30.0)) == told(story(7, seconds=30.0))
