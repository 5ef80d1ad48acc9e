"""What a client offers, whatever carries its messages: the only thing a screen holds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from exercise.commands import Command
from exercise.errors import TabletopError
from exercise.events import Noted
from exercise.views.control import ControlView
from exercise.views.seat import Contact, DraftView, RoutePreview, SeatView
from exercise.views.tables import Results

__all__ = ["Client", "RouteQuery", "Staff"]


@dataclass(frozen=True, slots=True)
class RouteQuery:
    """How a message would travel, before it is sent."""

    to: str
    via: str | None = None
    facts: dict[str, str] = field(default_factory=dict)


class Client(Protocol):
    """One seat's connection.

    Commands name items, messages and facts by the aliases of :class:`SeatView`.
    """

    @property
    def view(self) -> SeatView:
        """The picture as it is now."""

    @property
    def connected(self) -> bool:
        """Whether the session can be reached; screens show it where it cannot."""

    @property
    def host_ended(self) -> bool:
        """Whether it cannot be reached because somebody ended the host on purpose."""

    @property
    def gone(self) -> TabletopError | None:
        """Why there is no way back to the session, where there is none: a code was revoked."""

    def subscribe(self, changed: Callable[[SeatView], None]) -> Callable[[], None]:
        """Call ``changed`` after each change; returns the way to stop it."""

    async def submit(self, command: Command) -> str:
        """Ask for something; returns the alias of what came of it, once it is on record.

        Raises:
            exercise.errors.Refused: With the reason, as a phrase.
        """

    async def share_draft(self, draft: DraftView | None) -> None:
        """Show the others at this desk what is being written; None when it is not any more."""

    async def contacts(self) -> tuple[Contact, ...]:
        """Every other agency and how it can be reached, nearest first."""

    async def route(self, query: RouteQuery) -> RoutePreview:
        """The way a message would take and the seconds it is expected to need."""

    async def skip_to_next(self) -> None:
        """In solo play: jump to just before something next reaches this desk."""

    async def close(self) -> None:
        """Leave."""


class Staff(Protocol):
    """One post's connection: control, SimCell, data collector, evaluator.

    Commands name things by the ids of :class:`ControlView`, which are those of the record.
    """

    @property
    def view(self) -> ControlView:
        """The picture as it is now."""

    @property
    def connected(self) -> bool:
        """Whether the session can be reached; screens show it where it cannot."""

    @property
    def host_ended(self) -> bool:
        """Whether it cannot be reached because somebody ended the host on purpose."""

    @property
    def outbox(self) -> int:
        """How much of what was asked for waits for the line to come back."""

    def subscribe(self, changed: Callable[[ControlView], None]) -> Callable[[], None]:
        """Call ``changed`` after each change; returns the way to stop it."""

    async def submit(self, command: Command, *, agency: str | None = None) -> str:
        """Ask for something, for a desk where it is done for one; returns what came of it.

        Raises:
            exercise.errors.Refused: With the reason, as a phrase.
        """

    async def note(self, noted: Noted) -> str:
        """Write something down that nobody else sees during the exercise."""

    async def codes(self) -> dict[str, str]:
        """Every join code, by what it opens; for control alone."""

    async def ways_in(self) -> dict[str, str]:
        """Where people come in: ``address``, and the command as ``ssh`` where there is that way."""

    async def revoke(self, place: str) -> str:
        """Have a join code replaced; those who came by it are let go. Returns the new one."""

    async def follows(self, act: str, inject: str | None) -> str:
        """Say which inject follows from an act that the script has not foreseen, or that none."""

    async def hand_over(self, seat: str) -> str:
        """Have another of control direct from now on, or oneself; for control alone."""

    async def results(self) -> Results:
        """What came of each objective and expectation; for control alone, after ENDEX."""

    async def close(self) -> None:
        """Leave."""
