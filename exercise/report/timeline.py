"""What happened, one sentence for each event that a reader wants to see."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from agencies.language import Words, words
from exercise import events as e
from exercise.report.content import Content
from exercise.report.wording import moment

__all__ = ["sentence", "target_title"]

Shown = Callable[[str], str]
"""Makes untrusted text safe for where it goes."""


def sentence(content: Content, event: e.Event, language: str, shown: Shown) -> str | None:
    """The event in one sentence; None for what a timeline leaves out.

    Args:
        content: The report's content.
        event: One of its events.
        language: The reader's language.
        shown: Applied to every name and text that does not come from the product.
    """
    teller = _Teller(content, language, shown)
    for told in (teller.of_the_script, teller.of_desks, teller.of_the_world, teller.of_the_watch):
        found = told(event)
        if found is not None:
            return found
    return None


def target_title(content: Content, target: str, language: str) -> str:
    """The title of a place, agency, system or resource."""
    pack = content.setup.pack
    for things in (pack.places, pack.systems, pack.resources):
        if target in things:
            return content.text(things[target].title, language) or target
    return content.agency(target, language)


class _Teller:
    def __init__(self, content: Content, language: str, shown: Shown) -> None:
        self._content = content
        self._language = language
        self._shown = shown
        self._say: Words = words(language)

    def _agency(self, name: str | None) -> str:
        return self._shown(self._content.agency(name, self._language))

    def _agencies(self, names: Iterable[str]) -> str:
        return ", ".join(self._agency(name) for name in names)

    def _facts(self, facts: Iterable[str]) -> str:
        return "; ".join(self._shown(self._content.fact(f, self._language)) for f in facts)

    def _target(self, target: str) -> str:
        return self._shown(target_title(self._content, target, self._language))

    def of_the_script(self, event: e.Event) -> str | None:
        say, pack = self._say, self._content.setup.pack
        match event.body:
            case e.ExerciseStarted():
                return say("STARTEX")
            case e.ExerciseEnded(reason=reason):
                why = f": {self._shown(reason)}" if reason else ""
                return say("ENDEX") + why
            case e.MoveBegan(move=name):
                move = next((move for move in pack.moves if move.id == name), None)
                title = self._content.text(move.title if move else None, self._language)
                return say("Move {move} began", move=self._shown(title or name))
            case e.ClockJumped(to=to):
                return say("The exercise jumped to {time}", time=moment(to))
            case e.InjectFired(inject=name):
                inject = pack.inject(name)
                subject = self._content.text(inject.subject if inject else None, self._language)
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
                return say("Inject {inject} was skipped", inject=self._shown(name))
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
                spec = self._content.setup.pack.actions.get(action)
                title = self._content.text(spec.title if spec else None, self._language)
                aimed = ", ".join(self._target(target) for target in targets)
                what = self._shown(title or action) + (f" ({aimed})" if aimed else "")
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
        found = self._content.network.channels.get(name)
        file = self._content.network.file
        return self._shown(
            name if found is None else found.title.into(self._language, file.language)
        )

    def of_the_watch(self, event: e.Event) -> str | None:
        say = self._say
        match event.body:
            case e.PartOverdue(expectation=name, part=part):
                what = say("the decision") if part == "decision" else self._agency(part)
                return say(
                    "{agency} is overdue with {expectation}: {what}",
                    agency=self._agency(event.agency),
                    expectation=self._shown(name),
                    what=what,
                )
            case e.ProhibitionViolated(expectation=name):
                return say(
                    "{agency} did what {expectation} prohibits",
                    agency=self._agency(event.agency),
                    expectation=self._shown(name),
                )
            case e.PartExcused(expectation=name):
                return say(
                    "Control marked a part of {expectation} as an artificiality",
                    expectation=self._shown(name),
                )
            case e.EngineFailed():
                return say("The simulation met an error of its own and paused")
            case _:
                return None
