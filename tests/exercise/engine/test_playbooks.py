"""Playbooks that behave like agencies: what they pass on, correct, answer, carry out and refer."""

from __future__ import annotations

from typing import Any

from harbour import PACK, tiny_setup

from exercise import commands as c
from exercise.commands import Submission
from exercise.engine import Engine
from exercise.events import Event

END = 10**6
DARK = PACK["facts"]["dark"]
RUMOUR = {**PACK["facts"]["rumour"], "may_know": ["port", "csirt", "terminal"]}
CALM = {
    "kind": "security",
    "title": "The quay is safe",
    "refutes": "rumour",
    "needs": {"police": "30m"},
    "may_know": ["port", "csirt"],
}


def inject(name: str, at: str, facts: dict[str, str], **more: Any) -> dict[str, Any]:
    """News from outside for the port."""
    words = {"from": "Night shift", "subject": name, "body": name}
    return {"id": name, "at": at, "to": ["port"], "via": "phone", "facts": facts, **words, **more}


def tells(name: str, to: str, *about: str, **more: Any) -> dict[str, Any]:
    return {"id": name, "who": "port", "tells": [to], "about": list(about), "within": "20m", **more}


def scenario(*injects: dict[str, Any], staffing: tuple[str, ...] = (), **pack: Any) -> Any:
    facts = {"dark": DARK, "rumour": RUMOUR, "calm": CALM, **pack.pop("facts", {})}
    return tiny_setup(staffing=staffing, injects=list(injects), facts=facts, **pack)


def play(setup: Any, *acts: tuple[int, str, c.Command]) -> list[Event]:
    """Run to ENDEX; at each second somebody at a desk does something."""
    engine = Engine(setup)
    told = engine.begin()
    for at, agency, command in acts:
        told += engine.advance_to(at)
        told += engine.submit(Submission(command, "player", agency, f"{agency}/1"))
    return told + engine.advance_to(END)


def sent(told: list[Event], sender: str, to: str) -> list[Any]:
    return [
        e.body for e in told if e.kind == "MessageSent" and (e.agency, e.body.to) == (sender, to)
    ]


def decided(told: list[Event], agency: str) -> list[Any]:
    return [e.body for e in told if e.kind == "DecisionLogged" and e.agency == agency]


def asked(to: str, sender: str, *kinds: str, times: tuple[int, ...] = (1800,)) -> list[Any]:
    """What ``to`` answers when ``sender`` asks; the port has told the CSIRT of the dark screens."""
    first = inject("I-1", "T+00:05", {"dark": "confirmed"}, expects=[tells("E-1", "csirt", "dark")])
    question = c.SendMessage(to, "ask", asks=kinds, subject="How is it?")
    acts = [(at, sender, question) for at in times]
    return sent(play(scenario(first, staffing=(sender,)), *acts), to, sender)


def requested(to: str, action: str, *targets: str, **more: Any) -> tuple[list[Any], list[Any]]:
    """What ``to`` answers and decides when the terminal requests an action."""
    request = c.SendMessage(to, "request", action=action, targets=targets, subject="Please", **more)
    told = play(scenario(staffing=("terminal",)), (600, "terminal", request))
    return sent(told, to, "terminal"), decided(told, to)


# -- What is passed on, and what becomes of it -----------------------------------------------------


def test_what_was_passed_on_as_unconfirmed_is_confirmed_to_those_who_have_it():
    first = inject("I-1", "T+00:05", {"dark": "unconfirmed"})
    first["expects"] = [tells("E-1", "csirt", "dark")]
    told = play(scenario(first, inject("I-2", "T+00:40", {"dark": "confirmed"})))
    messages = sent(told, "port", "csirt")
    assert [message.facts for message in messages] == [
        {"dark": "unconfirmed"},
        {"dark": "confirmed"},
    ]
    assert messages[1].subject == messages[0].subject, "by telephone nobody says Re:"


def test_a_rumour_is_passed_on_as_any_fact_and_taken_back_once_its_refutation_is_known():
    first = inject("I-1", "T+00:05", {"rumour": "unconfirmed"})
    first["expects"] = [tells("E-1", "police", "rumour")]
    told = play(scenario(first, inject("I-2", "T+00:40", {"calm": "confirmed"})))
    facts = [message.facts for message in sent(told, "port", "police")]
    assert facts == [{"rumour": "unconfirmed"}, {"rumour": "denied", "calm": "confirmed"}]


