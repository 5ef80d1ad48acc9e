"""Every name that a pack uses is known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pydantic import ValidationError

from agencies.checking import Scope
from agencies.documents import Problem, problems_of
from agencies.language import phrase
from injects.checks.subject import Path, Subject, conditions
from injects.conditions import Down
from injects.facts import CONTROL, Action, Effect
from injects.model import Expectation

__all__ = [
    "check_actions",
    "check_conditions",
    "check_effects",
    "check_expectations",
    "check_facts",
    "check_head",
    "check_injects",
    "check_questions_and_documents",
    "effects_of_action",
]

_STAND_IN = "any-target-of-the-action"


def check_head(subject: Subject) -> Iterator[Problem]:
    """Agencies in play, cuts, capabilities, places and moves."""
    pack, scope = subject.pack, subject.scope
    yield from scope.all_known("agency", pack.play, ("play",))
    for name, cut in pack.cuts.items():
        yield from scope.all_known("inject-or-expectation", cut.without, ("cuts", name, "without"))
        yield from scope.all_known("move", cut.without_moves, ("cuts", name, "without_moves"))
    for name, place in pack.places.items():
        yield from scope.all_known("agency", place.agencies, ("places", name, "agencies"))
    for name, objective in pack.objectives.items():
        path = ("objectives", name)
        yield from scope.known("capability", objective.capability, (*path, "capability"))
        for target_id, target in objective.targets.items():
            for task_id, task in target.tasks.items():
                where = (*path, "targets", target_id, "tasks", task_id, "source")
                yield from scope.sourced(task.source, where)
    for index, move in enumerate(pack.moves):
        yield from scope.all_known("question", move.questions, ("moves", index, "questions"))


def check_facts(subject: Subject) -> Iterator[Problem]:
    """Kinds, markings, refuted facts and the agencies concerned."""
    scope = subject.scope
    for name, fact in subject.pack.facts.items():
        path = ("facts", name)
        yield from scope.known("fact-kind", fact.kind, (*path, "kind"))
        yield from scope.known("marking", fact.marking, (*path, "marking"))
        yield from scope.known("fact", fact.refutes, (*path, "refutes"))
        for agency in fact.needs:
            yield from scope.known("agency", agency, (*path, "needs", agency), key=True)
        yield from scope.all_known("agency", fact.may_know, (*path, "may_know"))
        yield from scope.sourced(fact.source, (*path, "source"))


def check_injects(subject: Subject) -> Iterator[Problem]:
    """Recipients, channels, senders and facts of injects."""
    scope = subject.scope
    for index, inject in enumerate(subject.pack.injects):
        path: Path = ("injects", index)
        yield from scope.all_known("agency", inject.to, (*path, "to"))
        yield from scope.known("channel", inject.via, (*path, "via"))
        yield from scope.known("agency", inject.from_agency, (*path, "from_agency"))
        for fact in inject.facts:
            yield from scope.known("fact", fact, (*path, "facts", fact), key=True)
        yield from scope.all_known("action-or-fact", inject.suits, (*path, "suits"))
        yield from scope.sourced(inject.source, (*path, "source"))


def check_expectations(subject: Subject) -> Iterator[Problem]:
    """Holders, recipients, facts, channels, tasks and actions of expectations."""
    scope = subject.scope
    for expectation, _inject, path in subject.expectations():
        yield from scope.known("agency", expectation.who, (*path, "who"))
        yield from scope.all_known("agency", expectation.tells, (*path, "tells"))
        yield from scope.all_known("fact", expectation.about, (*path, "about"))
        yield from scope.all_known("channel", expectation.via, (*path, "via"))
        yield from scope.all_known("channel", expectation.not_via, (*path, "not_via"))
        yield from scope.known("expectation", expectation.before, (*path, "before"))
        yield from scope.known("task", expectation.task, (*path, "task"))
        yield from scope.sourced(expectation.source, (*path, "source"))
        if expectation.does is not None:
            yield from _check_does(subject, expectation, (*path, "does"))


def _check_does(subject: Subject, expectation: Expectation, path: Path) -> Iterator[Problem]:
    does = expectation.does
    assert does is not None
    yield from subject.scope.known("action", does.action, (*path, "action"))
    action = subject.actions.get(does.action)
    if action is None:
        return
    kinds = ("place", "agency", "system", "resource")
    aims = [kind for kind in kinds if kind in action.targets]
    names = tuple(name for kind in aims for name in subject.scope.names.get(kind, ()))
    scope = replace(subject.scope, names={"target": names})
    if does.targets and not aims:
        message = phrase("'{action}' is not aimed at anything", action=does.action)
        yield scope.problem((*path, "targets"), "target", message, phrase("Leave targets out"))
    elif "agency" not in aims or subject.networked:
        yield from scope.all_known("target", does.targets, (*path, "targets"))


def check_conditions(subject: Subject) -> Iterator[Problem]:
    """Every name in a condition."""
    scope = subject.scope
    for node, path in conditions(subject):
        if node.knows is not None:
            yield from scope.known("agency", node.knows.agency, (*path, "knows", "agency"))
            yield from scope.known("fact", node.knows.fact, (*path, "knows", "fact"))
        if node.decided is not None:
            where = (*path, "decided")
            yield from scope.known("action", node.decided.action, (*where, "action"))
            yield from scope.known("agency", node.decided.by, (*where, "by"))
            if subject.networked:
                yield from scope.known("target", node.decided.target, (*where, "target"))
        for name in ("met", "late", "overdue"):
            yield from scope.known("expectation", getattr(node, name), (*path, name))
        if node.level is not None:
            yield from scope.known("place", node.level.place, (*path, "level", "place"))
        if node.down is not None:
            yield from _check_down(subject, node.down, (*path, "down"))
        yield from scope.known("inject", node.fired, (*path, "fired"))
        yield from scope.known("move", node.move, (*path, "move"))


def check_effects(subject: Subject) -> Iterator[Problem]:
    """Whatever the effects of injects change exists."""
    for index, inject in enumerate(subject.pack.injects):
        for place, effect in enumerate(inject.effects):
            yield from _check_effect(subject, effect, ("injects", index, "effects", place))


def check_actions(subject: Subject) -> Iterator[Problem]:
    """Whatever the pack's own actions change exists, and somebody has their authority."""
    for name, action in subject.pack.actions.items():
        path = ("actions", name)
        scope = subject.scope
        held_by = (*path, "authority")
        yield from scope.all_known("agency-kind", action.authority, held_by, warning=True)
        yield from scope.sourced(action.source, (*path, "source"))
        widened = replace(subject, scope=replace(scope, stand_in=_STAND_IN))
        for index in range(len(action.effects)):
            where = (*path, "effects", index)
            effects, problems = effects_of_action(action, index, scope, path)
            yield from problems
            for effect in effects:
                yield from _check_effect(widened, effect, where)


