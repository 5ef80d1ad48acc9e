"""Events for tests of the record: a short session, and made-up events of every kind."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from hypothesis import strategies as st

from exercise.events import (
    BODIES,
    Body,
    CommandRefused,
    DecisionLogged,
    Event,
    ExerciseStarted,
    MessageSent,
    SessionCreated,
)

CREATED = SessionCreated(
    format=1,
    rules=1,
    product="0.1.0",
    pack="small",
    pack_files={"pack.yml": "id: small\n"},
    network_files={"network.yml": "id: coast\n"},
    digests={"pack": "ab", "network": "cd"},
    staffing=("port-authority",),
    seed=7,
    skill="trained",
    language="en",
    alias_key="secret",
)


def created() -> Event:
    """The first event of every record here."""
    return Event(0, "recorded", "session", "session/created", CREATED)


def sent(n: int, text: str = "Estamos a oscuras", request: str | None = None) -> Event:
    """A message."""
    return Event(
        60 * n,
        "command",
        "player",
        f"port-authority/send/csirt/{n}",
        MessageSent("csirt", "inform", {"tos-down": "confirmed"}, "phone", "TOS", text, "high"),
        agency="port-authority",
        seat="port-authority/1",
        request=request or f"r-{n}",
    )


def session() -> list[Event]:
    """A short session: created, started, messages, a refusal, a decision."""
    decision = DecisionLogged("stop-gate", ("terminal",), ("csirt",), ("tos-down",), "No lists")
    return [
        created(),
        Event(0, "derived", "world", "startex", ExerciseStarted()),
        sent(1),
        sent(2, text="[/red] \u202e ¿y ahora?"),
        Event(130, "recorded", "session", "refused/1", CommandRefused("LogDecision", "why not")),
        Event(180, "command", "player", "port-authority/decide/1", decision, "port-authority"),
    ]


TEXT = st.text(max_size=12)
MAPPING = st.dictionaries(TEXT, TEXT, max_size=3)
NUMBER = st.integers(-(2**53), 2**53)
OF = {
    "str": TEXT,
    "int": NUMBER,
    "float": st.floats(allow_nan=False, allow_infinity=False),
    "bool": st.booleans(),
    "bool | None": st.none() | st.booleans(),
    "str | None": st.none() | TEXT,
    "int | None": st.none() | NUMBER,
    "tuple[str, ...]": st.lists(TEXT, max_size=3).map(tuple),
    "dict[str, str]": MAPPING,
    "dict[str, int]": st.dictionaries(TEXT, NUMBER, max_size=3),
}
"""How to make up a value for each type that an event's fields have."""


def bodies(cls: type[Any]) -> st.SearchStrategy[Body]:
    """Made-up bodies of one kind."""
    return st.builds(cls, **{entry.name: OF[str(entry.type)] for entry in fields(cls)})


def events(*, without: tuple[type[Any], ...] = (SessionCreated,)) -> st.SearchStrategy[Event]:
    """Made-up events of every kind but some."""
    kinds = [cls for cls in BODIES.values() if cls not in without]
    return st.builds(
        Event,
        at=st.integers(-86400, 10**6),
        origin=st.sampled_from(["command", "derived", "recorded"]),
        actor=TEXT,
        id=TEXT,
        body=st.sampled_from(kinds).flatmap(bodies),
        agency=st.none() | TEXT,
        seat=st.none() | TEXT,
        request=st.none() | TEXT,
    )
