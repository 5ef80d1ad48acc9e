"""Line mode: what people type, what they read, and what programs exchange."""

from __future__ import annotations

import asyncio
import io
import json
import re
import sys
from collections.abc import AsyncIterator, Callable
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import pytest_asyncio

from exercise import commands as c
from exercise.cli.plain import take_part_plainly
from exercise.cli.plain.command import read_line
from exercise.cli.plain.hand import Hand
from exercise.cli.plain.lines import lines_until
from exercise.cli.plain.table import commands_for, obey
from exercise.cli.plain.tables import control_tables_plainly
from exercise.cli.plain.taking_part import begin
from exercise.cli.preparing import prepare
from exercise.errors import RequestError, TabletopError
from exercise.session.client import SeatClient
from exercise.session.remote import Remote
from exercise.setup import Setup
from exercise.views.fold import _FOLDS
from exercise.views.shortfalls import fell_short
from exercise.views.wording import clock_time
from live import House

DOCS = Path(__file__).resolve().parents[3] / "docs"
ROLES = ("seat", "observe", "control", "simcell", "collector", "evaluate")


# -- Reading a line ------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ROLES)
def test_every_word_leads_to_one_command(role: str) -> None:
    words = [word for command in commands_for(role) for word in command.everywhere]
    assert len(words) == len(set(words))


@pytest.mark.parametrize(
    "typed",
    [
        "send csirt via phone facts 1,2 confirmed : We have it.",
        "ENVIAR csirt por phone hechos 1,2 confirmed: We have it.",
        "  write   csirt  facts 1,2 confirmed by phone :We have it.",
    ],
)
def test_a_line_is_read_by_its_words_in_either_language(typed: str) -> None:
    command, line = read_line(typed, commands_for("seat"), "en")
    assert (command.words["en"][0], line.about, line.text) == ("send", "csirt", "We have it.")
    assert (line["via"], line["facts"], line["subject"]) == ("phone", "1,2 confirmed", "")


def test_a_time_is_no_text_and_a_reason_is_all_that_follows() -> None:
    _, said = read_line(
        "say police to csirt at T+00:12 : At 06:42: fire", commands_for("control"), "en"
    )
    assert (said["at"], said.text) == ("T+00:12", "At 06:42: fire")
    _, line = read_line("decide raise on port because we act on it", commands_for("seat"), "en")
    assert (line["on"], line["because"]) == ("port", "we act on it")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("raed 3", "Did you mean 'read'?"),
        ("frobnicate", "Write 'help'"),
        ("send csirt via : hi", "missing after 'via'"),
        ("pause", "'pause'"),
    ],
)
def test_what_is_no_command_is_told_what_to_write(typed: str, said: str) -> None:
    with pytest.raises(RequestError, match=re.escape(said)):
        read_line(typed, commands_for("seat"), "en")


@pytest.mark.parametrize(("name", "language"), [("plain.md", "en"), ("plain.es.md", "es")])
@pytest.mark.parametrize("role", ROLES)
def test_the_reference_names_every_command_as_it_is_written(
    role: str, name: str, language: str
) -> None:
    page = (DOCS / "reference" / name).read_text("utf-8")
    for command in commands_for(role):
        assert f"`{command.usage(language)}`".replace("|", "\\|") in page
        assert all(
            f"`{word}`" in page for word in command.words["en" if language == "es" else "es"]
        )


@pytest.mark.parametrize("kind", _FOLDS)
def test_the_protocol_page_names_every_message(kind: str) -> None:
    page = (DOCS / "reference" / "protocol.md").read_text("utf-8")
    assert re.search(rf"^\| `{kind}` \|", page, re.MULTILINE)


# -- At a desk -----------------------------------------------------------------------------------


