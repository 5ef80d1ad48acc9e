"""One writer: admission, pace, and nothing told before it is on record."""

from __future__ import annotations

import asyncio

import pytest

from exercise import commands as c
from exercise.commands import Submission
from exercise.errors import RecordError, Refused
from exercise.journal import MemoryJournal


async def opened(table, client):
    """Open everything in the inbox."""
    for item in client.view.inbox:
        if item.opened_at is None:
            await client.submit(c.OpenItem(item.id))


async def test_nothing_happens_until_the_clock_runs(lay):
    table = lay()
    port = await table.sit("port")
    await table.pass_(600)
    assert port.view.clock.reason == "not-started"
    assert port.view.inbox == ()
    await table.run()
    await table.pass_(299)
    assert port.view.inbox == ()
    await table.pass_(1)
    assert [item.subject for item in port.view.inbox] == [{"": "Screens are dark"}]
    assert port.view.clock.at == 300
    assert port.view.clock.story == "2027-07-04T06:35:00-05:00"


async def test_speed_pause_and_resume_move_the_clock_as_they_say(lay):
    table = lay()
    port = await table.sit("port")
    await table.run()
    await table.pass_(10)
    await table.control(c.SetSpeed(6.0))
    await table.pass_(10)
    assert table.session.now == 70
    await table.control(c.Pause("break"))
    await table.pass_(100)
    assert table.session.now == 70
    assert (port.view.clock.running, port.view.clock.reason) == (False, "break")
    await table.run()
    await table.pass_(1)
    assert table.session.now == 76


async def test_a_command_counts_at_the_second_at_which_it_is_given(lay):
    table = lay()
    port = await table.sit("port")
    await table.run()
    await table.pass_(305)
    table.clock.turn(7.5)
    await opened(table, port)
    assert port.view.inbox[0].opened_at == 312
    assert port.view.board[0].title == {"": "The terminal's screens are dark"}


async def test_a_closed_lid_pauses_the_exercise_instead_of_firing_everything(lay):
    table = lay()
    port = await table.sit("port")
    await table.run()
    await table.pass_(10)
    table.clock.turn(7200)
    await table.session.tick()
    await port.contacts()
    assert table.session.now == 10
    assert (port.view.clock.running, port.view.clock.reason) == (False, "gap")


async def test_what_is_sent_while_the_clock_stands_waits_in_order_until_it_runs(lay):
    table = lay()
    port = await table.sit("port")
    await table.run()
    await table.pass_(400)
    await table.control(c.Pause())
    await opened(table, port)
    sends = [asyncio.ensure_future(port.submit(c.SendMessage("csirt", text=f"{n}"))) for n in "ab"]
    await port.contacts()
    assert port.view.queued == 2
    assert port.view.sent == ()
    await table.run()
    names = await asyncio.gather(*sends)
    assert [message.id for message in port.view.sent] == names
    assert [message.text for message in port.view.sent] == ["a", "b"]
    assert port.view.queued == 0


async def test_the_same_request_is_done_once(lay):
    table = lay()
    port = await table.sit("port")
    await table.run()
    command = c.SendMessage("csirt", text="once")
    both = asyncio.gather(port.submit(command, request="r"), port.submit(command, request="r"))
    first, second = await both
    assert first == second == await port.submit(command, request="r")
    assert len(port.view.sent) == 1
    assert table.kinds().count("MessageSent") == 1


@pytest.mark.parametrize("name", ["call me at 555-0100", "\ud800"])
async def test_what_a_client_calls_its_request_stays_out_of_the_record(lay, name):
    table = lay()
    port = await table.sit("port")
    await table.run()
    await port.submit(c.SendMessage("csirt", text="once"), request=name)
    sent = next(event for event in table.journal.read() if event.kind == "MessageSent")
    assert sent.request.startswith("port/1:")
    assert name not in sent.request


async def test_a_refusal_is_told_and_put_on_record(lay):
    table = lay()
    port = await table.sit("port")
    await table.run()
    with pytest.raises(Refused, match="no agency"):
        await port.submit(c.SendMessage("nobody"))
    noted = [event for event in table.journal.read() if event.kind == "CommandRefused"]
    assert [(event.origin, event.seat, event.body.command) for event in noted] == [
        ("recorded", "port/1", "SendMessage")
    ]


