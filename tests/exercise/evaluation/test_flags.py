"""Flags beside the outcome: simulated, compressed, not comparable, pending, excused, adjusted."""

from __future__ import annotations

from tale import Tale, expectation

from exercise import events as e
from exercise.report.wording import outcome_in_words, remarks


def test_what_a_playbook_held_is_simulated():
    tale = Tale(staffing=()).begins().reads(400, person=False)
    tale.arrives(660, tale.sends(600, person=False))
    found = tale.ends().found()
    assert (found.held_by, found.flags) == ("playbook", ("simulated",))
    assert found.parts[0].causes == {"unread": 0, "deciding": 200, "desk": 100, "link": 60}


def test_a_seat_taken_before_the_opening_makes_it_people_s():
    tale = Tale(staffing=())
    tale.tell(10, e.SeatTaken("port/1"), "port/TakeSeat/port/1/1", "port", origin="command")
    assert tale.begins().ends().found().held_by == "people"


def test_a_seat_taken_before_it_is_done_makes_it_people_s():
    tale = Tale(staffing=()).begins()
    tale.tell(310, e.SeatTaken("port/1"), "port/TakeSeat/port/1/1", "port", origin="command")
    tale.reads(400)
    tale.sends(600)
    assert tale.ends().found().held_by == "people"


def test_a_window_that_is_jumped_over_makes_nothing_late():
    tale = Tale().begins().reads(400)
    tale.tell(600, e.ClockJumped(3000), "jump", origin="command")
    part = tale.ends().part()
    assert (part.outcome, part.timeliness, part.flags) == (
        "not-observed",
        None,
        ("not-comparable",),
    )


def test_what_was_done_before_the_jump_is_comparable():
    tale = Tale().begins().reads(400)
    tale.sends(500)
    tale.tell(600, e.ClockJumped(3000), "jump", origin="command")
    assert tale.ends().part().flags == ()


def test_what_was_done_within_the_limit_across_a_jump_is_met_and_gives_no_time():
    tale = Tale().begins().reads(400)
    tale.tell(450, e.ClockJumped(800), "jump", origin="command")
    tale.sends(900)
    part = tale.ends().part()
    assert (part.outcome, part.timeliness, part.flags) == ("met", None, ("not-comparable",))


def test_a_move_s_end_inside_the_window_is_not_comparable_unless_it_carries():
    for carry, outcome in (("false", "not-observed"), ("true", "late")):
        tale = Tale(expectation(carry=carry)).begins(3000).reads(3100)
        tale.tell(3600, e.MoveBegan("m2"), "move/m2")
        tale.sends(4500)
        assert tale.ends().part().outcome == outcome


def test_what_ran_faster_than_real_time_is_marked():
    tale = Tale().begins().reads(400)
    tale.tell(450, e.SpeedSet(6.0), "speed", origin="command")
    tale.sends(600)
    assert tale.ends().part().flags == ("compressed",)


def test_an_artificiality_is_not_observed_and_shown_as_adjusted():
    tale = Tale().begins()
    tale.tell(900, e.PartExcused("E-01", "csirt", ""), "excuse", origin="command")
    found = tale.ends().found()
    assert (found.outcome, found.timeliness, found.share) == ("not-observed", None, 0.0)
    assert found.flags == ("excused", "adjusted")


def test_an_uncoded_text_leaves_the_part_pending_never_missed():
    tale = Tale().begins().reads(400)
    tale.sends(500, facts={}, text="We have a problem")
    part = tale.ends().part()
    assert (part.outcome, part.timeliness, part.flags) == ("not-observed", None, ("pending",))


def test_a_text_that_control_coded_counts_from_when_it_was_sent():
    tale = Tale().begins().reads(400)
    message = tale.sends(500, facts={}, text="We have a problem")
    tale.tell(2000, e.ItemCoded(message, {"dark": "confirmed"}), "code", origin="command")
    part = tale.ends().part()
    assert (part.outcome, part.agency_time, part.flags) == ("met", 200, ())


def test_an_evaluator_s_coding_adjusts_scores_and_awareness_and_shows_it():
    tale = Tale().begins().reads(400)
    message = tale.sends(500, facts={}, text="We have a problem")
    item = tale.arrives(560, message)
    tale.tell(600, e.ItemHandled(item), f"{item}/handled", "csirt")
    tale.ends()
    assert tale.part().flags == ("pending",)
    tale.tell(5400, e.ItemCoded(message, {"dark": "confirmed"}), "code", origin="recorded")
    part = tale.part()
    assert (part.outcome, part.agency_time, part.flags) == ("met", 200, ("adjusted",))
    learned = tale.judged().awareness[-1]
    assert (learned.agency, learned.at, learned.adjusted) == ("csirt", 600, True)
    assert tale.part(at=5399).flags == ("pending", "open")


def test_a_request_for_an_action_is_no_pending_text():
    tale = Tale().begins().reads(400)
    tale.sends(500, facts={}, intent="request", action="raise")
    assert tale.ends().part().outcome == "missed"


def test_a_prohibition_is_kept_until_somebody_does_it_in_its_window():
    ban = {
        "id": "P-01",
        "who": "port",
        "must_not": "true",
        "tells": ["police"],
        "about": ["dark"],
        "until": "T+01:00",
    }
    tale = Tale(ban).begins().reads(400)
    assert tale.found("P-01").outcome == "kept"
    tale.sends(3700, "police")
    assert tale.found("P-01").outcome == "kept"
    message = tale.sends(3800, "police", happened_at=3500)
    found = tale.ends().found("P-01")
    assert (found.outcome, found.timeliness) == ("violated", None)
    assert message in {entry.id for entry in found.evidence}


def test_the_reason_told_is_the_one_that_made_it_so():
    tale = Tale().begins()
    tale.tell(450, e.SpeedSet(6.0), "speed", origin="command")
    early = tale.part(at=500)
    assert outcome_in_words(early, "en") == "not observed (its limit had not passed yet)"
    ended = tale.ends(600).part()
    assert "compressed" in ended.flags
    assert outcome_in_words(ended, "es") == "sin observar (el ejercicio terminó antes de su plazo)"


def test_nothing_in_brackets_stands_beside_met():
    tale = Tale().begins().reads(400)
    tale.tell(450, e.SpeedSet(6.0), "speed", origin="command")
    tale.sends(600)
    part = tale.ends().part()
    assert (outcome_in_words(part, "es"), remarks(part, "es")) == (
        "cumplida",
        "más rápido que el tiempo real",
    )