class Talk:
    """Somebody in line mode, whose lines are at hand."""

    def __init__(
        self, client: Any, role: str, language: str = "en", *, hosting: bool = False
    ) -> None:
        self.lines: list[str] = []
        self.hand = Hand(client, role, language, self.lines.append, hosting=hosting)
        self.stop = begin(self.hand)

    async def write(self, *typed: str) -> str:
        """What is answered to these lines, and what happened meanwhile."""
        self.lines.clear()
        for line in typed:
            try:
                await obey(self.hand, line)
            except TabletopError as wrong:
                self.hand.refuse(wrong)
        return "\n".join(self.lines)


@cache
def setup() -> Setup:
    return prepare("port-ransomware", seed=1, skill="reliable")


@pytest_asyncio.fixture
async def house() -> AsyncIterator[House]:
    made = await House(setup()).open()
    yield made
    await made.close()


async def later(house: House, minutes: float) -> None:
    """Let the exercise go on until everybody knows what time it is."""
    await house.pass_(minutes * 60)
    await _until(lambda: all(one.view.clock.at >= house.session.now for one in house._clients))


async def running(house: House, minutes: float = 10) -> None:
    """Let the exercise run from its warm-up on, and on after the first briefing."""
    control = await house.staff("control")
    await control.submit(c.Resume())
    await later(house, 5)
    await _until(lambda: not control.view.clock.running)
    await control.submit(c.Resume())
    await later(house, minutes)
    await control.submit(c.Announce("Good morning."))


async def _at_once(_: float) -> None:
    await asyncio.sleep(0)


async def _until(holds: Callable[[], Any]) -> None:
    while not holds():  # noqa: ASYNC110 - what is waited for comes over a socket
        await asyncio.sleep(0)


async def test_a_desk_reads_writes_and_decides_by_lines(house: House) -> None:
    await running(house)
    desk = Talk(await house.sit("port-authority"), "seat")
    assert "2. T+00:01:00 HIGH, from" in await desk.write("inbox")
    assert "EXERCISE – EXERCISE – EXERCISE" in await desk.write("read 2")
    told = await desk.write(
        "send csirt, designated authority subject Gate : The gate stands still."
    )
    assert told.count("Sent: ") == 2
    assert "decision: Suspend a gate" in await desk.write(
        "decide suspend on main because the yard is full"
    )
    sent = [event.body for event in house.journal.read() if event.kind == "MessageSent"]
    assert [(b.to, b.subject, b.text) for b in sent if b.subject == "Gate"] == [
        (to, "Gate", "The gate stands still.") for to in ("csirt", "designated-authority")
    ]


async def test_the_same_words_work_in_spanish(house: House) -> None:
    await running(house)
    desk = Talk(await house.sit("port-authority"), "seat", "es")
    assert "EJERCICIO" in await desk.write("leer 2")
    assert "Enviado" in await desk.write("enviar csirt por teléfono: La puerta está parada.")
    assert "Decidido" in await desk.write("decidir suspend-gate en main-gate porque está lleno")


async def test_whoever_would_pass_on_too_much_is_warned_first(house: House) -> None:
    desk = Talk(await house.sit("port-authority"), "seat")
    await running(house, 30)
    await desk.write(*(f"read {n}" for n in range(1, len(desk.hand.client.view.inbox) + 1)))
    covert = next(
        n for n, fact in enumerate(desk.hand.client.view.board, 1) if fact.marking != "unmarked"
    )
    assert "Not sent yet." in await desk.write(f"send ship-agent via phone facts {covert} : Look.")
    assert desk.hand.client.view.sent == ()
    assert "Sent: 1." in await desk.write("yes")
    assert "nothing to confirm" in await desk.write("yes")


async def test_a_warning_for_several_is_told_once_and_names_are_titles(house: House) -> None:
    desk = Talk(await house.sit("port-authority"), "seat", "es")
    await running(house, 30)
    await desk.write(*(f"leer {n}" for n in range(1, len(desk.hand.client.view.inbox) + 1)))
    unsure = next(
        n for n, one in enumerate(desk.hand.client.view.board, 1) if one.status == "unconfirmed"
    )
    to = "csirt, designated-authority, coast-guard"
    said = await desk.write(f"enviar {to} hechos {unsure} confirmado : Mire.")
    assert said.count("sin confirmar") == 1 == said.count("«sí»")
    said = await desk.write("enviar autoridad : Mire.")
    assert "Autoridad Portuaria [port-authority]" in said or "[designated-authority]" in said


