"""The form by which a line of the improvement plan is put before the room."""

from __future__ import annotations

from agencies.language import phrase
from exercise import commands as c
from exercise.tui.controlroom.asking import Asked
from exercise.tui.controlroom.fields import Few, Line, One, Words, Written, entries
from exercise.tui.controlroom.form import RoomForm
from exercise.tui.controlroom.forms import needed
from exercise.views.control import ControlView, PlanRow
from exercise.views.planwords import POETE

__all__ = ["line"]


def line(view: ControlView, row: PlanRow | None = None) -> RoomForm:
    """Put a line, or put one anew.

    Args:
        view: The picture.
        row: The line that is changed; None for a new one.
    """
    agencies = {one.id for one in view.agencies}
    own = row.organization if row and row.organization in agencies else ""
    elsewhere = row.organization if row and not own else ""

    def make(written: Written) -> Asked:
        command = c.ProposePlanLine(
            needed(written, "issue"),
            written["action"],
            written["capability"],
            written["element"],
            written["elsewhere"] or written["organization"],
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
            "The projector shows it at once. Days are written as 2027-03-31. It is agreed on with "
            "a key of its own, once it says what is done, by whom and until when."
        ),
    )
