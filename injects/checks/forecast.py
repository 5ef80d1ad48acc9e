"""When what a pack says can happen at the earliest, if it can happen at all.

Whatever people may do is taken to be possible: any decision that somebody has the authority for,
any fact told to anybody as soon as one agency has it. What is left out is therefore impossible,
however the exercise is played, unless control steps in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from heapq import heappop, heappush

from agencies.model import NetworkFile
from injects.checks.changes import Changes
from injects.checks.contradictions import contradictory
from injects.checks.windows import NEVER, Window, both, either, since
from injects.conditions import Condition, Decided, Down, leaves
from injects.facts import Action
from injects.model import InjectKind, Pack

__all__ = ["Forecast", "Token", "tokens"]

Token = tuple[str, str]
"""What a condition may look at: ``("fired", "I-01")``."""


class Forecast:
    """The earliest exercise second of all that can happen; what is missing never does.

    Attributes:
        fires: Injects, by id.
        opens: Expectations, by id.
        learned: Facts, by id: their first delivery to anybody.
        expected: The expectations themselves, with the injects that they hang on.
        injects: The injects themselves.
        edges: Seconds at which a move ends and another begins.

    Args:
        pack: The pack, or what a cut leaves of it.
        network: The network, if it is valid.
        actions: The pack's actions and the shared ones.
        gone: What a cut has dropped, as conditions ask for it; other unknown names may mean
            anything, for they are told elsewhere.
    """

    def __init__(
        self,
        pack: Pack,
        network: NetworkFile | None,
        actions: Mapping[str, Action],
        gone: frozenset[Token] = frozenset(),
    ) -> None:
        self._gone = gone
        self.pack = pack
        self.network = network
        self.actions = actions
        self.endex = pack.endex
        self.expected = {exp.id: (exp, inject) for exp, inject in pack.all_expectations}
        self.injects = {inject.id: inject for inject in pack.injects}
        self.fires: dict[str, int] = {}
        self.opens: dict[str, int] = {}
        self.learned: dict[str, int] = {}
        self._begins: dict[str, tuple[int, int]] = {}
        begins = 0
        for move in pack.moves:
            ends = begins + move.room_minutes * 60
            self._begins[move.id] = (begins, ends)
            begins = ends
        self.edges = tuple(end for _, end in self._begins.values())[:-1]
        self._changes = Changes(pack, network)
        for name, action in actions.items():
            if action.effects and self.may_decide(Decided(action=name)):
                self._changes.by_decision(action)
        self._settle()

    # -- Conditions --------------------------------------------------------------------------------

    def window(self, condition: Condition, *, negated: bool = False) -> Window:
        """When a condition may hold, or may not hold."""
        if condition.not_ is not None:
            return self.window(condition.not_, negated=not negated)
        parts = condition.all if condition.all is not None else condition.any
        if parts is None:
            return self._unlike(condition) if negated else self._like(condition)
        windows = [self.window(part, negated=negated) for part in parts]
        if (condition.all is not None) is negated:  # at least one of them
            found = NEVER
            for window in windows:
                found = either(found, window)
            return found
        if not negated and contradictory(parts):
            return NEVER
        found = self._always
        for window in windows:
            found = both(found, window)
        return found

    def passes_at(self, name: str) -> int | None:
        """The first second at which an expectation's limit can have passed and be held against it.

        A window that crosses the end of a move is not comparable unless it carries over. What opens
        by a condition may open in a later move, and a duty to tell the same may have a limit that
        ends sooner.
        """
        expectation, _ = self.expected[name]
        opens = self.opens.get(name)
        if opens is None or expectation.must_not:
            return None
        found = []
        for start, within, fixed in self._limits(name, opens):
            for begins in (start, *(edge for edge in self.edges if edge > start and not fixed)):
                passed = begins + within + 1
                if passed <= self.endex and (expectation.carry or not self.crosses(begins, passed)):
                    found.append(max(opens, passed))
                    break
        return min(found, default=None)

    def _limits(self, name: str, opens: int) -> Iterator[tuple[int, int, bool]]:
        """The limits that may apply: their beginning, length, and whether they begin just then."""
        expectation, inject = self.expected[name]
        fixed = inject is not None and inject.at is not None
        if fixed and inject is not None:
            ways = (Down(agency=expectation.who), Down(channel=inject.via, agency=expectation.who))
            fixed = all(self._changes.takes_down(way) is None for way in ways)
        yield opens, expectation.within, fixed
        if self.network is None or expectation.who not in self.network.agencies:
            return
        kind = self.network.agencies[expectation.who].kind
        for duty in self.network.duties.values():
            if kind in duty.holder and not set(duty.tells).isdisjoint(expectation.tells):
                for fact in expectation.about:
                    known, spec = self.learned.get(fact), self.pack.facts.get(fact)
                    if known is not None and spec is not None and spec.kind == duty.trigger:
                        yield known, duty.within, False

    def overdue_at(self, name: str) -> int | None:
        """The first second at which a condition can find it overdue; None if it never can."""
        at = self.passes_at(name)
        return at if at is not None and at < self.endex else None

    def late_at(self, name: str) -> int | None:
        """The first second at which it can have been done late; None if it never can."""
        at, until = self.overdue_at(name), self.expected[name][0].until
        return None if at is None or (until is not None and until < at) else at

    def crosses(self, start: int, end: int) -> bool:
        """Whether a move ends between two seconds."""
        return any(start < edge < end for edge in self.edges)

    def may_decide(self, wanted: Decided) -> bool:
        """Whether there is an agency whose decision this would be, aimed as it says."""
        action = self.actions.get(wanted.action)
        if action is None:
            return True
        if wanted.target is not None and not action.targets:
            return False
        if self.network is None or not action.authority:
            return True
        agencies = self.network.agencies
        if wanted.by is not None:
            return wanted.by not in agencies or agencies[wanted.by].kind in action.authority
        return any(agency.kind in action.authority for agency in agencies.values())

    @property
    def _always(self) -> Window:
        return since(0, self.endex)

    def _like(self, leaf: Condition) -> Window:
        """When a condition without parts may hold."""
        match leaf.kind:
            case "knows" if leaf.knows is not None and leaf.knows.fact in self.pack.facts:
                return since(self.learned.get(leaf.knows.fact), self.endex)
            case "decided" if leaf.decided is not None:
                return self._always if self.may_decide(leaf.decided) else NEVER
            case "met" if leaf.met in self.expected:
                spec, _ = self.expected[leaf.met]
                return NEVER if spec.must_not else since(self.opens.get(leaf.met), self.endex)
            case "overdue" if leaf.overdue in self.expected:
                return since(self.overdue_at(leaf.overdue), self.endex)
            case "late" if leaf.late in self.expected:
                return since(self.late_at(leaf.late), self.endex)
            case "after" if leaf.after is not None:
                return since(leaf.after, self.endex)
            case "level" if leaf.level is not None and leaf.level.place in self.pack.places:
                at = self._changes.sets_level(leaf.level.place, {leaf.level.is_})
                return since(at, self.endex)
            case "down" if leaf.down is not None:
                return since(self._changes.takes_down(leaf.down), self.endex)
            case "fired" if leaf.fired in self.injects:
                return since(self.fires.get(leaf.fired), self.endex)
            case "move" if leaf.move in self._begins:
                return since(*self._begins[leaf.move])
            case _:
                return NEVER if self._gone.intersection(tokens(leaf)) else self._always

    def _unlike(self, leaf: Condition) -> Window:
        """When a condition without parts may not hold. Nobody need decide, learn or be late."""
        if leaf.after is not None:
            return since(0, min(leaf.after, self.endex))
        if leaf.move is not None and leaf.move in self._begins:
            begins, ends = self._begins[leaf.move]
            return either(since(0, begins), since(ends, self.endex))
        if leaf.level is not None and leaf.level.place in self.pack.places:
            others = {1, 2, 3} - {leaf.level.is_}
            return since(self._changes.sets_level(leaf.level.place, others), self.endex)
        return self._always

    # -- Finding out -------------------------------------------------------------------------------

    def _settle(self) -> None:
        """Settle what comes first, look again at what waited for it, and so on to the end.

        Nothing comes before what it waits for, so that each thing is settled once.
        """
        looking: dict[Token, list[str]] = {}
        conditions: dict[str, Condition] = {}
        for inject in self.pack.injects:
            if inject.when is not None:
                conditions[f"inject {inject.id}"] = inject.when
        for expectation in self.pack.expectations:
            if expectation.opens is not None:
                conditions[f"expectation {expectation.id}"] = expectation.opens
            else:
                self.opens[expectation.id] = 0
        for name, condition in conditions.items():
            for leaf in leaves(condition):
                for token in tokens(leaf):
                    looking.setdefault(token, []).append(name)
        coming: list[tuple[int, str]] = []
        for inject in self.pack.injects:
            if inject.at is not None and inject.at < self.endex:
                heappush(coming, (inject.at, f"inject {inject.id}"))
            if inject.kind is InjectKind.PREPARED:
                heappush(coming, (0, f"inject {inject.id}"))  # Whenever control chooses it.
        fresh = list(conditions)
        settled: set[str] = set()
        while coming or fresh:
            for name in dict.fromkeys(fresh):
                at = self._earliest(name, conditions[name])
                if at is not None and name not in settled:
                    heappush(coming, (at, name))
            fresh = []
            if coming:
                at, name = heappop(coming)
                if name not in settled:
                    settled.add(name)
                    fresh = [n for token in self._happens(name, at) for n in looking.get(token, ())]

    def _earliest(self, name: str, condition: Condition) -> int | None:
        window = self.window(condition)
        if not window:
            return None
        kind, _, entry = name.partition(" ")
        if kind == "expectation":
            return window[0][0]
        inject = self.injects[entry]
        at = window[0][0] + inject.delay
        too_late = at >= self.endex or (inject.before is not None and inject.before < at)
        return None if too_late else at

    def _happens(self, name: str, at: int) -> Iterator[Token]:
        """Note that something happens at ``at`` and tell what that may mean to others."""
        kind, _, entry = name.partition(" ")
        if kind == "expectation":
            self.opens[entry] = at
            yield ("expectation", entry)
            return
        inject = self.injects[entry]
        self.fires[entry] = at
        yield ("fired", entry)
        for fact in inject.facts if inject.to else ():
            if fact not in self.learned:
                self.learned[fact] = max(0, at)
                yield ("knows", fact)
        for expectation in inject.expects:
            if expectation.who in inject.to and expectation.id not in self.opens:
                self.opens[expectation.id] = max(0, at)
                yield ("expectation", expectation.id)
        if inject.effects:
            self._changes.add(inject.effects, at)
            yield ("world", "")


def tokens(leaf: Condition) -> Iterator[Token]:
    """What a condition without parts looks at."""
    match leaf.kind:
        case "knows" if leaf.knows is not None:
            yield ("knows", leaf.knows.fact)
        case "met" | "late" | "overdue":
            yield ("expectation", getattr(leaf, leaf.kind) or "")
        case "fired":
            yield ("fired", leaf.fired or "")
        case "move":
            yield ("move", leaf.move or "")
        case "level" | "down":
            yield ("world", "")
        case _:
            pass
