"""Rating after the exercise: what one evaluator may see and add, blind to others until finished."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from agencies.network import Network
from agencies.text import plain
from exercise.errors import RecordError, Refused, RequestError
from exercise.evaluation import Evaluation, evaluate
from exercise.evaluation.agreement import LETTERS
from exercise.evaluation.guide import Subject, guide
from exercise.evaluation.ratings import (
    EVALUATOR,
    SELF,
    Answered,
    Rated,
    code_of,
    rated,
    ratings,
)
from exercise.events import (
    Body,
    EvaluationSigned,
    EvaluatorNamed,
    Event,
    FinalRatingGiven,
    ItemCoded,
    ObservationMade,
    RatingAnswered,
    RatingsFinished,
)
from exercise.journal.files import EVALUATION
from exercise.session.evaluationfile import EvaluationFile
from exercise.session.sealing import Key
from exercise.setup import Setup

__all__ = ["Bench", "Rater"]

_LONGEST = 20_000
"""The most characters of one text, as during the exercise."""


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

    @cached_property
    def evaluation(self) -> Evaluation:
        """The judgement of the record alone, so that evaluators see the same evidence."""
        return evaluate(self.setup, self.network, self.events)

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

    def evaluator(self, who: str) -> Rater:
        """The evaluator of a code (E2), a seat (evaluate/2) or a name; a new name is a new one.

        Raises:
            RequestError: If there is no evaluator of that code, or it says nothing.
        """
        name, seats = plain(who).strip()[:80], self.seats()
        codes = {code_of(seat).casefold(): seat for seat in seats}
        if name in seats or name.casefold() in codes:
            return Rater(self, name if name in seats else codes[name.casefold()])
        looks_coded = name[:1] in "Ee" and name[1:].isdecimal()
        if not name or looks_coded or name.startswith(EVALUATOR):
            raise RequestError(
                "There is no evaluator {code} yet; give a name, or one of: {codes}",
                code=name or "–",
                codes=", ".join(map(code_of, seats)) or "–",
            )
        for seat, known in seats.items():
            if known.casefold() == name.casefold():
                return Rater(self, seat)
        numbers = [int(n) for seat in seats if (n := seat.rpartition("/")[2]).isdecimal()]
        return Rater(self, f"{EVALUATOR}{max(numbers, default=0) + 1}", name=name)

    def agency(self, name: str) -> Rater:
        """An agency that rates itself.

        Raises:
            RequestError: If the network has no such agency.
        """
        if name not in self.network.agencies:
            raise RequestError(
                "There is no agency '{agency}' in this network; there are: {names}",
                agency=plain(name, limit=60),
                names=", ".join(self.network.agencies),
            )
        return Rater(self, f"{SELF}{name}", agency=name)


@dataclass
class Rater:
    """One evaluator, or one agency that rates itself.

    Attributes:
        bench: The session.
        seat: ``evaluate/2``, or ``self/AGENCY``.
        agency: The agency, for a self-assessment.
        name: A new evaluator's, recorded with the first thing added.
    """

    bench: Bench
    seat: str
    agency: str | None = None
    name: str = ""

    @property
    def code(self) -> str:
        """What readers call the evaluator."""
        return code_of(self.seat)

    # -- What it may see ---------------------------------------------------------------------------

    @property
    def finished(self) -> bool:
        """Whether nothing more can be answered, and the others' ratings can be seen."""
        return self.bench.signed or any(
            isinstance(event.body, RatingsFinished) for event in self._own
        )

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """What is to be rated: each task, then its target. An agency's are those it had part in."""
        pack, results = self.bench.setup.pack, self.bench.evaluation.expectations
        of = None
        if self.agency is not None:
            of = [one for one in results if one.agency == self.agency]
        return tuple(one for one in guide(pack, of=of) if one.target is not None)

    @property
    def _own(self) -> list[Event]:
        return [e for e in (*self.bench.events, *self.bench.added) if e.seat == self.seat]

    @property
    def answers(self) -> dict[str, Answered]:
        """This evaluator's answers so far, live ones too, by what they are on."""
        pack = self.bench.setup.pack
        own = ratings(self.bench.evaluation, self._own, pack)
        return {one.subject: one for one in own}

    @property
    def observations(self) -> tuple[Event, ...]:
        """What this evaluator saw, during the exercise and after."""
        return tuple(event for event in self._own if isinstance(event.body, ObservationMade))

    # -- What it may add ---------------------------------------------------------------------------

    def add(self, bodies: Sequence[Body]) -> None:
        """Add entries, all or none.

        Raises:
            Refused: If this evaluator has finished, or what is added is not of the session.
            RecordError: If they cannot be kept.
        """
        if self.bench.signed:
            raise RecordError(EVALUATION.closed())
        if self.finished:
            raise Refused("{code} has finished: nothing more can be added.", code=self.code)
        for body in bodies:
            self._check(body)
        self._put(bodies)

    def answer(
        self,
        subject: Subject,
        said: Mapping[str, bool | None],
        *,
        achieved: str | None = None,
        text: str = "",
    ) -> RatingAnswered:
        """The entry that answers the questions on a task or target; to be added.

        Args:
            subject: What is rated.
            said: Answers by question; what is left out stays open.
            achieved: yes, partly or no as this evaluator saw it, where the record shows nothing.
            text: Why.
        """
        before = self.answers.get(subject.key)
        return RatingAnswered(
            subject.task,
            None if subject.task else subject.target,
            harm=said.get("harm"),
            risk=said.get("risk"),
            against=said.get("against"),
            better=said.get("better"),
            text=text,
            supersedes=None if before is None else before.id,
            made="after",
            achieved=achieved,
        )

    def finish(self) -> None:
        """Say that nothing more is to come; from then on the others' ratings can be seen.

        Raises:
            Refused: If this evaluator has finished already.
        """
        self.add([RatingsFinished()])

    def _put(self, bodies: Sequence[Body]) -> None:
        named = [EvaluatorNamed(self.name)] if self.name else []
        self.bench.file.add([*named, *bodies], seat=self.seat, agency=self.agency)
        self.name = ""
        self.bench.reread()

    def _check(self, body: Body) -> None:
        if len(getattr(body, "text", "")) > _LONGEST:
            raise Refused("This is too long to be sent; shorten it.")
        if isinstance(body, RatingAnswered):
            self._check_answer(body)
        if isinstance(body, ItemCoded):
            self._check_coding(body)

    def _check_answer(self, body: RatingAnswered) -> None:
        known = {(s.task, None if s.task else s.target): s for s in self.subjects}
        subject = known.get((body.task, body.target))
        if subject is None:
            raise Refused("Rate one critical task or one target of the pack.")
        shown = subject.grade(self.bench.evaluation).achieved
        if body.achieved is not None and shown != "not-observed":
            raise Refused(
                "'{name}' was observed: whether it was achieved is told by the record.",
                name=subject.task or subject.target,
            )

    def _check_coding(self, body: ItemCoded) -> None:
        if self.agency is not None:
            raise Refused("Only evaluators code what was written.")
        if all(event.id != body.item for event in self.bench.events):
            raise Refused("There is no message '{name}' in the record.", name=body.item[:80])

    # -- What the lead may do ----------------------------------------------------------------------

    def check_lead(self) -> None:
        """See to it that this evaluator may look at everybody's ratings.

        Raises:
            Refused: If it has answers of its own and has not finished.
        """
        if self.agency is not None:
            raise Refused("The lead is an evaluator, not an agency.")
        if self.answers and not self.finished:
            raise Refused(
                "{code} has ratings of its own: finish them first, then look at the others'.",
                code=self.code,
            )

    def settle(self, subject: Subject, letter: str, text: str) -> None:
        """Give the final rating of a target, or of an objective with its core capability.

        Args:
            subject: What is rated.
            letter: P, S, M or U; empty where it cannot be rated.
            text: Why.

        Raises:
            Refused: If there is no reason, or targets are not rated yet.
        """
        self.check_lead()
        if letter not in ("", *LETTERS) or subject.level == "task":
            raise Refused("The final rating of a target or an objective is P, S, M or U.")
        if not text.strip():
            raise Refused("A final rating needs its reason.")
        if subject.level == "objective" and (open_ := self.unsettled(subject.objective)):
            raise Refused(
                "Rate the targets first: {names}", names=", ".join(one.key for one in open_)
            )
        body = FinalRatingGiven(subject.objective, subject.target, letter, text)
        self._check(body)
        self._put([body])

    def unsettled(self, objective: str | None = None) -> tuple[Subject, ...]:
        """Targets, and where no objective is named objectives too, without a final rating."""
        return tuple(
            one.subject
            for one in self.bench.rated.subjects.values()
            if one.final is None
            and (
                one.subject.level == "target"
                if objective
                else one.subject.level in ("target", "objective")
            )
            and objective in (None, one.subject.objective)
        )

    def sign(self, key: Key) -> None:
        """Sign, and seal the evaluation with this computer's key.

        Raises:
            Refused: If the lead still has ratings of its own to finish.
            RecordError: If it is signed already, or cannot be kept.
        """
        self.check_lead()
        if self.name:
            self._put(())
        self.bench.file.sign(key, seat=self.seat)
        self.bench.reread()
