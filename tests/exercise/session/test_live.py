"""Several people in one session over the wire: who sees what, and what a bad line costs."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
import pytest_asyncio

from exercise import commands as c
from exercise.errors import RecordError, Refused
from exercise.events import NoteTaken, ObservationMade, RatingAnswered
from exercise.session.certificate import for_host
from exercise.session.keeping import KeptSeat, lost_seats
from exercise.session.reception import AT_ONCE
from exercise.session.remote import Invitation, Remote
from exercise.session.wire import LIMIT
from live import House, until, written_setup


@pytest_asyncio.fixture
async def house() -> AsyncIterator[House]:
    made = await House(written_setup()).open()
    yield made
    await made.close()


async def test_a_desk_and_control_play_together_over_the_wire(house: House) -> None:
    port, control = await house.sit("port"), await house.staff("control")
    await control.submit(c.Resume())
    await house.pass_(320)
    await until(lambda: port.view.inbox)
    item = port.view.inbox[0]
    await port.submit(c.OpenItem(item.id))
    await until(lambda: port.view.inbox[0].opened_at is not None)
    row = next(row for row in control.view.seats if row.agency == "port")
    assert (row.connected, row.last_act) == (("port/1",), "ItemOpened")


async def test_people_at_one_desk_get_seats_of_their_own(house: House) -> None:
    first, second = await house.sit("terminal"), await house.sit("terminal")
    assert (first.view.seat, second.view.seat) == ("terminal/1", "terminal/2")


async def test_a_code_opens_its_own_place_and_no_other(house: House) -> None:
    trainee = await house.sit("terminal")
    for command in (c.Pause(), c.Announce("hi"), c.ReleaseInject("I-02"), c.CodeItem("x", {})):
        with pytest.raises(Refused):
            await trainee.submit(command)
    with pytest.raises(Refused):
        await (await house.staff("evaluate")).submit(c.Pause())
    with pytest.raises(Refused):
        await (await house.observer()).submit(c.RequestInformation("?"))


async def test_wrong_codes_are_refused_and_soon_have_to_wait(house: House) -> None:
    wrong = Invitation(house.address, "AAAAA-AAAAA")
    for _ in range(5):
        with pytest.raises(Refused, match="opens nothing"):
            await Remote.knock(wrong)
    with pytest.raises(Refused, match="Too many"):
        await Remote.knock(house.invitation("control"))
    house.clock.now += 61
    await (await Remote.knock(house.invitation("control"))).close()


async def test_what_is_asked_while_the_line_is_down_is_done_once_when_it_is_back(
    house: House,
) -> None:
    back = asyncio.Event()
    port = await house.sit("port", sleep=lambda _: back.wait())
    await house.shut()
    await until(lambda: not port.connected)
    asked = asyncio.create_task(port.submit(c.RequestInformation("Who is on watch?")))
    await until(lambda: port.outbox == 1)
    await house.open()
    back.set()
    assert await asked == port.view.requests[0].id
    assert (port.view.seat, port.outbox) == ("port/1", 0)
    assert len([e for e in house.journal.read() if e.kind == "InformationRequested"]) == 1


async def test_a_host_that_is_ended_says_so_and_started_again_has_everybody_back(
    house: House,
) -> None:
    back = asyncio.Event()
    port = await house.sit("port", sleep=lambda _: back.wait())
    control = await house.staff("control", sleep=lambda _: back.wait())
    await house.shut(for_good=True)
    await until(lambda: not port.connected and not control.connected)
    assert (port.host_ended, control.host_ended, port.gone) == (True, True, None)
    asked = asyncio.create_task(port.submit(c.RequestInformation("Is it over?")))
    await until(lambda: port.outbox == 1)
    await house.open()
    back.set()
    await asked
    await until(lambda: control.connected)
    assert (port.host_ended, control.host_ended) == (False, False)


async def test_a_host_that_vanishes_is_a_lost_line(house: House) -> None:
    port = await house.sit("port", sleep=lambda _: asyncio.sleep(3600))
    for wire in house.wires():
        wire.transport.abort()
    await until(lambda: not port.connected)
    assert not port.host_ended


async def test_control_revokes_a_code_and_whoever_came_by_it_has_to_come_in_anew(
    house: House,
) -> None:
    control, other = await house.staff("control"), await house.staff("control")
    port = await house.sit("port", sleep=lambda _: asyncio.sleep(0))
    old = house.door.codes["seat port"]
    code = await control.revoke("seat port")
    await until(lambda: port.gone is not None)
    assert "was revoked" in str(port.gone)
    assert (await control.codes())["seat port"] == code != old
    assert (await house.sit("port")).view.seat == "port/2"
    noted = [event for event in house.journal.read() if event.kind == "CodeRevoked"]
    assert [(e.actor, e.body.place) for e in noted] == [("control", "seat port")]
    assert not any(one in str(noted) for one in (old, code))
    await control.revoke("control")  # Whoever asks for it stays, and nobody else.
    await until(lambda: not other.connected)
    assert control.connected


async def test_control_hands_the_direction_over_and_nobody_is_locked_out(house: House) -> None:
    first, second = await house.staff("control"), await house.staff("control")
    assert (first.view.directs, second.view.directs) == ("control/1", "control/1")
    await first.hand_over("control/2")
    await first.submit(c.Resume())  # Who handed it over may act as before.
    await until(lambda: second.view.clock.running)
    assert (first.view.directs, second.view.directs) == ("control/2", "control/2")
    await second.close()
    await first.hand_over("control/1")  # Somebody has to, where nobody is left to hand it back.
    given = [event for event in house.journal.read() if event.kind == "DirectionGiven"]
    told = [(event.origin, event.seat, event.body.seat) for event in given]
    assert told == [("recorded", "control/1", f"control/{n}") for n in (2, 1)]


async def test_the_direction_goes_to_somebody_of_control_who_is_there(house: House) -> None:
    control, simcell = await house.staff("control"), await house.staff("simcell")
    for seat in ("control/2", "simcell/1", ["control/1"], None):
        with pytest.raises(Refused, match="Nobody of control"):
            await control.hand_over(seat)  # type: ignore[arg-type]
    with pytest.raises(Refused, match="for control to do"):
        await simcell.hand_over("control/1")


async def test_nobody_but_control_sees_or_revokes_codes(house: House) -> None:
    for member in (await house.staff("simcell"), await house.staff("evaluate")):
        for asked in (member.codes(), member.revoke("seat port")):
            with pytest.raises(Refused, match="for control to do"):
                await asked
    control = await house.staff("control")
    for place in ("port", "seat nowhere", ["seat port"], None, "x" * 5000):
        with pytest.raises(Refused, match="There is no code"):
            await control.revoke(place)  # type: ignore[arg-type]


async def test_a_code_that_is_for_something_else_takes_no_seat(house: House) -> None:
    for place, role in (("seat port", "control"), ("control", "seat"), ("observe", "seat")):
        wrong = replace(house.invitation(place), role=role)
        with pytest.raises(Refused, match="This code is for"):
            await Remote.knock(wrong)
    assert not {"SeatTaken", "PresenceNoted"} & {event.kind for event in house.journal.read()}


async def test_a_revoked_code_lets_nobody_back_in_and_says_so(house: House) -> None:
    control = await house.staff("control", sleep=lambda _: asyncio.sleep(0))
    house.door.revoke("control")
    await house.shut()
    await house.open()
    await until(lambda: control.gone is not None)
    with pytest.raises(RecordError):
        await control.submit(c.Announce("hello?"))


async def test_evaluators_are_blind_to_each_other(house: House) -> None:
    first, second = await house.staff("evaluate"), await house.staff("evaluate")
    await first.note(ObservationMade("They were quick.", about="port"))
    await first.note(NoteTaken("Ask them why."))
    await until(lambda: len(first.view.notes) == 2)
    await second.note(NoteTaken("Mine."))
    await until(lambda: second.view.notes)
    assert [note.text for note in second.view.notes] == ["Mine."]


async def test_evaluators_answer_for_now_and_each_replaces_only_their_own() -> None:
    targets = {"quick": {"title": "Quick", "tasks": {"isolate": {"title": "Cut it off"}}}}
    objectives = {"act": {"title": "Act", "capability": "cyber", "targets": targets}}
    house = await House(written_setup(capabilities=["cyber"], objectives=objectives)).open()
    first, second = await house.staff("evaluate"), await house.staff("evaluate")
    said = await first.note(RatingAnswered("isolate", harm=False, better=True))
    anew = RatingAnswered("isolate", harm=True, text="The gate stood.", supersedes=said)
    await first.note(anew)
    await until(lambda: first.view.ratings and first.view.ratings[0].text)
    assert [dict(row.answers)["harm"] for row in first.view.ratings] == [True]
    assert second.view.ratings == ()
    with pytest.raises(Refused, match="one's own"):
        await second.note(anew)
    with pytest.raises(Refused, match="one critical task or one target"):
        await second.note(RatingAnswered("isolate", "nonsense", harm=False))
    with pytest.raises(Refused, match="Only evaluators"):
        await (await house.staff("control")).note(RatingAnswered("isolate", harm=False))
    await house.close()


async def test_the_simcell_answers_for_a_desk_that_it_has_claimed(house: House) -> None:
    cell, control = await house.staff("simcell"), await house.staff("control")
    await control.submit(c.Resume())
    tell = c.SendMessage("port", text="We are looking into it.")
    with pytest.raises(Refused, match="Claim this desk first"):
        await cell.submit(tell, agency="police")
    await cell.submit(c.TakeSeat("police/simcell"), agency="police")
    await cell.submit(tell, agency="police")
    await house.sit("terminal")
    with pytest.raises(Refused, match="its own people"):
        await cell.submit(c.TakeSeat("terminal/simcell"), agency="terminal")


async def test_an_observer_sees_what_the_whole_room_may_see_and_nothing_else(house: House) -> None:
    port, control, observer = (
        await house.sit("port"),
        await house.staff("control"),
        await house.observer(),
    )
    await control.submit(c.Resume())
    await control.submit(c.Announce("The press is in the room."))
    await house.pass_(600)
    await until(lambda: port.view.inbox and observer.view.clock.at >= 600)
    view = observer.view
    assert [one.text for one in view.announcements] == ["The press is in the room."]
    assert view.move is not None
    assert (view.inbox, view.sent, view.board, view.documents, view.actions) == ((), (), (), (), ())


async def test_a_host_on_the_network_is_known_by_its_fingerprint(
    tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TABLETOP_HOME", str(tmp_path))
    tls, fingerprint = for_host()
    house = await House(written_setup(), tls=tls, fingerprint=fingerprint[:32]).open()
    try:
        assert (await house.sit("terminal")).view.agency == "terminal"
        other = house.invitation("control")
        other.address = type(other.address)("127.0.0.1", other.address.port, "0" * 32)
        with pytest.raises(Refused, match="fingerprint"):
            await Remote.knock(other)
        assert for_host()[1] == fingerprint
    finally:
        await house.close()


async def test_an_older_client_is_told_what_to_do(house: House) -> None:
    from websockets.asyncio.client import connect

    async with connect(house.address.url) as wire:
        await wire.send('{"protocol":0,"code":"x"}')
        assert "install the same version" in str(await wire.recv())


@pytest.mark.parametrize("frame", ["", "[]", "{", "null", b"\xff\xfe", '{"do":[]}', '{"ref":{}}'])
async def test_nonsense_is_answered_and_harms_nobody(house: House, frame: str | bytes) -> None:
    from websockets.asyncio.client import connect

    port = await house.sit("port")
    async with connect(house.address.url) as wire:
        await wire.send(house.invitation("control").hello)
        await wire.send(frame)
        async with asyncio.timeout(10):
            while "refused" not in str(await wire.recv()):
                pass
    assert await port.contacts()


@pytest.mark.parametrize(
    "fields",
    [
        {"text": 7},
        {"text": None},
        {"text": ["a"]},
        {"text": {"a": "b"}},
        {"text": "x", "at": 1},
        {},
        [],
        "text",
        None,
    ],
)
async def test_fields_of_another_type_are_refused_and_harm_nobody(
    house: House, fields: Any
) -> None:
    port = await house.sit("port")
    asked = {"do": "submit", "command": "RequestInformation", "fields": fields}
    with pytest.raises(Refused, match="did not understand"):
        await port.ask(asked)
    assert await port.submit(c.RequestInformation("Still there?"))


async def test_what_is_too_large_cuts_off_its_sender_and_nobody_else(house: House) -> None:
    from websockets.asyncio.client import connect
    from websockets.exceptions import ConnectionClosed

    port = await house.sit("port")
    async with connect(house.address.url) as wire:
        await wire.send(house.invitation("seat terminal").hello)
        with suppress(ConnectionClosed):
            await wire.send("x" * (LIMIT + 1))
        async with asyncio.timeout(10):
            await wire.wait_closed()
    assert await port.contacts()


async def test_whoever_never_says_hello_holds_up_nobody(house: House) -> None:
    from websockets.asyncio.client import connect

    async with connect(house.address.url), connect(house.address.url):
        assert (await house.sit("port")).view.agency == "port"


async def test_a_client_that_takes_nothing_in_any_more_is_let_go_and_holds_up_nobody(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    from websockets.asyncio.client import connect

    monkeypatch.setattr("exercise.session.outgoing.BOUND", 16)
    monkeypatch.setattr("exercise.session.reception.PER_SECOND", 1e6)
    port, control = await house.sit("port"), await house.staff("control")
    chance, narrow = Random(1), socket.socket()
    narrow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    narrow.connect(("127.0.0.1", house.address.port))
    async with connect(house.address.url, sock=narrow, close_timeout=0) as stalled:
        await stalled.send(house.invitation("seat terminal").hello)
        await until(lambda: len(house.session.attendance.present) == 3)
        stalled.transport.pause_reading()
        while len(house.session.attendance.present) == 3:
            # Words that no compression makes small.
            await control.submit(c.Announce(chance.randbytes(2000).hex()))
    assert await port.contacts()


async def test_a_client_that_floods_is_read_no_faster_than_the_limit(house: House) -> None:
    port, flood = await house.sit("port"), await house.sit("terminal")
    many = [asyncio.create_task(flood.contacts()) for _ in range(int(AT_ONCE) * 2)]
    assert await port.contacts()
    assert not all(task.done() for task in many)
    for task in many:
        task.cancel()
    await asyncio.gather(*many, return_exceptions=True)


async def test_one_clerk_enters_for_several_agencies_on_paper_with_the_times_of_their_slips(
    house: House,
) -> None:
    port, clerk = await house.sit("port"), await house.staff("collector")
    control = await house.staff("control")
    await control.submit(c.Resume())
    await control.submit(c.Jump(400))
    told = c.SendMessage("csirt", facts={"dark": "confirmed"}, text="All dark", happened_at=350)
    with pytest.raises(Refused):  # Nobody there has read it yet.
        await clerk.submit(told, agency="port")
    await until(lambda: _unread(clerk, "port"))
    for item in _unread(clerk, "port"):
        await clerk.submit(c.OpenItem(item), agency="port")
    await clerk.submit(told, agency="port")
    await clerk.submit(c.TakeSeat("csirt/collector"), agency="csirt")  # Its playbook stops.
    await clerk.submit(
        c.SendMessage("ministry", text="We look into it", happened_at=390), agency="csirt"
    )
    sent = [event for event in house.session.events if event.kind == "MessageSent"]
    assert [(event.actor, event.agency) for event in sent] == [
        ("collector", "port"),
        ("collector", "csirt"),
    ]
    with pytest.raises(Refused, match="own people"):
        await clerk.submit(c.TakeSeat("port/collector"), agency="port")
    assert port.view.inbox[0].opened_at is not None


async def test_what_was_read_on_paper_has_its_own_time_between_arrival_and_now(
    house: House,
) -> None:
    port, clerk = await house.sit("port"), await house.staff("collector")
    control = await house.staff("control")
    await control.submit(c.Resume())
    await control.submit(c.Jump(400))
    await until(lambda: _unread(clerk, "port"))
    [row] = [row for row in clerk.view.seats if row.agency == "port"]
    [came] = row.unread_since
    assert (row.come_by(came - 1), row.come_by(came)) == ((), row.unread_items)
    for when in (came - 1, 401):
        with pytest.raises(Refused):
            await clerk.submit(c.OpenItem(row.unread_items[0], when), agency="port")
    with pytest.raises(Refused, match="enters something later"):
        await port.submit(c.OpenItem(port.view.inbox[0].id, came))
    await clerk.submit(c.OpenItem(row.unread_items[0], came), agency="port")
    opened = [event for event in house.journal.read() if event.kind == "ItemOpened"]
    assert [(event.at, event.body.happened_at) for event in opened] == [(400, came)]


def _unread(staff: Any, agency: str) -> tuple[str, ...]:
    return next(row.unread_items for row in staff.view.seats if row.agency == agency)


# -- Clients that were killed --------------------------------------------------------------------


async def killed(house: House, name: str = "seat port") -> tuple[str, str]:
    """Somebody sits down, and their client is killed: no goodbye, and nothing remembered."""
    invitation = house.invitation(name)
    await (await Remote.knock(invitation)).close()
    seat, ticket = invitation.welcome["seat"], invitation.welcome["ticket"]
    await until(lambda: seat not in house.session.attendance.present)
    return seat, ticket


async def joined_again(house: House, *lost: tuple[str, str]) -> str:
    """The seat of somebody who joins with what a killed client left behind."""
    invitation = replace(house.invitation("seat port"), lost=list(lost))
    await (await Remote.knock(invitation)).close()
    return str(invitation.welcome["seat"])


async def test_who_joins_again_after_a_crash_has_the_seat_that_nobody_is_at(house: House) -> None:
    lost = await killed(house)
    assert await joined_again(house, lost) == "port/1"
    kinds = [e.kind for e in house.journal.read() if e.kind in ("SeatTaken", "PresenceNoted")]
    assert kinds[:3] == ["SeatTaken", "PresenceNoted", "PresenceNoted"]


async def test_nobody_is_put_out_for_who_joins_again(house: House) -> None:
    lost = await killed(house)
    there = replace(house.invitation("seat port"), lost=[lost])
    wire = await Remote.knock(there)
    assert await joined_again(house, lost) == "port/2"
    assert "port/1" in house.session.attendance.present
    await wire.close()


@pytest.mark.parametrize("forged", [["port/1", "0" * 64], ["port/1"], "port/1", None, [1, 2]])
async def test_a_seat_is_not_come_back_to_without_its_ticket(house: House, forged: Any) -> None:
    await killed(house)
    assert await joined_again(house, forged) == "port/2"


async def test_a_seat_of_another_desk_is_none_to_come_back_to(house: House) -> None:
    lost = await killed(house, "seat terminal")
    assert await joined_again(house, lost) == "port/1"


def test_a_seat_is_kept_until_it_is_left_and_offered_once_its_client_is_dead(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TABLETOP_HOME", str(tmp_path))
    where, code = "ws://10.0.0.5:8765", "ABCDE-12345"
    one, two = (KeptSeat(where, code, (f"port/{n}", f"t{n}")) for n in (1, 2))
    assert lost_seats(where, code) == []
    one.close(left=False)  # As the system does for who is killed.
    assert lost_seats(where, code) == [("port/1", "t1")]
    assert lost_seats(where, "OTHER-CODES") == lost_seats("ws://10.0.0.6:8765", code) == []
    two.close(left=True)
    assert lost_seats(where, code) == [("port/1", "t1")]


def test_where_nothing_can_be_kept_one_joins_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("TABLETOP_HOME", str(tmp_path / "file"))
    KeptSeat("ws://h:1", "ABCDE-12345", ("port/1", "t")).close(left=True)
    assert lost_seats("ws://h:1", "ABCDE-12345") == []
