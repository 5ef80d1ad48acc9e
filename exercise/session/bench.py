"""A session and what was added to it afterwards, as those see it who rate."""

from __future__ import annotations

from collections.abc import Sequence

from agencies.network import Network
from exercise.evaluation import Evaluation, evaluate
from exercise.evaluation.added import with_codings
from exercise.evaluation.guide import Subject
from exercise.evaluation.ratings import EVALUATOR, Rated, rated
from exercise.events import EvaluationSigned, EvaluatorNamed, Event
from exercise.session.evaluationfile import EvaluationFile
from exercise.setup import Setup

__all__ = ["Bench"]


class Bench:
    """A session with what was added to it, for those who rate.

    Args:
        setup: What the session was made from.
        network: The network of the setup.
        events: The record.
        file: Its evaluation file.
    """

    def __init__(
        self, setup: Setup, network: Network, events: Sequence[Event], file: EvaluationFile
    ) -> None:
        self.setup = setup
        self.network = network
        self.events = events
        self.file = file
        self.added = file.read()
        self._judged: tuple[int, Evaluation] | None = None

    @property
    def evaluation(self) -> Evaluation:
        """The judgement, as scores and report have it: with the codings made afterwards."""
        judged = with_codings(self.events, self.added)
        if self._judged is None or self._judged[0] != len(judged):
            self._judged = len(judged), evaluate(self.setup, self.network, judged)
        return self._judged[1]

    @property
    def rated(self) -> Rated:
        """All ratings that count."""
        return rated(self.setup.pack, self.evaluation, self.events, self.added)

    @property
    def signed(self) -> bool:
        """Whether the lead evaluator has signed."""
        return bool(self.added) and isinstance(self.added[-1].body, EvaluationSigned)

    def reread(self) -> None:
        """Look again at what was added, maybe by others."""
        self.added = self.file.read()

    def seats(self) -> dict[str, str]:
        """Evaluators' seats so far, each with the name that was given for it, if one was."""
        found: dict[str, str] = {}
        for event in (*self.events, *self.added):
            if event.seat and event.seat.startswith(EVALUATOR):
                found.setdefault(event.seat, "")
                if isinstance(event.body, EvaluatorNamed):
                    found[event.seat] = event.body.name
        return found

    def seat_of(self, name: str, added: Sequence[Event]) -> str | None:
        """The seat of the evaluator of that name."""
        for event in added:
            body = event.body
            if isinstance(body, EvaluatorNamed) and body.name.casefold() == name.casefold():
                return event.seat
        return None

    def next_seat(self, added: Sequence[Event]) -> str:
        """The first seat that nobody has had, live or since."""
        seats = {event.seat or "" for event in (*self.events, *added)}
        taken = (one.removeprefix(EVALUATOR) for one in seats if one.startswith(EVALUATOR))
        numbers = (int(number) for number in taken if number.isdecimal())
        return f"{EVALUATOR}{max(numbers, default=0) + 1}"

    def unsettled(self, objective: str | None = None) -> tuple[Subject, ...]:
        """Targets, and where no objective is named objectives too, without a final rating."""
        levels = ("target",) if objective else ("target", "objective")
        return tuple(
            one.subject
            for one in self.rated.subjects.values()
            if one.final is None
            and one.subject.level in levels
            and objective in (None, one.subject.objective)
        )