def test_who_corrects_is_corrected_on_in_turn():
    first = inject("I-1", "T+00:05", {"rumour": "unconfirmed"})
    first["expects"] = [tells("E-1", "csirt", "rumour")]
    onward = {**tells("E-2", "terminal", "rumour"), "who": "csirt", "opens": {"after": "T+00:00"}}
    told = play(
        scenario(first, inject("I-2", "T+00:40", {"calm": "confirmed"}), expectations=[onward])
    )
    assert sent(told, "csirt", "terminal")[-1].facts == {"rumour": "denied"}


def test_a_report_that_is_owed_takes_the_correction_along():
    first = inject("I-1", "T+00:05", {"rumour": "unconfirmed"})
    first["expects"] = [tells("E-1", "police", "rumour")]
    second = inject(
        "I-2", "T+00:40", {"calm": "confirmed"}, expects=[tells("E-2", "police", "calm")]
    )
    told = play(scenario(first, second))
    assert [m.facts for m in sent(told, "port", "police")][1:] == [
        {"calm": "confirmed", "rumour": "denied"}
    ]


def test_a_report_owed_to_its_own_source_acknowledges_it():
    back = {**tells("E-2", "port", "dark"), "who": "csirt", "opens": {"after": "T+00:00"}}
    first = inject("I-1", "T+00:05", {"dark": "confirmed"}, expects=[tells("E-1", "csirt", "dark")])
    told = play(scenario(first, expectations=[back]))
    answer = sent(told, "csirt", "port")[0]
    assert (answer.intent, answer.about) == ("acknowledge", "E-1/csirt/send/at/csirt")


def test_what_is_to_go_by_one_channel_goes_again_where_it_went_by_another():
    first = inject("I-1", "T+00:05", {"dark": "confirmed"})
    first["expects"] = [tells("E-1", "csirt", "dark", via="phone"), tells("E-2", "csirt", "dark", via="email")]  # fmt: skip
    assert {m.via for m in sent(play(scenario(first)), "port", "csirt")} == {"phone", "email"}


def test_what_is_marked_too_high_for_every_way_stays_behind_and_the_rest_goes():
    secret = {**DARK, "marking": "confidential"}
    first = inject("I-1", "T+00:05", {"dark": "confirmed", "secret": "confirmed"})
    first["expects"] = [tells("E-1", "csirt", "dark", "secret")]
    told = play(scenario(first, facts={"secret": secret}))
    assert [m.facts for m in sent(told, "port", "csirt")] == [{"dark": "confirmed"}]


def test_nothing_covert_goes_where_others_listen_in():
    first = inject("I-1", "T+00:05", {"watch": "confirmed"})
    first["expects"] = [tells("E-1", "police", "watch")]
    covert = {"kind": "security", "title": "A watch", "covert": "true", "needs": {"police": "1h"}}
    assert sent(play(scenario(first, facts={"watch": covert})), "port", "police") == []


def test_a_prohibition_of_its_own_is_kept():
    ban = {"id": "E-9", "who": "port", "tells": ["csirt"], "about": ["dark"], "must_not": "true"}
    first = inject("I-1", "T+00:05", {"dark": "confirmed"}, expects=[tells("E-1", "csirt", "dark")])
    assert sent(play(scenario(first, expectations=[ban])), "port", "csirt") == []
    by_phone = play(scenario(first, expectations=[{**ban, "via": "phone"}]))
    assert [e.body.link for e in by_phone if e.kind == "AttemptBegan"] == ["csirt~port:email"]


def test_what_the_plan_puts_first_is_done_first():
    first = inject("I-1", "T+00:05", {"dark": "confirmed"})
    first["expects"] = [
        {"id": "E-1", "who": "port", "does": {"action": "raise", "targets": ["quay"]}, "within": "9m"},
        tells("E-2", "csirt", "dark", before="E-1"),
    ]  # fmt: skip
    for seed in range(5):
        told = play(scenario(first, seed=seed))
        acts = [e.kind for e in told if e.kind in ("MessageSent", "DecisionLogged")]
        assert acts[:2] == ["MessageSent", "DecisionLogged"]


def test_what_is_to_be_verified_is_asked_about_and_decided_when_it_is_confirmed():
    first = inject(
        "I-1", "T+00:05", {"dark": "unconfirmed"}, expects=[tells("E-1", "csirt", "dark")]
    )
    careful = {"id": "E-2", "who": "csirt", "opens": {"after": "T+00:00"}, "about": ["dark"],
               "does": {"action": "evacuate"}, "within": "20m", "verify_before": "true"}  # fmt: skip
    told = play(
        scenario(first, inject("I-2", "T+00:50", {"dark": "confirmed"}), expectations=[careful])
    )
    question = next(m for m in sent(told, "csirt", "port") if m.intent == "ask")
    assert question.asks == ("cyber",)
    decision = next(e for e in told if e.kind == "DecisionLogged")
    assert decision.at > 50 * 60
    assert (decision.body.facts, decision.body.warnings) == (("dark",), ())