@pytest.mark.parametrize(
    "command",
    [c.Pause(), c.Jump(600), c.EndExercise(), c.ReleaseInject("I-01"), c.TakeSeat("port/2")],
)
async def test_a_seat_does_not_do_what_is_for_others(lay, command):
    table = lay()
    port = await table.sit("port")
    await table.run()
    with pytest.raises(Refused):
        await port.submit(command)
    assert table.session.running


async def test_a_seat_acts_for_its_own_agency_only(lay):
    table = lay()
    await table.sit("port")
    forged = Submission(c.RequestInformation("?"), "player", "police", "port/1")
    with pytest.raises(Refused, match="own agency"):
        await table.session.submit(forged)
    with pytest.raises(Refused, match="Take a seat"):
        await table.session.submit(
            Submission(c.RequestInformation("?"), "player", "police", "police/1")
        )


async def test_alone_one_steers_the_clock_and_stops_for_each_briefing(lay, talkative):
    table = lay(talkative(staffing=("port",)), solo=True)
    port = await table.sit("port")
    await port.submit(c.SetSpeed(60))
    await port.submit(c.Resume())
    await table.pass_(100)
    assert table.session.now == 3600
    assert port.view.move.id == "m2"
    assert port.view.clock.reason == "briefing"
    await port.submit(c.Resume())
    await table.pass_(10)
    assert table.session.now == 4200
    await port.submit(c.EndExercise("enough"))
    assert port.view.clock.phase == "ended"


async def test_skipping_stops_a_second_before_something_reaches_the_desk(lay, talkative):
    table = lay(talkative(staffing=("port",)), solo=True)
    port = await table.sit("port")
    await port.submit(c.Resume())
    await port.skip_to_next()
    assert (table.session.now, port.view.inbox) == (299, ())
    await table.pass_(1)
    assert len(port.view.inbox) == 1
    await port.skip_to_next()
    assert table.session.now == 599
    jumps = [event for event in table.journal.read() if event.kind == "ClockJumped"]
    assert [event.body.to for event in jumps] == [299, 599]


async def test_only_who_plays_alone_may_skip(lay):
    table = lay()
    port = await table.sit("port")
    with pytest.raises(Refused):
        await port.skip_to_next()


async def test_somebody_who_comes_later_sees_all_that_the_desk_has_seen(lay, talkative):
    table = lay(talkative())
    first = await table.sit("port")
    await table.run()
    await table.pass_(700)
    await opened(table, first)
    await first.submit(c.SendMessage("csirt", text="look", via="phone"))
    await table.control(c.OpenQuestion("Q-1"))
    await first.submit(c.AnswerQuestion("Q-1", "the minister"))
    await table.pass_(200)
    second = await table.sit("port", 2)
    for part in ("inbox", "sent", "board", "places", "move", "clock", "agencies"):
        assert getattr(second.view, part) == getattr(first.view, part)
    assert first.view.questions[0].answer == "the minister"
    assert second.view.questions[0].answer is None


async def test_a_seat_is_taken_once_and_kept_by_a_lost_connection(lay):
    table = lay()
    port = await table.sit("port")
    with pytest.raises(Refused, match="taken"):
        await table.sit("port")
    await port._transport.close()
    again = await table.sit("port")
    assert again.connected
    assert table.kinds().count("SeatTaken") == 1
    await again.close()
    assert "SeatLeft" in table.kinds()


async def test_the_answer_to_a_question_of_information_comes_back(lay):
    table = lay()
    port = await table.sit("port")
    await port.submit(c.RequestInformation("May we use the tug?"))
    asked = next(event for event in table.journal.read() if event.kind == "InformationRequested")
    await table.control(c.AnswerRequest(asked.id, "Yes."))
    await table.control(c.Announce("Lunch at noon"))
    await port.contacts()
    assert [(one.text, one.answer) for one in port.view.requests] == [
        ("May we use the tug?", "Yes.")
    ]
    assert port.view.announcements[0].text == "Lunch at noon"


