"""The box: anonymous answers until their question is closed.

An answer that is written down when it is given is not anonymous: whoever reads the record sees when
that was, and between which other events. So answers lie here, in memory, and get on record all at
once, in the order of the alphabet. That is why a seat is told that its answer is in the box before
anything was committed; its client keeps the answer, and gives it again to a host that has lost it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from exercise.state.questions import HOT_WASH, named_among
from exercise.views.desk import Message

__all__ = ["Box"]


class Box:
    """Who has answered what, for as long as nobody may know."""

    def __init__(self) -> None:
        self._answers: dict[str, dict[str, tuple[str, str]]] = {}

    def put(self, question: str, agency: str, seat: str, answer: str) -> None:
        """Lay in an answer, in the place of the one that this seat gave before."""
        self._answers.setdefault(question, {})[seat] = (agency, answer)

    def tally(self, question: str) -> Message:
        """How many answers to a question there are: that is all anybody is told."""
        count = len(self._answers.get(question, ()))
        return {"kind": "tally", "id": question, "count": count}

    def tallies(self) -> list[Message]:
        """The same for each question that there are answers to."""
        return [self.tally(question) for question in self._answers]

    def of(self, seat: str) -> list[Message]:
        """What a seat has laid in, for that seat alone."""
        return [
            {"kind": "answer", "question": question, "answer": given[seat][1]}
            for question, given in self._answers.items()
            if seat in given
        ]

    def detach(self, seat: str) -> None:
        """Somebody has gone: their answers count, and whoever sits there next is not shown them."""
        for given in self._answers.values():
            if seat in given:
                given[f"{seat} left {len(given)}"] = given.pop(seat)

    @property
    def questions(self) -> tuple[str, ...]:
        """The questions that there are answers to."""
        return tuple(self._answers)

    def take(self, question: str) -> Iterable[tuple[str | None, str]]:
        """The answers in the order of the alphabet, each with its agency where that may be named.

        They stay in the box until they are on record and it is told to :meth:`forget` them.
        """
        given = self._answers.get(question, {}).values()
        named: frozenset[str] = frozenset()
        if question in HOT_WASH:
            named = named_among(Counter(agency for agency, _ in given))
        found = [(agency if agency in named else None, answer) for agency, answer in given]
        return sorted(found, key=lambda one: (one[0] or "", one[1]))

    def forget(self, question: str) -> None:
        """The answers are on record, as far as anybody may know them."""
        self._answers.pop(question, None)
