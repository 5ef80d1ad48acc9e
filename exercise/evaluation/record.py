"""The fold that judging rests on: the state that engine and screens share, and where it stands.

What differs from what conditions and screens saw is done here and nowhere else: an evaluator's
coding of a free text (a recorded event, which the engine never reads) counts for scores. Late
entries count at the second at which they happened, which the shared fold knows already.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

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
from exercise.state.traffic import Awareness, Item

__all__ = ["Record"]


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
        self._status: dict[tuple[str, str], list[tuple[int, str]]] = {}
        self._snapshots: dict[str, dict[str, str]] = {}
        for event in events:
            if at is None or event.at <= at:
                self._fold(event)
        self._adjust_awareness()
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
        if isinstance(event.body, (MessageSent, DecisionLogged)):
            known = self.state.traffic.known.get(event.agency or "", {})
            self._snapshots[event.id] = {name: held.status for name, held in known.items()}
        self.state.apply(event)
        staffed = self.state.script.staffed
        match event.body:
            case MessageSent() | DecisionLogged():
                self.acts[event.id] = event
                self.by_people[event.id] = event.agency in staffed
            case ExpectationOpened(expectation=name, holder=holder):
                self.opened[name] = event
                self.held_at_opening[name] = holder in staffed
            case InjectDelivered(item=item) | MessageDelivered(item=item):
                self.delivered[item] = event
            case ItemOpened(item=item) | ItemHandled(item=item):
                self.read.setdefault(item, event)
            case FactLearned(fact=fact, status=status):
                key = (event.agency or "", fact)
                self.learned.setdefault(key, event)
                self._status.setdefault(key, []).append((event.at, status))
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

    def _code(self, event: Event, body: ItemCoded) -> None:
        message = body.item
        if message not in self.state.traffic.sendings:
            return
        self.codings.setdefault(message, []).append(event)
        if event.origin == "recorded":
            self.state.traffic.code(event, body)
            self.adjusted.add(message)

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
        if item.known_at is None or (held is not None and held.at <= item.known_at):
            return
        known[fact] = Awareness(fact, item.agency, item.known_at, status, item.id, item.sender)
        self.learned[item.agency, fact] = self.read[item.id]
        self._status.setdefault((item.agency, fact), []).insert(0, (item.known_at, status))

    # -- What is asked of it -----------------------------------------------------------------------

    def knowledge(self, act: str, at: int) -> dict[str, str]:
        """What the desk behind a message or decision knew when it counts, and how sure it was.

        Args:
            act: Causal id of the message or decision.
            at: Second at which it counts; before the event's own where it was entered later.
        """
        event = self.acts[act]
        if at >= event.at:
            return self._snapshots[act]
        found: dict[str, str] = {}
        for (agency, fact), changes in self._status.items():
            if agency == event.agency:
                for since, status in changes:
                    if since <= at:
                        found[fact] = status
        return found

    def evidence(self, *events: Event | None) -> tuple[Evidence, ...]:
        """The places of events in the record, in its order, each once."""
        found = dict.fromkeys(Evidence(e.seq, e.id) for e in events if e is not None)
        return tuple(sorted(found, key=lambda entry: entry.seq))
