"""Decisions, and what they and the script change in the world."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from exercise import commands
from exercise.events.envelope import Body

__all__ = [
    "AgenciesGathered",
    "DecisionLogged",
    "Disrupted",
    "FactChanged",
    "LevelSet",
    "Restored",
    "ThingPlaced",
]


@dataclass(frozen=True, slots=True)
class DecisionLogged(Body):
    """A decision was logged; its id is the event's.

    Attributes:
        authority: False makes it a recommendation, sent to whoever holds the authority.
        warnings: unverified, rumour: what it rests on that it should not.
    """

    action: str
    targets: tuple[str, ...]
    tells: tuple[str, ...]
    facts: tuple[str, ...]
    reason: str
    happened_at: int | None = None
    authority: bool = True
    warnings: tuple[str, ...] = ()
    COMMAND: ClassVar = commands.LogDecision
    PRIVATE: ClassVar = ("reason",)


@dataclass(frozen=True, slots=True)
class LevelSet(Body):
    """A place's security level changed."""

    place: str
    level: int
    COMMAND: ClassVar = commands.SetLevel


@dataclass(frozen=True, slots=True)
class Disrupted(Body):
    """A link, channel or agency went down."""

    link: str | None = None
    channel: str | None = None
    agency: str | None = None
    COMMAND: ClassVar = commands.Disrupt


@dataclass(frozen=True, slots=True)
class Restored(Body):
    """A link, channel or agency came back."""

    link: str | None = None
    channel: str | None = None
    agency: str | None = None
    COMMAND: ClassVar = commands.Restore


@dataclass(frozen=True, slots=True)
class FactChanged(Body):
    """A fact came to hold or ceased to."""

    fact: str
    holds: bool


@dataclass(frozen=True, slots=True)
class ThingPlaced(Body):
    """A system or resource was opened or closed."""

    thing: str
    open: bool
    COMMAND: ClassVar = commands.Place


@dataclass(frozen=True, slots=True)
class AgenciesGathered(Body):
    """Agencies are in one place of the story and can talk in person."""

    place: str
    agencies: tuple[str, ...]
    COMMAND: ClassVar = commands.GatherAgencies
