"""The fold that judging rests on: the state that engine and screens share, and where it stands.

What differs from what conditions and screens saw is done here and nowhere else: an evaluator's
coding of a free text (a recorded event, which the engine never reads) counts for scores. Late
entries count at the second at which they happened: of acts the shared fold knows it already, and
what an item read on paper told is known from when it was read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from agencies.network import Network
from exercise.evaluation.model import Evidence
from exercise.events import (
    AttemptLost,
    DecisionLogged,
    Event,
    ExpectationOpened,
    FactLearned,
    InjectDelivered,
    ItemCoded,
    ItemHandled,
    ItemOpened,
    MessageDelivered,
    MessageSent,
    PartExcused,
    ProhibitionViolated,
)
from exercise.setup import Setup
from exercise.state import State
from exercise.state.items import Awareness, Item, Sending
from injects.facts import FactStatus
from injects.model import Expectation

__all__ = ["Knowledge", "Origin", "Record"]


@dataclass(frozen=True, slots=True)
class Origin:
    """A delivery from outside that brought a fact, and how things were then.

    Attributes:
        story: The story's local time.
        down: Ids of the links that could not be used.
    """

    agency: str
    at: int
    item: str
    story: datetime
    down: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Change:
    """How sure an agency became of a fact: when, as which event of the fold, and by which."""

    at: int
    place: int
    status: str
    event: Event


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What a desk knew at one event's place in the record, or where that is None, at a second."""

    _changes: Mapping[str, Sequence[_Change]]
    _place: int | None
    _at: int

    def get(self, fact: str) -> str | None:
        """How sure it was of a fact; None where it did not know it."""
        found, place = None, -1
        for change in self._changes.get(fact, ()):
            if self._place is None:
                sure = change.status != FactStatus.UNCONFIRMED
                if change.at <= self._at and (found is None or sure):
                    found = change.status
            elif place < change.place < self._place:
                found, place = change.status, change.place
        return found

    def __contains__(self, fact: object) -> bool:
        return isinstance(fact, str) and self.get(fact) is not None


