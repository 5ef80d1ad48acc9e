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
    if tuple(map(type, row)) not in _WELL_TYPED or row.origin not in _ORIGINS:
        raise RecordError("Event {seq} of the record is damaged.", seq=row.seq)
    if row.kind not in BODIES:
        raise RecordError(
            "Event {seq} of the record is of a kind that this program does not know.", seq=row.seq
        )
    try:
        body = body_from(row.kind, _values(row))
    except (ValueError, TypeError, KeyError, AttributeError, IndexError):
        raise RecordError(
            "What event {seq} of the record says cannot be read.", seq=row.seq
        ) from None
    return Event(
        row.at,
        row.origin,  # type: ignore[arg-type]
        row.actor,
        row.id,
        body,
        row.agency,
        row.seat,
        row.request,
        row.seq,
        row.wall,
    )


def _values(row: Row) -> dict[str, Any]:
    values: dict[str, Any] = parse(row.body)
    hidden = BODIES[row.kind].PRIVATE
    if hidden:
        private: dict[str, Any] = parse(row.private) if row.private is not None else {}
        if type(private) is not dict:
            raise TypeError(row.private)
        for name in hidden:
            if name in values:
                values[name] = private[name][1] if name in private else None
    for name, kinds, many, inner in _expected(row.kind):
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
    return values


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
