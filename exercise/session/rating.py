"""Rating after the exercise: what one evaluator may see and add, blind to others until finished."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from agencies.text import plain
from exercise.errors import Refused, RequestError
from exercise.evaluation.agreement import LETTERS
from exercise.evaluation.guide import Subject, guide
from exercise.evaluation.ratings import (
    EVALUATOR,
    SELF,
    Answered,
    code_of,
    ratings,
)
from exercise.events import (
    Body,
    EvaluatorNamed,
    Event,
    FinalRatingGiven,
    ItemCoded,
    ObservationMade,
    RatingAnswered,
    RatingsFinished,
)
from exercise.session.bench import Bench
from exercise.session.sealing import Key

__all__ = ["Rater", "as_agency", "as_evaluator"]

_LONGEST = 20_000
"""The most characters of one text, as during the exercise."""


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
        return any(isinstance(event.body, RatingsFinished) for event in self._own)

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

    def add(self, bodies: Sequence[Body], finals: Sequence[FinalRatingGiven] = ()) -> None:
        """Add entries, all or none.

        Args:
            bodies: Of this evaluator.
            finals: Ratings as the lead, after these.

        Raises:
            Refused: If this evaluator has finished, or what is added is not of the session.
            RecordError: If they cannot be kept.
        """
        for body in bodies:
            self._check(body)
        for final in finals:
            self._check(final)
        if finals:
            self._check_finals(finals)
            rates = any(isinstance(body, RatingAnswered) for body in bodies)
            ends = any(isinstance(body, RatingsFinished) for body in bodies)
            if (rates or self.answers) and not (ends or self.finished):
                raise self._unfinished()
            if not ends and not self.finished:
                bodies = [*bodies, RatingsFinished()]
        self._put([*bodies, *finals], free=not bodies)

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

    def _put(self, bodies: Sequence[Body], *, free: bool = False) -> None:
        """Add entries at this evaluator's seat; a new one's is found where they are written.

        Args:
            bodies: What is added.
            free: Whether it may be added by who has finished.
        """

        def claim(added: Sequence[Event]) -> str:
            seat = self.seat
            if self.name:
                seat = self.bench.seat_of(self.name, added) or self.bench.next_seat(added)
            mine = [event.body for event in added if event.seat == seat]
            if not free and any(isinstance(body, RatingsFinished) for body in mine):
                raise Refused("{code} has finished: nothing more can be added.", code=code_of(seat))
            return seat

        named = [EvaluatorNamed(self.name)] if self.name else []
        written = self.bench.file.add([*named, *bodies], seat=claim, agency=self.agency)
        if written:
            self.seat = written[0].seat or self.seat
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
            raise self._unfinished()

    def lead(self) -> None:
        """Begin as the lead: who has seen everybody's ratings adds none of its own any more.

        Raises:
            Refused: As for :meth:`check_lead`.
        """
        self.check_lead()
        if not self.finished:
            self.finish()

    def _unfinished(self) -> Refused:
        return Refused(
            "{code} has ratings of its own: finish them first, then look at the others'.",
            code=self.code,
        )

    def final(self, subject: Subject, letter: str, text: str) -> FinalRatingGiven:
        """The final rating of a target, or of an objective with its core capability; to be added.

        Args:
            subject: What is rated.
            letter: P, S, M or U; empty where it cannot be rated.
            text: Why.
        """
        return FinalRatingGiven(subject.objective, subject.target, letter, text)

    def settle(self, subject: Subject, letter: str, text: str) -> None:
        """Give one final rating.

        Raises:
            Refused: If there is no reason, or targets are not rated yet.
        """
        self.check_lead()
        if subject.level == "task":
            raise Refused("The final rating of a target or an objective is P, S, M or U.")
        self.add([], [self.final(subject, letter, text)])

    def _check_finals(self, finals: Sequence[FinalRatingGiven]) -> None:
        rated = {(one.objective, one.target) for one in finals}
        for one in finals:
            if one.letter not in ("", *LETTERS):
                raise Refused("The final rating of a target or an objective is P, S, M or U.")
            if not one.text.strip():
                raise Refused("A final rating needs its reason.")
            if one.target is not None:
                continue
            left = [
                subject.key
                for subject in self.bench.unsettled(one.objective)
                if (subject.objective, subject.target) not in rated
            ]
            if left:
                raise Refused("Rate the targets first: {names}", names=", ".join(left))

    def sign(self, key: Key) -> None:
        """Sign, and seal the evaluation with this computer's key.

        Raises:
            Refused: If the lead still has ratings of its own to finish.
            RecordError: If it is signed already, or cannot be kept.
        """
        if not self.bench.signed:
            self.lead()
        self.bench.file.sign(key, seat=self.seat)
        self.bench.reread()


def as_evaluator(bench: Bench, who: str) -> Rater:
    """The evaluator of a code (E2), a seat (evaluate/2) or a name; a new name is a new one.

    Raises:
        RequestError: If there is no evaluator of that code, or it says nothing.
    """
    name, seats = plain(who).strip()[:80], bench.seats()
    codes = {code_of(seat).casefold(): seat for seat in seats}
    if name in seats or name.casefold() in codes:
        return Rater(bench, name if name in seats else codes[name.casefold()])
    looks_coded = name[:1] in "Ee" and name[1:].isdecimal()
    if not name or looks_coded or name.startswith(EVALUATOR):
        raise RequestError(
            "There is no evaluator {code} yet; give a name, or one of: {codes}",
            code=name or "–",
            codes=", ".join(map(code_of, seats)) or "–",
        )
    found = bench.seat_of(name, bench.added)
    return Rater(bench, found or bench.next_seat(bench.added), name="" if found else name)


def as_agency(bench: Bench, name: str) -> Rater:
    """An agency that rates itbench.

    Raises:
        RequestError: If the network has no such agency.
    """
    if name not in bench.network.agencies:
        raise RequestError(
            "There is no agency '{agency}' in this network; there are: {names}",
            agency=plain(name, limit=60),
            names=", ".join(bench.network.agencies),
        )
    return Rater(bench, f"{SELF}{name}", agency=name)
