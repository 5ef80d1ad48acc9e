"""Questions to the room: who is asked, who is told what, and answers that nobody can be known by."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from harbour import NETWORK, PACK, tiny_setup
from table import observer, settle

from exercise import commands as c
from exercise.errors import Refused
from exercise.events import event_to
from exercise.journal import open_journal
from exercise.session.client import SeatClient
from exercise.session.inprocess import InProcess
from exercise.session.staff import StaffClient
from exercise.setup import Setup
from exercise.views.seat import DraftView, QuestionView

SECRET = {"Q-1": {"ask": "Where does it hurt?", "anonymous": True}, "Q-2": {"ask": "Who leads?"}}


def asking() -> Setup:
    """The tiny pack with two questions, and its texts, as staff need them."""
    pack, network = yaml.safe_dump({**PACK, "questions": SECRET}), yaml.safe_dump(NETWORK)
    return replace(
        tiny_setup(questions=SECRET),
        pack_files={"pack.yml": pack},
        network_files={"harbour.yml": network},
    )


def question(client: SeatClient, name: str) -> QuestionView:
    return next(one for one in client.view.questions if one.id == name)


async def staff(table: Any) -> StaffClient:
    client = StaffClient(await InProcess.attend(table.session, "control", "control/1"))
    table.clients.append(client)  # type: ignore[arg-type]
    await client.ready()
    return client


async def played(lay: Any, first: str, second: str, **options: Any) -> Any:
    """Two desks answer the same question; ``first`` is what the port says, before the police."""
    table = lay(asking(), **options)
    port, police = await table.sit("port"), await table.sit("police")
    await table.control(c.OpenQuestion("Q-1"))
    await settle(table)
    await port.submit(c.AnswerQuestion("Q-1", first), request="R-7")
    await police.submit(c.AnswerQuestion("Q-1", second))
    await table.control(c.CloseQuestion("Q-1"))
    await settle(table)
    return table


async def test_who_said_what_leaves_no_trace(lay: Any) -> None:
    one = await played(lay, "in the port", "at the gate")
    other = await played(lay, "at the gate", "in the port")
    written, swapped = ([event_to(event) for event in t.journal.read()] for t in (one, other))
    assert written == swapped
    answers = [event for event in one.journal.read() if event.kind == "QuestionAnswered"]
    assert [(e.agency, e.seat, e.request, e.origin) for e in answers] == [
        (None, None, None, "recorded")
    ] * 2
    assert {event.at for event in answers} == {0}


async def test_the_file_holds_an_anonymous_answer_once_and_nothing_of_its_sender(
    lay: Any, tmp_path: Path
) -> None:
    path = tmp_path / "a.tabletop"
    table = await played(lay, "ANSWER-A", "ANSWER-B", journal=open_journal(path, "create"))
    await table.close()
    written = path.read_bytes()
    assert list(tmp_path.iterdir()) == [path]  # noqa: ASYNC240
    assert b"ANSWER-A" in written
    assert b"R-7" not in written
    around = written[written.index(b"ANSWER-A") - 400 : written.index(b"ANSWER-A") + 100]
    assert b"port/1" not in around


async def test_an_anonymous_answer_is_on_no_record_before_its_question_is_closed(
    lay: Any,
) -> None:
    table = lay(asking())
    port, control = await table.sit("port"), await staff(table)
    await table.control(c.OpenQuestion("Q-1"))
    await settle(table)
    before = table.kinds()
    await port.submit(c.AnswerQuestion("Q-1", "first thought"))
    await port.submit(c.AnswerQuestion("Q-1", "second thought"))
    await settle(table)
    assert table.kinds() == before
    row = next(row for row in control.view.questions if row.id == "Q-1")
    assert (row.given, row.answers) == (1, ())
    assert question(port, "Q-1").answer == "second thought"
    await table.control(c.CloseQuestion("Q-1"))
    await settle(table)
    row = next(row for row in control.view.questions if row.id == "Q-1")
    assert (row.given, row.answers) == (1, (("", "second thought"),))


async def test_a_refused_anonymous_answer_is_not_recorded_either(lay: Any) -> None:
    table = lay(asking())
    port = await table.sit("port")
    before = table.kinds()
    with pytest.raises(Refused, match="has not been put"):
        await port.submit(c.AnswerQuestion("Q-1", "too early"))
    assert table.kinds() == before


async def test_answers_come_in_together(lay: Any) -> None:
    table = lay(asking())
    port, wall = await table.sit("port"), await observer(table)
    await table.control(c.OpenQuestion("Q-2"))
    await port.submit(c.AnswerQuestion("Q-2", "the harbour master"))
    await settle(table)
    assert (question(wall, "Q-2").count, question(wall, "Q-2").results) == (1, None)
    with pytest.raises(Refused, match="Close the question first"):
        await table.control(c.RevealAnswers("Q-2"))
    await table.control(c.CloseQuestion("Q-2"))
    await table.control(c.RevealAnswers("Q-2"))
    await settle(table)
    assert question(wall, "Q-2").results == (("port", "the harbour master"),)
    assert question(port, "Q-2").results == (("port", "the harbour master"),)
    with pytest.raises(Refused, match="closed"):
        await port.submit(c.AnswerQuestion("Q-2", "somebody else"))


async def test_control_puts_a_poll_to_some_desks_and_shows_it_to_all(lay: Any) -> None:
    table = lay(asking())
    port, police = await table.sit("port"), await table.sit("police")
    poll = c.PutPoll("Close the port?", "choice", ("yes", "no"), ("port",))
    await table.control(poll)
    await settle(table)
    assert [one.id for one in port.view.questions] == ["poll-1"]
    assert police.view.questions == ()
    with pytest.raises(Refused, match="from 1 to 2"):
        await port.submit(c.AnswerQuestion("poll-1", "3"))
    await port.submit(c.AnswerQuestion("poll-1", "2"))
    await table.control(c.CloseQuestion("poll-1"))
    await table.control(c.RevealAnswers("poll-1"))
    await settle(table)
    assert question(police, "poll-1").results == (("port", "2"),)


@pytest.mark.parametrize(
    ("poll", "reason"),
    [
        (c.PutPoll(" "), "Write what is asked"),
        (c.PutPoll("?", "essay"), "text, a choice or a scale"),
        (c.PutPoll("?", "choice", ("yes",)), "two options"),
        (c.PutPoll("?", "scale", tuple("123456789x")), "9 options"),
        (c.PutPoll("?", to=("nobody",)), "no agency"),
    ],
)
async def test_a_poll_that_cannot_be_is_refused(lay: Any, poll: c.PutPoll, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        await lay(asking()).control(poll)


async def test_endex_leads_into_the_hot_wash(lay: Any) -> None:
    table = lay(asking())
    port = await table.sit("port")
    await table.control(c.EndExercise())
    await settle(table)
    assert [one.id for one in port.view.questions if one.hot_wash] == [
        "hot-wash-1",
        "hot-wash-2",
        "hot-wash-3",
    ]
    await port.submit(c.AnswerQuestion("hot-wash-3", "4"))
    await table.control(c.CloseQuestion("hot-wash-3"))
    await table.control(c.RevealAnswers("hot-wash-3"))
    await settle(table)
    assert question(port, "hot-wash-3").results == (("", "4"),)


async def test_an_agency_is_named_in_the_hot_wash_only_where_five_answered(lay: Any) -> None:
    table = lay(asking())
    for number in range(1, 6):
        await table.sit("port", number)
    police = await table.sit("police")
    await table.control(c.EndExercise())
    await settle(table)
    for client in table.clients[:5]:
        await client.submit(c.AnswerQuestion("hot-wash-1", "the phone tree"))
        await client.submit(c.AnswerQuestion("hot-wash-2", "the radio"))
    await police.submit(c.AnswerQuestion("hot-wash-2", "the gate"))
    for name in ("hot-wash-1", "hot-wash-2"):
        await table.control(c.CloseQuestion(name))
    answers = [event for event in table.journal.read() if event.kind == "QuestionAnswered"]
    assert [event.agency for event in answers] == ["port"] * 5 + [None] * 6


async def test_what_lies_in_the_box_is_kept_when_the_session_is_closed(lay: Any) -> None:
    table = lay(asking())
    port = await table.sit("port")
    await table.control(c.OpenQuestion("Q-1"))
    await settle(table)
    await port.submit(c.AnswerQuestion("Q-1", "kept"))
    journal = table.journal
    kept = [event.body for event in journal.read()]
    await table.session.close()
    added = list(journal.read())[len(kept) :]
    assert [event.kind for event in added] == ["QuestionClosed", "QuestionAnswered"]
    assert added[1].body.answer == "kept"  # type: ignore[attr-defined]


async def test_who_sits_down_where_somebody_got_up_is_not_shown_that_ones_answer(lay: Any) -> None:
    table = lay(asking())
    first = await table.sit("port")
    await table.control(c.OpenQuestion("Q-1"))
    await settle(table)
    await first.submit(c.AnswerQuestion("Q-1", "my boss is asleep"))
    await first.close()
    second = await table.sit("port")
    await settle(table)
    assert question(second, "Q-1").answer is None
    await second.submit(c.AnswerQuestion("Q-1", "fine"))
    await table.control(c.CloseQuestion("Q-1"))
    given = [
        event.body.answer for event in table.journal.read() if event.kind == "QuestionAnswered"
    ]
    assert given == ["fine", "my boss is asleep"]


async def test_who_comes_after_endex_has_a_voice_in_the_hot_wash(lay: Any) -> None:
    table = lay(asking())
    await table.control(c.EndExercise())
    late = await table.sit("port")
    await late.submit(c.AnswerQuestion("hot-wash-1", "The radio."))
    with pytest.raises(Refused):
        await late.submit(c.RequestInformation("May I?"))


async def test_what_is_being_written_is_seen_at_that_desk_only_and_on_no_record(
    lay: Any,
) -> None:
    table = lay(asking())
    first, second = await table.sit("port", 1), await table.sit("port", 2)
    police, before = await table.sit("police"), table.kinds()
    await first.share_draft(DraftView("", "message", ("police",), text="Close the \x1b[2J gate"))
    await settle(table)
    seen = DraftView("port/1", "message", ("police",), text="Close the \x1b[2J gate")
    assert second.view.drafts == (seen,)
    assert (first.view.drafts, police.view.drafts) == ((), ())
    late = await table.sit("port", 3)
    assert late.view.drafts == (seen,)
    await first.share_draft(None)
    await settle(table)
    assert second.view.drafts == ()
    assert [kind for kind in table.kinds()[len(before) :] if kind != "SeatTaken"] == []


async def test_who_leaves_takes_the_draft_along(lay: Any) -> None:
    table = lay(asking())
    first, second = await table.sit("port", 1), await table.sit("port", 2)
    await first.share_draft(DraftView("", "decision", action="close"))
    await first.close()
    await settle(table)
    assert second.view.drafts == ()


@pytest.mark.parametrize(("closed", "concluded"), [(2, False), (3, True)])
async def test_concluding_follows_the_hot_wash(
    lay: Any, closed: int, concluded: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TABLETOP_HOME", str(tmp_path))
    table = lay(asking())
    await table.control(c.EndExercise())
    for number in range(1, closed + 1):
        await table.control(c.CloseQuestion(f"hot-wash-{number}"))
    await table.session.close()
    assert ("SessionConcluded" in table.kinds()) is concluded


async def test_a_host_that_lost_the_box_is_given_the_answers_again(lay: Any) -> None:
    table = lay(asking())
    port = await table.sit("port")
    await table.control(c.OpenQuestion("Q-1"))
    await settle(table)
    await port.submit(c.AnswerQuestion("Q-1", "again"))
    table.session.ballots.box.forget("Q-1")  # As a host does that is killed: it was in memory only.
    table.session.hall.begin_anew()
    await settle(table)
    assert question(port, "Q-1").answer == "again"
    await table.control(c.CloseQuestion("Q-1"))
    answers = [event for event in table.journal.read() if event.kind == "QuestionAnswered"]
    assert [event.body.answer for event in answers] == ["again"]
