"""How a session came out, in a few words: for control, once ENDEX has come."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from agencies.network import Network
from exercise.errors import Refused
from exercise.evaluation import evaluate
from exercise.session.opening import setup_of
from exercise.views.desk import texts
from exercise.views.tables import Outcome, Results

if TYPE_CHECKING:
    from exercise.session.session import Session

__all__ = ["results_of", "told"]


def results_of(session: Session) -> Results:
    """The outcome of each objective and expectation, as ``tabletop score`` has it.

    Raises:
        Refused: Before ENDEX, when all of it would be interim.
    """
    if not session.ended:
        raise Refused("How it came out can be seen after ENDEX.")
    setup = setup_of(session.events)
    pack = setup.pack
    found = evaluate(setup, Network(setup.network), session.events)
    inject_of = {one.id: inject for one, inject in pack.all_expectations}
    objectives = [
        Outcome(
            "objective",
            one.id,
            one.grade.achieved,
            coverage=one.grade.coverage,
            title=texts(pack.objectives[one.id].title),
        )
        for one in found.objectives
    ]
    expectations = []
    for one in found.expectations:
        inject = inject_of.get(one.id)
        title = {} if inject is None else texts(inject.subject)
        expectations.append(
            Outcome("expectation", one.id, one.outcome, one.agency, one.held_by, title=title)
        )
    return (*objectives, *expectations)


def told(results: Results) -> list[dict[str, Any]]:
    """The same, as it goes over the wire."""
    return [asdict(one) for one in results]
