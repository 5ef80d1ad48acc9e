"""The form by which a line of the improvement plan is put before the room."""

from __future__ import annotations

from collections.abc import Sequence

from agencies.language import phrase
from exercise import commands as c
from exercise.tui.controlroom.asking import Asked
from exercise.tui.controlroom.fields import Few, Line, One, Words, Written, entries
from exercise.tui.controlroom.form import RoomForm
from exercise.tui.controlroom.forms import needed
from exercise.tui.widgets.picker import Pickable
from exercise.views.control import ControlView, PlanRow
from exercise.views.planwords import POETE
from exercise.views.shortfalls import fell_short, issue_of
from exercise.views.wording import one_line

__all__ = ["line"]


def line(view: ControlView, row: PlanRow | None = None) -> RoomForm:
    """Put a line, or put one anew.

    Args:
        view: The picture.
        row: The line that is changed; None for a new one.
    """
    short = {} if row else {part.expectation: part for part in fell_short(view)}
    agencies = {one.id for one in view.agencies}
    own = row.organization if row and row.organization in agencies else ""
    elsewhere = row.organization if row and not own else ""

    def offered(spoken: str, _: Written) -> Sequence[Pickable]:
        return [
            Pickable(name, one_line(issue_of(view, part, spoken), 120), one_line(name, 40))
            for name, part in short.items()
        ]

    def make(written: Written) -> Asked:
        begun = short.get(str(written.get("short", "")))
        issue = str(written["issue"]) or (issue_of(view, begun, view.language) if begun else "")
        command = c.ProposePlanLine(
            issue or needed(written, "issue"),
            written["action"],
            written["capability"],
            written["element"],
            written["elsewhere"] or written["organization"] or (begun.agency if begun else ""),
            written["contact"],
            written["start"],
            written["due"],
            row.id if row else "",
        )
        return Asked(command, done=phrase("The room sees it."))

    return RoomForm(
        f"plan {row.id if row else ''}",
        phrase("A line of the improvement plan"),
        (
            *([One("short", phrase("What fell short"), offered)] if short else []),
            Words("issue", phrase("Issue"), row.issue if row else ""),
            Words("action", phrase("Corrective action"), row.action if row else ""),
            One(
                "organization",
                phrase("Who does it"),
                entries(view.agencies),
                own,
            ),
            Line("elsewhere", phrase("or others"), elsewhere),
            Line("contact", phrase("Whom to ask"), row.contact if row else ""),
            Line("due", phrase("Until"), row.due if row else ""),
            Line("start", phrase("From"), row.start if row else ""),
            Few(
                "element",
                phrase("Element"),
                (("", phrase("open")), *POETE.items()),
                row.element if row else "",
            ),
            One(
                "capability",
                phrase("Capability"),
                entries(view.capabilities),
                row.capability if row else "",
            ),
        ),
        make,
        about=phrase(
            "The projector shows it at once. What fell short stands as the issue, and its agency "
            "as who does it, where nothing else is said. Days are written as 2027-03-31. It is "
            "agreed on with a key of its own, once it says what is done, by whom and until when."
        )
        if short
        else phrase(
            "The projector shows it at once. Days are written as 2027-03-31. It is agreed on with "
            "a key of its own, once it says what is done, by whom and until when."
        ),
    )
