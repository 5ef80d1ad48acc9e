"""Every kind of event by its name, and the way of a body to JSON and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from exercise import commands
from exercise.events import clock, evaluation, record, room, script, traffic, watch, world
from exercise.events.envelope import Body, Event

__all__ = ["BODIES", "OF_COMMAND", "body_from", "body_to", "command_of", "event_from", "event_to"]

_MODULES = (record, clock, script, traffic, world, watch, room, evaluation)

BODIES: dict[str, type[Any]] = {
    name: getattr(module, name) for module in _MODULES for name in module.__all__
}
"""Every kind of event by its name."""

OF_COMMAND: dict[type[Any], type[Any]] = {
    cls.COMMAND: cls for cls in BODIES.values() if cls.COMMAND is not None
}
"""The event that each command becomes."""


_FIELDS: dict[type[Any], tuple[str, ...]] = {
    cls: tuple(entry.name for entry in fields(cls))
    for cls in (*BODIES.values(), *commands.COMMANDS.values())
}
_SEQUENCES: dict[type[Any], frozenset[str]] = {
    cls: frozenset(f.name for f in fields(cls) if str(f.type).startswith("tuple"))
    for cls in BODIES.values()
}


def _names(cls: type[Any]) -> tuple[str, ...]:
    return _FIELDS[cls]


def body_to(body: Body) -> dict[str, Any]:
    """The body's fields, ready for JSON."""
    return {name: getattr(body, name) for name in _names(type(body))}


def body_from(kind: str, values: Mapping[str, Any]) -> Body:
    """The body of that kind; JSON's lists become tuples again.

    Raises:
        KeyError: If no such kind of event is known.
        TypeError: If the fields are not those of the kind.
    """
    cls = BODIES[kind]
    sequences = _SEQUENCES[cls]
    if sequences:
        listed = {name: tuple(values[name]) for name in sequences if name in values}
        values = {**values, **listed}
    made: Body = cls(**values)
    return made


def command_of(event: Event) -> commands.Submission | None:
    """The command that this event was, so that a session can be run again from its record."""
    made = type(event.body).COMMAND
    if event.origin != "command" or made is None:
        return None
    wanted = {name: getattr(event.body, name) for name in _names(made)}
    return commands.Submission(made(**wanted), event.actor, event.agency, event.seat, event.request)


def event_to(event: Event) -> dict[str, Any]:
    """The whole event, ready for JSON: what ``tabletop export`` prints and staff are sent."""
    return {
        "seq": event.seq,
        "origin": event.origin,
        "at": event.at,
        "wall": event.wall,
        "kind": event.kind,
        "actor": event.actor,
        "agency": event.agency,
        "seat": event.seat,
        "id": event.id,
        "request": event.request,
        "body": body_to(event.body),
    }


def event_from(values: Mapping[str, Any]) -> Event:
    """The event that was sent.

    Raises:
        KeyError: If something is missing, or no such kind of event is known.
        TypeError: If the fields are not those of the kind.
    """
    given = {name: values[name] for name in _ENVELOPE}
    return Event(body=body_from(values["kind"], values["body"]), **given)


_ENVELOPE = tuple(name for name in Event._fields if name != "body")
