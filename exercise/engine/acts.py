"""What desks do, whoever sits at them: send, relay, decide."""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import Any

from agencies.model import ChannelKind
from exercise.engine.phrasing import Wording
from exercise.engine.run import Run
from exercise.engine.sharing import barred_links, shareable
from exercise.engine.world import World
from exercise.events import DecisionLogged, Event, MessageSent
from exercise.state.routing import IN_PERSON, UNLISTED, Way, cautions, find_way, refuted
from injects.facts import Action
from injects.model import Does

__all__ = ["Acts"]


class Acts:
    """Turns an intention into its event: routes, warnings and authority are worked out here."""

    def __init__(self, run: Run, world: World) -> None:
        self._run = run
        self._world = world
        self._aims: dict[str, Container[str]] = {
            "place": run.pack.places,
            "agency": run.network.file.agencies,
            "system": run.pack.systems,
            "resource": run.pack.resources,
        }
        self._verified = [
            (spec.who, spec.does)
            for spec, _ in run.pack.all_expectations
            if spec.verify_before and spec.does is not None
        ]
        run.when(DecisionLogged, self._on_decision)

    # -- Telling -----------------------------------------------------------------------------------

    def message(
        self,
        sender: str,
        to: str,
        way: Way,
        *,
        intent: str = "inform",
        facts: Mapping[str, str] | None = None,
        **rest: Any,
    ) -> MessageSent:
        """A message ready to be told, with its route and what its sender is warned of."""
        carried = dict(facts or {})
        return MessageSent(
            to=to,
            intent=intent,
            facts=carried,
            via=rest.pop("via", None),
            subject=rest.pop("subject", ""),
            text=rest.pop("text", ""),
            urgency=rest.pop("urgency", "normal"),
            route=way.route,
            planned=way.channel != UNLISTED,
            warnings=cautions(self._run.state, sender, to, carried, way),
            **rest,
        )

    def send(
        self,
        sender: str,
        to: str,
        cause: str,
        *,
        actor: str,
        facts: Mapping[str, str] | None = None,
        via: str | None = None,
        avoid: frozenset[str] = frozenset(),
        wording: Wording | None = None,
        **content: Any,
    ) -> Event | None:
        """Send a derived message the best way within marking, need and prohibitions.

        How it is put follows from that way: what goes by voice is spoken.

        Returns:
            The event of it; None where there is no such way.
        """
        way = self._way(sender, to, facts or {}, via=via, avoid=avoid)
        if way.seconds is None:
            return None
        if wording is not None:
            content["subject"], content["text"] = wording(self._is_spoken(way))
        body = self.message(sender, to, way, facts=facts, via=via, **content)
        return self._run.tell(body, cause, actor=actor, agency=sender)

    def sendable(
        self, sender: str, to: str, facts: Mapping[str, str], **how: Any
    ) -> dict[str, str]:
        """Those of ``facts`` that can go together now: what is marked too high stays behind."""
        kept: dict[str, str] = {}
        for fact, status in facts.items():
            if self._way(sender, to, {**kept, fact: status}, **how).seconds is not None:
                kept[fact] = status
        return kept

    def _way(
        self,
        sender: str,
        to: str,
        facts: Mapping[str, str],
        *,
        via: str | None = None,
        avoid: frozenset[str] = frozenset(),
    ) -> Way:
        state = self._run.state
        if via == UNLISTED and any(self._is_delicate(fact) for fact in facts):
            return Way(None, reason="no-link")
        avoid |= barred_links(state, sender, to, facts)
        return find_way(state, sender, to, facts=facts, via=via, avoid=avoid, strict=True)

    def _is_spoken(self, way: Way) -> bool:
        """Whether it goes by voice; a number that has to be found is a telephone's."""
        channels = self._run.network.file.channels
        if way.channel in (UNLISTED, IN_PERSON):
            return True
        found = channels.get(way.channel or "")
        return found is not None and found.kind in (ChannelKind.VOICE, ChannelKind.IN_PERSON)

    def _is_delicate(self, name: str) -> bool:
        """Whether nothing but a listed link of its marking will do."""
        fact = self._run.pack.facts[name]
        return fact.covert or self._run.network.rank(fact.marking) > 0

    # -- Deciding ----------------------------------------------------------------------------------

    def may_decide(self, agency: str, action: Action) -> bool:
        """Whether ``agency`` has the authority; without it a decision is a recommendation."""
        return not action.authority or self._run.agency(agency).kind in action.authority

    def turns_to(self, agency: str, action: Action) -> str | None:
        """Who gets the recommendation of ``agency``; None where it can decide, or nobody can."""
        if self.may_decide(agency, action):
            return None
        return next((name for name in self.holders_of(action) if name != agency), None)

    def holders_of(self, action: Action) -> tuple[str, ...]:
        """The agencies that can decide, as the action lists their kinds, then by id."""
        agencies, kinds = self._run.network.file.agencies, action.authority
        able = sorted(name for name in agencies if agencies[name].kind in kinds)
        return tuple(sorted(able, key=lambda name: kinds.index(agencies[name].kind)))

    def verified_first(self, agency: str, action: str, targets: tuple[str, ...]) -> bool:
        """Whether the agency's plan has it verify what this decision rests on."""
        return any(
            who == agency and does.action == action and _concerns(does, targets)
            for who, does in self._verified
        )

    def can_aim(self, action: Action, target: str) -> bool:
        """Whether an action can be aimed at ``target``."""
        return any(target in self._aims[kind] for kind in action.targets)

    def decision(
        self,
        agency: str,
        action: Action,
        targets: tuple[str, ...],
        tells: tuple[str, ...] = (),
        facts: tuple[str, ...] = (),
        reason: str = "",
        happened_at: int | None = None,
    ) -> DecisionLogged:
        """A decision ready to be told, with what was wrong about what it rests on."""
        state = self._run.state
        unsure = any(state.traffic.status(agency, fact) == "unconfirmed" for fact in facts)
        rumour = any(refuted(state, agency, fact) for fact in facts)
        warnings = (("unverified",) if unsure else ()) + (("rumour",) if rumour else ())
        authority = self.may_decide(agency, action)
        return DecisionLogged(
            action.id, targets, tells, facts, reason, happened_at, authority, warnings
        )

    def _on_decision(self, event: Event) -> None:
        """A decision changes the world and is told; a recommendation goes to who can decide."""
        body, agency = event.body, event.agency or ""
        assert isinstance(body, DecisionLogged)
        action = self._run.pack.actions[body.action]
        if body.authority and body.happened_at is None:
            for target in body.targets or (None,):
                for place, effect in enumerate(action.effects_on(target)):
                    cause = f"{event.id}/effect/{target or ''}{place}"
                    self._world.apply(effect, cause)
        for to in body.tells:
            self._tell_of(event, body, agency, to, intent="inform")
        holder = self.turns_to(agency, action)
        if holder is not None and holder not in body.tells:
            self._tell_of(event, body, agency, holder, intent="request")

    def _tell_of(
        self, event: Event, body: DecisionLogged, agency: str, to: str, *, intent: str
    ) -> None:
        run, state = self._run, self._run.state
        status, avoid = state.traffic.status, frozenset[str]()
        facts = {fact: status(agency, fact) or "unconfirmed" for fact in body.facts}
        if event.origin == "derived":  # Playbooks tell only what they may, and where they may.
            facts = shareable(state, agency, to, body.facts)
            avoid = barred_links(state, agency, to, facts)
        action = run.pack.actions[body.action]
        way = find_way(state, agency, to, facts=facts, avoid=avoid)
        message = self.message(
            agency,
            to,
            way,
            intent=intent,
            facts=facts,
            subject=action.title.into(run.setup.language, run.pack.language),
            text=body.reason,
            action=body.action,
            targets=body.targets,
            decision=event.id,
        )
        run.tell(message, f"{event.id}/tell/{to}", actor=event.actor, agency=agency)


def _concerns(does: Does, targets: tuple[str, ...]) -> bool:
    return not does.targets or not set(does.targets).isdisjoint(targets)
