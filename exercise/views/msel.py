"""The MSEL as it stands: injects, where they are at each recipient, and what they say."""

from __future__ import annotations

from collections.abc import Iterator

from exercise.setup import Setup
from exercise.state.state import State
from exercise.views.control import DeliveryRow, InjectRow
from exercise.views.desk import texts
from injects.model import Inject, InjectKind

__all__ = ["injects", "said"]


def injects(state: State, setup: Setup, planned: dict[str, InjectRow]) -> Iterator[InjectRow]:
    """Every inject of the pack in its order, then those that control added.

    Args:
        state: As of now.
        setup: What the session was made from.
        planned: The rows of injects as the pack has them, kept from one picture to the next.
    """
    for inject in setup.pack.injects:
        yield _scripted(state, inject, planned)
    for name in state.script.added:
        yield _added(state, name)


def row_of(
    state: State, setup: Setup, planned: dict[str, InjectRow], name: str
) -> tuple[InjectRow, ...]:
    """The row of one inject; none where there is no such."""
    if name in state.script.added:
        return (_added(state, name),)
    inject = setup.pack.inject(name)
    return () if inject is None else (_scripted(state, inject, planned),)


def _scripted(state: State, inject: Inject, planned: dict[str, InjectRow]) -> InjectRow:
    script = state.script
    row = planned.get(inject.id)
    if row is None:
        row = planned[inject.id] = _planned(inject)
    touched = (script.fired, script.skipped, script.held, script.edited, script.deliveries)
    return _inject(state, inject, row) if any(inject.id in kept for kept in touched) else row


def _added(state: State, name: str) -> InjectRow:
    added = state.script.added[name]
    return InjectRow(
        name,
        "ad-hoc",
        state.script.fired[name],
        added.urgency,
        added.via,
        texts(added.sender),
        texts(added.subject),
        texts(added.body),
        "fired",
        tuple(_delivery(state, name, agency) for agency in added.to),
    )


def _planned(inject: Inject) -> InjectRow:
    return InjectRow(
        inject.id,
        str(inject.kind),
        inject.at,
        str(inject.urgency),
        inject.via,
        texts(inject.sender),
        texts(inject.subject),
        texts(inject.body),
        "ready" if inject.kind is InjectKind.PREPARED else "planned",
        tuple(DeliveryRow(agency, "planned") for agency in inject.to),
        expects=tuple(expectation.id for expectation in inject.expects),
        awaited=inject.when,
    )


def _inject(state: State, inject: Inject, row: InjectRow) -> InjectRow:
    script, subject, body = state.script, row.subject, row.body
    if inject.id in script.edited:
        subject, body = ({"": text} for text in script.edited[inject.id])
    fired, word = script.fired.get(inject.id), row.state
    if fired is not None:
        word = "fired"
    elif inject.id in script.skipped:
        word = "skipped"
    elif inject.id in script.held:
        word = "held"
    return InjectRow(
        row.id,
        row.kind,
        row.at if fired is None else fired,
        row.urgency,
        row.via,
        row.sender,
        subject,
        body,
        word,
        tuple(_delivery(state, inject.id, agency) for agency in inject.to),
        inject.id in script.edited,
        row.expects,
        row.awaited,
    )


def _delivery(state: State, inject: str, agency: str) -> DeliveryRow:
    script = state.script
    word = script.deliveries.get(inject, {}).get(agency, "planned")
    if inject in script.skipped:
        word = "skipped"
    item = state.traffic.items.get(f"{inject}/{agency}")
    return DeliveryRow(agency, word, None if item is None else item.read_at)


def said(state: State, setup: Setup, inject: str) -> tuple[str, str]:
    """What an inject says, as it was delivered, in the language of the session."""
    script, pack, language = state.script, setup.pack, setup.language
    if inject in script.edited:
        return script.edited[inject]
    if inject in script.added:
        return script.added[inject].subject, script.added[inject].body
    scripted = pack.inject(inject)
    if scripted is None:
        return inject, ""
    said = (scripted.subject, scripted.body)
    subject, body = (text.into(language, pack.language) for text in said)
    return subject, body
