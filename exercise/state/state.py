"""The whole state of an exercise: the folds together, and what conditions ask of them."""

from __future__ import annotations

from copy import copy

from agencies.network import Network
from exercise.events import Event
from exercise.setup import Setup
from exercise.state.clock import Clock
from exercise.state.folds import together
from exercise.state.need import NeedToKnow
from exercise.state.plan import Plan
from exercise.state.questions import Questions
from exercise.state.script import Script
from exercise.state.traffic import Traffic
from exercise.state.watch import Watch
from exercise.state.world import World

__all__ = ["State"]


class State:
    """Everything that is so after the events folded into it; a ``Situation`` for conditions."""

    def __init__(self, setup: Setup, network: Network) -> None:
        self.setup = setup
        self.pack = setup.pack
        self.network = network
        self.injects = {inject.id: inject for inject in setup.pack.injects}
        self.need = NeedToKnow(setup.pack, network.agencies)
        self.clock = Clock(setup.pack)
        self.traffic = Traffic(channels=network.channel_of_link)
        self.world = World(setup.pack, network)
        self.watch = Watch(setup.pack)
        self.script = Script(staffed=set(setup.staffing))
        self.questions = Questions(setup.pack)
        self.plan = Plan()
        self._fold_by_kind()

    def _fold_by_kind(self) -> None:
        parts = (
            self.clock,
            self.traffic,
            self.world,
            self.watch,
            self.script,
            self.questions,
            self.plan,
        )
        self._folds = together(part.folds() for part in parts)

    def copy(self) -> State:
        """The same, to be folded on apart from this, which must not be changed any more."""
        twin = copy(self)
        twin.part()
        return twin

    def part(self) -> None:
        """Go on apart from what this was copied from."""
        self.clock, self.world = self.clock.copy(), self.world.copy()
        self.traffic, self.watch = self.traffic.copy(), self.watch.copy()
        self.script, self.questions = self.script.copy(), self.questions.copy()
        self.plan = self.plan.copy()
        self._fold_by_kind()

    def apply(self, event: Event) -> None:
        """Fold one event; recorded ones change nothing here."""
        if event.origin == "recorded":
            return
        self.clock.reach(event.at)
        for fold in self._folds.get(type(event.body), ()):
            fold(event, event.body)

    def refit(self, network: Network) -> None:
        """Go on in a network that has more than the one before."""
        self.network = network
        self.traffic.channels = network.channel_of_link
        self.world.refit(network)

    # -- What conditions ask (injects.conditions.Situation) ----------------------------------------

    @property
    def at(self) -> int:
        """Exercise seconds."""
        return self.clock.at

    @property
    def move(self) -> str | None:
        """The move that is being played."""
        return self.clock.move

    def knows(self, agency: str, fact: str) -> bool:
        """Whether an agency is aware of a fact."""
        return self.traffic.knows(agency, fact)

    def has_decided(self, action: str, by: str | None, target: str | None) -> bool:
        """Whether a decision with authority has been logged."""
        return any(
            decision.body.authority
            and by in (None, decision.agency)
            and (target is None or target in decision.body.targets)
            for decision in self.script.decisions_on(action)
        )

    def standing(self, expectation: str) -> str:
        """met, late, overdue, open or unopened."""
        return self.watch.word(expectation)

    def security_level(self, place: str) -> int:
        """The level of a place."""
        return self.world.levels[place]

    def is_down(self, link: str | None, channel: str | None, agency: str | None) -> bool:
        """Whether a link, channel or agency is disrupted."""
        return self.world.down.asks(link, channel, agency)

    def has_fired(self, inject: str) -> bool:
        """Whether an inject has fired."""
        return inject in self.script.fired
