"""Rows back into events, trusting nothing that a file says."""

from __future__ import annotations

from dataclasses import fields
from functools import cache
from itertools import product
from typing import Any

from exercise.errors import RecordError
from exercise.events import BODIES, Event, body_from
from exercise.journal.canonical import parse
from exercise.journal.chain import Row

__all__ = ["event_of"]

_ORIGINS = frozenset({"command", "derived", "recorded"})
_NONE = type(None)
_WELL_TYPED = frozenset(
    (int, str, int, float, str, str, agency, seat, str, request, str, private, str)
    for agency, seat, request, private in product((str, _NONE), repeat=4)
)
"""The types that the columns of a sound row may have together."""


def event_of(row: Row) -> Event:
    """The event that a row records; redacted names and texts come back empty.

    Raises:
        RecordError: If the row is not what this program writes; names its place in the record.
    """
    seq, origin, at, wall, kind, actor, agency, seat, name, request, text, private, _ = row
    if tuple(map(type, row)) not in _WELL_TYPED or origin not in _ORIGINS:
        raise RecordError("Event {seq} of the record is damaged.", seq=seq)
    if kind not in BODIES:
        raise RecordError(
            "Event {seq} of the record is of a kind that this program does not know.", seq=seq
        )
    try:
        body = body_from(kind, _values(kind, text, private))
    except (ValueError, TypeError, KeyError, AttributeError, IndexError):
        raise RecordError("What event {seq} of the record says cannot be read.", seq=seq) from None
    return Event(
        at,
        origin,  # type: ignore[arg-type]
        actor,
        name,
        body,
        agency,
        seat,
        request,
        seq,
        wall,
    )


def _values(kind: str, text: str, kept: str | None) -> dict[str, Any]:
    values: dict[str, Any] = parse(text)
    hidden = BODIES[kind].PRIVATE
    if hidden:
        private: dict[str, Any] = parse(kept) if kept is not None else {}
        if type(private) is not dict:
            raise TypeError(kept)
        for name in hidden:
            if name in values:
                values[name] = private[name][1] if name in private else None
    shape = (kind, *values, *map(type, values.values()))
    if shape in _SOUND:
        return values
    expected = _expected(kind)
    for name, kinds, many, inner in expected:
        if name in hidden and name in values and values[name] is None:
            values[name] = kinds[0]() if list in kinds else ""
        if name in values:
            value = values[name]
            if type(value) not in kinds:
                raise TypeError(name)
            if many and value:
                entries = value.values() if many is dict else value
                if any(type(entry) is not inner for entry in entries):
                    raise TypeError(name)
    known = {name: many for name, _, many, _ in expected}
    if not hidden and all(known.get(name, list) is None for name in values):
        _SOUND.add(shape)
    return values


_SOUND: set[tuple[object, ...]] = set()
"""Names and types of fields that were found sound together: all there is to check of most rows."""

_TYPES: dict[str, tuple[type, ...]] = {
    "str": (str,),
    "int": (int,),
    "float": (float, int),
    "bool": (bool,),
    "str | None": (str, _NONE),
    "int | None": (int, _NONE),
    "bool | None": (bool, _NONE),
    "tuple[str, ...]": (list,),
    "dict[str, str]": (dict,),
    "dict[str, int]": (dict,),
}
"""What JSON makes of each type that the fields of events have, by its annotation."""


@cache
def _expected(kind: str) -> tuple[tuple[str, tuple[type, ...], type | None, type], ...]:
    """Each field: the types it may have; if it holds several values, as what and of what."""
    found = []
    for entry in fields(BODIES[kind]):
        kinds = _TYPES[str(entry.type)]
        inner = int if str(entry.type).endswith("int]") else str
        found.append((entry.name, kinds, kinds[0] if kinds[0] in (list, dict) else None, inner))
    return tuple(found)