def test_what_has_turned_out_untrue_is_no_ground_for_a_decision():
    expects = [{"id": "E-1", "who": "port", "does": {"action": "raise", "targets": ["quay"]},
                "about": ["rumour"], "within": "9m"}]  # fmt: skip
    calm = inject("I-1", "T+00:05", {"calm": "confirmed"})
    rumour = inject("I-2", "T+00:20", {"rumour": "unconfirmed"}, expects=expects)
    assert decided(play(scenario(calm, rumour)), "port") == []
    assert decided(play(scenario(rumour)), "port")[0].facts == ("rumour",)


# -- Questions -------------------------------------------------------------------------------------


def test_a_question_about_a_kind_is_answered_with_what_may_be_shared_of_it():
    answer = asked("csirt", "terminal", "cyber")[0]
    assert (answer.facts, answer.subject) == ({"dark": "confirmed"}, "Re: How is it?")
    assert answer.about == "terminal/SendMessage/csirt/1/at/csirt"


def test_who_has_nothing_says_so_of_each_kind():
    nothing = asked("csirt", "terminal", "security")[0]
    assert (nothing.facts, "Security:" in nothing.text) == ({}, True)
    both = asked("csirt", "terminal", "security", "cyber")[0]
    assert both.facts == {"dark": "confirmed"}
    assert "Security:" in both.text
    assert "Cyber incident:" not in both.text


def test_what_both_have_told_each_other_is_no_news():
    first, second = asked("csirt", "terminal", "cyber", times=(1800, 3600))
    assert (first.facts, second.facts) == ({"dark": "confirmed"}, {})
    assert "nothing beyond" in second.text


def test_what_the_asker_may_not_know_is_nothing():
    (answer,) = asked("csirt", "police", "cyber")
    assert (answer.facts, "nothing that we can share" in answer.text) == ({}, True)


# -- Requests --------------------------------------------------------------------------------------


def test_a_request_within_authority_is_carried_out_and_reported():
    (reply,), (decision,) = requested("port", "raise", "quay")
    assert (decision.targets, decision.authority) == (("quay",), True)
    assert reply.text == "Done, as you asked: Raise the security level (quay)."
    assert reply.about == "terminal/SendMessage/port/1/at/port"
    assert reply.decision == "terminal/SendMessage/port/1/at/port/consider/decide"


def test_a_request_without_a_target_is_asked_back_and_not_done():
    (reply,), decisions = requested("port", "raise")
    assert decisions == []
    assert "which one" in reply.text
    assert requested("port", "raise", "moon")[1] == []


def test_a_request_beyond_authority_is_referred_to_who_has_it():
    (reply,), decisions = requested("port", "evacuate")
    assert (decisions, reply.text) == ([], "This is not ours to decide. Ask Police.")


def test_a_request_of_what_is_ones_own_to_decide_comes_back():
    request = c.SendMessage("port", "request", action="evacuate", via="vhf")
    told = play(scenario(staffing=("police",)), (600, "police", request))
    assert sent(told, "port", "police")[0].text == "This is yours to decide: Evacuate the quay."


def test_a_request_that_rests_on_what_is_known_to_be_untrue_is_refused_with_the_correction():
    calm = inject("I-1", "T+00:05", {"calm": "confirmed"})
    rumour = inject("I-2", "T+00:06", {"rumour": "unconfirmed"}, to=["terminal"])
    request = c.SendMessage("port", "request", action="raise", targets=("quay",), facts={"rumour": "unconfirmed"})  # fmt: skip
    told = play(
        scenario(calm, rumour, staffing=("terminal",)),
        (400, "terminal", c.OpenItem("I-2/terminal")),
        (900, "terminal", request),
    )
    assert decided(told, "port") == []
    assert [m.facts for m in sent(told, "port", "terminal")] == [{"rumour": "denied"}]


def test_a_recommendation_says_what_it_rests_on():
    first = inject("I-1", "T+00:05", {"rumour": "unconfirmed"})
    first["expects"] = [{"id": "E-1", "who": "port", "does": {"action": "evacuate"},
                         "about": ["rumour"], "within": "9m"}]  # fmt: skip
    request = sent(play(scenario(first)), "port", "police")[0]
    assert (request.intent, request.facts) == ("request", {"rumour": "unconfirmed"})
    assert "We cannot confirm this yet" in request.text
