"""A pack played where one agency does the work of two: who is meant is put in the other's place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from injects.conditions import Condition, Decided, Down, Knows
from injects.facts import Fact
from injects.model import Expectation, Inject, Pack

__all__ = ["merged"]

Kept = dict[tuple[str | int, ...], list[int]]


def merged(pack: Pack, into: Mapping[str, str]) -> tuple[Pack, Kept]:
    """The pack with every agency that is merged into another replaced by that one.

    An agency need not tell itself: what is left of such an expectation stays, and one of which
    nothing is left is gone.

    Args:
        pack: A pack, made for the network as it was.
        into: The agency that has the tasks of each that is gone.

    Returns:
        The pack, and for each list that lost expectations the places at which the others stood.
    """
    if not into:
        return pack, {}
    kept: Kept = {}
    injects = []
    for index, inject in enumerate(pack.injects):
        there = _inject(inject, into)
        expects, places = _expectations(inject.expects, into)
        if len(places) < len(inject.expects):
            kept["injects", index, "expects"] = places
        injects.append(there.model_copy(update={"expects": expects}))
    expectations, places = _expectations(pack.expectations, into)
    if len(places) < len(pack.expectations):
        kept["expectations",] = places
    update = {
        "play": _each(pack.play, into),
        "injects": tuple(injects),
        "expectations": expectations,
        "facts": {name: _fact(fact, into) for name, fact in pack.facts.items()},
        "places": {
            name: place.model_copy(update={"agencies": _each(place.agencies, into)})
            for name, place in pack.places.items()
        },
        "actions": {
            name: action.model_copy(update={"effects": _raw(action.effects, into)})
            for name, action in pack.actions.items()
        },
        "questions": {
            name: question.model_copy(update={"of": _each(question.of, into)})
            if question.of != "all"
            else question
            for name, question in pack.questions.items()
        },
        "documents": {
            name: each.model_copy(update={"for_": _each(each.for_, into)})
            for name, each in pack.documents.items()
        },
    }
    return pack.model_copy(update=update), kept


def _each(names: Iterable[str], into: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(into.get(name, name) for name in names))


def _inject(inject: Inject, into: Mapping[str, str]) -> Inject:
    to = _each(inject.to, into)
    sender = inject.from_agency and into.get(inject.from_agency, inject.from_agency)
    return inject.model_copy(
        update={
            "to": to,
            # What it hears from its own people now has no line to answer on.
            "from_agency": None if sender in to and inject.from_agency not in inject.to else sender,
            "when": None if inject.when is None else _condition(inject.when, into),
            "effects": tuple(
                effect.model_copy(update=_effect(effect, into)) for effect in inject.effects
            ),
        }
    )


def _effect(effect: Any, into: Mapping[str, str]) -> dict[str, Any]:
    changed: dict[str, Any] = {}
    for name in ("disrupt", "restore"):
        down = getattr(effect, name)
        if down is not None:
            changed[name] = _down(down, into)
    if effect.gather is not None:
        agencies = _each(effect.gather.agencies, into)
        changed["gather"] = effect.gather.model_copy(update={"agencies": agencies})
    return changed


def _raw(
    effects: tuple[dict[str, Any], ...], into: Mapping[str, str]
) -> tuple[dict[str, Any], ...]:
    """The same for the effects of an action, which are read when its targets are known."""

    def replaced(value: Any) -> Any:
        if isinstance(value, dict):
            return {
                name: into.get(inner, inner)
                if name == "agency" and isinstance(inner, str)
                else list(_each(inner, into))
                if name == "agencies" and isinstance(inner, list)
                else replaced(inner)
                for name, inner in value.items()
            }
        return value

    return tuple(replaced(effect) for effect in effects)


def _expectations(
    expectations: tuple[Expectation, ...], into: Mapping[str, str]
) -> tuple[tuple[Expectation, ...], list[int]]:
    left, places = [], []
    for index, expectation in enumerate(expectations):
        who = into.get(expectation.who, expectation.who)
        tells = _each(expectation.tells, into)
        if tells != expectation.tells or who != expectation.who:
            tells = tuple(to for to in tells if to != who)
        if not tells and expectation.does is None:
            continue
        does = expectation.does
        if does is not None:
            does = does.model_copy(update={"targets": _each(does.targets, into)})
        opens = None if expectation.opens is None else _condition(expectation.opens, into)
        update = {"who": who, "tells": tells, "does": does, "opens": opens}
        left.append(expectation.model_copy(update=update))
        places.append(index)
    return tuple(left), places


def _fact(fact: Fact, into: Mapping[str, str]) -> Fact:
    needs: dict[str, int] = {}
    for name, within in fact.needs.items():
        here = into.get(name, name)
        needs[here] = min(within, needs.get(here, within))
    return fact.model_copy(update={"needs": needs, "may_know": _each(fact.may_know, into)})


def _down(down: Down, into: Mapping[str, str]) -> Down:
    agency = None if down.agency is None else into.get(down.agency, down.agency)
    return down.model_copy(update={"agency": agency})


def _condition(condition: Condition, into: Mapping[str, str]) -> Condition:
    update: dict[str, Any] = {}
    for name in condition.model_fields_set:
        value = getattr(condition, name)
        if isinstance(value, Condition):
            update[name] = _condition(value, into)
        elif isinstance(value, tuple):
            update[name] = tuple(_condition(part, into) for part in value)
        elif isinstance(value, Knows):
            update[name] = value.model_copy(update={"agency": into.get(value.agency, value.agency)})
        elif isinstance(value, Decided):
            named = {
                key: into.get(old, old)
                for key in ("by", "target")
                if (old := getattr(value, key)) is not None
            }
            update[name] = value.model_copy(update=named)
        elif isinstance(value, Down):
            update[name] = _down(value, into)
    return condition.model_copy(update=update)