async def test_another_speed_while_the_clock_stands_is_no_news(house: House) -> None:
    desk, control = Talk(await house.sit("customs"), "seat"), await house.staff("control")
    desk.lines.clear()
    await control.submit(c.SetSpeed(6.0))
    await desk.hand.client.contacts()
    assert desk.lines == []


async def test_what_is_written_while_the_clock_stands_goes_out_when_it_runs(house: House) -> None:
    desk = Talk(await house.sit("port-authority"), "seat")
    said = await desk.write("send csirt, customs : Good morning")
    assert said.count("goes out when it runs") == 1
    assert desk.hand.waiting == 2
    await running(house)
    await desk.write("clock", "sent")
    assert any("Good morning" in line for line in desk.lines)
    assert desk.hand.waiting == 0


async def test_news_is_a_line_and_is_told_once_though_the_line_was_down(house: House) -> None:
    desk = Talk(await house.sit("port-authority", sleep=_at_once), "seat")
    await running(house)
    await desk.hand.client.contacts()
    news = [line for line in desk.lines if line.startswith("New: ")]
    assert len(news) == len(desk.hand.client.view.inbox) - 1  # The warm-up was there before.
    await house.shut()
    await house.open()
    await _until(lambda: "The line to the host is back." in desk.lines)
    assert [line for line in desk.lines if line.startswith("New: ")] == news


async def test_an_ended_host_is_told_apart_from_a_lost_line(house: House) -> None:
    desk = Talk(await house.sit("customs", sleep=lambda _: asyncio.sleep(3600)), "seat", "es")
    await house.shut(for_good=True)
    await _until(lambda: not desk.hand.client.connected)
    told = "\n".join(desk.lines)
    assert "El facilitador terminó la sesión." in told
    assert "se perdió" not in told


async def test_text_of_others_can_do_nothing_to_a_terminal(house: House) -> None:
    desk, control = Talk(await house.sit("customs"), "seat"), await house.staff("control")
    await control.submit(c.Announce("\x1b[2J\x07red\u202eevil\nnew: 1. T+00:00:00 CRITICAL"))
    await desk.hand.client.contacts()
    told = next(line for line in desk.lines if "red" in line)
    assert not set("\x1b\x07\u202e\n") & set(told)


async def test_a_real_emergency_is_told_in_both_languages_and_stops_everything(
    house: House,
) -> None:
    await running(house)
    desk = Talk(await house.sit("customs"), "seat")
    control = Talk(await house.staff("control"), "control")
    assert "Write 'yes'" in await control.write("emergency")
    await control.write("yes")
    assert "EMERGENCIA REAL" in "\n".join((*desk.lines, await desk.write("inbox")))
    assert "A real emergency" in await desk.write("inbox")
    await control.write("resume")
    assert "1." in await desk.write("inbox")
    assert "The real emergency is lifted." in control.lines


async def test_a_text_longer_than_a_frame_is_refused_and_the_line_stays(house: House) -> None:
    await running(house)
    desk = Talk(await house.sit("customs"), "seat")
    assert "too long" in await desk.write(f"rfi {'x' * 70_000}")
    assert "Control has" in await desk.write("rfi Who is on watch?")


async def test_an_observer_has_only_what_the_room_sees(house: House) -> None:
    await running(house)
    seen = Talk(await house.observer(), "observe")
    assert "Good morning." in await seen.write("log")
    assert "There is no command" in await seen.write("send csirt : hello")


# -- Staff ---------------------------------------------------------------------------------------


