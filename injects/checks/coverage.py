"""Nothing stands in a pack for nothing: it is tested, needed, learned, addressed."""

from __future__ import annotations

from collections.abc import Iterator

from agencies.documents import Problem
from agencies.language import phrase
from injects.checks.outlook import Outlook
from injects.checks.subject import conditions
from injects.facts import Effect
from injects.model import InjectKind

__all__ = [
    "check_agencies_are_addressed",
    "check_facts_are_learned",
    "check_facts_are_needed",
    "check_objectives_are_tested",
    "check_rumours_are_refuted",
]


def check_objectives_are_tested(outlook: Outlook) -> Iterator[Problem]:
    """Each objective has targets, each target tasks, each task an expectation as evidence."""
    scope = outlook.subject.scope
    tested = {expectation.task for expectation, _ in outlook.pack.all_expectations}
    for name, objective in outlook.pack.objectives.items():
        path = ("objectives", name)
        if not objective.targets:
            message = phrase("objective '{name}' has no capability target", name=name)
            mend = phrase("Add 'targets:' with a threshold and its critical tasks")
            yield scope.problem(path, "untested", message, mend, key=True, warning=True)
        for target_id, target in objective.targets.items():
            where = (*path, "targets", target_id)
            if not target.tasks:
                message = phrase("capability target '{name}' has no critical task", name=target_id)
                mend = phrase("Add 'tasks:'")
                yield scope.problem(where, "untested", message, mend, key=True, warning=True)
            for task in target.tasks:
                if task not in tested:
                    message = phrase("nothing tests critical task '{name}'", name=task)
                    mend = phrase("Add 'task: {name}' to an expectation", name=task)
                    yield scope.problem(
                        (*where, "tasks", task), "untested", message, mend, key=True, warning=True
                    )


def check_facts_are_needed(outlook: Outlook) -> Iterator[Problem]:
    """Somebody needs each fact, or is expected to do something about it; rumours need nobody."""
    pack, scope = outlook.pack, outlook.subject.scope
    used = {fact for expectation, _ in pack.all_expectations for fact in expectation.about}
    used |= _asked_for(outlook)
    comes_true = _made_true(outlook)
    for name, fact in pack.facts.items():
        rumour = fact.holds_from is None and name not in comes_true
        if not fact.needs and name not in used and not rumour and name in outlook.forecast.learned:
            message = phrase("nobody needs fact '{fact}'", fact=name)
            mend = phrase("Say in 'needs:' who must know it within how long, or leave it out")
            yield scope.problem(("facts", name), "unneeded", message, mend, key=True, warning=True)


def check_facts_are_learned(outlook: Outlook) -> Iterator[Problem]:
    """An inject carries each fact; an error where something rests on it."""
    pack, scope = outlook.pack, outlook.subject.scope
    carried = {fact for inject in pack.injects for fact in inject.facts}
    rests = {name for name, fact in pack.facts.items() if fact.needs}
    rests |= {fact for expectation, _ in pack.all_expectations for fact in expectation.about}
    rests |= _asked_for(outlook)
    for name in pack.facts:
        if name not in carried:
            message = phrase("nobody can learn fact '{fact}': no inject carries it", fact=name)
            mend = phrase("Add it to the 'facts:' of an inject")
            yield scope.problem(
                ("facts", name), "unlearnable", message, mend, key=True, warning=name not in rests
            )


def check_rumours_are_refuted(outlook: Outlook) -> Iterator[Problem]:
    """What does not hold is refuted by a fact, unless it comes to hold."""
    refuted = {fact.refutes for fact in outlook.pack.facts.values()}
    comes_true = _made_true(outlook)
    for name, fact in outlook.pack.facts.items():
        if fact.holds_from is None and name not in refuted and name not in comes_true:
            message = phrase("nothing refutes '{fact}', which does not hold", fact=name)
            mend = phrase("Add a fact with 'refutes: {fact}', carried by an inject", fact=name)
            yield outlook.subject.scope.problem(
                ("facts", name), "unrefuted", message, mend, key=True, warning=True
            )


def check_agencies_are_addressed(outlook: Outlook) -> Iterator[Problem]:
    """Whoever is to play or to do something hears of something."""
    pack, scope = outlook.pack, outlook.subject.scope
    scripted = [inject for inject in pack.injects if inject.kind is not InjectKind.WARM_UP]
    addressed = {agency for inject in scripted for agency in inject.to}
    for index, agency in enumerate(pack.play):
        if agency not in addressed:
            message = phrase("no inject goes to '{agency}', which is to be played", agency=agency)
            mend = phrase("Send it an inject, or take it out of 'play:'")
            yield scope.problem(("play", index), "unaddressed", message, mend, warning=True)
    told = {to for exp, _ in pack.all_expectations if not exp.must_not for to in exp.tells}
    network = outlook.subject.network
    told |= {to for duty in network.duties.values() for to in duty.tells} if network else set()
    heard = addressed | told | set(pack.play)
    for expectation, inject, path in outlook.subject.expectations():
        if inject is None and expectation.who not in heard:
            heard.add(expectation.who)  # Once is enough.
            message = phrase(
                "nothing reaches '{agency}', of which something is expected", agency=expectation.who
            )
            mend = phrase("Send it an inject, or expect somebody to tell it")
            yield scope.problem((*path, "who"), "unaddressed", message, mend, warning=True)


def _made_true(outlook: Outlook) -> set[str]:
    """Facts that an effect makes hold."""
    effects: list[Effect] = [e for inject in outlook.pack.injects for e in inject.effects]
    raw = [e for action in outlook.subject.actions.values() for e in action.effects]
    changes = [effect.get("fact") for effect in raw]
    by_action = {str(change.get("id")) for change in changes if isinstance(change, dict)}
    return {e.fact.id for e in effects if e.fact is not None and e.fact.holds} | by_action


def _asked_for(outlook: Outlook) -> set[str]:
    """Facts that a condition asks for."""
    nodes = (node for node, _ in conditions(outlook.subject))
    return {node.knows.fact for node in nodes if node.knows is not None}
