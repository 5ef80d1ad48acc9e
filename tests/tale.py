"""A record made by hand, event by event, so that every number can be worked out on paper."""

from __future__ import annotations

from typing import Any

from harbour import PACK, tiny_setup

from agencies.network import Network
from exercise import events as e
from exercise.evaluation import Evaluation, evaluate
from exercise.evaluation.model import ExpectationResult, PartResult

TELL = {"who": "port", "tells": ["csirt"], "about": ["dark"], "within": "20m"}
"""An expectation: the port tells the CSIRT of the dark screens within 1200 seconds."""


ROUTES = {
    ("port", "csirt"): ("csirt~port:phone",),
    ("port", "police"): ("police~port:vhf",),
    ("port", "ministry"): ("csirt~port:phone", "csirt~ministry:phone"),
    ("csirt", "ministry"): ("csirt~ministry:phone",),
}


COVERT_FACTS = {
    **PACK["facts"],
    "all-clear": {
        "kind": "security",
        "title": "There is no bomb",
        "refutes": "rumour",
        "needs": {"police": "30m"},
        "may_know": ["port"],
    },
    "plan": {
        "kind": "security",
        "title": "A search is planned",
        "covert": "true",
        "marking": "confidential",
        "needs": {"police": "30m", "port": "30m"},
    },
}
"""Facts with one that refutes the rumour, and one that is covert and confidential."""


def expectation(**changes: Any) -> dict[str, Any]:
    """E-01 as in the tiny pack, with parts of it replaced; None takes a field away."""
    whole = {"id": "E-01", **TELL, "limit_basis": "plan", "task": "tell-csirt", **changes}
    return {key: value for key, value in whole.items() if value is not None}


class Tale:
    """Tells events in their order; the first inject reaches the port at 300 and opens E-01.

    Args:
        expects: The expectations of I-01; E-01 alone by default.
        staffing: Agencies held by people from the start.
        pack: Parts of the tiny pack to replace.
    """

    def __init__(
        self,
        *expects: dict[str, Any],
        staffing: tuple[str, ...] = ("port",),
        network: dict[str, Any] | None = None,
        **pack: Any,
    ) -> None:
        inject = {**PACK["injects"][0], "expects": list(expects) or [expectation()]}
        changes = {"injects": [inject], **pack}
        self.setup = tiny_setup(network=network, staffing=staffing, **changes)
        self.network = Network(self.setup.network)
        self.events: list[e.Event] = []
        self._sendings: dict[str, e.Event] = {}
        self.tell(0, e.ExerciseStarted(), "startex")
        self.tell(0, e.MoveBegan("m1"), "move/m1")

    def tell(
        self, at: int, body: e.Body, cause: str, agency: str | None = None, **more: Any
    ) -> e.Event:
        """One event; its place is its number in the tale."""
        made = e.Event(at, more.pop("origin", "derived"), more.pop("actor", "x"), cause, body)
        made = made._replace(agency=agency, seq=len(self.events) + 1, **more)
        self.events.append(made)
        return made

    def begins(self, at: int = 300, **within: int) -> Tale:
        """I-01 arrives at the port and opens what hangs on it."""
        facts = {"dark": "confirmed"}
        self.tell(at, e.InjectFired("I-01"), "I-01")
        self.tell(at, e.InjectDelivered("I-01", "port", "I-01/port", facts), "I-01/port", "port")
        for spec in self.setup.pack.injects[0].expects:
            self.opens(spec.id, at, within.get(spec.id, spec.within), spec.who)
        return self

    def opens(self, name: str, at: int, within: int, holder: str = "port", **duty: Any) -> Tale:
        body = e.ExpectationOpened(name, holder, within=within, **duty)
        self.tell(at, body, f"{name}/opened", holder)
        return self

    def reads(
        self,
        at: int,
        item: str = "I-01/port",
        *,
        person: bool = True,
        happened_at: int | None = None,
        **facts: str,
    ) -> Tale:
        """A desk opens or works off an item and learns its facts; a clerk enters that later."""
        agency = item.rpartition("/")[2]
        body = e.ItemOpened(item, happened_at) if person else e.ItemHandled(item)
        origin = "command" if person else "derived"
        self.tell(at, body, f"{item}/read", agency, origin=origin)
        sender = None if item.startswith("I-") else self._sendings[item.partition("/at/")[0]].agency
        for fact, status in (facts or {"dark": "confirmed"}).items():
            learned = e.FactLearned(fact, status, item, sender)
            self.tell(at, learned, f"{item}/learned/{fact}", agency)
        return self

    def sends(
        self, at: int, to: str = "csirt", sender: str = "port", *, person: bool = True, **more: Any
    ) -> str:
        """A message sets out; returns its id."""
        given = {
            "intent": "inform",
            "facts": {"dark": "confirmed"},
            "via": "phone",
            "subject": "",
            "text": "",
            "urgency": "normal",
            "route": ROUTES[sender, to],
        }
        body = e.MessageSent(to=to, **{**given, **more})
        count = sum(body.to == to for body in (s.body for s in self._sendings.values())) + 1
        cause = f"{sender}.SendMessage.{to}.{count}"
        origin = "command" if person else "derived"
        actor = "player" if person else "playbook"
        event = self.tell(at, body, cause, sender, origin=origin, actor=actor)
        self._sendings[cause] = event
        return cause

    def arrives(self, at: int, message: str, to: str | None = None, **hop: Any) -> str:
        """A message reaches an inbox; returns the item."""
        sent = self._sendings[message]
        final = to is None or to == sent.body.to
        to = to or sent.body.to
        sender = hop.get("sender", sent.agency)
        link = hop.get("link") or ROUTES[sender, to][0]
        item = f"{message}/at/{to}"
        body = e.MessageDelivered(
            message, to, item, sender, link, hop.get("sent_at", sent.at), final
        )
        self.tell(at, body, item, to)
        return item

    def decides(self, at: int, action: str = "raise", agency: str = "port", **more: Any) -> str:
        given = {"targets": ("quay",), "tells": (), "facts": (), "reason": "caution"}
        body = e.DecisionLogged(action, **{**given, **more})
        cause = f"{agency}/LogDecision/{action}/{at}"
        self.tell(at, body, cause, agency, origin="command", actor="player")
        return cause

    def ends(self, at: int = 5400) -> Tale:
        self.tell(at, e.ExerciseEnded(""), "endex")
        return self

    # -- What came of it ---------------------------------------------------------------------------

    def judged(self, at: int | None = None) -> Evaluation:
        return evaluate(self.setup, self.network, self.events, at=at)

    def found(self, name: str = "E-01", at: int | None = None) -> ExpectationResult:
        return next(result for result in self.judged(at).expectations if result.id == name)

    def part(self, what: str = "csirt", name: str = "E-01", at: int | None = None) -> PartResult:
        return next(part for part in self.found(name, at).parts if part.what == what)


def lapses(tale: Tale) -> list[tuple[Any, ...]]:
    """Kind, fact, recipient and second of each lapse."""
    return [(found.kind, found.fact, found.to, found.at) for found in tale.judged().lapses]
