"""The envelope of an event, and the base of all that can be in one."""

from __future__ import annotations

from typing import Any, ClassVar, Literal, NamedTuple

__all__ = ["Body", "Event", "Origin"]

Origin = Literal["command", "derived", "recorded"]


class Body:
    """Base of all event bodies."""

    __slots__ = ()
    PRIVATE: ClassVar[tuple[str, ...]] = ()
    COMMAND: ClassVar[type[Any] | None] = None


class Event(NamedTuple):
    """One entry of the record.

    A named tuple: what cannot be changed costs a third of a frozen dataclass to make, and each
    event is made twice, when it is told and when it is recorded.

    Attributes:
        at: Exercise seconds.
        origin: command, derived or recorded.
        actor: player, control, clerk, script, courier, desk, playbook, watch, world, session.
        id: Causal id: names the cause, never a counter over everything.
        body: What happened.
        agency: The desk that acted, if one did.
        seat: The place at that desk, for a person.
        request: The sender's own id of the command, outside digest and draws.
        seq: Place in the record, from 1; 0 before it is recorded.
        wall: Wall-clock time of recording, seconds since the epoch; outside the digest.
    """

    at: int
    origin: Origin
    actor: str
    id: str
    body: Body
    agency: str | None = None
    seat: str | None = None
    request: str | None = None
    seq: int = 0
    wall: float = 0.0

    @property
    def kind(self) -> str:
        """The name of the body's class."""
        return type(self.body).__name__
