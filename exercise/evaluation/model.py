"""What a judgement consists of: numbers with the events that they come from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from exercise.evaluation.coordination import Coordination
    from exercise.evaluation.flows import Flow
    from exercise.evaluation.information import Information
    from exercise.evaluation.participation import Participation

__all__ = [
    "AgencyResult",
    "AwarenessEntry",
    "Evaluation",
    "Evidence",
    "ExpectationResult",
    "Grade",
    "Lapse",
    "NeedResult",
    "ObjectiveResult",
    "PartResult",
    "Reason",
    "TargetResult",
    "TaskResult",
]


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """An event that a number rests on: its place in the record (0 before recording) and its id."""

    seq: int
    id: str


@dataclass(frozen=True, slots=True)
class PartResult:
    """One part of an expectation: its decision, or one recipient.

    Attributes:
        what: ``decision``, or the recipient's id.
        outcome: met, late, missed, overdue (limit passed, still to be done), not-observed, void.
        agency_time: Seconds from opening to sent or logged; 0 where it was so already.
        system_time: Seconds from opening to delivered at the recipient; None while it is not.
        causes: ``system_time`` split into unread, deciding, desk and link (and entered-late).
        timeliness: 1 up to the limit, falling to 0; None where nothing was observed.
        flags: simulated, compressed, not-comparable, pending, excused, adjusted, open; in this
            order.
        done_at: Second that counts as the agency's doing.
        delivered_at: Second of delivery at the recipient.
        evidence: The events it rests on, by place.
        opened_at, within: Its window, which a duty may have made end sooner than the whole's; None
            where it never opened.
    """

    what: str
    outcome: str
    agency_time: int | None = None
    system_time: int | None = None
    causes: dict[str, int] = field(default_factory=dict)
    timeliness: float | None = None
    flags: tuple[str, ...] = ()
    done_at: int | None = None
    delivered_at: int | None = None
    evidence: tuple[Evidence, ...] = ()
    opened_at: int | None = None
    within: int | None = None

    @property
    def observed(self) -> bool:
        """Whether it says anything about how the holder did."""
        return self.timeliness is not None

    @property
    def done(self) -> bool:
        """Whether it was done, in time or late."""
        return self.outcome in ("met", "late")


@dataclass(frozen=True, slots=True)
class ExpectationResult:
    """One expectation, a duty's included.

    Attributes:
        held_by: people or playbook.
        outcome: met, late, partial, missed, overdue, not-observed, void; kept or violated for a
            prohibition.
        timeliness: Mean over the parts observed; None where there are none.
        opened_at, within: The window; None where it never opened.
        limit_basis: law, plan or assumed.
        share: Parts observed, of all its parts.
        past_grace: Whether something of it was missed or is past its grace.
    """

    id: str
    agency: str
    held_by: str
    outcome: str
    parts: tuple[PartResult, ...]
    timeliness: float | None
    evidence: tuple[Evidence, ...]
    opened_at: int | None = None
    within: int | None = None
    limit_basis: str = "assumed"
    critical: bool = False
    weight: float = 1.0
    task: str | None = None
    duty: str | None = None
    inject: str | None = None
    prohibition: bool = False
    share: float = 0.0
    past_grace: bool = False
    system_time: int | None = None

    @property
    def flags(self) -> tuple[str, ...]:
        """The flags of its parts, each once."""
        return tuple(dict.fromkeys(flag for part in self.parts for flag in part.flags))


@dataclass(frozen=True, slots=True)
class Reason:
    """Why *achieved?* is answered as it is.

    Attributes:
        code: critical-missed, critical-violated, nothing-done, all-met, not-met, violated,
            not-observed.
        expectation: The one that decides it, where there is one.
    """

    code: str
    expectation: str | None = None


@dataclass(frozen=True, slots=True)
class Grade:
    """A score with its coverage, and whether the thing was achieved.

    Attributes:
        score: Weighted mean timeliness over what was observed; None where nothing was.
        coverage: Observed weight over total weight.
        achieved: yes, no, partly or not-observed.
    """

    score: float | None
    coverage: float
    achieved: str
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class TaskResult:
    """A critical task."""

    id: str
    expectations: tuple[str, ...]
    grade: Grade
    simulated: Grade | None = None


@dataclass(frozen=True, slots=True)
class TargetResult:
    """A capability target and its critical tasks."""

    id: str
    tasks: tuple[TaskResult, ...]
    grade: Grade
    simulated: Grade | None = None


@dataclass(frozen=True, slots=True)
class ObjectiveResult:
    """An objective; ``simulated`` is the same over what playbooks held, apart from the score."""

    id: str
    capability: str
    targets: tuple[TargetResult, ...]
    grade: Grade
    simulated: Grade | None = None


@dataclass(frozen=True, slots=True)
class AgencyResult:
    """How the expectations of one agency came out. Agencies are never ranked."""

    id: str
    held_by: str
    expectations: tuple[str, ...]
    grade: Grade
    simulated: Grade | None = None


@dataclass(frozen=True, slots=True)
class AwarenessEntry:
    """That an agency knows a fact.

    Attributes:
        at: Second at which it became aware.
        sender: The agency that it had it from; None for an inject from outside. In JSON ``from``.
        path: Causal ids from the inject, over items and messages, to the item it was read in.
        status: How sure the agency is by now.
        adjusted: Whether it is known only through an evaluator's coding.
    """

    fact: str
    agency: str
    at: int
    sender: str | None
    path: tuple[str, ...]
    status: str
    adjusted: bool = False
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class NeedResult:
    """Whether an agency that needed a fact knew it in time.

    Attributes:
        outcome: in-time, late, missed, open, or void where the fact reached nobody.
        due_at: Second by which it needed to know, from the fact's first delivery to anybody.
    """

    fact: str
    agency: str
    outcome: str
    within: int
    due_at: int | None = None
    known_at: int | None = None


@dataclass(frozen=True, slots=True)
class Lapse:
    """An error in handling information: a matter of record, not of blame.

    Attributes:
        kind: as-confirmed, rumour, need, marking, covert, unverified, out-of-order, channel.
        held_by: people or playbook.
        fact: The fact concerned, where it is one.
        to: The agency it went to, where it did.
        expectation: The expectation concerned, where it is one.
    """

    kind: str
    at: int
    agency: str
    held_by: str
    fact: str | None = None
    to: str | None = None
    expectation: str | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Everything that can be said about an exercise from its events up to a moment.

    Attributes:
        at: The moment.
        ended: Whether ENDEX had come; otherwise all of this is interim.
        flows: Where each fact went, and where the time went.
        information: How complete and accurate what agencies knew was.
        participation: How evenly people took part: for control and evaluators only.
        coordination: How agencies were in touch.
    """

    at: int
    ended: bool
    expectations: tuple[ExpectationResult, ...]
    objectives: tuple[ObjectiveResult, ...]
    agencies: tuple[AgencyResult, ...]
    awareness: tuple[AwarenessEntry, ...]
    needs: tuple[NeedResult, ...]
    lapses: tuple[Lapse, ...]
    flows: tuple[Flow, ...]
    information: Information
    participation: Participation
    coordination: Coordination