async def test_control_steers_by_lines(house: House) -> None:
    control = Talk(await house.staff("control"), "control")
    await control.write(
        "resume", "speed 6", "hold i-07", "disrupt channel vhf at csirt", "pause break"
    )
    kinds = [event.kind for event in house.journal.read() if event.actor == "control"]
    assert kinds == ["ClockResumed", "SpeedSet", "InjectHeld", "Disrupted", "ClockPaused"]
    timeline = await control.write("timeline next")
    assert "I-07 [HELD]" in timeline
    assert "is overdue and " in timeline
    assert "(overdue" not in timeline
    assert "Down: channel vhf" in await control.write("network")
    await control.write("restore channel vhf at csirt", "resume", "jump +10m", "next inject")
    assert house.session.now >= 300
    assert "The exercise jumped to" in await control.write("next", "yes")


async def test_control_hands_over_by_lines_and_all_of_control_are_told(house: House) -> None:
    first = Talk(await house.staff("control"), "control")
    second = Talk(await house.staff("control"), "control", "es")
    assert "You direct the exercise." in await first.write("hand over")
    assert "Control 1 dirige el ejercicio." in await second.write("dirección")
    await first.write("hand over 2")
    assert "Control 2 directs the exercise from here." in "\n".join(first.lines)
    assert "Usted dirige el ejercicio." in await second.write("dirección")


async def test_whoever_ends_the_host_by_lines_is_asked_first(house: House) -> None:
    host = Talk(await house.staff("control"), "control", hosting=True)
    told = await host.write("quit")
    assert "This computer is the host: everybody is cut off." in told
    assert "leave to" not in told  # There is nobody.
    await host.write("clock", "yes")
    assert not host.hand.leaving  # Something else was written meanwhile.
    await host.write("quit", "yes")
    assert (host.hand.leaving, host.hand.goes_on) == (True, False)


async def test_a_host_by_lines_is_left_to_a_colleague_and_goes_on(house: House) -> None:
    host = Talk(await house.staff("control"), "control", "es", hosting=True)
    other = Talk(await house.staff("control"), "control")
    assert "Escriba «dejar a Control 2» para que dirija" in await host.write("salir")
    assert "[control/2]" in await host.write("dejar a nadie")
    await host.write("dejar a control 2")
    assert (host.hand.leaving, host.hand.goes_on) == (True, True)
    assert "You direct the exercise." in await other.write("hand over")
    assert "Only the host is left to somebody" in await other.write("leave to control 1")
    await other.write("quit")
    assert other.hand.leaving


async def test_what_fell_short_is_offered_for_the_plan_by_lines(house: House) -> None:
    await house.sit("port-authority")
    await running(house, 90)
    control = Talk(await house.staff("control"), "control", "es")
    short = fell_short(control.hand.client.view)[0]
    told = await control.write("plan")
    assert f"{short.expectation}, por debajo de lo esperado: " in told
    await control.write(f"proponer {short.expectation.lower()} : ; Llevar una lista")
    row = control.hand.client.view.plan[0]
    assert (row.action, row.organization) == ("Llevar una lista", short.agency)
    assert row.issue.endswith(")")
    assert f"{short.expectation}, por debajo" not in await control.write("plan")


async def test_control_answers_what_a_desk_asks(house: House) -> None:
    desk = Talk(await house.sit("customs"), "seat")
    control = Talk(await house.staff("control"), "control")
    await desk.write("rfi Who is on watch?")
    await control.write("clock")
    assert "1. T-00:05:00 Customs" in await control.write("requests")
    assert "The duty officer." in await control.write("answer request 1 : The duty officer.")
    assert "The duty officer." in await desk.write("requests")


async def test_a_question_with_options_is_answered_by_its_number(house: House) -> None:
    control = Talk(await house.staff("control"), "control")
    desk = Talk(await house.sit("customs"), "seat")
    await control.write("put q-2")
    assert "option 1:" in await desk.write("questions")
    assert "There is no option 'perhaps' here." in await desk.write("answer 1 : perhaps")
    assert "on record" in await desk.write("answer 1 : 2")
    option = desk.hand.client.view.questions[0].options[1]["en"]
    assert f"Your answer: {option}" in await desk.write("questions")
    assert option in await control.write("questions")
    assert option in (await control.write("log 1"))