async def test_route_and_contacts_are_as_the_desk_knows_them(lay, talkative):
    table = lay(talkative())
    port = await table.sit("port")
    await table.run()
    await table.pass_(610)
    await opened(table, port)
    names = {one.title[""]: one.id for one in port.view.board}
    contacts = {one.agency: one for one in await port.contacts()}
    assert [one.channel for one in contacts["csirt"].channels] == ["phone", "email"]
    assert contacts["ministry"].route.relays == ("csirt",)
    from exercise.session.api import RouteQuery

    rumour = names["A bomb on the quay"]
    preview = await port.route(RouteQuery("csirt", facts={rumour: "confirmed"}))
    assert preview.channel == "phone"
    assert preview.warnings == ("as-confirmed", "need")
    with pytest.raises(Refused):
        await port.route(RouteQuery("csirt", facts={"secret-raid": "confirmed"}))


class Broken(MemoryJournal):
    """A journal on a disk that can be full."""

    full = False

    def append(self, events):
        if self.full:
            raise RecordError("The disk is full.")
        return super().append(events)


async def test_what_cannot_be_written_has_not_happened_and_everybody_is_told(lay):
    journal = Broken(wall=lambda: 0.0)
    table = lay(journal=journal)
    port = await table.sit("port")
    await table.run()
    await table.pass_(100)
    journal.full = True
    with pytest.raises(Refused, match="record"):
        await port.submit(c.SendMessage("csirt", text="lost"))
    assert port.view.sent == ()
    assert port.view.trouble == "record"
    await table.pass_(50)
    assert table.session.now == 100
    with pytest.raises(Refused, match="record"):
        await port.submit(c.SendMessage("csirt", text="lost too"))
    journal.full = False
    await table.pass_(20)
    assert (table.session.now, table.kinds()[-1]) == (100, "RecordingResumed")
    await port.submit(c.SendMessage("csirt", text="kept"))
    await port.contacts()
    assert [message.text for message in port.view.sent] == ["kept"]
    assert port.view.trouble == ""
    await table.pass_(5)
    assert table.session.now == 105


async def test_nothing_is_told_before_it_is_on_record(lay):
    told = []

    class Watched(MemoryJournal):
        def append(self, events):
            told.extend(client.view for client in clients)
            return super().append(events)

    clients = []
    table = lay(journal=Watched(wall=lambda: 0.0))
    clients.append(await table.sit("port"))
    await table.run()
    await table.pass_(300)
    assert len(clients[0].view.inbox) == 1
    assert all(view.inbox == () for view in told)


async def test_an_error_of_the_engine_is_noted_and_pauses_the_exercise(lay, monkeypatch):
    table = lay()
    port = await table.sit("port")
    await table.run()
    await table.pass_(100)
    engine = table.session._ledger.engine

    def fail(_):
        raise ZeroDivisionError("inside")

    monkeypatch.setattr(engine, "advance_to", fail)
    await table.pass_(1)
    assert "EngineFailed" in table.kinds()
    assert not port.view.clock.running
    assert port.view.trouble == "engine"
    await table.run()
    await table.pass_(5)
    assert port.view.trouble == ""
    assert table.session.now == 105


async def test_a_client_that_does_not_keep_up_is_let_go(lay):
    from exercise.session.inprocess import InProcess

    table = lay()
    transport = await InProcess.join(table.session, "port", "port/1", bound=3)
    for _ in range(5):
        await table.control(c.Announce("hear"))
    frames = [await transport.receive() for _ in range(3)]
    assert len(frames) == 3
    with pytest.raises(ConnectionError):
        await transport.receive()
    assert table.session.running is False


async def test_a_record_that_cannot_even_be_read_ends_the_session_plainly(lay):
    class Gone(Broken):
        def read(self, after=0, until=None):
            if self.full:
                raise RecordError("The disk is gone.")
            return super().read(after, until)

    journal = Gone(wall=lambda: 0.0)
    table = lay(journal=journal)
    port = await table.sit("port")
    await table.run()
    journal.full = True
    with pytest.raises(Refused, match="record"):
        await port.submit(c.SendMessage("csirt", text="lost"))
    with pytest.raises(Refused, match="closed"):
        await port.submit(c.SendMessage("csirt", text="lost"))
    assert port.view.trouble == "record"
    journal.full = False
