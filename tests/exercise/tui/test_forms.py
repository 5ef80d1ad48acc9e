from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from fake import INBOX, a_view
from textual.content import Content
from textual.widgets import OptionList, Static, TextArea

from exercise import commands as ask
from exercise.tui import TraineeApp
from exercise.tui.screens.answer import AnswerScreen
from exercise.tui.screens.compose import ComposeScreen
from exercise.tui.screens.decide import DecideScreen
from exercise.tui.screens.main import MainScreen
from exercise.tui.widgets.facts import FactInput, FactTicks
from exercise.tui.widgets.forms import Form


def preview(app: TraineeApp) -> str:
    return str(app.screen.query_one("#preview", Static).content)


def refused(app: TraineeApp) -> str:
    line = app.screen.query_one("#refused", Static)
    return str(line.content) if line.display else ""


async def test_a_reply_ticks_the_facts_of_the_item_and_sends_them(app, client, settle):
    async with app.run_test() as pilot:
        await pilot.press("end", "r")
        await settle(pilot)
        assert isinstance(app.screen, ComposeScreen)
        assert app.screen.query_one(FactTicks).ticked == {"f1": "confirmed", "f2": "unconfirmed"}
        await pilot.press("f2")
        await settle(pilot)
        assert isinstance(app.screen, MainScreen)
    assert client.submitted == [
        ask.SendMessage(
            to="terminal-operator",
            facts={"f1": "confirmed", "f2": "unconfirmed"},
            subject="Re: Screens are dark in the planning office",
            about="i1",
        )
    ]


async def test_facts_are_ticked_by_enter_and_their_status_by_arrows(app, settle):
    async with app.run_test() as pilot:
        await pilot.press("end", "r")
        ticks = app.screen.query_one(FactTicks)
        await pilot.press("enter", "down", "left")
        assert ticks.ticked == {"f2": "confirmed"}
        await settle(pilot)
        assert "as confirmed what your desk knows as unconfirmed" in preview(app)
        await pilot.press("right", "right")
        assert ticks.ticked == {"f2": "denied"}


@pytest.mark.parametrize("key", ["n", "d"])
async def test_a_space_typed_to_find_a_fact_ticks_nothing(app, key):
    async with app.run_test() as pilot:
        await pilot.press(key)
        ticks = app.screen.query_one(FactTicks)
        ticks.query_one(FactInput).focus()
        titles = {fact: title for fact, _, title in ticks._facts}
        first, second = titles["f2"].split()[:2]
        await pilot.press("space", *second.lower(), "space", *first.lower())
        assert not ticks.ticked
        assert ticks.query_one(FactInput).value == f" {second.lower()} {first.lower()}"
        await pilot.press("enter")
        assert list(ticks.ticked) == ["f2"]
        assert ticks.query_one(FactInput).value == ""


async def test_several_recipients_get_one_message_each(app, client, settle):
    async with app.run_test() as pilot:
        await pilot.press("n", *"csi", "enter", *"cust", "enter", "tab", *"mail", "enter")
        await settle(pilot)
        assert "National CSIRT: by E-mail" in preview(app)
        assert "Customs: by E-mail through Coast Guard" in preview(app)
        app.screen.query_one("#text", TextArea).text = "Gate closed"
        await pilot.press("ctrl+s")
        await settle(pilot)
    assert [(sent.to, sent.via, sent.text) for sent in client.submitted] == [
        ("csirt", "email", "Gate closed"),
        ("customs", "email", "Gate closed"),
    ]


async def test_asking_names_fact_kinds(app, client, settle):
    async with app.run_test() as pilot:
        await pilot.press(
            "n", *"coast", "enter", "tab", "tab", "right", "tab", *"berth", "enter", "f2"
        )
        await settle(pilot)
    sent = client.submitted[0]
    assert (sent.intent, sent.asks) == ("ask", ("berth-status",))


async def test_a_request_names_action_and_target(app, client, settle):
    async with app.run_test() as pilot:
        await pilot.press("n", *"term", "enter", "tab", "tab", "left")
        await pilot.press("tab", *"isol", "enter", "tab", "enter", "f2")
        await settle(pilot)
    sent = client.submitted[0]
    assert (sent.intent, sent.action, sent.targets) == ("request", "isolate", ("tos",))


