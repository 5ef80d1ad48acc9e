"""Rows back into events, trusting nothing that a file says."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import fields
from functools import cache
from itertools import product
from typing import Any

from exercise.errors import RecordError
from exercise.events import BODIES, Event
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


def event_of(row: Row | tuple[Any, ...]) -> Event:
    """The event that a row records; redacted names and texts come back empty.

    Args:
        row: The row, or its columns in the same order.

    Raises:
        RecordError: If the row is not what this program writes; names its place in the record.
    """
    seq, origin, at, wall, kind, actor, agency, seat, name, request, text, private, _ = row
    if tuple(map(type, row)) not in _WELL_TYPED or origin not in _ORIGINS:
        raise RecordError("Event {seq} of the record is damaged.", seq=seq)
    made = BODIES.get(kind)
    if made is None:
        raise RecordError(
            "Event {seq} of the record is of a kind that this program does not know.", seq=seq
        )
    try:
        body = made(**_values(kind, made.PRIVATE, text, private))
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


def _values(kind: str, hidden: Collection[str], text: str, kept: str | None) -> dict[str, Any]:
    """The fields of the body, each found to be of the type that it has."""
    values: dict[str, Any] = parse(text)
    if hidden:
        private: dict[str, Any] = parse(kept) if kept is not None else {}
        if type(private) is not dict:
            raise TypeError(kept)
        for name in hidden:
            if name in values:
                values[name] = private[name][1] if name in private else None
                if values[name] is None:
                    values[name] = _empty(kind, name)
    shape = (kind, *values, *map(type, values.values()))
    several = _SOUND.get(shape)
    if several is None:
        several = _SOUND[shape] = _checked(kind, values)
    for name, inner in several:
        value = values[name]
        for entry in value.values() if type(value) is dict else value:
            if type(entry) is not inner:
                raise TypeError(name)
        if type(value) is list:
            values[name] = tuple(value)
    return values


_SOUND: dict[tuple[object, ...], tuple[tuple[str, type], ...]] = {}
"""Names and types of fields found sound together, with those that hold several values and the type
of each: all there is to check of most rows."""


def _checked(kind: str, values: dict[str, Any]) -> tuple[tuple[str, type], ...]:
    """The fields that hold several values, and the type of each.

    Raises:
        KeyError: If there is no such field.
        TypeError: If a field is not of the type that it has.
    """
    expected = {name: (kinds, inner) for name, kinds, inner in _expected(kind)}
    several = []
    for name, value in values.items():
        kinds, inner = expected[name]
        if type(value) not in kinds:
            raise TypeError(name)
        if type(value) in (list, dict):
            several.append((name, inner))
    return tuple(several)


def _empty(kind: str, name: str) -> object:
    """What stands in the place of a name or text that was taken out."""
    kinds = next(kinds for known, kinds, _ in _expected(kind) if known == name)
    return kinds[0]() if kinds[0] in (list, dict) else ""


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
def _expected(kind: str) -> tuple[tuple[str, tuple[type, ...], type], ...]:
    """Each field: the types it may have, and the type of each of its values if it has several."""
    return tuple(
        (entry.name, _TYPES[str(entry.type)], int if str(entry.type).endswith("int]") else str)
        for entry in fields(BODIES[kind])
    )
