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
    SeatLeft,
    SeatTaken,
)
from exercise.state.folds import Folds, copied
from exercise.state.layers import over

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
    """Injects, decisions and seats, folded from the record.

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
    seats: dict[str, list[str]] = field(default_factory=dict)
    staffed: set[str] = field(default_factory=set)
    _by_agency: dict[str, list[Decision]] = field(default_factory=dict)
    _on_action: dict[str, list[Decision]] = field(default_factory=dict)

    def folds(self) -> Folds:
        """What folds each kind of event that concerns it."""
        return {
            InjectFired: self._fire,
            InjectHeld: self._hold,
            InjectReleased: self._release,
            InjectSkipped: self._skip,
            InjectEdited: self._edit,
            InjectAdded: self._add,
            InjectDelivered: self._deliver,
            InjectWaiting: self._wait,
            InjectReturned: self._return,
            DecisionLogged: self._decide,
            SeatTaken: self._take_seat,
            SeatLeft: self._leave_seat,
        }

    def copy(self) -> Script:
        """The same, to be folded on apart from this, which must not be changed any more."""
        return Script(
            over(self.fired),
            set(self.held),
            over(self.skipped),
            over(self.edited),
            over(self.added),
            over(self.deliveries),
            list(self.decisions),
            copied(self.seats),
            set(self.staffed),
            copied(self._by_agency),
            copied(self._on_action),
        )

    def _fire(self, event: Event, body: InjectFired) -> None:
        self.fired[body.inject] = event.at
        self.held.discard(body.inject)

    def _hold(self, _: Event, body: InjectHeld) -> None:
        self.held.add(body.inject)

    def _release(self, _: Event, body: InjectReleased) -> None:
        self.held.discard(body.inject)

    def _skip(self, _: Event, body: InjectSkipped) -> None:
        self.skipped[body.inject] = body.reason

    def _edit(self, _: Event, body: InjectEdited) -> None:
        self.edited[body.inject] = (body.subject, body.body)

    def _add(self, event: Event, body: InjectAdded) -> None:
        self.added[event.id] = body
        self.fired[event.id] = event.at

    def _deliver(self, _: Event, body: InjectDelivered) -> None:
        self._note(body.inject, body.to, "delivered")

    def _wait(self, _: Event, body: InjectWaiting) -> None:
        self._note(body.inject, body.to, "waiting")

    def _return(self, _: Event, body: InjectReturned) -> None:
        self._note(body.inject, body.to, "returned")

    def _note(self, inject: str, to: str, state: str) -> None:
        # Never changed in place: copies of the script share it.
        self.deliveries[inject] = {**self.deliveries.get(inject, {}), to: state}

    def _decide(self, event: Event, body: DecisionLogged) -> None:
        agency = event.agency or ""
        counts = event.at if body.happened_at is None else body.happened_at
        decision = Decision(event.id, agency, event.at, counts, body, event.origin == "command")
        self.decisions.append(decision)
        self._by_agency.setdefault(agency, []).append(decision)
        self._on_action.setdefault(body.action, []).append(decision)

    def decisions_of(self, agency: str) -> list[Decision]:
        """What an agency has decided, in order."""
        return self._by_agency.get(agency, [])

    def decisions_on(self, action: str) -> list[Decision]:
        """The decisions for an action, in order."""
        return self._on_action.get(action, [])

    def _take_seat(self, event: Event, body: SeatTaken) -> None:
        agency = event.agency or ""
        self.seats.setdefault(agency, []).append(body.seat)
        self.staffed.add(agency)

    def _leave_seat(self, event: Event, body: SeatLeft) -> None:
        agency = event.agency or ""
        left = self.seats.get(agency, [])
        if body.seat in left:
            left.remove(body.seat)
        if not left:
            self.staffed.discard(agency)