async def test_without_a_way_an_unlisted_contact_is_offered(app, client, settle):
    client.no_route = {"customs"}
    async with app.run_test() as pilot:
        await pilot.press("n", *"cust", "enter")
        await settle(pilot)
        assert "no way" in preview(app)
        assert "F4" in preview(app)
        await pilot.press("f4")
        await settle(pilot)
        assert "15 min" in preview(app)
    assert client.queries[-1].via == "unlisted"


async def test_a_refused_message_stays_with_those_not_reached(app, client, settle):
    client.refusal, client.refuse_to = "They do not take [calls].", {"customs"}
    async with app.run_test() as pilot:
        await pilot.press(
            "n", *"csi", "enter", *"cust", "enter", "tab", "tab", "tab", "enter", "f2"
        )
        await settle(pilot)
        assert isinstance(app.screen, ComposeScreen)
        assert "They do not take [calls]." in refused(app)
        assert app.screen.picker("to").chosen == ("customs",)
        assert [sent.to for sent in client.submitted] == ["csirt"]


async def test_an_empty_message_is_not_sent(app, client, settle):
    async with app.run_test() as pilot:
        await pilot.press("n", "f2")
        await settle(pilot)
        assert "recipient" in refused(app)
        assert not client.submitted


async def test_a_subject_alone_is_not_sent(app, client, settle):
    async with app.run_test() as pilot:
        await pilot.press("n", *"csi", "enter")
        app.screen.query_one("#subject").value = "Stand by"
        await pilot.press("f2")
        await settle(pilot)
        assert "a subject alone tells nothing" in refused(app)
    assert not client.submitted


async def test_a_cancelled_message_is_kept_as_a_draft(app, settle):
    async with app.run_test() as pilot:
        await pilot.press("n", *"csi", "enter", "escape", "n")
        await settle(pilot)
        assert app.screen.picker("to").chosen == ("csirt",)
        await pilot.press("f8")
        await settle(pilot)
        assert app.screen.picker("to").chosen == ()


async def test_backspace_in_an_empty_line_takes_the_last_choice_back(app):
    async with app.run_test() as pilot:
        await pilot.press("n", *"csi", "enter", *"ab", "backspace", "backspace", "backspace")
        assert app.screen.picker("to").chosen == ()


async def test_a_decision_names_everything_it_needs(app, client, settle):
    async with app.run_test() as pilot:
        await pilot.press("d", *"close", "enter")
        assert "may decide" in preview(app)
        await pilot.press("tab", *"aurora", "enter", "tab")
        await pilot.press(*"safety", "tab", *"coast", "enter", "tab", "enter", "f2")
        await settle(pilot)
        assert isinstance(app.screen, MainScreen)
    assert client.submitted == [
        ask.LogDecision("close-gate", ("mv-aurora",), ("coast-guard",), ("f1",), "safety")
    ]


async def test_without_authority_it_is_called_a_recommendation(app):
    async with app.run_test() as pilot:
        await pilot.press("d", *"raise", "enter")
        assert "recommendation" in preview(app)


async def test_a_decision_needs_a_reason_and_is_kept_when_cancelled(app, client, settle):
    async with app.run_test() as pilot:
        await pilot.press("d", "enter", "tab", "enter", "f2")
        await settle(pilot)
        assert "reason" in refused(app)
        assert not client.submitted
        await pilot.press("escape", "d")
        assert isinstance(app.screen, DecideScreen)
        assert app.screen.picker("action").chosen == ("close-gate",)


async def test_a_choice_is_answered_by_its_number(app, client, settle):
    async with app.run_test() as pilot:
        await pilot.press("7", "down", "enter", *"no", "enter", "f2")
        await settle(pilot)
    assert client.submitted == [ask.AnswerQuestion("q2", "2")]


async def test_control_can_be_asked(app, client, settle):
    client.push(solo=False)
    async with app.run_test() as pilot:
        await pilot.press("i")
        assert isinstance(app.screen, AnswerScreen)
        await pilot.press(*"how", "space", *"many", "f2")
        await settle(pilot)
    assert client.submitted == [ask.RequestInformation("how many")]


