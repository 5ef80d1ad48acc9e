"""What every command is, and the hand it comes from."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Command", "Submission"]


class Command:
    """Base of all commands."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Submission:
    """A command with the hand it comes from.

    Attributes:
        command: What is asked.
        actor: A role: ``player``, ``control``, ``simcell``, ``collector``, ``clerk``, ``session``.
        agency: The desk it is asked for; None for control.
        seat: The place at that desk, such as ``port-authority/1``.
        request: The sender's own id for it: sending it twice does it once.
    """

    command: Command
    actor: str = "player"
    agency: str | None = None
    seat: str | None = None
    request: str | None = None
