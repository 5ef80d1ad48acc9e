"""Acts of people from which nothing follows in the script: control chooses what does.

The script has foreseen a decision, or a request for one, where its action changes something, where
a condition asks for it, or where it is expected. What is not foreseen may still be right, and
cleverer than the script; that nothing would come of it is the exercise's fault and not theirs.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from exercise.state.items import Sending
from exercise.state.state import State
from exercise.views.control import ActRow
from injects.conditions import Condition, Decided, leaves
from injects.model import Inject, InjectKind, Pack

__all__ = ["Script"]


class Script:
    """What a pack has foreseen, and what it keeps ready for the rest.

    Args:
        pack: The pack that is played.
    """

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._awaited = tuple(_awaited(pack))
        self._prepared = [one for one in pack.injects if one.kind is InjectKind.PREPARED]
        self._known: dict[tuple[str, str, tuple[str, ...]], bool] = {}

    def unforeseen(
        self, state: State, by_people: Iterable[Sending], chosen: Mapping[str, str | None]
    ) -> Iterator[ActRow]:
        """What people have decided or asked others to do, and nothing follows from.

        Args:
            state: What is on record.
            by_people: What people have sent.
            chosen: What control has said follows, by the act's causal id.
        """
        ready = [
            one
            for one in self._prepared
            if one.id not in state.script.fired and one.id not in state.script.skipped
        ]
        rows: list[ActRow] = []
        for made in state.script.decisions:
            body = made.body
            if made.by_person and not self.foresees(body.action, made.agency, body.targets):
                suiting = (body.action, *body.facts)
                act = (made.id, made.at, made.agency, "", body.action, body.targets, body.reason)
                rows.append(_row(act, ready, suiting, chosen))
        for sent in by_people:
            asked, action = sent.body, sent.body.action
            if asked.intent != "request" or action is None:
                continue
            if not self.foresees(action, asked.to, asked.targets):
                suiting = (action, *sent.facts)
                when, who = sent.sent_at, sent.sender
                act = (sent.id, when, who, asked.to, action, asked.targets, asked.text)
                rows.append(_row(act, ready, suiting, chosen))
        yield from sorted(rows, key=lambda row: (row.at, row.id))

    def foresees(self, action: str, by: str, targets: tuple[str, ...]) -> bool:
        """Whether something follows from a decision, or it is expected."""
        asked = (action, by, targets)
        if asked not in self._known:
            self._known[asked] = self._foresees(*asked)
        return self._known[asked]

    def _foresees(self, action: str, by: str, targets: tuple[str, ...]) -> bool:
        spec = self._pack.actions.get(action)
        if spec is not None and spec.effects:
            return True
        for wanted in self._awaited:
            aimed = wanted.target is None or wanted.target in targets
            if wanted.action == action and wanted.by in (None, by) and aimed:
                return True
        return any(
            one.does is not None
            and (one.does.action, one.who) == (action, by)
            and set(one.does.targets) <= set(targets)
            for one, _ in self._pack.all_expectations
        )


def _row(
    act: tuple[str, int, str, str, str, tuple[str, ...], str],
    ready: Collection[Inject],
    suiting: Collection[str],
    chosen: Mapping[str, str | None],
) -> ActRow:
    """An act; of what is prepared, what suits it stands first."""
    ordered = sorted(ready, key=lambda one: set(one.suits).isdisjoint(suiting))
    prepared = tuple(one.id for one in ordered)
    return ActRow(*act, prepared, act[0] in chosen, chosen.get(act[0]))


def _awaited(pack: Pack) -> Iterator[Decided]:
    """Every decision that a condition of the pack asks for."""
    waiting: list[Condition | None] = [inject.when for inject in pack.injects]
    waiting += [one.opens for one, _ in pack.all_expectations]
    for condition in waiting:
        for leaf in leaves(condition) if condition is not None else ():
            if leaf.decided is not None:
                yield leaf.decided
