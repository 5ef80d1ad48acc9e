"""Strengths and areas for improvement, found in the record: each with its evidence and cause.

They are a draft for the people who were there. The cause is what the record can tell (where the
time went, whether the agency knew, whether the message came back); why that was so is for the
after-action meeting, and the report says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from exercise.evaluation.model import Evidence, ExpectationResult, Lapse, NeedResult, PartResult
from exercise.report.content import Content

__all__ = ["Finding", "areas", "strengths"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something worth keeping or mending.

    Attributes:
        id: ``S1`` or ``A1``, as the report and the plan name it.
        what: met, kept, informed for strengths; late, partial, missed, overdue, violated, lapse,
            uninformed for areas.
        subjects: Ids of the expectation or facts, or the kind of lapse.
        agency: The one it is about.
        objective: The objective that it belongs to; None where to none.
        cause: unread, deciding, desk, link, entered-late, unknown, returned, undone; None for
            strengths.
        seconds: What the cause cost, where it is a time.
        critical: Whether a critical expectation is concerned.
    """

    id: str
    what: str
    subjects: tuple[str, ...]
    agency: str
    objective: str | None
    evidence: tuple[Evidence, ...]
    cause: str | None = None
    seconds: int | None = None
    critical: bool = False


def strengths(content: Content) -> tuple[Finding, ...]:
    """What went as it should where people held the desk; critical first."""
    found = list(_strengths(content))
    found.sort(key=lambda one: (not one.critical, one.what == "informed"))
    return tuple(_numbered("S", found))


def areas(content: Content) -> tuple[Finding, ...]:
    """What fell short where people held the desk; critical first."""
    found = [*_unmet(content), *_lapses(content), *_uninformed(content)]
    found.sort(key=lambda one: (not one.critical, one.what in ("uninformed", "lapse")))
    return tuple(_numbered("A", found))


def _numbered(letter: str, found: list[Finding]) -> Iterator[Finding]:
    for number, one in enumerate(found, 1):
        yield replace(one, id=f"{letter}{number}")


def _judged(content: Content) -> Iterator[ExpectationResult]:
    for result in content.evaluation.expectations:
        if result.held_by == "people":
            yield result


def _objective_of(content: Content, result: ExpectationResult) -> str | None:
    for objective in content.setup.pack.objectives.values():
        if any(result.task in target.tasks for target in objective.targets.values()):
            return objective.id
    return None


def _finding(
    content: Content,
    result: ExpectationResult,
    cause: str | None = None,
    seconds: int | None = None,
) -> Finding:
    return Finding(
        "",
        result.outcome,
        (result.id,),
        result.agency,
        _objective_of(content, result),
        result.evidence,
        cause,
        seconds,
        result.critical,
    )


def _strengths(content: Content) -> Iterator[Finding]:
    for result in _judged(content):
        met = result.outcome == "met" and any(part.observed for part in result.parts)
        if met or (result.outcome == "kept" and content.evaluation.ended):
            yield _finding(content, result)
    for agency, needs in _needs_of_people(content).items():
        timely = [need for need in needs if need.outcome == "in-time"]
        if timely:
            facts = tuple(need.fact for need in timely)
            yield Finding("", "informed", facts, agency, None, _learned(content, agency, facts))


def _unmet(content: Content) -> Iterator[Finding]:
    for result in _judged(content):
        if result.outcome in ("late", "partial", "missed", "overdue"):
            yield _finding(content, result, *_cause(content, result))
        elif result.outcome == "violated":
            yield _finding(content, result, "done")


def _cause(content: Content, result: ExpectationResult) -> tuple[str, int | None]:
    """Where most of the time went; for what was not done, what stood in its way."""
    undone = [part for part in result.parts if not part.done and part.outcome != "void"]
    if undone:
        return _obstacle(content, result, undone[0])
    spent: dict[str, int] = {}
    for part in result.parts:
        for cause, seconds in part.causes.items():
            spent[cause] = max(spent.get(cause, 0), seconds)
    if not any(spent.values()):
        return "deciding", max((part.agency_time or 0 for part in result.parts), default=0)
    cause = max(spent, key=lambda name: spent[name])
    return cause, spent[cause]


def _obstacle(
    content: Content, result: ExpectationResult, part: PartResult
) -> tuple[str, int | None]:
    expected = content.expectations.get(result.id)
    traffic = content.state.traffic
    if expected is not None and part.what != "decision":
        tried = traffic.sendings_between(result.agency, part.what)
        about = set(expected.about)
        if any(one.state == "returned" and about & set(one.facts) for one in tried):
            return "returned", None
        if about and not about & set(traffic.known.get(result.agency, {})):
            return "unknown", None
    return "undone", None


def _lapses(content: Content) -> Iterator[Finding]:
    kinds: dict[tuple[str, str], list[Lapse]] = {}
    for lapse in content.evaluation.lapses:
        if lapse.held_by == "people":
            kinds.setdefault((lapse.kind, lapse.agency), []).append(lapse)
    for (kind, agency), lapses in kinds.items():
        evidence = tuple(dict.fromkeys(e for lapse in lapses for e in lapse.evidence))
        yield Finding("", "lapse", (kind,), agency, None, evidence, "handling")


def _needs_of_people(content: Content) -> dict[str, list[NeedResult]]:
    needs: dict[str, list[NeedResult]] = {name: [] for name in content.people}
    for need in content.evaluation.needs:
        if need.agency in needs and need.outcome not in ("void", "open"):
            needs[need.agency].append(need)
    return needs


def _uninformed(content: Content) -> Iterator[Finding]:
    for agency, needs in _needs_of_people(content).items():
        facts = tuple(need.fact for need in needs if need.outcome in ("late", "missed"))
        if facts:
            evidence = (*_first_known(content, facts), *_learned(content, agency, facts))
            evidence = tuple(dict.fromkeys(evidence))
            yield Finding("", "uninformed", facts, agency, None, evidence, "flow")


def _first_known(content: Content, facts: tuple[str, ...]) -> tuple[Evidence, ...]:
    """When each fact first reached anybody: from then on others needed it."""
    entries = sorted(content.evaluation.awareness, key=lambda entry: entry.at)
    first = {entry.fact: entry.evidence for entry in reversed(entries)}
    return tuple(one for fact in facts for one in first.get(fact, ()))


def _learned(content: Content, agency: str, facts: tuple[str, ...]) -> tuple[Evidence, ...]:
    entries = (e for e in content.evaluation.awareness if e.agency == agency and e.fact in facts)
    return tuple(one for entry in entries for one in entry.evidence)
