"""The letters P, S, M and U that evaluators' answers come to, and what the lead made of them.

Evidence says whether a task was achieved; an evaluator answers the other questions, and the letter
follows by the definitions of HSEEP's ratings: not achieved is U; achieved with harm to other
activities, added risk, or against plan or law is M; otherwise room to be better, or achieved only
in part, is S; else P. Where the record shows nothing, what the evaluator saw stands in its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from exercise.evaluation.added import counted
from exercise.evaluation.agreement import LETTERS, Agreement, agreement_of
from exercise.evaluation.coefficients import Rating
from exercise.evaluation.guide import Subject, guide
from exercise.evaluation.model import Evaluation
from exercise.events import (
    EvaluationSigned,
    EvaluatorNamed,
    Event,
    FinalRatingGiven,
    RatingAnswered,
    RatingsFinished,
)
from injects.model import Pack

__all__ = [
    "QUESTIONS",
    "Answered",
    "Evaluator",
    "Final",
    "Rated",
    "RatedSubject",
    "agreement_over",
    "code_of",
    "letter",
    "rated",
    "ratings",
]

QUESTIONS = ("harm", "risk", "against", "better")
"""The four questions, fields of ``RatingAnswered``."""

EVALUATOR, SELF = "evaluate/", "self/"
"""What the seats of evaluators, and of agencies that rate themselves, begin with."""


@dataclass(frozen=True, slots=True)
class Answered:
    """One evaluator's latest answers on a task or target.

    Attributes:
        evaluator: The seat.
        subject: Key of what is rated, as in :class:`Subject`.
        letter: P, S, M or U; None while a question is open or nothing was observed.
        id: Causal id of the event.
        answers: By question; None was not given.
        achieved: yes, partly, no or not-observed, as the letter rests on it.
        seen: Whether ``achieved`` is what the evaluator saw, for want of evidence.
        made: live, after or replay.
        seq: Place of the event in its file.
    """

    evaluator: str
    subject: str
    letter: str | None
    id: str
    answers: Mapping[str, bool | None] = field(default_factory=dict)
    achieved: str = "not-observed"
    seen: bool = False
    text: str = ""
    made: str = "live"
    at: int = 0
    seq: int = 0


@dataclass(frozen=True, slots=True)
class Evaluator:
    """Somebody who rates.

    Attributes:
        seat: ``evaluate/1``, or ``self/AGENCY`` for an agency that rates itself.
        name: Only for whoever holds the evaluation file, never for reports; may be empty.
        finished: Whether nothing more is to come.
        answered: How many tasks and targets have a letter.
        counted: Whether the answers count: made live, or finished.
    """

    seat: str
    name: str
    finished: bool
    answered: int
    counted: bool

    @property
    def code(self) -> str:
        """What readers call the evaluator."""
        return code_of(self.seat)


@dataclass(frozen=True, slots=True)
class Final:
    """What the lead evaluator settled.

    Attributes:
        letter: P, S, M or U; empty where it cannot be rated.
    """

    letter: str
    text: str
    evaluator: str
    id: str


@dataclass(frozen=True, slots=True)
class RatedSubject:
    """A task, target or objective with all that was said of it.

    Attributes:
        answered: The evaluators' answers.
        own: The self-assessments, by agency.
    """

    subject: Subject
    answered: tuple[Answered, ...] = ()
    own: Mapping[str, Answered] = field(default_factory=dict)
    final: Final | None = None

    @property
    def letters(self) -> tuple[str, ...]:
        """The evaluators' letters, best first, each as often as it was given."""
        return tuple(sorted((a.letter for a in self.answered if a.letter), key=LETTERS.index))

    @property
    def settled(self) -> str | None:
        """The lead's letter; without one, the evaluators' if they agree. None where it is open."""
        if self.final is not None:
            return self.final.letter or None
        return self.letters[0] if len(set(self.letters)) == 1 else None

    def gap(self, agency: str) -> int | None:
        """How many letters better an agency rates itself than evaluators do; None if undefined."""
        own = self.own.get(agency)
        if own is None or own.letter is None or self.settled is None:
            return None
        return LETTERS.index(self.settled) - LETTERS.index(own.letter)