class Record:
    """Events up to a moment, folded, with each thing's place in the record.

    Args:
        setup: What the session was made from.
        network: The network of the setup.
        events: The events, in the order of the record.
        at: The moment: events after it are not looked at. None for all.
    """

    def __init__(
        self, setup: Setup, network: Network, events: Iterable[Event], at: int | None
    ) -> None:
        self.setup = setup
        self.pack = setup.pack
        self.network = network
        self.state = State(setup, network)
        self.inject_of = {exp.id: inject for exp, inject in setup.pack.all_expectations}
        """The inject that each of the pack's expectations hangs on, if one does."""
        self.verified_first: dict[str, list[Expectation]] = {}
        """By holder, what it has to decide only once what it rests on is confirmed."""
        for spec, _ in setup.pack.all_expectations:
            if spec.verify_before:
                self.verified_first.setdefault(spec.who, []).append(spec)
        self.acts: dict[str, Event] = {}
        """Messages and decisions, by id."""
        self.by_people: dict[str, bool] = {}
        """For each message and decision: whether people held the desk that it came from."""
        self.held_at_opening: dict[str, bool] = {}
        """For each opened expectation: whether people held its desk then."""
        self.opened: dict[str, Event] = {}
        self.delivered: dict[str, Event] = {}
        self.read: dict[str, Event] = {}
        self.learned: dict[tuple[str, str], Event] = {}
        self.codings: dict[str, list[Event]] = {}
        self.adjusted: set[str] = set()
        """Messages that count for more than the engine knew, through an evaluator's coding."""
        self.excuses: dict[tuple[str, str], Event] = {}
        self.violations: dict[str, list[Event]] = {}
        self.lost: Counter[tuple[str, str]] = Counter()
        """Attempts that did not arrive, by link and sender."""
        self.by_hand: list[Event] = []
        """What people at desks did, in order."""
        self.origins: dict[str, list[Origin]] = {}
        """For each fact, the deliveries from outside that brought it, in order."""
        self._changes: dict[str, dict[str, list[_Change]]] = {}
        self._places: dict[str, int] = {}
        self._count = 0
        self._arrived: dict[tuple[str, int], list[Item]] = {}
        for event in events:
            if at is None or event.at <= at:
                self._fold(event)
        self._adjust_to_paper()
        self._adjust_awareness()
        self._texts: dict[tuple[str, str], list[Sending]] = {}
        for sending in self.state.traffic.sendings.values():
            if sending.by_person and not sending.facts and sending.coded_at is None:
                self._texts.setdefault((sending.sender, sending.body.to), []).append(sending)
        clock = self.state.clock
        self.ended = clock.ended_at is not None
        self.moment = (
            clock.ended_at if clock.ended_at is not None else clock.at if at is None else at
        )

    @property
    def people_now(self) -> set[str]:
        """Agencies with people at their desks in the end."""
        return self.state.script.staffed

    def _fold(self, event: Event) -> None:
        self._count += 1
        self.state.apply(event)
        if event.origin == "command" and event.seat is not None and event.agency is not None:
            self.by_hand.append(event)
        staffed = self.state.script.staffed
        match event.body:
            case MessageSent() | DecisionLogged():
                self.acts[event.id] = event
                self._places[event.id] = self._count
                self.by_people[event.id] = event.agency in staffed
            case ExpectationOpened(expectation=name, holder=holder):
                self.opened[name] = event
                self.held_at_opening[name] = holder in staffed
            case InjectDelivered(item=item) | MessageDelivered(item=item):
                self.delivered[item] = event
                self._arrive(event, self.state.traffic.items[item])
            case ItemOpened(item=item) | ItemHandled(item=item):
                self.read.setdefault(item, event)
            case FactLearned(fact=fact, status=status):
                agency = event.agency or ""
                self.learned.setdefault((agency, fact), event)
                change = _Change(self._counts_at(event), self._count, status, event)
                self._changes.setdefault(agency, {}).setdefault(fact, []).append(change)
            case AttemptLost(link=link):
                self.lost[link, event.agency or ""] += 1
            case ItemCoded() as body:
                self._code(event, body)
            case PartExcused(expectation=name, part=part):
                self.excuses[name, part] = event
            case ProhibitionViolated(expectation=name):
                self.violations.setdefault(name, []).append(event)
            case _:
                pass

    def _arrive(self, event: Event, item: Item) -> None:
        self._arrived.setdefault((item.agency, item.delivered_at), []).append(item)
        if item.inject is None:
            return
        for fact in item.facts:
            state = self.state
            down = frozenset(link for link in state.world.down.down_links(self.network) if link)
            origin = Origin(item.agency, event.at, item.id, state.clock.story(event.at), down)
            self.origins.setdefault(fact, []).append(origin)

    def _code(self, event: Event, body: ItemCoded) -> None:
        message = body.item
        if message not in self.state.traffic.sendings:
            return
        self.codings.setdefault(message, []).append(event)
        if event.origin == "recorded":
            self.state.traffic.code(event, body)
            self.adjusted.add(message)

    def _counts_at(self, learned: Event) -> int:
        """When something that an item told came to be known: on paper before it was entered."""
        item = self.state.traffic.items.get(learned.body.item)  # type: ignore[attr-defined]
        if item is None or item.read_at is None or item.known_at != learned.at:
            return learned.at
        return item.read_at

    def _adjust_to_paper(self) -> None:
        """What was read on paper was known from then on, whatever else told it meanwhile."""
        traffic = self.state.traffic
        for item in traffic.items.values():
            if item.known_at is None or item.read_at is None or item.read_at == item.known_at:
                continue
            for fact, status in item.facts.items():
                held = traffic.counted(item.agency, fact)
                if held is None:
                    continue
                known, changes = traffic.known[item.agency], self._changes[item.agency][fact]
                if held.item == item.id != known[fact].item:
                    read = self.learned[item.agency, fact] = self.read[item.id]
                    # It counts where a second is asked about, as in _learn.
                    changes.append(_Change(item.read_at, self._count + 1, status, read))
                known[fact] = held
                changes.sort(key=lambda change: change.at)

    def _adjust_awareness(self) -> None:
        """Whoever had read a text knew what an evaluator later read out of it."""
        traffic = self.state.traffic
        for message in sorted(self.adjusted):
            for hop in traffic.sendings[message].hops:
                item = traffic.items[hop.item]
                for fact, status in item.facts.items():
                    self._learn(item, fact, status)

    def _learn(self, item: Item, fact: str, status: str) -> None:
        known = self.state.traffic.known.setdefault(item.agency, {})
        held = known.get(fact)
        if item.read_at is None or (held is not None and held.at <= item.read_at):
            return
        known[fact] = Awareness(fact, item.agency, item.read_at, status, item.id, item.sender)
        self.learned[item.agency, fact] = self.read[item.id]
        # It counts where a second is asked about; what was done then was not done knowing it.
        change = _Change(item.read_at, self._count + 1, status, self.read[item.id])
        self._changes.setdefault(item.agency, {}).setdefault(fact, []).insert(0, change)

    # -- What is asked of it -----------------------------------------------------------------------

    def knowledge(self, act: str, at: int) -> Knowledge:
        """What the desk behind a message or decision knew when it counts, and how sure it was.

        Args:
            act: Causal id of the message or decision.
            at: Second at which it counts; before the event's own where it was entered later.
        """
        event = self.acts[act]
        changes = self._changes.get(event.agency or "", {})
        return Knowledge(changes, self._places[act] if at >= event.at else None, at)

    def changes(self, agency: str) -> Mapping[str, Sequence[_Change]]:
        """How sure an agency was of each fact since when, in order."""
        return self._changes.get(agency, {})

    def texts(self, sender: str, to: str) -> Sequence[Sending]:
        """What people of one agency wrote to another that says no facts and is not coded yet."""
        return self._texts.get((sender, to), ())

    def arrived(self, agency: str, at: int) -> Sequence[Item]:
        """What reached a desk in one second, in order."""
        return self._arrived.get((agency, at), ())

    def evidence(self, *events: Event | None) -> tuple[Evidence, ...]:
        """The places of events in the record, in its order, each once."""
        found = dict.fromkeys(Evidence(e.seq, e.id) for e in events if e is not None)
        return tuple(sorted(found, key=lambda entry: entry.seq))
