"""A session whose time is turned by hand, and clients in its process."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
import pytest_asyncio
from harbour import PACK, tiny_setup
from table import ManualClock, Table

from exercise.session.client import SeatClient
from exercise.setup import Setup

SetTable = Callable[..., Table]


@pytest_asyncio.fixture
async def lay() -> AsyncIterator[SetTable]:
    """Makes tables: ``lay()`` or ``lay(setup, solo=True)``."""
    laid: list[Table] = []

    def make(setup: Setup | None = None, **options: Any) -> Table:
        table = Table(setup or tiny_setup(), **options)
        laid.append(table)
        return table

    yield make
    for table in laid:
        await table.close()


@pytest.fixture
def clock() -> ManualClock:
    """A clock turned by hand."""
    return ManualClock()


@pytest.fixture
def talkative() -> Callable[..., Setup]:
    """Makes setups of the tiny pack with more injects, facts and a question."""

    def make(**options: Any) -> Setup:
        facts = {
            **PACK["facts"],
            "all-clear": {
                "kind": "security",
                "title": "The quay was searched and is clear",
                "refutes": "rumour",
                "needs": {"police": "30m"},
                "may_know": ["port"],
            },
            "secret-raid": {
                "kind": "security",
                "title": "A raid is planned at the west gate",
                "marking": "restricted",
                "needs": {"police": "30m"},
            },
        }

        def inject(name: str, at: str, to: str, subject: str, fact: str) -> dict[str, Any]:
            return {
                "id": name,
                "at": at,
                "to": [to],
                "via": "phone",
                "from": f"Voice behind {name}",
                "subject": subject,
                "body": f"Body of {subject}",
                "facts": {fact: "unconfirmed" if fact == "rumour" else "confirmed"},
            }

        injects = [
            *PACK["injects"],
            inject("I-11", "T+00:10", "port", "Somebody phoned", "rumour"),
            inject("I-12", "T+00:20", "police", "Orders for tonight", "secret-raid"),
            inject("I-13", "T+00:30", "port", "Search finished", "all-clear"),
            inject("I-14", "T+00:58", "terminal", "Backup restored", "dark"),
            inject("I-15", "T+01:10", "port", "Next day's papers", "dark"),
        ]
        questions = {
            "Q-1": {"ask": "Who must be told?"},
            "Q-2": {"ask": "And why?", "of": "police"},
        }
        return tiny_setup(facts=facts, injects=injects, questions=questions, **options)

    return make


Sitting = Callable[[str], Awaitable[SeatClient]]
