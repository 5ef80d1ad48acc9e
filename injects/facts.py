"""The world of a pack: facts that can be known, places, systems, actions and their effects."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from agencies.language import phrase
from agencies.scalars import Count, Flag, Identifier, Model, Number, Several
from agencies.text import Text
from agencies.timecode import Duration, parse_moment
from agencies.wrong import Wrong, not_empty, shown
from injects.conditions import Down

__all__ = [
    "CONTROL",
    "Action",
    "Document",
    "Effect",
    "Fact",
    "FactStatus",
    "Gather",
    "Place",
    "Resource",
    "SetFact",
    "SetLevel",
    "System",
    "Urgency",
]


class FactStatus(StrEnum):
    """How a fact is passed on."""

    CONFIRMED = "confirmed"
    UNCONFIRMED = "unconfirmed"
    DENIED = "denied"


class Urgency(StrEnum):
    """How soon an item wants attention, least first."""

    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"
    CRITICAL = "critical"

    @property
    def rank(self) -> int:
        """0 for critical, rising as urgency falls: the order in which desks work."""
        return list(reversed(Urgency)).index(self)


def _holds(value: Any) -> Any:
    """``true`` → 0 (from the start), ``false`` → None (a rumour), ``from T+…`` → that second."""
    if value in (True, "true"):
        return 0
    if value in (False, "false"):
        return None
    if isinstance(value, str) and value.startswith("from "):
        return parse_moment(value.removeprefix("from "))
    if isinstance(value, int):
        return value
    raise Wrong(
        phrase("{value} does not say when the fact holds", value=shown(value)),
        phrase("Write true, false or from T+01:00"),
    )


class Fact(Model):
    """One thing that can be known (rules of play §1).

    Attributes:
        holds_from: Exercise second from which it is true; None for a rumour. Written ``holds:``.
        refutes: The rumour that this fact refutes.
        marking: Handling marking; a link below it must not carry the fact.
        covert: Must not be sent where others listen in.
        needs: Agencies that must know, and the seconds from its first delivery to anybody.
        may_know: Agencies that may know beside those that need to.
        weight: How much it counts in completeness of information.
    """

    id: Identifier = ""
    kind: Identifier
    title: Text
    detail: Text | None = None
    holds_from: Annotated[
        int | None,
        BeforeValidator(_holds),
        WithJsonSchema({"type": ["string", "boolean"]}),
        Field(alias="holds"),
    ] = 0
    refutes: Identifier | None = None
    marking: Identifier = "unmarked"
    covert: Flag = False
    needs: dict[Identifier, Duration] = {}
    may_know: Several = ()
    weight: Annotated[Number, Field(gt=0)] = 1.0
    source: str | None = None

    def concerns(self, agency: str) -> bool:
        """Whether ``agency`` needs or may know this."""
        return agency in self.needs or agency in self.may_know


class Place(Model):
    """Somewhere with a security level: a port facility or a ship."""

    id: Identifier = ""
    kind: Literal["port-facility", "port", "ship", "area", "operations-centre"]
    title: Text | None = None
    flag: str | None = None
    security_level: Annotated[Count, Field(ge=1, le=3)] = 1
    agencies: Several = ()


class System(Model):
    """An information or control system that can be up or down."""

    id: Identifier = ""
    title: Text
    open: Flag = True


class Resource(Model):
    """Something that can be open or closed: a berth, a gate, a channel of the port."""

    id: Identifier = ""
    title: Text
    open: Flag = True


class SetLevel(Model):
    """Set the security level of a place."""

    place: Identifier
    level: Annotated[Count, Field(ge=1, le=3)]


class SetFact(Model):
    """Make a fact hold or cease to hold."""

    id: Identifier
    holds: Flag


class Gather(Model):
    """Put agencies in one place, so that they can talk in person."""

    place: Identifier
    agencies: Several


class Effect(Model):
    """One change in the world; exactly one of its fields is given (``for`` goes with disrupt)."""

    disrupt: Down | None = None
    for_: Duration | None = Field(default=None, alias="for")
    restore: Down | None = None
    set_level: SetLevel | None = None
    fact: SetFact | None = None
    open: Identifier | None = None
    close: Identifier | None = None
    gather: Gather | None = None
    end_move: Flag | None = None
    end_exercise: Flag | None = None

    @model_validator(mode="before")
    @classmethod
    def _one_change(cls, data: Any) -> Any:
        if isinstance(data, dict):
            changes = [key for key in data if key not in ("for", "for_")]
            if len(changes) != 1 or (len(data) == 2 and "disrupt" not in data):
                raise Wrong(
                    phrase("an effect makes exactly one change"),
                    phrase("Write one list entry for each"),
                )
            not_empty(data)
        return data

    @property
    def kind(self) -> str:
        """The one change that is made."""
        return next(name for name in self.model_fields_set if name != "for_")


class Action(Model):
    """Something that can be decided.

    Attributes:
        authority: Agency kinds that may decide it; empty means anyone. Without it a decision is a
            recommendation.
        targets: What it can be aimed at: place, agency, system, resource.
        effects: What it changes; ``$target`` stands for each of its targets.
    """

    id: Identifier = ""
    title: Text
    about: Text | None = None
    authority: Several = ()
    targets: tuple[Literal["place", "agency", "system", "resource"], ...] = ()
    effects: tuple[dict[str, Any], ...] = ()
    source: str | None = None

    def effects_on(self, target: str | None) -> tuple[Effect, ...]:
        """The effects with ``$target`` filled in; those that need a missing target are left out."""
        filled = []
        for effect in self.effects:
            raw = _fill(effect, target)
            if raw is not None:
                filled.append(Effect.model_validate(raw))
        return tuple(filled)


def _fill(raw: Any, target: str | None) -> Any:
    if isinstance(raw, dict):
        values = {key: _fill(value, target) for key, value in raw.items()}
        # Only what "$target" left empty; what is empty in the file is for the check to tell.
        missing = any(values[key] is None and raw[key] is not None for key in raw)
        return None if missing else values
    return target if raw == "$target" else raw


CONTROL = "control"
"""Stands where agencies stand for those who run the exercise."""


class Document(Model):
    """A document that lies on some desks: an extract of a plan or procedure.

    Attributes:
        for_: Agencies on whose desks it lies, or ``CONTROL`` for the facilitator's; empty for all.
            Written ``for:``.
    """

    id: Identifier = ""
    title: Text
    file: Text
    for_: Several = Field(default=(), alias="for")
    source: str | None = None
