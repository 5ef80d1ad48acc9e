"""What a pack says makes sense: names stand once, nothing goes in circles, limits can be held."""

from __future__ import annotations

from collections.abc import Iterator

from agencies.documents import Problem
from agencies.language import phrase
from agencies.problems import quoted
from injects.checks.subject import Path, Subject

__all__ = [
    "check_circles",
    "check_duplicates",
    "check_holders",
    "check_limits_may_be_critical",
    "check_refutations",
]


def check_duplicates(subject: Subject) -> Iterator[Problem]:
    """Each move, inject and expectation has a name of its own."""
    scope = subject.scope
    entries: list[tuple[str, str, Path]] = []
    for index, move in enumerate(subject.pack.moves):
        entries.append(("move", move.id, ("moves", index, "id")))
    for index, inject in enumerate(subject.pack.injects):
        entries.append(("inject", inject.id, ("injects", index, "id")))
    for expectation, _inject, path in subject.expectations():
        entries.append(("expectation", expectation.id, (*path, "id")))
    for objective_id, objective in subject.pack.objectives.items():
        for target_id, target in objective.targets.items():
            where = ("objectives", objective_id, "targets", target_id, "tasks")
            entries += [("task", task_id, (*where, task_id)) for task_id in target.tasks]
    seen: dict[tuple[str, str], Path] = {}
    for kind, name, path in entries:
        if (kind, name) in seen:
            line, _ = scope.document.position(scope.origin(seen[kind, name]))
            message = phrase("'{id}' is already on line {line}", id=quoted(name), line=line)
            mend = phrase("Give it another name")
            yield scope.problem(path, "duplicate-id", message, mend, key=kind == "task")
        seen.setdefault((kind, name), path)


def check_limits_may_be_critical(subject: Subject) -> Iterator[Problem]:
    """Nobody fails a critical task by a limit that is only assumed."""
    for expectation, _inject, path in subject.expectations():
        assumed = expectation.limit_basis == "assumed"
        if expectation.critical and assumed and not expectation.must_not:
            message = phrase("an assumed limit cannot be critical")
            mend = phrase("Give limit_basis: law or plan with its source, or leave critical out")
            yield subject.scope.problem((*path, "critical"), "assumed-critical", message, mend)


def check_holders(subject: Subject) -> Iterator[Problem]:
    """Expectations can open, and ask for something that their holder can do."""
    for expectation, inject, path in subject.expectations():
        scope = subject.scope
        agencies = scope.names.get("agency", ())
        named = inject is not None and all(n in agencies for n in (expectation.who, *inject.to))
        if inject is not None and named and expectation.who not in inject.to:
            message = phrase(
                "'{who}' does not receive inject '{inject}', so that this never opens",
                who=expectation.who,
                inject=inject.id,
            )
            mend = phrase(
                "Add the agency to 'to:', or move this to 'expectations:' and give 'opens:'"
            )
            yield scope.problem((*path, "who"), "never-opens", message, mend)
        elif inject is not None and expectation.opens is not None:
            message = phrase("this opens when inject '{inject}' is delivered", inject=inject.id)
            mend = phrase("Leave 'opens:' out, or move this to 'expectations:'")
            yield scope.problem((*path, "opens"), "opens-twice", message, mend)
        if expectation.who in expectation.tells:
            message = phrase("'{who}' is to tell itself", who=expectation.who)
            mend = phrase("Take it out of 'tells:'")
            yield scope.problem((*path, "tells"), "tells-itself", message, mend)
        both = [channel for channel in expectation.via if channel in expectation.not_via]
        if both:
            message = phrase("'{channel}' stands in via and in not_via", channel=both[0])
            yield scope.problem((*path, "not_via"), "via", message, phrase("Keep one of them"))


def check_refutations(subject: Subject) -> Iterator[Problem]:
    """What is refuted is a rumour."""
    facts = subject.pack.facts
    for name, fact in facts.items():
        refuted = facts.get(fact.refutes or "")
        if refuted is not None and refuted.holds_from is not None and fact.refutes != name:
            message = phrase("'{fact}' is refuted here but holds", fact=refuted.id)
            mend = phrase("Give it holds: false")
            yield subject.scope.problem(
                ("facts", name, "refutes"), "refutes", message, mend, warning=True
            )


def check_circles(subject: Subject) -> Iterator[Problem]:
    """Neither ``refutes`` nor ``before`` leads back to where it began."""
    refutes = {name: fact.refutes for name, fact in subject.pack.facts.items()}
    mend = phrase("Leave it out where the circle begins")
    circles = _in_circles(refutes)
    for name in (name for name in refutes if name in circles):
        message = phrase("'{name}' comes back to itself by way of refutes", name=name)
        yield subject.scope.problem(("facts", name, "refutes"), "circle", message, mend)
    before = {e.id: e.before for e, _inject, _path in subject.expectations()}
    circles = _in_circles(before)
    for expectation, _inject, path in subject.expectations():
        if expectation.id in circles:
            message = phrase("'{name}' comes back to itself by way of before", name=expectation.id)
            yield subject.scope.problem((*path, "before"), "circle", message, mend)


def _in_circles(successor: dict[str, str | None]) -> set[str]:
    """The names from which following the successors leads back to the name itself."""
    found: set[str] = set()
    done: set[str] = set()
    for start in successor:
        trail: list[str] = []
        step: str | None = start
        while step in successor and step not in done:
            done.add(step)
            trail.append(step)
            step = successor[step]
        if step in trail:
            found |= set(trail[trail.index(step) :])
    return found