async def test_a_poll_says_what_can_be_answered_and_how(house: House) -> None:
    control = Talk(await house.staff("control"), "control")
    desk = Talk(await house.sit("customs"), "seat", "es")
    await control.write("put q-2")
    await desk.hand.client.contacts()
    asked = next(n for n, line in enumerate(desk.lines) if line.startswith("Pregunta 1:"))
    options = desk.hand.client.view.questions[0].options
    assert desk.lines[asked + 1] == f"opción 1: {options[0]['es']}"
    assert desk.lines[asked + 1 + len(options)] == "Escriba: contestar 1 : …"
    assert options[1]["es"] in await desk.write("contestar 1 : quizás")


async def test_the_simcell_claims_reads_and_answers(house: House) -> None:
    await running(house)
    cell, desk = Talk(await house.staff("simcell"), "simcell"), await house.sit("customs")
    assert "Claim this desk first" in await cell.write("say police to customs : hi")
    assert "You speak for" in await cell.write("claim police")
    await desk.submit(c.SendMessage("police", text="Do you know more?"))
    await later(house, 10)
    await cell.write("queue")
    number = next(line.split(".")[0] for line in cell.lines if "Do you know more?" in line)
    assert "Do you know more?" in await cell.write(f"read {number}")
    assert "Police wrote to" in await cell.write(f"reply {number} : We know nothing yet.")


async def test_a_collector_codes_texts_and_enters_what_was_said(house: House) -> None:
    await running(house)
    desk = await house.sit("terminal-operator")
    await desk.submit(c.SendMessage("csirt", text="Everything is dark here."))
    collector = Talk(await house.staff("collector"), "collector")
    assert "Everything is dark" in await collector.write("texts")
    assert "Coded." in await collector.write("code 1 facts tos-down confirmed")
    assert "wrote to National Police" in await collector.write(
        "say customs to police in person : We saw a lorry."
    )
    entered = [e.body for e in house.journal.read() if e.actor == "collector"][-1]
    assert (entered.to, entered.happened_at) == ("police", house.session.now)


async def test_a_collector_enters_when_a_desk_on_paper_has_read(house: House) -> None:
    await house.sit("customs")
    await running(house)
    collector = Talk(await house.staff("collector"), "collector")
    row = next(one for one in collector.hand.client.view.seats if one.agency == "customs")
    came = row.unread_since[0]
    assert "has read: 0" in await collector.write(f"on paper customs at {clock_time(came - 1)}")
    assert "has read: 1" in await collector.write(f"on paper customs at {clock_time(came)}")
    entered = [e.body for e in house.journal.read() if e.kind == "ItemOpened"]
    assert [(one.item, one.happened_at) for one in entered] == [(row.unread_items[0], came)]


async def test_an_evaluator_writes_down_what_is_seen(house: House) -> None:
    await running(house)
    seen = Talk(await house.staff("evaluate"), "evaluate")
    await seen.write("observe csirt on isolate from I-01 at 0:05 : They were quick.", "note Ask.")
    notes = [event.body for event in house.journal.read() if event.actor == "evaluator"]
    assert (notes[0].about, notes[0].task, notes[0].inject) == ("csirt", "isolate", "I-01")
    assert "They were quick." in await seen.write("notes")
    await seen.write("rate isolate harm no better yes : Late.")
    await seen.write("calificar isolate daño sí")
    rated = [e.body for e in house.journal.read() if e.kind == "RatingAnswered"]
    assert [(one.harm, one.risk, one.better) for one in rated] == [
        (False, None, True),
        (True, None, True),
    ]
    assert "harm other activities? yes" in await seen.write("tasks")
    assert "There is no command 'pause'" in await seen.write("pause")


# -- Whole conversations -------------------------------------------------------------------------


