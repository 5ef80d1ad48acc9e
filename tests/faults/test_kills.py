"""The same laws with a real host, a real file and a real ``kill -9``; ``make kills`` does more."""

from __future__ import annotations

import asyncio
from pathlib import Path

from faults.kills import kills


def test_a_host_that_is_killed_under_load_loses_nothing_and_does_nothing_twice(
    tmp_path: Path,
) -> None:
    outcome = asyncio.run(kills(3, tmp_path))
    assert outcome.killed == 3
    assert outcome.acknowledged
    assert (outcome.lost, outcome.twice, outcome.verified) == ([], [], True)
