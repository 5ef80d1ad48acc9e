"""What desks do, whoever sits at them: send, relay, decide."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from exercise.engine.run import Run
from exercise.engine.world import World
from exercise.events import DecisionLogged, Event, MessageSent
from exercise.state.routing import UNLISTED, Way, cautions, find_way, refuted
from injects.facts import Action

__all__ = ["Acts"]


class Acts:
    """Turns an intention into its event: routes, warnings and authority are worked out here."""

    def __init__(self, run: Run, world: World) -> None:
        self._run = run
        self._world = world
        run.when(DecisionLogged, self._on_decision)

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

    def send(self, sender: str, to: str, cause: str, *, actor: str, **content: Any) -> Event | None:
        """Send a derived message the best way within marking and need; None where there is none."""
        via, avoid = content.pop("via", None), content.pop("avoid", frozenset())
        facts = content.get("facts", {})
        way = find_way(self._run.state, sender, to, facts=facts, via=via, avoid=avoid, strict=True)
        if way.seconds is None:
            return None
        body = self.message(sender, to, way, via=via, **content)
        return self._run.tell(body, cause, actor=actor, agency=sender)

    def may_decide(self, agency: str, action: Action) -> bool:
        """Whether ``agency`` has the authority; without it a decision is a recommendation."""
        return not action.authority or self._run.agency(agency).kind in action.authority

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
        if not body.authority:
            holder = self._holder_of(action, agency)
            if holder is not None and holder not in body.tells:
                self._tell_of(event, body, agency, holder, intent="request")

    def _tell_of(
        self, event: Event, body: DecisionLogged, agency: str, to: str, *, intent: str
    ) -> None:
        run = self._run
        status = run.state.traffic.status
        facts = {fact: status(agency, fact) or "unconfirmed" for fact in body.facts}
        if event.origin == "derived":  # Playbooks never tell those who need not know.
            facts = {name: facts[name] for name in facts if run.pack.facts[name].concerns(to)}
        action = run.pack.actions[body.action]
        way = find_way(run.state, agency, to, facts=facts)
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

    def _holder_of(self, action: Action, asking: str) -> str | None:
        """The agency that can decide: the first by id among those with the authority."""
        agencies = self._run.network.file.agencies
        able = sorted(name for name in agencies if agencies[name].kind in action.authority)
        return next((name for name in able if name != asking), None)