async def converse(
    house: House, monkeypatch: pytest.MonkeyPatch, script: str, *, as_json: bool = False
) -> None:
    """Take part at the port authority's desk until the script ends."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(script.encode())))
    invitation = house.invitation("seat port-authority")
    client = SeatClient(await Remote.knock(invitation))
    try:
        await take_part_plainly(client, "seat", language="en", as_json=as_json)
    finally:
        await client.close()


async def test_a_script_ends_with_its_last_line_and_leaves_the_desk(
    house: House, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    await converse(house, monkeypatch, "inbox\r\n\n  read 1\nbananas")
    out = capsys.readouterr().out
    assert out.index("EXERCISE") < out.index("outside this exercise nobody is quoted")
    assert "There is no command 'bananas'" in out
    assert [e.kind for e in house.journal.read()][-1] == "SeatLeft"


async def hosting_tables(
    house: House, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], script: str
) -> tuple[bool, str]:
    """Control two tables (one session will do) by lines of their host; what came of it."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(script.encode())))
    client = await house.staff("control")
    goes_on = await control_tables_plainly({1: client, 2: client}, "en", hosting=True)
    return goes_on, capsys.readouterr().out


async def test_all_tables_are_left_with_one_question(
    house: House, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    script = "quit\nno\ntable 2\nquit\nyes\nclock\n"
    goes_on, out = await hosting_tables(house, monkeypatch, capsys, script)
    assert not goes_on
    assert out.count("everybody at all tables is cut off") == 2
    assert "nothing to confirm" not in out
    assert out.rstrip().endswith("Write 'yes' to end the session for everybody.")


async def test_all_tables_are_left_to_a_colleague(
    house: House, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    await house.staff("control")
    script = "leave to control 7\nleave to control 1\nclock\n"
    goes_on, out = await hosting_tables(house, monkeypatch, capsys, script)
    assert "There is no seat 'control 7' here." in out
    assert goes_on


def test_the_end_of_a_terminal_asks_once_and_then_is_the_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    chunks = iter([b"one\n", b"", b"two\nthr", b"ee", b"", b"", b"never"])

    class Terminal:
        encoding = "utf-8"
        buffer = SimpleNamespace(read=lambda _: next(chunks))

        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stdin", Terminal())
    assert list(lines_until("quit")) == ["one", "quit", "two", "three", "quit"]


async def test_programs_miss_no_message_and_get_an_answer_to_everything(
    house: House, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    script = [
        '{"ref": 7, "command": "RequestInformation", "fields": {"text": "Who?"}}',
        '{"ref": "a", "do": "contacts"}',
        '{"ref": 2, "command": "Pause"}',
        '{"ref": 3, "command": "SendMessage", "fields": {"to": "csirt", "text": "later"}}',
        '{"ref": 4, "fields": 1}',
        "{nonsense",
        "[]",
        "inbox",
    ]
    await converse(house, monkeypatch, "\n".join(script), as_json=True)
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    told = [line["kind"] for line in lines if "kind" in line]
    assert told[:3] == ["welcome", "item", "clock"]
    answers = {str(line["ref"]): line for line in lines if line.get("ref") is not None}
    assert isinstance(answers["7"]["ok"], str)
    assert len(answers["a"]["ok"]) > 20
    assert answers["2"]["refused"]["text"] == "This is for control to do."
    assert answers["3"]["refused"]["message"] == "You left before this was done."
    assert "refused" in answers["4"]
    rest = [line for line in lines if "ref" in line and line["ref"] is None]
    assert [sorted(line) for line in rest] == [["ref", "refused"]] * 2 + [["ok", "ref", "said"]]


async def test_a_reader_who_goes_away_ends_it(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Torn(io.StringIO):
        def write(self, _: str) -> int:
            raise BrokenPipeError

    monkeypatch.setattr(sys, "stdout", Torn())
    with pytest.raises(BrokenPipeError):
        await converse(house, monkeypatch, "inbox\n")