@dataclass(frozen=True)
class Rated:
    """All ratings of a session.

    Attributes:
        subjects: By key, in the order of the guide; all of it, rated or not.
        evaluators: Everybody who rated, those whose answers do not count yet included.
        signed_by: The lead's seat, once signed.
        key: The public key that sealed the evaluation.
        blind: Whether the file shows that nobody answered after seeing the others' ratings.
    """

    subjects: Mapping[str, RatedSubject] = field(default_factory=dict)
    evaluators: tuple[Evaluator, ...] = ()
    signed_by: str | None = None
    key: str = ""
    blind: bool = True

    @property
    def some(self) -> bool:
        """Whether anything is rated that counts."""
        return any(one.answered or one.own or one.final for one in self.subjects.values())

    @property
    def counted(self) -> tuple[Evaluator, ...]:
        """The evaluators whose answers count, in the order of their seats."""
        return tuple(e for e in self.evaluators if e.counted and e.seat.startswith(EVALUATOR))

    @property
    def assessors(self) -> tuple[str, ...]:
        """The agencies that rated themselves."""
        return tuple(dict.fromkeys(name for one in self.subjects.values() for name in one.own))

    @cached_property
    def agreement(self) -> Mapping[str, Agreement]:
        """How far evaluators agree, over tasks and over targets apart."""
        found = {}
        for level in ("task", "target"):
            subjects = [one for one in self.subjects.values() if one.subject.level == level]
            given = [answer for one in subjects for answer in one.answered]
            if given:
                found[level] = agreement_over(
                    given,
                    subjects=[one.subject.key for one in subjects if one.answered],
                )
        return found


def code_of(seat: str) -> str:
    """E1 for ``evaluate/1``; the agency's id for a self-assessment; else the seat."""
    if seat.startswith(EVALUATOR):
        return f"E{seat.removeprefix(EVALUATOR)}"
    return seat.removeprefix(SELF)


def letter(
    achieved: str,
    *,
    harm: bool | None,
    risk: bool | None,
    against: bool | None,
    better: bool | None,
) -> str | None:
    """The letter of a task or target; None where what was answered does not settle it.

    Args:
        achieved: yes, partly, no or not-observed, from evidence.
        harm: Whether it harmed other activities.
        risk: Whether it added risks to health or safety.
        against: Whether it went against plans, procedures or law.
        better: Whether there was room to be more effective or efficient.
    """
    if achieved == "no":
        return "U"
    if achieved == "not-observed":
        return None
    costs = (harm, risk, against)
    if any(costs):
        return "M"
    if None in costs:
        return None
    if better or achieved == "partly":
        return "S"
    return None if better is None else "P"


def ratings(evaluation: Evaluation, events: Iterable[Event], pack: Pack) -> tuple[Answered, ...]:
    """The latest answers of each evaluator on each task and target, in the order of the record."""
    subjects = {
        (one.task, None if one.task else one.target): one
        for one in reversed(guide(pack))
        if one.target is not None
    }
    found: dict[tuple[str, str], Answered] = {}
    for event in events:
        body = event.body
        if not isinstance(body, RatingAnswered) or event.seat is None:
            continue
        subject = subjects.get((body.task, None if body.task else body.target))
        if subject is not None:
            found[event.seat, subject.key] = _answered(evaluation, event, body, subject)
    return tuple(found.values())


def _answered(
    evaluation: Evaluation, event: Event, body: RatingAnswered, subject: Subject
) -> Answered:
    achieved = subject.grade(evaluation).achieved
    seen = achieved == "not-observed" and body.achieved in ("yes", "partly", "no")
    if seen:
        achieved = str(body.achieved)
    said = {name: getattr(body, name) for name in QUESTIONS}
    return Answered(
        event.seat or "",
        subject.key,
        letter(achieved, **said),
        event.id,
        said,
        achieved,
        seen,
        body.text,
        body.made,
        event.at,
        event.seq,
    )


