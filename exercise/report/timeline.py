"""What happened, one sentence for each event that a reader wants to see."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from agencies.language import Words
from exercise import events as e
from exercise.report.voice import Voice

__all__ = ["sentence"]

Shown = Callable[[str], str]
"""Makes untrusted text safe for where it goes."""


def sentence(voice: Voice, event: e.Event, shown: Shown) -> str | None:
    """The event in one sentence; None for what a timeline leaves out.

    Args:
        voice: The reader's language.
        event: One of the session's events.
        shown: Applied to every name and text that does not come from the product.
    """
    teller = _Teller(voice, shown)
    for told in (teller.of_the_script, teller.of_desks, teller.of_the_world, teller.of_the_watch):
        found = told(event)
        if found is not None:
            return found
    return None


class _Teller:
    def __init__(self, voice: Voice, shown: Shown) -> None:
        self._voice = voice
        self._pack = voice.content.setup.pack
        self._shown = shown
        self._say: Words = voice.say

    def _agency(self, name: str | None) -> str:
        return self._shown(self._voice.agency(name))

    def _agencies(self, names: Iterable[str]) -> str:
        return ", ".join(self._agency(name) for name in names)

    def _facts(self, facts: Iterable[str]) -> str:
        return "; ".join(self._shown(self._voice.fact(f)) for f in facts)

    def _target(self, target: str) -> str:
        return self._shown(self._voice.thing(target))

    def of_the_script(self, event: e.Event) -> str | None:
        say, pack = self._say, self._pack
        match event.body:
            case e.ExerciseStarted():
                return say("STARTEX")
            case e.ExerciseEnded(reason=reason):
                why = f": {self._shown(reason)}" if reason else ""
                return say("ENDEX") + why
            case e.MoveBegan(move=name):
                move = next((move for move in pack.moves if move.id == name), None)
                title = self._voice.text(move.title if move else None)
                return say("Move {move} began", move=self._shown(title or name))
            case e.ClockJumped(to=to):
                return say("The exercise jumped to {time}", time=self._voice.moment(to))
            case e.InjectFired(inject=name):
                inject = pack.inject(name)
                subject = self._voice.text(inject.subject if inject else None)
                to = self._agencies(inject.to if inject else ())
                return say(
                    "Inject {inject} to {to}: {subject}",
                    inject=self._shown(name),
                    to=to,
                    subject=self._shown(subject),
                )
            case e.InjectAdded(to=to, subject=subject):
                return say(
                    "Ad hoc inject to {to}: {subject}",
                    to=self._agencies(to),
                    subject=self._shown(subject),
                )
            case e.InjectSkipped(inject=name):
                inject = pack.inject(name)
                subject = self._voice.text(inject.subject if inject else None)
                return say(
                    "Inject {inject} was skipped: {subject}",
                    inject=self._shown(name),
                    subject=self._shown(subject) or "–",
                )
            case e.InjectReturned(inject=name, to=to):
                return say(
                    "Inject {inject} could not reach {to}",
                    inject=self._shown(name),
                    to=self._agency(to),
                )
            case _:
                return None

    def of_desks(self, event: e.Event) -> str | None:
        say = self._say
        match event.body:
            case e.MessageSent(to=to, facts=facts, subject=subject):
                what = self._facts(facts) or self._shown(subject)
                return say(
                    "{sender} to {to}: {what}",
                    sender=self._agency(event.agency),
                    to=self._agency(to),
                    what=what or "–",
                )
            case e.MessageReturned(message=message):
                return say(
                    "A message of {sender} came back ({message})",
                    sender=self._agency(event.agency),
                    message=self._shown(message),
                )
            case e.DecisionLogged(action=action, targets=targets, authority=authority):
                title = self._voice.action(action)
                aimed = ", ".join(self._target(target) for target in targets)
                what = self._shown(title) + (f" ({aimed})" if aimed else "")
                return say(
                    "{agency} decided: {what}" if authority else "{agency} recommended: {what}",
                    agency=self._agency(event.agency),
                    what=what,
                )
            case e.AgenciesGathered(agencies=agencies):
                return say("In one place: {agencies}", agencies=self._agencies(agencies))
            case _:
                return None

    def of_the_world(self, event: e.Event) -> str | None:
        say = self._say
        match event.body:
            case e.LevelSet(place=place, level=level):
                return say(
                    "Security level {level} at {place}", level=level, place=self._target(place)
                )
            case e.Disrupted() | e.Restored() as body:
                named = [body.link, body.channel and self._channel(body.channel)]
                named += [body.agency and self._agency(body.agency)]
                what = ", ".join(name for name in named if name)
                down = isinstance(body, e.Disrupted)
                return say("Down: {what}" if down else "Up again: {what}", what=what)
            case e.FactChanged(fact=fact, holds=holds):
                return say(
                    "Now true: {fact}" if holds else "No longer true: {fact}",
                    fact=self._facts([fact]),
                )
            case e.ThingPlaced(thing=thing, open=opened):
                return say("Open: {what}" if opened else "Closed: {what}", what=self._target(thing))
            case _:
                return None

    def _channel(self, name: str) -> str:
        return self._shown(self._voice.channel(name))

    def _expectation(self, name: str) -> str:
        """By name, with its id in the pack where it has one."""
        said = self._voice.expectation(name)
        known = name in self._voice.content.expectations and said != name
        return self._shown(f"{name} ({said})" if known else said)

    def of_the_watch(self, event: e.Event) -> str | None:
        say = self._say
        match event.body:
            case e.PartOverdue(expectation=name, part=part):
                what = say("the decision") if part == "decision" else self._agency(part)
                return say(
                    "{agency} is overdue with {expectation}: {what}",
                    agency=self._agency(event.agency),
                    expectation=self._expectation(name),
                    what=what,
                )
            case e.ProhibitionViolated(expectation=name):
                return say(
                    "{agency} did what {expectation} prohibits",
                    agency=self._agency(event.agency),
                    expectation=self._expectation(name),
                )
            case e.PartExcused(expectation=name):
                return say(
                    "Control marked a part of {expectation} as an artificiality",
                    expectation=self._expectation(name),
                )
            case e.EngineFailed():
                return say("The simulation met an error of its own and paused")
            case _:
                return None