async def test_alone_there_is_nobody_to_ask(app, client):
    async with app.run_test() as pilot:
        await pilot.press("i")
        assert not isinstance(app.screen, AnswerScreen)
    assert client.submitted == []


async def test_what_is_sent_while_the_clock_stands_leaves_the_form_and_goes_to_everybody(
    app, client, settle
):
    client.push(clock=replace(client.view.clock, running=False, reason="pause"))
    async with app.run_test() as pilot:
        await pilot.press("n", *"csi", "enter", *"cus", "enter")
        screen = app.screen
        screen.query_one("#text").text = "Stand by"
        await pilot.press("f2")
        await settle(pilot)
        assert app.screen is not screen
    assert [command.to for command in client.submitted] == ["csirt", "customs"]


async def test_the_language_changes_inside_a_form_and_keeps_what_was_written(app, settle):
    async with app.run_test() as pilot:
        await pilot.press("n", *"csi", "enter", "f9")
        await settle(pilot)
        assert "CSIRT nacional" in str(app.screen.picker("to").query_one(".chosen", Static).content)
        assert app.screen.picker("to").chosen == ("csirt",)


async def test_a_view_that_comes_while_writing_disturbs_nothing(app, client, settle):
    async with app.run_test() as pilot:
        await pilot.press("d", *"rai")
        client.push(clock=replace(client.view.clock, at=900))
        await settle(pilot)
        assert app.screen.picker("action").query_one("PickerInput").value == "rai"
        assert "T+00:15:00" in str(app.screen.query_one("#clock").render())


async def test_a_sender_with_brackets_stays_literal_in_the_title(client, settle):
    hostile = replace(INBOX[0], sender={"en": "[@click=app.quit]x[/foo]"})
    client.push(a_view(inbox=(hostile,)))
    app = TraineeApp(client, wall=lambda: 0.0)
    async with app.run_test() as pilot:
        await pilot.press("end", "r")
        await settle(pilot)
        title = app.screen.query_one(Form).border_title
        assert "click=app.quit" in Content.from_markup(title or "").plain


async def test_a_sender_without_a_desk_leaves_the_recipient_open(app, client, settle):
    client.push(inbox=(replace(INBOX[0], sender_agency=None),))
    async with app.run_test() as pilot:
        await pilot.press("end", "r")
        await settle(pilot)
        assert app.screen.key == "reply:i1"
        assert app.screen.picker("to").chosen == ()
        assert any("no desk here" in str(each.text) for each in app.said)
        await pilot.press(*"csi", "enter")
        await settle(pilot)
        assert app.screen.picker("to").chosen == ("csirt",)
        assert isinstance(app.focused, FactInput)  # Where every other reply begins.


@pytest.mark.parametrize(("keys", "form"), [(("right", "right", "tab"), "n"), ((), "d")])
async def test_what_needs_a_target_is_not_sent_without_one(app, client, keys, form, settle):
    async with app.run_test() as pilot:
        await pilot.press(form)
        if form == "n":
            await pilot.press(*"term", "enter", "tab", "tab", *keys)
        await pilot.press(*"isol", "enter", "f2")
        await settle(pilot)
        assert "Isolate a system" in refused(app)
        assert "target" in refused(app)
    assert not client.submitted


async def test_a_target_of_another_action_is_not_sent_along(app, client, settle):
    async with app.run_test() as pilot:
        await pilot.press("d", *"isol", "enter", "tab", "enter")
        await pilot.press(
            "shift+tab", *"close", "enter", "tab", *"aurora", "enter", "tab", "x", "f2"
        )
        await settle(pilot)
    assert [(made.action, made.targets) for made in client.submitted] == [
        ("close-gate", ("mv-aurora",))
    ]


async def test_time_passing_leaves_the_mark_in_a_list_alone(app, client, settle):
    async with app.run_test() as pilot:
        await pilot.press("n", *"c", "down", "down")
        client.push(clock=replace(client.view.clock, at=900))
        client.push(inbox=INBOX[:2])
        await settle(pilot)
        await pilot.press("enter")
        assert app.screen.picker("to").chosen == ("customs",)


