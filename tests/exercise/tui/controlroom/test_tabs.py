"""What each tab shows and what its keys ask for."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fakestaff import a_picture, an_inject

from exercise import commands as c
from exercise.events import NoteTaken, ObservationMade, RatingAnswered
from exercise.tui.controlroom.header import RoomTabs
from exercise.tui.widgets.bars import cut
from exercise.views.control import RatingRow


def asked(room) -> list[c.Command]:
    return [command for command, _ in room.client.asked]


# -- The timeline --------------------------------------------------------------------------------


async def test_the_timeline_begins_at_what_is_due_next(enter):
    async with enter() as room:
        assert "► T+00:15:00  I-04   in 2:20" in room.words
        assert "What I-04 is about" in room.words


async def test_what_an_inject_waits_for_is_told_in_words(enter):
    async with enter(language="es") as room:
        await room.press("end")
        assert "Llega si E-01 está vencida" in room.prose
        assert "overdue E-01" not in room.prose


async def test_release_asks_hold_does_not(enter):
    async with enter() as room:
        await room.press("h", "r")
        assert asked(room) == [c.HoldInject("I-04")]
        assert "It reaches at once: Port Authority." in room.words
        await room.press("y")
        assert asked(room)[1:] == [c.ReleaseInject("I-04")]


async def test_skipping_says_why(enter):
    async with enter() as room:
        await room.press("s")
        await room.type("no time")
        await room.press("f2")
        assert asked(room) == [c.SkipInject("I-04", "no time")]


async def test_an_edit_begins_with_what_it_says(enter):
    async with enter() as room:
        await room.press("e")
        assert "All screens are dark." in room.words
        await room.type("New: ")
        await room.press("f2")
        edited = asked(room)[0]
        assert isinstance(edited, c.EditInject)
        assert edited.subject == "What I-04 is aboutNew:"


@pytest.mark.parametrize("key", ["r", "h", "s", "e"])
async def test_what_was_released_cannot_be_steered_and_the_key_says_so(enter, key):
    async with enter() as room:
        await room.press("home", key)
        assert asked(room) == []
        assert room.said == ["I-01 has been released already."]


async def test_a_held_inject_is_said_to_be_held(enter):
    async with enter() as room:
        await room.press("home", "down", "down", "h")
        assert "HELD" in room.words
        assert room.said == ["I-03 is held already; r releases it."]


async def test_who_got_it_and_who_has_read_it_is_told(enter):
    async with enter() as room:
        await room.press("home")
        assert "✓ Port Authority read T+00:03:20" in room.words
        await room.press("down")
        assert "● Terminal operator delivered" in room.words


async def test_an_inject_of_ones_own_names_agencies_and_facts(enter):
    async with enter() as room:
        await room.press("i")
        await room.type("csirt")
        await room.press("enter", "tab")
        await room.type("Radio")
        await room.press("tab")
        await room.type("Smoke")
        await room.press("tab", "tab")
        await room.type("phone")
        await room.press("enter", "tab", "tab", "enter", "f2")
        assert asked(room) == [
            c.AddInject(
                ("csirt",), "phone", "Radio", "Smoke", "", "normal", {"tos-down": "confirmed"}
            )
        ]


async def test_an_inject_of_ones_own_that_cannot_get_through_is_said_to_wait(enter):
    async with enter() as room:
        await room.press("i")
        await room.type("police")
        await room.press("enter", "tab")
        await room.type("Radio")
        await room.press("tab")
        await room.type("Smoke")
        await room.press("tab", "tab")
        await room.type("e-mail")
        await room.press("enter", "f2")
        assert "does not reach" in room.said[0]


async def test_rows_are_found_by_typing_and_esc_shows_all_again(enter):
    async with enter() as room:
        await room.press("/")
        await room.type("c-01")
        assert "C-01" in room.words
        assert "I-02" not in room.words
        await room.press("enter", "escape")
        assert "I-02" in room.words


async def test_finding_nothing_is_said_and_what_a_row_cuts_is_found_too(enter):
    async with enter() as room:
        await room.press("2", "/")
        await room.type("coordination centre")
        assert "Rescue Coordination" in room.words
        await room.type("zz")
        assert "Nothing holds “coordination centrezz”. Esc shows all." in room.words


async def test_the_timeline_shows_what_is_to_come_or_what_is_behind(enter):
    async with enter() as room:
        await room.press("f")
        assert "I-02" not in room.words
        await room.press("f")
        assert "C-01" not in room.words
        assert "I-02" in room.words


# -- Desks ---------------------------------------------------------------------------------------


async def test_desks_tell_who_is_there_and_who_is_quiet(enter):
    async with enter() as room:
        await room.press("2")
        assert "⚠ 1 of 2 here" in room.words
        assert "✉ 2, 7:40" in room.words
        assert "read 5:10 ago" in room.words


async def test_the_simcell_claims_a_desk_and_hands_it_back(enter):
    async with enter("simcell") as room:
        await room.press("2", "/")
        await room.type("police")
        await room.press("enter", "c", "escape", "/")
        await room.type("rescue")
        await room.press("enter", "c", "y")
        assert room.client.asked == [
            (c.TakeSeat("police/simcell"), "police"),
            (c.LeaveSeat("mrcc/simcell"), "mrcc"),
        ]


async def test_a_desk_with_people_cannot_be_claimed(enter):
    async with enter("simcell") as room:
        await room.press("2", "c")
        assert room.client.asked == []
        assert room.said == ["This desk has its own people."]


# -- What is expected ----------------------------------------------------------------------------


async def test_what_is_overdue_stands_first_and_what_is_done_is_hidden(enter):
    async with enter() as room:
        await room.press("3")
        assert room.words.index("⚠ -2:40") < room.words.index("○ 2:20")
        assert "decide: Close the gate → Main gate" in room.words
        assert "artificiality" not in room.words
        await room.press("f")
        assert "– artificiality" in room.words


async def test_an_artificiality_needs_its_reason(enter):
    async with enter() as room:
        await room.press("3", "x", "f2")
        assert "Still empty: Reason." in room.words
        await room.type("No such link here")
        await room.press("f2")
        assert asked(room) == [c.ExcusePart("E-01", "csirt", "No such link here")]


# -- The network ---------------------------------------------------------------------------------


async def test_what_is_down_is_restored_as_it_was_disrupted(enter):
    async with enter() as room:
        await room.press("4", "down", "r", "down", "r")
        assert asked(room) == [c.Restore(None, "email", "police"), c.Restore("pa-csirt-phone")]


async def test_a_channel_at_one_agency_is_taken_down(enter):
    async with enter() as room:
        await room.press("4", "d")
        await room.type("e-mail")
        await room.press("enter", "tab")
        await room.type("csirt")
        await room.press("enter", "f2")
        assert asked(room) == [c.Disrupt(None, "email", "csirt")]


async def test_an_unlisted_contact_is_granted_or_refused(enter):
    async with enter() as room:
        await room.press("4", "g", "x")
        await room.type("Nobody knows it")
        await room.press("f2")
        assert asked(room) == [c.GrantContact("m8"), c.RefuseContact("m8", "Nobody knows it")]


async def test_agencies_are_brought_together_and_levels_set(enter):
    async with enter() as room:
        await room.press("4", "i")
        await room.type("terminal")
        await room.press("enter", "tab")
        await room.type("csirt")
        await room.press("enter", "f2")
        assert "Choose at least two agencies." in room.words
        await room.type("police")
        await room.press("enter", "f2", "l", "enter", "tab", "right", "f2")
        assert asked(room) == [
            c.GatherAgencies("terminal", ("csirt", "police")),
            c.SetLevel("terminal", 2),
        ]


# -- Requests, codings, questions ----------------------------------------------------------------


async def test_a_request_is_answered(enter):
    async with enter() as room:
        await room.press("5", "enter")
        assert "How long is the queue?" in room.words
        await room.type("Two kilometres")
        await room.press("f2")
        assert asked(room) == [c.AnswerRequest("r1", "Two kilometres")]


async def test_the_collector_codes_a_text(enter):
    async with enter("collector") as room:
        await room.press("down", "enter", "down", "enter", "right", "f2")
        assert asked(room) == [c.CodeItem("m3", {"ransom-note": "unconfirmed"})]


async def test_the_collector_enters_what_was_said_at_the_time_it_was(enter):
    async with enter("collector") as room:
        await room.press("w")
        await room.type("port")
        await room.press("enter", "tab")
        await room.type("csirt")
        await room.press("enter", "tab", "enter", "tab", "tab")
        await room.type("told him")
        await room.press("tab", "home", *["delete"] * 7)
        await room.type("0:05")
        await room.press("f2")
        sent = c.SendMessage(
            "csirt", facts={"tos-down": "confirmed"}, text="told him", happened_at=300
        )
        assert room.client.asked == [(sent, "port-authority")]


async def test_a_question_is_put_and_answers_come_in_together(enter):
    async with enter() as room:
        await room.press("5", "down", "down")
        assert "Port Authority: The CSIRT, at once." in room.words
        assert "– Nobody yet." in room.words
        await room.press("down", "enter", "y")
        assert asked(room) == [c.OpenQuestion("Q-2")]


async def test_after_endex_the_hot_wash_has_its_keys_and_requests_are_answered_aloud(enter):
    async with enter() as room:
        clock = replace(room.client.view.clock, phase="ended", running=False)
        await room.push(clock=clock)
        await room.press("5")
        assert "Now the hot wash" in room.words
        assert "Deal with it" in room.words
        await room.press("home", "enter")
        assert room.said == ["The exercise has ended; answer it aloud."]


async def test_the_collector_puts_no_questions(enter):
    async with enter("collector") as room:
        await room.press("end", "enter")
        assert asked(room) == []
        assert room.said == ["This is for control to do."]


# -- Speaking for agencies -----------------------------------------------------------------------


async def test_the_queue_shows_unread_first_and_opening_makes_it_known(enter):
    async with enter("simcell") as room:
        assert room.words.index("● NEW") < room.words.index("RELAY")
        await room.press("enter")
        assert room.client.asked == [(c.OpenItem("m7/mrcc"), "mrcc")]


async def test_an_item_is_answered_as_the_agency_with_what_it_knows(enter):
    async with enter("simcell") as room:
        await room.press("end", "r", "tab", "enter", "tab")
        await room.type("We send one")
        await room.press("f2")
        sent = c.SendMessage(
            "csirt", facts={"ransom-note": "unconfirmed"}, text="We send one", about="m5/mrcc"
        )
        assert room.client.asked == [(sent, "mrcc")]


async def test_an_unread_item_is_opened_before_it_is_answered(enter):
    async with enter("simcell") as room:
        await room.press("r")
        assert room.client.asked == []
        assert room.said == ["Open the item first: press Enter."]


async def test_a_simulated_agency_writes_and_decides(enter):
    async with enter("simcell") as room:
        await room.press("w", "tab")
        await room.type("police")
        await room.press("enter", "tab", "tab")
        await room.type("Please come")
        await room.press("f2", "d", "tab")
        await room.type("close")
        await room.press("enter", "tab", "enter", "f2")
        assert room.client.asked == [
            (c.SendMessage("police", text="Please come"), "mrcc"),
            (c.LogDecision("close-gate", ("gate",)), "mrcc"),
        ]


# -- Log and notes -------------------------------------------------------------------------------


async def test_the_log_speaks_in_sentences_in_both_languages(enter):
    async with enter() as room:
        await room.press("6")
        assert "Overdue, Port Authority: tell National CSIRT" in room.words
        assert "Port Authority decided: Close the gate → Main gate." in room.words
        assert "Down: channel E-mail, at National Police." in room.words
        await room.press("f9")
        assert "Vencido, Autoridad Portuaria: avisar a CSIRT nacional" in room.words


async def test_the_log_shows_peoples_words_in_full(enter):
    async with enter() as room:
        await room.press("6", *["down"] * 5)
        assert "All dark [here]." in room.words
        assert "What now?" in room.words


async def test_an_evaluator_ties_what_is_seen_to_what_is_marked(enter):
    async with enter("evaluate") as room:
        await room.press("n")
        await room.type("Slow")
        await room.press("f2", "3", "n")
        await room.type("Read at once")
        await room.press(*["tab"] * 4)
        await room.type("0:10")
        await room.press("f2")
        assert room.client.noted == [
            ObservationMade("Slow", task="notify"),
            ObservationMade("Read at once", inject="I-04", happened_at=600),
        ]


async def test_tasks_tell_how_they_stand_and_what_was_seen(enter):
    async with enter("evaluate", size=(140, 45)) as room:
        assert "⚠ 1 OVERDUE" in room.words
        assert "✎ 1" in room.words
        assert "Objective   Notify those who must know" in room.words
        assert "They waited for the boss." in room.words


async def test_titles_of_tasks_stay_whole_on_a_small_terminal(enter):
    picture = a_picture("evaluate")
    long = {"en": "Warn customs, traffic service and ship agents"}
    tasks = (replace(picture.tasks[0], title=long), picture.tasks[1])
    async with enter(view=replace(picture, tasks=tasks)) as room:
        rows = [str(option.prompt) for option in room.app.screen.pane.options.options]
        assert rows[0].split("  ")[0] == long["en"]
        assert "⚠ 1" in rows[0]


async def test_the_questions_of_a_rating_stand_in_one_line_on_a_small_terminal(enter):
    async with enter("evaluate") as room:
        await room.press("r")
        heights = [field.size.height for field in room.app.screen.query("Field.-asks")]
        assert heights == [1, 1, 1, 1]


async def test_an_evaluator_answers_what_a_rating_rests_on_and_answers_anew(enter):
    async with enter("evaluate", size=(140, 45)) as room:
        await room.press("r", "right", "right", "tab", "right", "f2")
        first = RatingAnswered("notify", harm=False, risk=True)
        assert room.client.noted == [first]
        row = RatingRow("session/note/1", 500, "notify", None, (("harm", False), ("risk", True)))
        await room.push(ratings=(row,))
        assert "yes" in room.words
        await room.press("r", "tab", "right", "f2")
        assert room.client.noted[1:] == [
            RatingAnswered("notify", harm=False, risk=False, supersedes="session/note/1")
        ]


async def test_control_takes_private_notes(enter):
    async with enter() as room:
        await room.press("n")
        await room.type("Ask them later")
        await room.press("f2")
        assert room.client.noted == [NoteTaken("Ask them later")]


# -- Roles ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["simcell", "collector", "evaluate"])
async def test_nobody_but_control_steers(enter, role):
    async with enter(role) as room:
        await room.press(*"pokmavEj!+")
        assert room.client.asked == []
        await room.press("3", *"rhsei")
        assert room.client.asked == []


async def test_an_empty_exercise_has_its_keys_all_the_same(enter):
    async with enter(view=a_picture(injects=(), notes=(), feed=())) as room:
        await room.press("i")
        assert "Ad hoc inject" in room.words
        await room.press("escape", "7", "n")
        assert "A note" in room.words


async def test_a_new_picture_leaves_the_cursor_where_it_is(enter):
    async with enter() as room:
        injects = room.client.view.injects
        await room.press("down")
        await room.push(injects=(an_inject("I-00", 10, "fired", "csirt"), *injects))
        assert room.app.screen.pane.marked == "I-05"


async def test_the_session_that_has_stopped_says_so(enter):
    async with enter() as room:
        await room.push(trouble="record")
        assert "the record cannot be written" in room.words
        clock = replace(room.client.view.clock, phase="ended", running=False)
        await room.push(trouble="", clock=clock)
        assert "ENDEX" in room.words


async def test_when_a_desk_read_on_paper_is_typed_and_counts_for_what_had_come(enter):
    picture = a_picture("collector")
    port = replace(picture.seats[0], unread_items=("i1", "i2", "i3"), unread_since=(300, 400, 700))
    async with enter(view=replace(picture, seats=(port, *picture.seats[1:]))) as room:
        await room.press("2", "r")
        assert "Read on paper: Port Authority" in room.prose
        await room.press("home", *["delete"] * 8)
        await room.type("0:02")
        await room.press("f2")
        assert "had come by then" in room.prose
        await room.press("home", *["delete"] * 8)
        await room.type("0:08")
        await room.press("f2")
        entered = [c.OpenItem(item, 480) for item in ("i1", "i2")]
        assert room.client.asked == [(one, "port-authority") for one in entered]


# -- Their names ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "longest", "shown"),
    [
        ("Escritorios", 11, "Escritorios"),
        ("Escritorios", 7, "Escrit."),
        ("Escritorios", 4, "Escr."),
        ("Solicitudes", 4, "Sol."),
    ],
)
def test_a_tab_that_is_cut_short_never_reads_like_a_key(name, longest, shown):
    assert cut(name, longest) == shown


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("role", ["control", "simcell", "collector", "evaluate"])
def test_all_tabs_stand_in_eighty_columns_however_much_waits(role, language):
    bar = RoomTabs()
    bar.set_reactive(RoomTabs.role, role)
    bar.set_reactive(RoomTabs.language, language)
    bar.set_reactive(RoomTabs.counts, {name: 99 for name, _, _ in bar.tabs})
    shown = bar.render()
    assert shown.cell_length <= 80
    assert shown.plain.count("99") == len(bar.tabs)