def effects_of_action(
    action: Action, index: int, scope: Scope, path: Path
) -> tuple[tuple[Effect, ...], list[Problem]]:
    """One effect of an action with a stand-in for its target, or what is wrong with it."""
    alone = action.model_copy(update={"effects": (action.effects[index],)})
    try:
        return alone.effects_on(_STAND_IN), []
    except ValidationError as error:
        under = (*scope.below, *scope.origin((*path, "effects", index)))
        return (), problems_of(error, scope.document, model=Effect, under=under)


def check_questions_and_documents(subject: Subject) -> Iterator[Problem]:
    """Whom questions are put to and on whose desks documents lie."""
    scope = subject.scope
    for name, question in subject.pack.questions.items():
        if question.of != "all":
            yield from scope.all_known("agency", question.of, ("questions", name, "of"))
        if question.kind == "choice" and len(question.options) < 2:
            message = phrase("a choice needs at least two options")
            yield scope.problem(("questions", name), "options", message, phrase("Add 'options:'"))
    desks = (*scope.names.get("agency", ()), CONTROL)
    on_desks = replace(scope, names={"agency": desks})
    for name, document in subject.pack.documents.items():
        yield from on_desks.all_known("agency", document.for_, ("documents", name, "for"))
        yield from scope.sourced(document.source, ("documents", name, "source"))


def _check_effect(subject: Subject, effect: Effect, path: Path) -> Iterator[Problem]:
    scope = subject.scope
    for name in ("disrupt", "restore"):
        down = getattr(effect, name)
        if down is not None:
            yield from _check_down(subject, down, (*path, name))
    if effect.set_level is not None:
        yield from scope.known("place", effect.set_level.place, (*path, "set_level", "place"))
    if effect.fact is not None:
        yield from scope.known("fact", effect.fact.id, (*path, "fact", "id"))
    yield from scope.known("resource-or-system", effect.open, (*path, "open"))
    yield from scope.known("resource-or-system", effect.close, (*path, "close"))
    if effect.gather is not None:
        where = (*path, "gather")
        yield from scope.known("place", effect.gather.place, (*where, "place"))
        yield from scope.all_known("agency", effect.gather.agencies, (*where, "agencies"))


def _check_down(subject: Subject, down: Down, path: Path) -> Iterator[Problem]:
    scope = subject.scope
    yield from scope.known("channel", down.channel, (*path, "channel"))
    yield from scope.known("agency", down.agency, (*path, "agency"))
    if down.link is not None and subject.network is not None:
        yield from scope.known("link", down.link, (*path, "link"))