async def test_who_is_in_one_place_is_written_to_in_person(app, client, settle):
    async with app.run_test() as pilot:
        await pilot.press("5")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert app.screen.picker("via").chosen == ("in-person",)
        assert "in person, known at once" in preview(app)


async def test_the_form_says_that_somebody_could_be_told_in_person(app, settle):
    async with app.run_test() as pilot:
        await pilot.press("n", *"term", "enter")
        await settle(pilot)
        assert "You are in one place" in preview(app)
        await pilot.press(*"csi", "enter", "backspace")


async def test_a_reply_says_what_it_answers_and_what_was_asked(app, settle):
    async with app.run_test(size=(140, 45)) as pilot:
        await pilot.press("end", "up", "r")
        await settle(pilot)
        title = str(app.screen.query_one(Form).border_title)
        assert "Reply to Coast Guard: Two ships asking for berths" in title
        assert "You were asked about: Berths." in preview(app)


async def test_an_answer_that_arrived_names_the_message_it_answers(app, client, settle):
    client.push(inbox=(replace(INBOX[1], about="m3"),))
    async with app.run_test() as pilot:
        await pilot.press("enter")
        text = str(app.screen.pane.query_one(".text", Static).content)
        assert "answers what you sent at T+00:10:10: Which level?" in text


async def test_a_chosen_answer_is_shown_in_words(app, client, settle):
    client.push(questions=(replace(client.view.questions[1], answer="2"),))
    async with app.run_test() as pilot:
        await pilot.press("7")
        text = str(app.screen.pane.query_one(".text", Static).content)
        assert "Your answer\n2. No" in text


async def test_the_form_is_called_by_what_it_does(app, client, settle):
    client.push(solo=False)
    async with app.run_test() as pilot:
        await pilot.press("7", "enter")
        assert app.screen.query_one(Form).border_title == "Answer the question"
        await pilot.press("escape", "i")
        assert app.screen.query_one(Form).border_title == "Ask the exercise control"


async def test_a_filter_that_fits_nothing_says_so(app, settle):
    app.language = "es"
    async with app.run_test() as pilot:
        await pilot.press("n", *"zzz")
        found = app.screen.query_one("#to OptionList", OptionList)
        assert "Nada coincide" in str(found.get_option_at_index(0).prompt)
        await pilot.press("enter")
        assert app.screen.picker("to").chosen == ()


@pytest.mark.parametrize("typed", [("2",), tuple("n"), ("1", "2", "enter")])
async def test_a_number_or_the_only_match_is_the_choice(app, client, settle, typed):
    async with app.run_test() as pilot:
        await pilot.press("7", "down", "enter", *typed, "f2")
        await settle(pilot)
    assert client.submitted == [ask.AnswerQuestion("q2", "2")]


async def test_several_that_waited_are_named_together(app, client, settle):
    client.push(clock=replace(app.view.clock, running=False, reason="pause"))
    client.clock_runs = asyncio.Event()
    async with app.run_test() as pilot:
        await pilot.press("n", *"csi", "enter", *"cust", "enter", *("tab",) * 5, "O", "f2")
        await pilot.pause()
        assert any(each.severity == "waits" for each in app.said)
        client.clock_runs.set()
        client.push(clock=replace(app.view.clock, running=True))
        await settle(pilot)
        assert [str(each.text) for each in app.said] == [
            "Sent to National CSIRT, Customs. Tab 2 shows where it is."
        ]
        await pilot.press("d")
        assert not app.said


async def test_three_recipients_leave_the_text_in_sight(app, client, settle):
    async with app.run_test(size=(80, 24)) as pilot:
        chosen = ("enter", *"term", "enter", *"cust", "enter")
        await pilot.press("n", *"csi", *chosen, *("tab",) * 3, "down", "left", "left")
        await settle(pilot)
        for field in ("#subject", "#text"):
            widget = app.screen.query_one(field)
            assert app.screen.query_one(Form).region.contains_region(widget.region)
        assert preview(app).count("passes on as confirmed") == 1  # for all three
