"""Expectations and prohibitions: the parts taken together (rules of play §4)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from statistics import fmean

from exercise.evaluation.model import Evidence, ExpectationResult, PartResult
from exercise.evaluation.parts import judge_part
from exercise.evaluation.record import Record
from exercise.state.deeds import breaks_by_deciding, breaks_by_telling, gives_away
from exercise.state.watch import Standing, parts_of
from injects.model import Expectation

__all__ = ["judge_expectations"]


def judge_expectations(record: Record) -> tuple[ExpectationResult, ...]:
    """Every expectation of the pack in its order, then those that duties made."""
    standings = record.state.watch.standings
    results = [_judge(record, spec) for spec, _ in record.pack.all_expectations]
    ours = {result.id for result in results}
    for name, standing in standings.items():
        if name not in ours and any(standing.judged):
            results.append(_judge(record, standing.expectation))
    return tuple(results)


def _judge(record: Record, spec: Expectation) -> ExpectationResult:
    standing = record.state.watch.standings.get(spec.id)
    if standing is None:
        return _void(record, spec)
    if spec.must_not:
        return _prohibition(record, standing)
    parts = tuple(judge_part(record, standing, part) for part in standing.judged)
    seen = [part.timeliness for part in parts if part.timeliness is not None]
    arrivals = [part.system_time for part in parts if part.system_time is not None]
    expectation = standing.expectation
    return ExpectationResult(
        id=spec.id,
        agency=expectation.who,
        held_by=_held_by(parts),
        outcome=_whole(parts),
        parts=parts,
        timeliness=fmean(seen) if seen else None,
        evidence=_evidence(record, expectation, parts),
        opened_at=standing.opened_at,
        within=expectation.within,
        limit_basis=_basis(record, standing),
        critical=_critical(spec),
        weight=spec.weight,
        task=spec.task,
        duty=standing.duty,
        inject=_inject(record, spec),
        share=len(seen) / len(parts),
        past_grace=any(_past_grace(record, standing.expectation.grace, part) for part in parts),
        system_time=max(arrivals) if len(arrivals) == len(parts) else None,
    )


def _critical(spec: Expectation) -> bool:
    """An assumed limit decides nothing until a profile confirms it."""
    return spec.critical and (spec.must_not or spec.limit_basis != "assumed")


def _basis(record: Record, standing: Standing) -> str:
    duty = record.network.file.duties.get(standing.duty or "")
    return standing.expectation.limit_basis if duty is None else duty.limit_basis


def _inject(record: Record, spec: Expectation) -> str | None:
    inject = record.inject_of.get(spec.id)
    return None if inject is None else inject.id


def _held_by(parts: Iterable[PartResult]) -> str:
    return "playbook" if all("simulated" in part.flags for part in parts) else "people"


def _whole(parts: tuple[PartResult, ...]) -> str:
    """Met if all parts are, late if all are done, partial if some are, missed if none."""
    observed = [part for part in parts if part.outcome != "not-observed"]
    if not observed:
        return "not-observed"
    if all(part.outcome == "met" for part in observed):
        return "met"
    if all(part.done for part in observed):
        return "late"
    if any(part.done for part in observed):
        return "partial"
    return "overdue" if any(part.outcome == "overdue" for part in observed) else "missed"


def _past_grace(record: Record, grace: float, part: PartResult) -> bool:
    """Whether a part was missed, or is so late that its timeliness has fallen to 0."""
    if part.outcome == "missed":
        return True
    if part.within is None or part.opened_at is None:
        return False
    limit = part.within * (1 + grace)
    if part.outcome == "late":
        return part.agency_time is not None and part.agency_time > limit
    return part.outcome == "overdue" and record.moment - part.opened_at > limit


def _evidence(
    record: Record, spec: Expectation, parts: tuple[PartResult, ...]
) -> tuple[Evidence, ...]:
    found = dict.fromkeys(record.evidence(record.opened[spec.id]))
    for part in parts:
        found |= dict.fromkeys(part.evidence)
    return tuple(sorted(found, key=lambda entry: entry.seq))


def _void(record: Record, spec: Expectation) -> ExpectationResult:
    return ExpectationResult(
        id=spec.id,
        agency=spec.who,
        held_by="people" if spec.who in record.people_now else "playbook",
        outcome="void",
        parts=() if spec.must_not else tuple(PartResult(name, "void") for name in parts_of(spec)),
        timeliness=None,
        evidence=(),
        limit_basis=spec.limit_basis,
        critical=_critical(spec),
        weight=spec.weight,
        task=spec.task,
        inject=_inject(record, spec),
        prohibition=spec.must_not,
    )


# -- Prohibitions --------------------------------------------------------------------------------


def _prohibition(record: Record, standing: Standing) -> ExpectationResult:
    """Kept, or violated by an act in the window; late entries and codings count."""
    ban = standing.expectation
    acts = [record.acts[act] for act in _acts_against(record, standing)]
    people = record.held_at_opening[ban.id] or any(record.by_people[act.id] for act in acts)
    told = record.violations.get(ban.id, ())
    return ExpectationResult(
        id=ban.id,
        agency=ban.who,
        held_by="people" if people else "playbook",
        outcome="violated" if acts else "kept",
        parts=(),
        timeliness=None,
        evidence=record.evidence(record.opened[ban.id], *acts, *told),
        opened_at=standing.opened_at,
        limit_basis=ban.limit_basis,
        critical=_critical(ban),
        weight=ban.weight,
        task=ban.task,
        inject=_inject(record, ban),
        prohibition=True,
    )


def _acts_against(record: Record, standing: Standing) -> Iterator[str]:
    """Causal ids of the decisions and messages that violate a prohibition."""
    ban = standing.expectation
    for decision in record.state.script.decisions:
        ours = decision.agency == ban.who and standing.in_window(decision.counts_at)
        if ours and breaks_by_deciding(ban, decision.body):
            yield decision.id
    for sending in record.state.traffic.sendings_of(ban.who):
        if not standing.in_window(sending.counts_at):
            continue
        known = record.knowledge(sending.id, sending.counts_at)
        if breaks_by_telling(ban, sending, gives_away(record.state, sending, known)):
            yield sending.id
