"""Acts of people from which nothing follows in the script: control chooses what does.

The script has foreseen a decision, or a request for one, where its action changes something, where
a condition asks for it, or where it is expected. What is not foreseen may still be right, and
cleverer than the script; that nothing would come of it is the exercise's fault and not theirs.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from exercise.setup import Setup
from exercise.state.state import State
from exercise.views.control import ActRow
from injects.conditions import Condition, Decided, leaves
from injects.model import InjectKind, Pack

__all__ = ["unforeseen"]


def unforeseen(state: State, setup: Setup, chosen: Mapping[str, str | None]) -> Iterator[ActRow]:
    """What people have decided or asked others to do, and the script has no consequence for.

    Args:
        state: What is on record.
        setup: What the session was made from.
        chosen: What control has said follows, by the act's causal id.
    """
    pack = setup.pack
    rows = []
    for made in state.script.decisions:
        body = made.body
        if made.by_person and not _foresees(pack, body.action, made.agency, body.targets):
            suiting = (body.action, *body.facts)
            row = (made.at, made.id, made.agency, "", body.action, body.targets, body.reason)
            rows.append((row, suiting))
    for sent in state.traffic.sendings.values():
        body_, action = sent.body, sent.body.action
        asked = sent.by_person and body_.intent == "request" and action is not None
        if asked and action and not _foresees(pack, action, body_.to, body_.targets):
            suiting = (action, *sent.facts)
            row = (sent.sent_at, sent.id, sent.sender, body_.to, action, body_.targets, body_.text)
            rows.append((row, suiting))
    for (at, name, agency, to, action, targets, text), suiting in sorted(rows):
        yield ActRow(
            name,
            at,
            agency,
            to,
            action,
            targets,
            text,
            _prepared(state, pack, suiting),
            name in chosen,
            chosen.get(name),
        )


def _prepared(state: State, pack: Pack, suiting: Collection[str]) -> tuple[str, ...]:
    """The prepared consequences that have not come yet: first those that suit, then the others."""
    script = state.script
    left = [
        inject
        for inject in pack.injects
        if inject.kind is InjectKind.PREPARED
        and inject.id not in script.fired
        and inject.id not in script.skipped
    ]
    return tuple(one.id for one in sorted(left, key=lambda one: set(one.suits).isdisjoint(suiting)))


def _foresees(pack: Pack, action: str, by: str, targets: Collection[str]) -> bool:
    """Whether the script has something follow from a decision."""
    spec = pack.actions.get(action)
    if spec is not None and spec.effects:
        return True
    for wanted in _awaited(pack):
        of_them = wanted.by in (None, by) and (wanted.target is None or wanted.target in targets)
        if wanted.action == action and of_them:
            return True
    return any(
        one.does is not None
        and (one.does.action, one.who) == (action, by)
        and set(one.does.targets) <= set(targets)
        for one, _ in pack.all_expectations
    )


def _awaited(pack: Pack) -> Iterator[Decided]:
    """Every decision that a condition of the pack asks for."""
    waiting: list[Condition | None] = [inject.when for inject in pack.injects]
    waiting += [one.opens for one, _ in pack.all_expectations]
    for condition in waiting:
        for leaf in leaves(condition) if condition is not None else ():
            if leaf.decided is not None:
                yield leaf.decided
