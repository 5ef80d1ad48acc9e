"""What a pack claims says where it comes from, also where it was invented."""

from __future__ import annotations

from collections.abc import Iterator

from agencies.documents import Problem
from agencies.language import Phrase, phrase
from injects.checks.outlook import Outlook
from injects.model import InjectKind

__all__ = ["check_facts_are_sourced", "check_injects_are_sourced", "check_limits_are_sourced"]

_SCRIPTED = (InjectKind.SCRIPTED, InjectKind.CONTINGENCY, InjectKind.PREPARED)


def check_facts_are_sourced(outlook: Outlook) -> Iterator[Problem]:
    """Each fact."""
    for name, fact in outlook.pack.facts.items():
        if fact.source is None:
            message = phrase("fact '{fact}' has no source", fact=name)
            yield outlook.subject.scope.problem(
                ("facts", name), "unsourced", message, _mend(), key=True, warning=True
            )


def check_injects_are_sourced(outlook: Outlook) -> Iterator[Problem]:
    """Each inject of the script; a warm-up claims nothing."""
    for index, inject in enumerate(outlook.pack.injects):
        if inject.source is None and inject.kind in _SCRIPTED:
            message = phrase("inject '{inject}' has no source", inject=inject.id)
            yield outlook.subject.scope.problem(
                ("injects", index, "id"), "unsourced", message, _mend(), warning=True
            )


def check_limits_are_sourced(outlook: Outlook) -> Iterator[Problem]:
    """Each limit that is said to stand in a law or plan: in which, and where."""
    for expectation, _inject, path in outlook.subject.expectations():
        if expectation.source is None and expectation.limit_basis != "assumed":
            message = phrase(
                "'{name}' says 'limit_basis: {basis}', but no source says which",
                name=expectation.id,
                basis=expectation.limit_basis,
            )
            mend = phrase("Add 'source:', or write limit_basis: assumed")
            yield outlook.subject.scope.problem(
                (*path, "limit_basis"), "unsourced", message, mend, warning=True
            )


def _mend() -> Phrase:
    return phrase(
        "Add 'source:'; what was made up for the exercise has one that is marked invented"
    )
