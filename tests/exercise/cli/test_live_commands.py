"""Live sessions as people start them: a host and those who join, each a process of its own."""

from __future__ import annotations

import json
import signal
from typing import Any

from click.testing import CliRunner

from exercise.cli import main


def test_a_host_that_is_killed_goes_on_where_it_stood_and_nothing_is_lost(room: Any) -> None:
    host = room.host()
    codes, control = room.codes, room.join("control", command="control")
    desk = room.join("port-authority")
    host.until(lambda event: event.get("kind") == "SeatTaken")
    control.ask(1, "Resume")
    control.ask(2, "Jump", to=600)
    control.answer(2)
    item = desk.until(lambda told: told.get("kind") == "item" and told["at"] > 0)["id"]
    desk.ask(1, "OpenItem", item=item)
    assert desk.answer(1)["ok"]
    host.kill()
    desk.until(lambda told: told.get("kind") == "line" and not told["up"])
    desk.ask(2, "RequestInformation", text="Are you there?")
    again = room.host()
    assert room.codes == codes
    assert desk.answer(2)["ok"]
    noted = again.until(lambda event: event.get("kind") == "InformationRequested")
    assert (noted["seat"], noted["at"] >= 600) == ("port-authority/1", True)
    control.until(lambda told: told.get("kind") == "clock" and not told["running"])
    again.process.send_signal(signal.SIGTERM)
    assert again.end() == (0, "")
    assert _kinds(room, "ItemOpened", "port-authority") == 1
    assert _kinds(room, "InformationRequested", "port-authority") == 1


def _kinds(room: Any, kind: str, agency: str) -> int:
    """How many events of a kind a person of an agency made, in a record that verifies."""
    assert [path.name for path in room.folder.glob("s.tabletop*")] == ["s.tabletop"]
    verified = CliRunner().invoke(main, ["verify", str(room.file), "--json"])
    assert json.loads(verified.stdout)["ok"]
    out = CliRunner().invoke(main, ["export", str(room.file)]).stdout
    events = [json.loads(line) for line in out.splitlines()]
    return sum((e["kind"], e["agency"], e["origin"]) == (kind, agency, "command") for e in events)


def test_a_trainee_plays_a_file_of_lines_and_leaves(room: Any) -> None:
    host = room.host()
    desk = room.join("customs", mode="--plain")
    out, complaint = desk.process.communicate("inbox\nread 1\nrfi Who is on watch?\nbananas\n")
    assert (desk.process.returncode, complaint) == (0, "")
    assert "outside this exercise nobody is quoted" in out
    assert "Exercise, exercise, exercise." in out
    assert "Control has your question." in out
    assert host.until(lambda event: event.get("kind") == "SeatLeft")["seat"] == "customs/1"


def test_whoever_is_not_let_in_reads_one_clear_line(room: Any) -> None:
    room.host("--tls")
    customs = room.code("customs")
    pinned = room.url.partition("#")[0] + "#" + "0" * 32
    plain = "ws" + room.url.removeprefix("wss")
    for said, status, line in (
        ("opens nothing here", 2, ("join", room.url, "AAAAA-AAAAA")),
        ("for 'tabletop join'", 2, ("control", room.url, customs)),
        ("fingerprint differs", 2, ("join", pinned, customs)),
        ("Nobody answers", 1, ("join", plain, customs)),
        ("is no address", 2, ("join", "http://host", customs)),
    ):
        exit_status, complaint = room.refused(*line[:2], code=line[2])
        assert (exit_status, complaint.count("\n")) == (status, 1)
        assert said in complaint
    assert room.join("customs", mode="--plain").end() == (0, "")


def test_a_host_that_cannot_begin_says_why_and_leaves_nothing_behind(room: Any) -> None:
    room.host()
    port = room.url.rpartition(":")[2]
    other = ("--headless", "--session", str(room.folder / "other.tabletop"))
    sheet = room.folder / "sheet.html"
    sheet.write_text("precious")
    for said, status, line in (
        ("is in use", 1, ("port-ransomware", "--headless", "--session", str(room.file))),
        ("already in use", 2, ("port-ransomware", "--bind", f"127.0.0.1:{port}", *other)),
        ("nowhere to listen", 2, ("port-ransomware", "--bind", "127.0.0.1:99999", *other)),
        ("cannot be played", 2, ("no-such-pack", *other)),
        ("nothing was overwritten", 2, ("port-ransomware", "--sign-in", str(sheet), *other)),
    ):
        exit_status, complaint = room.refused("host", *line)
        assert (exit_status, said in complaint) == (status, True), complaint
        assert "Traceback" not in complaint
    assert not list(room.folder.glob("other*"))
    assert sheet.read_text() == "precious"


