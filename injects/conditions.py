"""Conditions: when a contingency inject fires or an expectation opens (rules of play §3).

A condition is a tree of one-key nodes, such as ``{all: [{after: T+00:20}, {not: {knows: …}}]}``. It
is read here and asked of a :class:`Situation`, which the engine's state and every view provide.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Protocol

from pydantic import Field, model_validator

from agencies.language import phrase
from agencies.scalars import Count, Identifier, Model
from agencies.timecode import Moment
from agencies.wrong import Wrong, not_empty

__all__ = ["Condition", "Decided", "Down", "Knows", "Level", "Situation", "holds", "leaves"]


class Knows(Model):
    """An agency is aware of a fact."""

    agency: Identifier
    fact: Identifier


class Decided(Model):
    """A decision with authority has been logged; by whom and on what only where given."""

    action: Identifier
    by: Identifier | None = None
    target: Identifier | None = None


class Level(Model):
    """A place is at a security level."""

    place: Identifier
    is_: Count = Field(alias="is", ge=1, le=3)


class Down(Model):
    """A link, a channel (everywhere, or at one agency) or an agency cannot be used."""

    link: str | None = None
    channel: Identifier | None = None
    agency: Identifier | None = None

    @model_validator(mode="after")
    def _names_something(self) -> Down:
        given = [name for name in ("link", "channel", "agency") if getattr(self, name)]
        if given not in (["link"], ["channel"], ["agency"], ["channel", "agency"]):
            raise Wrong(phrase("name a link, a channel, a channel at an agency, or an agency"))
        return self


class Condition(Model):
    """Exactly one of its fields is given."""

    all: Annotated[tuple[Condition, ...], Field(min_length=1)] | None = None
    any: Annotated[tuple[Condition, ...], Field(min_length=1)] | None = None
    not_: Condition | None = Field(default=None, alias="not")
    knows: Knows | None = None
    decided: Decided | None = None
    met: Identifier | None = None
    late: Identifier | None = None
    overdue: Identifier | None = None
    after: Moment | None = None
    level: Level | None = None
    down: Down | None = None
    fired: Identifier | None = None
    move: Identifier | None = None

    @model_validator(mode="before")
    @classmethod
    def _one_key(cls, data: Any) -> Any:
        if isinstance(data, dict) and len(data) != 1:
            raise Wrong(
                phrase("a condition has exactly one key"),
                phrase("Join several with {all: [...]} or {any: [...]}"),
            )
        if isinstance(data, dict):
            not_empty(data)
        return data

    @property
    def kind(self) -> str:
        """The one field that is given."""
        return next(iter(self.model_fields_set))


class Situation(Protocol):
    """What a condition can be asked of."""

    @property
    def at(self) -> int:
        """Exercise seconds."""

    @property
    def move(self) -> str | None:
        """The move that is being played."""

    def knows(self, agency: str, fact: str) -> bool:
        """Whether an agency is aware of a fact."""

    def has_decided(self, action: str, by: str | None, target: str | None) -> bool:
        """Whether a decision with authority has been logged."""

    def standing(self, expectation: str) -> str:
        """``met``, ``late``, ``overdue``, ``open`` or ``unopened``."""

    def security_level(self, place: str) -> int:
        """The level of a place."""

    def is_down(self, link: str | None, channel: str | None, agency: str | None) -> bool:
        """Whether something is disrupted."""

    def has_fired(self, inject: str) -> bool:
        """Whether an inject has fired."""


def holds(condition: Condition, situation: Situation) -> bool:
    """Whether ``condition`` is true of ``situation``."""
    match condition.kind:
        case "all":
            return all(holds(part, situation) for part in condition.all or ())
        case "any":
            return any(holds(part, situation) for part in condition.any or ())
        case "not_":
            assert condition.not_ is not None
            return not holds(condition.not_, situation)
        case "knows":
            assert condition.knows is not None
            return situation.knows(condition.knows.agency, condition.knows.fact)
        case "decided":
            wanted = condition.decided
            assert wanted is not None
            return situation.has_decided(wanted.action, wanted.by, wanted.target)
        case "met" | "late":
            return situation.standing(getattr(condition, condition.kind)) == condition.kind
        case "overdue":
            assert condition.overdue is not None
            return situation.standing(condition.overdue) in ("overdue", "late")
        case "after":
            assert condition.after is not None
            return situation.at >= condition.after
        case "level":
            assert condition.level is not None
            return situation.security_level(condition.level.place) == condition.level.is_
        case "down":
            down = condition.down
            assert down is not None
            return situation.is_down(down.link, down.channel, down.agency)
        case "fired":
            assert condition.fired is not None
            return situation.has_fired(condition.fired)
        case _:
            return situation.move == condition.move


def leaves(condition: Condition) -> Iterator[Condition]:
    """The conditions without parts of their own, left to right."""
    parts = condition.all or condition.any or ((condition.not_,) if condition.not_ else ())
    if not parts:
        yield condition
    for part in parts:
        yield from leaves(part)
