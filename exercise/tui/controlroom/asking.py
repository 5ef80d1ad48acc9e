"""What the screens ask of the session."""

from __future__ import annotations

from dataclasses import dataclass

from agencies.language import Phrase
from exercise.commands import Command
from exercise.events import Noted

__all__ = ["Asked"]


@dataclass(frozen=True, slots=True)
class Asked:
    """Something asked of the session.

    Attributes:
        what: A command, or something written down.
        agency: The desk it is done for, where it is done for one.
        done: What is said once it is on record.
        follows: The act that the script has not foreseen and that this inject follows from.
        also: Commands that are done after it, for the same desk.
    """

    what: Command | Noted
    agency: str | None = None
    done: Phrase | None = None
    follows: str | None = None
    also: tuple[Command, ...] = ()
