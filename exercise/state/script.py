"""The script as it stands: what has fired, is held or skipped, and what was decided."""

from __future__ import annotations

from dataclasses import dataclass, field

from exercise.events import (
    DecisionLogged,
    Event,
    InjectAdded,
    InjectDelivered,
    InjectEdited,
    InjectFired,
    InjectHeld,
    InjectReleased,
    InjectReturned,
    InjectSkipped,
    InjectWaiting,
    QuestionAnswered,
    QuestionOpened,
    SeatLeft,
    SeatTaken,
)

__all__ = ["Decision", "Script"]


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision as it was logged."""

    id: str
    agency: str
    at: int
    counts_at: int
    body: DecisionLogged
    by_person: bool


@dataclass(slots=True)
class Script:
    """Injects, decisions, questions and seats, folded from the record.

    Attributes:
        deliveries: For each inject, each recipient's state: delivered, waiting or returned.
        seats: Seats taken at each agency, in order.
    """

    fired: dict[str, int] = field(default_factory=dict)
    held: set[str] = field(default_factory=set)
    skipped: dict[str, str] = field(default_factory=dict)
    edited: dict[str, tuple[str, str]] = field(default_factory=dict)
    added: dict[str, InjectAdded] = field(default_factory=dict)
    deliveries: dict[str, dict[str, str]] = field(default_factory=dict)
    decisions: list[Decision] = field(default_factory=list)
    questions: dict[str, int] = field(default_factory=dict)
    answers: dict[tuple[str, str], str] = field(default_factory=dict)
    seats: dict[str, list[str]] = field(default_factory=dict)
    staffed: set[str] = field(default_factory=set)

    def apply(self, event: Event) -> None:
        """Fold one event."""
        match event.body:
            case InjectFired(inject=inject):
                self.fired[inject] = event.at
                self.held.discard(inject)
            case InjectHeld(inject=inject):
                self.held.add(inject)
            case InjectReleased(inject=inject):
                self.held.discard(inject)
            case InjectSkipped(inject=inject, reason=reason):
                self.skipped[inject] = reason
            case InjectEdited(inject=inject, subject=subject, body=body):
                self.edited[inject] = (subject, body)
            case InjectAdded() as added:
                self.added[event.id] = added
            case InjectDelivered(inject=inject, to=to):
                self.deliveries.setdefault(inject, {})[to] = "delivered"
            case InjectWaiting(inject=inject, to=to):
                self.deliveries.setdefault(inject, {})[to] = "waiting"
            case InjectReturned(inject=inject, to=to):
                self.deliveries.setdefault(inject, {})[to] = "returned"
            case DecisionLogged() as body:
                counts = event.at if body.happened_at is None else body.happened_at
                self.decisions.append(
                    Decision(
                        event.id,
                        event.agency or "",
                        event.at,
                        counts,
                        body,
                        event.origin == "command",
                    )
                )
            case QuestionOpened(question=question):
                self.questions.setdefault(question, event.at)
            case QuestionAnswered(question=question, answer=answer):
                self.answers[question, event.seat or ""] = answer
            case SeatTaken(seat=seat):
                self.seats.setdefault(event.agency or "", []).append(seat)
                self.staffed.add(event.agency or "")
            case SeatLeft(seat=seat):
                left = self.seats.get(event.agency or "", [])
                if seat in left:
                    left.remove(seat)
                if not left:
                    self.staffed.discard(event.agency or "")
            case _:
                pass
