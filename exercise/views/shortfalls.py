"""What the improvement plan can begin with: what people's desks did late or not at all."""

from __future__ import annotations

from exercise.views.control import ControlView, PartRow
from exercise.views.wording import by_id, pick

__all__ = ["fell_short", "issue_of"]


def fell_short(view: ControlView) -> tuple[PartRow, ...]:
    """What people's desks did late or not at all: one part of each expectation, critical first.

    Not yet in the plan: a line whose issue names it takes it out.
    """
    people = {desk.agency for desk in view.seats if desk.played or desk.seats}
    put = "\n".join(row.issue for row in view.plan)
    found: dict[str, PartRow] = {}
    for part in sorted(view.parts, key=lambda part: (not part.critical, part.opened_at)):
        named = any(title and title in put for title in part.title.values())
        if part.agency in people and part.state in ("overdue", "late", "violated") and not named:
            found.setdefault(part.expectation, part)
    return tuple(found.values())


def issue_of(view: ControlView, part: PartRow, language: str) -> str:
    """How it stands in the plan as an issue: what, and who held it."""
    names = by_id(view.agencies)
    what = pick(part.title, language) or part.expectation
    who = pick(names[part.agency].title, language) if part.agency in names else part.agency
    return f"{what} ({who})"
