"""Whoever is expected to tell something can: the recipient is entitled, and a way leads there."""

from __future__ import annotations

from collections.abc import Iterator

from agencies.documents import Problem
from agencies.language import phrase
from injects.checks.outlook import Outlook
from injects.checks.ways import facts_of, tellings, times_of, together, way_for

__all__ = ["check_recipients_are_entitled", "check_recipients_are_reached"]


def check_recipients_are_entitled(outlook: Outlook) -> Iterator[Problem]:
    """Nobody is expected to tell a fact to an agency that neither needs nor may know it."""
    for expectation, _inject, path in tellings(outlook):
        for index, to in enumerate(expectation.tells):
            for fact in facts_of(outlook, expectation):
                if not fact.concerns(to):
                    message = phrase(
                        "'{agency}' neither needs nor may know '{fact}'", agency=to, fact=fact.id
                    )
                    mend = phrase("Add it to the fact's 'needs:' or 'may_know:'")
                    where = (*path, "tells", index)
                    yield outlook.subject.scope.problem(where, "not-entitled", message, mend)


def check_recipients_are_reached(outlook: Outlook) -> Iterator[Problem]:
    """A way leads to each recipient, within marking and hours, before the limit has passed."""
    groups = together(outlook)
    for expectation, inject, path in tellings(outlook):
        times = times_of(outlook, expectation, inject)
        for index, to in enumerate(expectation.tells):
            if any({expectation.who, to} <= group for group in groups):
                continue
            for fact in facts_of(outlook, expectation):
                if any(way_for(outlook, expectation, to, fact, at) for at in times):
                    continue
                message = phrase(
                    "no way leads from '{sender}' to '{agency}' for '{fact}' ({marking}) in time",
                    sender=expectation.who,
                    agency=to,
                    fact=fact.id,
                    marking=fact.marking,
                )
                mend = phrase(
                    "Add a link within its hours and marking, or choose another recipient"
                )
                where = (*path, "tells", index)
                yield outlook.subject.scope.problem(where, "no-route", message, mend, warning=True)
                break
