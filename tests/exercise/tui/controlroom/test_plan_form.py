"""A line of the improvement plan can begin with what fell short."""

from __future__ import annotations

from exercise.tui.controlroom.planforms import line
from exercise.views.control import ControlView, PartRow, PlanRow, SeatRow
from exercise.views.seat import Entry
from exercise.views.shortfalls import fell_short

TOLD = {"en": "Tell the CSIRT", "es": "Avisar al CSIRT"}
EMPTY = dict.fromkeys(
    ("issue", "action", "capability", "element", "elsewhere", "organization", "contact", "start",
     "due"), "",
)  # fmt: skip


def part(name, state, agency="port", *, critical=False, title=None):
    told = title or {"en": name}
    return PartRow(name, "csirt", agency, 0, 60, state, None, critical, None, None, title=told)


def desk(agency, *, played):
    return SeatRow(agency, {}, (), (), 0, None, None, "", played)


def view(*parts, **more):
    desks = (desk("port", played=True), desk("vts", played=False))
    port = Entry("port", {"en": "Port", "es": "Puerto"})
    return ControlView(language="es", parts=parts, seats=desks, agencies=(port,), **more)


def test_what_people_did_late_or_not_is_offered_critical_first_and_once():
    seen = view(
        part("E-01", "late"),
        part("E-02", "overdue", critical=True),
        part("E-02", "overdue", critical=True),
        part("E-03", "done"),
        part("E-04", "overdue", agency="vts"),
    )
    assert [one.expectation for one in fell_short(seen)] == ["E-02", "E-01"]


def test_the_one_chosen_is_the_issue_in_the_sessions_language_unless_another_is_written():
    form = line(view(part("E-01", "late", title=TOLD)))
    begun = form.make({**EMPTY, "short": "E-01"}).what
    assert (begun.issue, begun.organization) == ("Avisar al CSIRT (Puerto)", "port")
    assert form.make({**EMPTY, "short": "E-01", "issue": "No list"}).what.issue == "No list"


def test_what_the_plan_has_already_is_not_offered_again():
    row = PlanRow("line-1", 9, "Avisar al CSIRT (Puerto)", "", "", "", "", "", "", "", None, ())
    assert fell_short(view(part("E-01", "late", title=TOLD), plan=(row,))) == ()