def test_a_code_that_control_revoked_stays_revoked_when_the_host_comes_back(room: Any) -> None:
    host, old = room.host(), room.code("customs")
    control = room.join("control", command="control", mode="--plain")
    out, complaint = control.process.communicate("codes\nrevoke customs\nyes\nquit\n")
    assert (control.process.returncode, complaint) == (0, "")
    assert old in out
    assert f"Join at: {room.url}" in out
    host.kill()
    room.host()
    assert f"{room.code('customs')}" in out
    assert room.code("customs") != old
    assert "was revoked" in room.refused("join", room.url, code=old)[1]


def test_a_session_is_not_taken_up_under_the_name_of_another_pack(room: Any) -> None:
    room.host().process.send_signal(signal.SIGTERM)
    room.programs[-1].end()
    assert room.refused("host", "pax", "--headless", "--session", str(room.file))[0] == 2


def test_cards_and_sheet_are_printed_in_both_languages_and_hold_no_names(room: Any) -> None:
    cards, sheet = room.folder / "cards.html", room.folder / "sheet.html"
    options = ("--cards", str(cards), "--sign-in", str(sheet))
    host = room.host(*options)
    page = cards.read_text("utf-8")
    for place in (*room.codes["seats"].values(), room.code("control"), room.code("observe")):
        assert page.count(place) >= 2  # Beside its name, and in the line to write.
    assert page.count(room.url) >= 10
    assert "Autoridad Portuaria" in page
    assert "EJERCICIO – EJERCICIO – EJERCICIO" in page
    assert "no se cita a nadie" in page
    assert sheet.read_text("utf-8").count("<tr>") > 20
    assert not any(code in sheet.read_text("utf-8") for code in room.codes["seats"].values())
    host.kill()
    assert room.host(*options).process.poll() is None  # The same pages may stay.


def test_hostile_titles_are_only_text_on_a_card() -> None:
    from exercise.report.cards import Card, cards_page, sign_in_page

    evil = {"en": "<script>alert(1)</script>", "es": '"><img src=x>\x1b[2J'}
    page = cards_page(
        evil, "ws://10.0.0.5:8765", [Card(evil, "join", "ABCDE-12345")]
    ) + sign_in_page(evil)
    assert "<script" not in page
    assert "<img" not in page
    assert "\x1b" not in page


def test_a_client_that_is_killed_has_its_seat_again_on_the_same_computer(room: Any) -> None:
    room.host()
    control = room.join("control", command="control")
    first = room.join("port-authority")
    assert first.told()["seat"] == "port-authority/1"
    first.kill()
    control.until(lambda told: "PresenceNoted" in str(told) and "False" in str(told))
    again = room.join("port-authority")
    assert again.told()["seat"] == "port-authority/1"
    beside = room.join("port-authority")
    assert beside.told()["seat"] == "port-authority/2"
    again.write("quit")
    assert again.end() == (0, "")
    assert room.join("port-authority").told()["seat"] == "port-authority/1"


def test_control_can_host_by_lines(room: Any) -> None:
    host = room.run(
        *("host", "port-ransomware", "--plain", "--session", str(room.file)),
        *("--bind", "127.0.0.1:0"),
    )
    out, told = host.process.communicate("resume\nclock\nquit\n")
    assert host.process.returncode == 0
    assert told.splitlines()[0] == f"Session: {room.file}"
    assert "Join at: ws://127.0.0.1:" in out
    assert "The clock runs." in out


def test_a_host_of_tables_that_is_killed_takes_all_of_them_up_again(room: Any) -> None:
    asked = ("host", "port-ransomware", "--tables", "2", "--headless", "--json")
    asked = (*asked, "--session", str(room.file), "--bind", "127.0.0.1:0")
    first = room.run(*asked)
    told = first.told()
    controls = [table["codes"]["control"] for table in told["tables"]]
    both = room.run("control", told["url"], "--code", controls[0], "--code", controls[1], "--plain")
    both.write("table 2")
    both.write("resume")
    resumed = first.until(lambda event: event.get("kind") == "ClockResumed")
    assert resumed["table"] == 2
    both.write("all announce : Lunch at one.")
    heard = {first.until(_announced)["table"], first.until(_announced)["table"]}
    assert heard == {1, 2}
    first.kill()
    again = room.run(*asked)
    assert [table["codes"]["control"] for table in again.told()["tables"]] == controls
    assert again.until(lambda event: event.get("kind") == "ClockPaused")["table"] == 2
    again.process.send_signal(signal.SIGTERM)
    assert again.end() == (0, "")
    for number in (1, 2):
        file = room.folder / f"s-{number}.tabletop"
        assert CliRunner().invoke(main, ["verify", str(file)]).exit_code == 0
    (room.folder / "s-3.tabletop").touch()
    assert "a table more" in room.refused(*asked)[1]


def _announced(event: dict[str, Any]) -> bool:
    return event.get("kind") == "AnnouncementMade"
