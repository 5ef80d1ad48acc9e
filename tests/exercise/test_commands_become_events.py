"""Every command has its event, which holds all of it: a session runs again from its record alone."""

from __future__ import annotations

from dataclasses import MISSING, fields
from typing import Any

import pytest

from exercise.commands import COMMANDS, Submission
from exercise.events import BODIES, OF_COMMAND, Event, body_from, body_to, command_of


def example(cls: type[Any]) -> Any:
    """An instance in which each field has a value of its own."""
    made: dict[str, Any] = {"str": "x", "int": 7, "bool": True, "float": 2.0}
    values = {}
    for entry in fields(cls):
        written = str(entry.type).removesuffix(" | None")
        if written.startswith("tuple"):
            values[entry.name] = ("a", "b")
        elif written.startswith("dict"):
            values[entry.name] = {"k": "v"}
        else:
            values[entry.name] = made[written]
    return cls(**values)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_comes_back_from_its_event(name: str) -> None:
    command = example(COMMANDS[name])
    kind = OF_COMMAND[COMMANDS[name]]
    given = {entry.name: getattr(command, entry.name) for entry in fields(command)}
    added = {
        entry.name: getattr(example(kind), entry.name)
        for entry in fields(kind)
        if entry.name not in given
    }
    event = Event(7, "command", "player", "a/verb/1", kind(**given, **added), "a", "a/1", "r-1")
    assert command_of(event) == Submission(command, "player", "a", "a/1", "r-1")


@pytest.mark.parametrize("name", COMMANDS)
def test_what_admission_adds_has_a_default(name: str) -> None:
    kind = OF_COMMAND[COMMANDS[name]]
    asked = {entry.name for entry in fields(COMMANDS[name])}
    bare = [
        entry.name
        for entry in fields(kind)
        if entry.name not in asked and entry.default is MISSING and entry.default_factory is MISSING
    ]
    assert bare == []


@pytest.mark.parametrize("kind", BODIES)
def test_a_body_survives_json(kind: str) -> None:
    body = example(BODIES[kind])
    values = {k: list(v) if isinstance(v, tuple) else v for k, v in body_to(body).items()}
    assert body_from(kind, values) == body


@pytest.mark.parametrize("kind", BODIES)
def test_private_fields_are_fields(kind: str) -> None:
    assert set(BODIES[kind].PRIVATE) <= {entry.name for entry in fields(BODIES[kind])}