def agreement_over(answered: Sequence[Answered], subjects: Sequence[str] = ()) -> Agreement:
    """How far evaluators agree on what they rated; ordinal, and what is open is missing."""
    evaluators = [code_of(seat) for seat in sorted({a.evaluator for a in answered}, key=_place)]
    given = {(one.subject, code_of(one.evaluator)): one.letter for one in answered}
    rows: list[list[Rating | None]] = [
        [given.get((subject, evaluator)) for evaluator in evaluators]
        for subject in subjects or dict.fromkeys(one.subject for one in answered)
    ]
    return agreement_of(rows, "ordinal", evaluators=evaluators)


def rated(
    pack: Pack, evaluation: Evaluation, events: Iterable[Event], added: Iterable[Event] = ()
) -> Rated:
    """All ratings, live ones and those made afterwards.

    Args:
        pack: The scenario.
        evaluation: The judgement, for what the evidence shows.
        events: The record.
        added: The evaluation file, which may be empty.
    """
    after = tuple(added)
    signed = next((e for e in reversed(after) if isinstance(e.body, EvaluationSigned)), None)
    live = [event for event in events if isinstance(event.body, RatingAnswered)]
    finished = {event.seat for event in after if isinstance(event.body, RatingsFinished)}
    seats = {event.seat or "" for event in (*live, *after) if event.seat}
    counting = [*live, *counted(after)]
    answered = ratings(evaluation, counting, pack)
    everything = ratings(evaluation, [*live, *after], pack)
    names = {e.seat: e.body.name for e in after if isinstance(e.body, EvaluatorNamed)}
    evaluators = tuple(
        Evaluator(
            seat,
            names.get(seat, ""),
            seat in finished,
            sum(one.evaluator == seat and one.letter is not None for one in everything),
            any(one.evaluator == seat for one in answered),
        )
        for seat in sorted(seats, key=_place)
    )
    finals = _finals(after)
    blind = all(_blind(after, one.seat) for one in evaluators)
    subjects = {}
    for subject in guide(pack):
        here = [one for one in answered if one.subject == subject.key]
        own = {code_of(o.evaluator): o for o in here if o.evaluator.startswith(SELF)}
        others = tuple(
            sorted(
                (one for one in here if not one.evaluator.startswith(SELF)),
                key=lambda one: _place(one.evaluator),
            )
        )
        final = finals.get((subject.objective, subject.target)) if not subject.task else None
        subjects[subject.key] = RatedSubject(subject, others, own, final)
    signer = None if signed is None else signed.seat
    key = signed.body.key if signed and isinstance(signed.body, EvaluationSigned) else ""
    return Rated(subjects, evaluators, signer, key, blind)


def _blind(added: Sequence[Event], seat: str) -> bool:
    """Whether nothing was answered there once the others' ratings could be seen."""
    kinds = [type(event.body) for event in added if event.seat == seat]
    seeing = (RatingsFinished, FinalRatingGiven)
    first = next((n for n, kind in enumerate(kinds) if kind in seeing), len(kinds))
    return RatingAnswered not in kinds[first:]


def _finals(events: Iterable[Event]) -> dict[tuple[str, str | None], Final]:
    found = {}
    for event in events:
        body = event.body
        if isinstance(body, FinalRatingGiven) and body.letter in ("", *LETTERS):
            given = Final(body.letter, body.text, event.seat or "", event.id)
            found[body.objective, body.target] = given
    return found


def _place(seat: str) -> tuple[bool, int, str]:
    """Evaluators in the order of their numbers, then agencies."""
    number = seat.rpartition("/")[2]
    return not seat.startswith(EVALUATOR), int(number) if number.isdecimal() else 0, seat
