"""What evaluators add after the exercise, in a file of its own beside the record.

Observations, ratings and notes are the same there as during the exercise; these are the rest.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from exercise.events.envelope import Body

__all__ = [
    "BookmarkSet",
    "EvaluationBegun",
    "EvaluationSigned",
    "EvaluationTaken",
    "EvaluatorNamed",
    "FinalRatingGiven",
    "RatingsFinished",
]


@dataclass(frozen=True, slots=True)
class EvaluationBegun(Body):
    """First event of an evaluation file: the session that it is about (recorded).

    Attributes:
        format: Of the file.
        product: The program's version.
        events: How many events of the session's record there were.
        head: The hash of the last of them, in hexadecimal.
    """

    format: int
    product: str
    events: int
    head: str


@dataclass(frozen=True, slots=True)
class EvaluatorNamed(Body):
    """Who the evaluator at the event's seat is, for those who are to know (recorded)."""

    name: str
    PRIVATE: ClassVar = ("name",)


@dataclass(frozen=True, slots=True)
class BookmarkSet(Body):
    """A moment of the exercise that somebody wants to come back to (recorded).

    Attributes:
        text: What it is, in their words.
        happened_at: The exercise second.
        made: live, after or replay: where it was made.
    """

    text: str
    happened_at: int
    made: str = "after"
    PRIVATE: ClassVar = ("text",)


@dataclass(frozen=True, slots=True)
class RatingsFinished(Body):
    """The evaluator at the event's seat has finished: nothing more is answered there (recorded)."""


@dataclass(frozen=True, slots=True)
class FinalRatingGiven(Body):
    """The lead evaluator settled a rating (recorded).

    Attributes:
        objective: The objective; alone, it and its core capability are rated.
        target: Its capability target, where that is rated.
        letter: P, S, M or U; empty where it cannot be rated.
        text: Why.
    """

    objective: str
    target: str | None
    letter: str
    text: str
    PRIVATE: ClassVar = ("text",)


@dataclass(frozen=True, slots=True)
class EvaluationSigned(Body):
    """The lead evaluator at the event's seat signed; nothing comes after it (recorded).

    Attributes:
        key: The public half of the key that seals it, 64 hexadecimal digits.
    """

    key: str = ""


@dataclass(frozen=True, slots=True)
class EvaluationTaken(Body):
    """What follows until the next of these came from an evaluation of another computer (recorded).

    Attributes:
        events: How many events that file held.
        head: The hash of the last of them, in hexadecimal.
        key: The public key that sealed it; empty where it was not signed.
    """

    events: int
    head: str
    key: str = ""
