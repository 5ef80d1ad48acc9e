"""The engine: a pure function from a setup and commands to events, driven second by second."""

from __future__ import annotations

from agencies.network import Network
from exercise.commands import BeginMove, Jump, Submission
from exercise.engine.acts import Acts
from exercise.engine.admission import Admission
from exercise.engine.courier import Courier
from exercise.engine.desks import Desks
from exercise.engine.duties import Duties
from exercise.engine.openings import Openings
from exercise.engine.playbooks import Playbooks
from exercise.engine.prohibitions import Prohibitions
from exercise.engine.run import Run
from exercise.engine.script import Script
from exercise.engine.watch import Watch
from exercise.engine.world import World
from exercise.events import Event
from exercise.setup import Setup
from exercise.state import State

__all__ = ["Engine"]


class Engine:
    """Runs one exercise. It knows no wall clock and writes nothing down; callers keep the events.

    Args:
        setup: Everything that the run follows from beside commands.
        network: The network of the setup, where the caller has built it already.
    """

    def __init__(self, setup: Setup, network: Network | None = None) -> None:
        network = network or Network(setup.network)
        early = [inject.at for inject in setup.pack.injects if inject.at is not None]
        self.begins_at = min([0, *early])
        self._run = Run(setup, network, self.begins_at)
        # The order in which parts hear of an event: what was delivered is known, watched, acted on.
        world = World(self._run)
        Courier(self._run)
        self._desks = Desks(self._run)
        self._openings = Openings(self._run)
        Duties(self._run)
        Watch(self._run)
        Prohibitions(self._run)
        acts = Acts(self._run, world)
        Playbooks(self._run, acts)
        self._script = Script(self._run, world)
        self._world = world
        self._admission = Admission(self._run, acts, world)

    @property
    def now(self) -> int:
        """Exercise seconds."""
        return self._run.now

    @property
    def state(self) -> State:
        """What is so now."""
        return self._run.state

    @property
    def network(self) -> Network:
        """The network."""
        return self._run.network

    @property
    def ended(self) -> bool:
        """Whether ENDEX has come."""
        return self._run.state.clock.phase == "ended"

    @property
    def next_at(self) -> float:
        """The second at which something is next to happen by itself; infinite where nothing is."""
        return self._run.env.peek()

    def begin(self) -> list[Event]:
        """Start at the first second (below zero for a warm-up); call once."""
        self._world.begin()
        self._script.begin()
        return self.advance_to(self.begins_at)

    def advance_to(self, second: int) -> list[Event]:
        """Step everything up to and including ``second``, then move an idle clock there.

        An inject that ends a move leaps past ``second``; :attr:`now` says where it came to.
        """
        env = self._run.env
        second = max(second, self._take_leap())
        while not self.ended and env.peek() <= second:
            self._settle(int(env.peek()))
            second = max(second, self._take_leap())
        if second > env.now:
            if self.ended:
                second = int(env.now)
            else:
                env.run(until=second)
                self._run.state.clock.at = second
        return self._take()

    def refit(self, network: Network) -> None:
        """Go on in another network, which has every agency and link of the one before; what-ifs do.

        What is under way stays as it was begun; desks take on more work if they can now.
        """
        self._run.network = network
        self._run.state.refit(network)
        self._desks.refit()

    def reseed(self, seed: int) -> None:
        """Draw everything from now on with another seed; what-ifs do, to see other luck."""
        self._run.seed = seed

    def submit(self, submission: Submission, *, cause: str | None = None) -> list[Event]:
        """Admit a command at the present second and settle what follows from it at once.

        Args:
            submission: The command.
            cause: Its causal id, where that of a record is to be kept though others are left out.

        Raises:
            Refused: If the rules of play do not admit it; nothing has then changed.
        """
        self._run.state.clock.at = self.now
        self._admission.admit(submission, cause)
        self._settle(self.now)
        told = self._take()
        match submission.command:
            case Jump(to=to):
                return told + self.advance_to(to)
            case BeginMove(move=move):
                return told + self.advance_to(self._run.pack.move_begins(move))
            case _:
                return told + self.advance_to(self.now)

    def _settle(self, second: int) -> None:
        """Let a second play out: turns in their order, then conditions, until nothing changes."""
        run, env = self._run, self._run.env
        while True:
            while env.peek() <= second:
                env.step()
            run.state.clock.at = second
            if run.agenda.grant():
                continue
            if self._openings.settle() or self._script.settle():
                continue
            return

    def _take_leap(self) -> int:
        """Where an effect has leapt to; the beginning of time where none has."""
        leap, self._run.leap_to = self._run.leap_to, None
        return self.begins_at if leap is None else leap

    def _take(self) -> list[Event]:
        told, self._run.told = self._run.told, []
        return told
