"""What happened as xAPI 1.0.3 statements (ADL, Experience API, part two: statements).

Actors are desks and roles, never people: the record knows no names. Everything of our own has an
IRI under a name that can never be anybody's (RFC 6761).
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from exercise.evaluation.model import ExpectationResult
from exercise.events import (
    DecisionLogged,
    Event,
    ExerciseEnded,
    ExerciseStarted,
    FactLearned,
    ItemHandled,
    ItemOpened,
    MessageSent,
    ObservationMade,
    QuestionAnswered,
)
from exercise.report.content import Content
from exercise.report.document import shown
from exercise.report.voice import Voice
from exercise.report.wording import exercise_marking

__all__ = ["statements"]

BASE = "https://maritime-tabletop.invalid/xapi"
_SPACE = uuid.uuid5(uuid.NAMESPACE_URL, BASE)
_ADL = "http://adlnet.gov/expapi/verbs"
_TAGS = {"en": "en", "es": "es", "pt": "pt", "fr": "fr"}


def statements(content: Content, language: str) -> list[dict[str, Any]]:
    """A statement for each thing that somebody did or learned, then one for each outcome.

    The same session gives the same ids, so that sending it to a learning record store twice adds
    nothing.
    """
    return list(_Teller(content, language).all())


class _Teller:
    def __init__(self, content: Content, language: str) -> None:
        self._content = content
        self._voice = Voice(content, language)
        self._language = language
        created = content.created
        start = content.events[0]
        about = f"{created.pack}/{created.seed}/{start.wall}/{sorted(created.digests.items())}"
        self._registration = uuid.uuid5(_SPACE, about)

    def all(self) -> Iterator[dict[str, Any]]:
        for event in self._content.events:
            told = self._told(event)
            if told is not None:
                yield told
        ends = self._content.events[-1]
        for result in self._content.evaluation.expectations:
            if result.held_by == "people" and result.timeliness is not None:
                yield self._outcome(result, ends)

    # -- What somebody did -----------------------------------------------------------------------

    def _told(self, event: Event) -> dict[str, Any] | None:
        voice, pack = self._voice, self._content.setup.pack
        match event.body:
            case ExerciseStarted():
                return self._statement(event, "initialized", self._exercise())
            case ExerciseEnded():
                return self._statement(event, "terminated", self._exercise())
            case ItemOpened(item=item) | ItemHandled(item=item):
                made = self._activity("item", item, item, "media")
                return self._statement(event, "experienced", made)
            case MessageSent(subject=subject, text=text, to=to):
                said = subject or f"{voice.agency(event.agency)} → {voice.agency(to)}"
                made = self._activity("message", event.id, said, "media")
                return self._statement(event, "shared", made, response=text)
            case DecisionLogged(action=action, reason=reason, targets=targets):
                aimed = ", ".join(voice.thing(target) for target in targets)
                named = voice.action(action) + (f" ({aimed})" if aimed else "")
                made = self._activity("action", action, named, "interaction")
                return self._statement(event, "responded", made, response=reason)
            case QuestionAnswered(question=name, answer=answer):
                asked = self._content.questions.find(name)
                named = voice.said(asked.ask if asked else None) or name
                made = self._activity("question", name, named, "question")
                return self._statement(event, "answered", made, response=answer)
            case FactLearned(fact=fact):
                named = voice.text(pack.facts[fact].title) if fact in pack.facts else fact
                made = self._activity("fact", fact, named, "objective")
                return self._statement(event, "experienced", made)
            case ObservationMade(text=text, about=about):
                named = voice.agency(about) if about else voice.text(pack.title)
                made = self._activity("observed", about or "exercise", named, "performance")
                return self._statement(event, "commented", made, response=text)
            case _:
                return None

    def _outcome(self, result: ExpectationResult, ends: Event) -> dict[str, Any]:
        found: dict[str, Any] = {
            "success": result.outcome == "met",
            "completion": result.outcome in ("met", "late"),
        }
        if result.timeliness is not None:
            found["score"] = {"scaled": round(result.timeliness, 4)}
        done = [part.agency_time for part in result.parts if part.agency_time is not None]
        if done and result.outcome in ("met", "late"):
            found["duration"] = f"PT{max(done)}S"
        named = self._voice.expectation(result.id)
        made = self._activity("expectation", result.id, named, "objective")
        actor = self._desk(result.agency)
        return self._made(f"outcome/{result.id}", actor, "scored", made, ends, result=found)

    # -- Parts of a statement --------------------------------------------------------------------

    def _statement(
        self, event: Event, verb: str, activity: dict[str, Any], *, response: str = ""
    ) -> dict[str, Any]:
        who = self._desk(event.agency) if event.agency else self._role(event.actor)
        result = {"response": shown(response)} if response else None
        return self._made(
            f"event/{event.seq}/{event.id}", who, verb, activity, event, result=result
        )

    def _made(
        self,
        key: str,
        actor: dict[str, Any],
        verb: str,
        activity: dict[str, Any],
        event: Event,
        *,
        result: dict[str, Any] | None,
    ) -> dict[str, Any]:
        made: dict[str, Any] = {
            "id": str(uuid.uuid5(self._registration, key)),
            "actor": actor,
            "verb": {"id": f"{_ADL}/{verb}", "display": {"en": verb}},
            "object": activity,
            "context": {
                "registration": str(self._registration),
                "platform": "Maritime Tabletop",
                "language": _TAGS.get(self._language, "en"),
                "contextActivities": {"parent": [self._exercise()]},
                "extensions": {
                    f"{BASE}/exercise-seconds": event.at,
                    f"{BASE}/causal-id": shown(event.id),
                    f"{BASE}/marking": exercise_marking(self._language),
                    f"{BASE}/handling": shown(self._content.created.marking),
                },
            },
            "version": "1.0.3",
        }
        if result is not None:
            made["result"] = result
        if event.wall > 0:
            made["timestamp"] = datetime.fromtimestamp(event.wall, UTC).isoformat(
                timespec="milliseconds"
            )
        return made

    def _desk(self, agency: str) -> dict[str, Any]:
        return {
            "objectType": "Group",
            "name": shown(self._voice.agency(agency)),
            "account": {"homePage": f"{BASE}/agencies", "name": shown(agency)},
        }

    def _role(self, role: str) -> dict[str, Any]:
        return {
            "objectType": "Agent",
            "name": shown(role),
            "account": {"homePage": f"{BASE}/roles", "name": shown(role)},
        }

    def _exercise(self) -> dict[str, Any]:
        pack = self._content.setup.pack
        return self._activity("exercise", pack.id, self._voice.text(pack.title), "simulation")

    def _activity(self, kind: str, name: str, title: str, of: str) -> dict[str, Any]:
        from urllib.parse import quote

        return {
            "objectType": "Activity",
            "id": f"{BASE}/{kind}/{quote(name, safe='')}",
            "definition": {
                "name": {_TAGS.get(self._language, "en"): shown(title)},
                "type": f"http://adlnet.gov/expapi/activities/{of}",
            },
        }
