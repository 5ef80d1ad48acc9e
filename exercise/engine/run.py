"""What the parts of an engine share: the environment, the state, and the way events are told."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import Any

import simpy

from agencies.model import Agency
from agencies.network import Network
from exercise.engine.agenda import Agenda, Phase
from exercise.engine.draws import uniform
from exercise.events import Body, Event, Origin
from exercise.setup import Setup
from exercise.state import State
from injects.model import Inject

__all__ = ["STEP", "Process", "Run"]

Process = Generator[simpy.Event, Any, None]


STEP = simpy.Environment.step
"""What plays one event of the simulation; profiles count it."""


class Run:
    """One run: simulation time, the fold of what has happened, and who listens to it.

    Parts tell events with :meth:`tell` and hear of each other's only through :meth:`when`, in the
    order in which the engine put them together.
    """

    def __init__(self, setup: Setup, network: Network, begins_at: int) -> None:
        self.setup = setup
        self.pack = setup.pack
        self.network = network
        self.seed = setup.seed
        self.env = simpy.Environment(initial_time=begins_at)
        self.agenda = Agenda(self.env)
        self.state = State(setup, network)
        self.told: list[Event] = []
        self._injects = {inject.id: inject for inject in self.pack.injects}
        self.leap_to: int | None = None
        self._listeners: dict[type[Body], list[Callable[[Event], None]]] = {}

    @property
    def now(self) -> int:
        """Exercise seconds."""
        return int(self.env.now)

    def tell(
        self,
        body: Body,
        cause: str,
        *,
        actor: str,
        agency: str | None = None,
        seat: str | None = None,
        request: str | None = None,
        origin: Origin = "derived",
    ) -> Event:
        """Fold an event into the state, then let the listeners act on it."""
        event = Event(self.now, origin, actor, cause, body, agency, seat, request)
        self.told.append(event)
        self.state.apply(event)
        for listener in self._listeners.get(type(body), ()):
            listener(event)
        return event

    def when(self, kind: type[Body], listener: Callable[[Event], None]) -> None:
        """Call ``listener`` after each event of that kind."""
        self._listeners.setdefault(kind, []).append(listener)

    def start(self, process: Process) -> simpy.Process:
        """Start a process."""
        return self.env.process(process)

    def after(self, seconds: int) -> simpy.Event:
        """Wait; a moment that has passed is now."""
        return self.env.timeout(max(0, seconds))

    def at(self, second: int, phase: Phase, cause: str, happening: Callable[[], object]) -> None:
        """Have something happen in its turn in a second to come; one that has passed is now."""
        self.agenda.after(max(0, second - self.now), phase, cause, happening)

    def turn(self, phase: Phase, cause: str) -> simpy.Event:
        """Wait for one's turn in this second."""
        return self.agenda.turn(phase, cause)

    def turn_after(self, seconds: int, phase: Phase, cause: str) -> simpy.Event:
        """Wait, and then for one's turn in that second."""
        event = self.env.event()
        self.agenda.after(max(0, seconds), phase, cause, event.succeed)
        return event

    def draw(self, quantity: str, cause: str, link: str = "", attempt: int = 0) -> float:
        """A keyed draw."""
        return uniform(self.seed, quantity, cause, link, attempt)

    def agency(self, agency: str) -> Agency:
        """An agency of the network."""
        return self.network.file.agencies[agency]

    def inject(self, inject: str | None) -> Inject | None:
        """A scripted inject; None for one that control added."""
        return self._injects.get(inject or "")

    def simulated(self, agency: str) -> bool:
        """Whether a playbook has this desk now."""
        return agency not in self.state.script.staffed
