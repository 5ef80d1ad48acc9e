"""What is expected, done, overdue or forbidden."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from exercise import commands
from exercise.events.envelope import Body

__all__ = [
    "DutyMerged",
    "ExpectationOpened",
    "PartDone",
    "PartExcused",
    "PartOverdue",
    "PartUndone",
    "ProhibitionViolated",
]


@dataclass(frozen=True, slots=True)
class ExpectationOpened(Body):
    """An expectation's window opened for its holder.

    Attributes:
        expectation: Its id; for a duty ``duty N22/tos-down/terminal-operator``.
        duty: The duty that made it.
        tells, about, within: Given in full for a duty, which is in no pack.
    """

    expectation: str
    holder: str
    duty: str | None = None
    tells: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    within: int = 0


@dataclass(frozen=True, slots=True)
class DutyMerged(Body):
    """A duty and an expectation of the pack ask for the same telling: the expectation stands.

    Attributes:
        part: The recipient, in the expectation and, where it had opened, in the duty's own.
        duty: What the duty's own expectation is called, such as
            ``duty N22/tos-down/terminal-operator``.
        opened_at, within: The window that counts from now on, which ends sooner: second, seconds.
    """

    expectation: str
    part: str
    duty: str
    opened_at: int
    within: int


@dataclass(frozen=True, slots=True)
class PartDone(Body):
    """A part was done: ``part`` is ``decision`` or the recipient's id.

    Attributes:
        sent_at: Exercise second at which the agency had done its share.
        evidence: Causal ids of what did it.
    """

    expectation: str
    part: str
    sent_at: int
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PartUndone(Body):
    """What had done a part was returned."""

    expectation: str
    part: str


@dataclass(frozen=True, slots=True)
class PartOverdue(Body):
    """A part's limit passed."""

    expectation: str
    part: str


@dataclass(frozen=True, slots=True)
class ProhibitionViolated(Body):
    """What must not be done was done."""

    expectation: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PartExcused(Body):
    """Control marked a part as an artificiality of the exercise."""

    expectation: str
    part: str
    reason: str
    COMMAND: ClassVar = commands.ExcusePart
    PRIVATE: ClassVar = ("reason",)
