"""Sitting down with nothing but an ``ssh`` command: OpenSSH's client in a terminal of its own."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import shutil
import signal
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from exercise.cli import main

pytestmark = pytest.mark.skipif(shutil.which("ssh") is None, reason="needs an ssh command")


class Terminal:
    """An ssh client in a terminal of 80 by 24."""

    def __init__(self, room: Any, *args: str) -> None:
        self.shown = ""
        pid, self.file = pty.fork()
        if pid == 0:
            os.execvp("ssh", ["ssh", *_options(room), *args, "desk@127.0.0.1"])
        self.pid = pid
        self.resize(80, 24)

    def resize(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self.file, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def type(self, keys: str) -> None:
        os.write(self.file, keys.encode())

    def until(self, text: str, seconds: float = 30.0) -> str:
        """Everything that was shown since the last time, once ``text`` is in it."""
        end = time.monotonic() + seconds
        while text not in self.shown:
            assert time.monotonic() < end, self.shown
            if select.select([self.file], [], [], 0.2)[0]:
                try:
                    self.shown += os.read(self.file, 65536).decode("utf-8", "replace")
                except OSError:
                    break
        shown, self.shown = self.shown, ""
        assert text in shown, shown
        return shown

    def kill(self) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.file)


def _options(room: Any) -> list[str]:
    port = room.ssh["command"].split()[2]
    return [
        *("-F", "none", "-p", port, "-o", "StrictHostKeyChecking=no", "-o", "LogLevel=ERROR"),
        *("-o", f"UserKnownHostsFile={room.folder / 'known'}", "-o", "ExitOnForwardFailure=yes"),
    ]


def _ssh(room: Any, code: str, *args: str, typed: str = "") -> tuple[int, str, str]:
    """What an ssh command without a terminal comes to."""
    ask = room.folder / "ask"
    ask.write_text(f"#!{sys.executable}\nprint({code!r})\n")
    ask.chmod(0o700)
    env = {**os.environ, "SSH_ASKPASS": str(ask), "SSH_ASKPASS_REQUIRE": "force"}
    done = subprocess.run(
        ["ssh", *_options(room), *args],
        check=False,
        input=typed,
        capture_output=True,
        text=True,
        timeout=60,
        env=env,
    )
    return done.returncode, done.stdout, done.stderr


def test_a_trainee_with_nothing_but_ssh_sits_down_and_comes_back_to_the_seat(room: Any) -> None:
    host = room.host("--ssh", "0")
    desk = Terminal(room)
    desk.until("Code on your card")
    desk.type(f"{room.code('csirt')}\r")
    desk.until("\x1b[?1049h")
    assert host.until(lambda e: e.get("kind") == "SeatTaken")["seat"] == "csirt/1"
    desk.until("EXERCISE – EXERCISE")
    desk.resize(120, 30)
    desk.until("\x1b[30;")  # Something is drawn in a row that was not there before.
    desk.type("\r")
    assert host.until(lambda e: e.get("kind") == "ItemOpened")["seat"] == "csirt/1"
    desk.kill()
    lost = host.until(lambda e: e.get("kind") == "PresenceNoted")
    assert (lost["seat"], lost["body"]["connected"]) == ("csirt/1", False)
    again = Terminal(room)
    again.until("Code on your card")
    again.type(f"{room.code('csirt')}\r")
    back = host.until(lambda e: e.get("kind") == "PresenceNoted")
    assert (back["seat"], back["body"]["connected"]) == ("csirt/1", True)
    again.until("EXERCISE – EXERCISE")
    host.process.send_signal(signal.SIGTERM)
    assert "The facilitator has ended the session." in again.until("on record.")
    assert host.end() == (0, "")
    again.kill()


def test_an_ssh_connection_opens_a_place_in_the_exercise_and_nothing_else(room: Any) -> None:
    room.host("--ssh", "0")
    code = room.code("customs")
    for args in (
        ("desk@127.0.0.1", "ls"),
        ("-s", "desk@127.0.0.1", "sftp"),
        ("-N", "-R", "0:127.0.0.1:22", "desk@127.0.0.1"),
        ("-W", f"127.0.0.1:{room.url.rpartition(':')[2]}", "desk@127.0.0.1"),
    ):
        status, out, complaint = _ssh(room, code, *args)
        assert (status, out) == (255, ""), args
        assert "failed" in complaint
    status, out, _ = _ssh(room, code, "-T", "anybody@127.0.0.1", typed="inbox\nquit\n")
    assert status == 0
    assert "Warm-up" in out  # Without a terminal it goes line by line.
    status, out, complaint = _ssh(room, "AAAAA-AAAAA", "-T", "desk@127.0.0.1")
    assert (status, out) == (255, "")
    assert "Permission denied" in complaint
    status, out, complaint = _ssh(room, "AAAAA-AAAAA", "-T", "desk@127.0.0.1")
    assert (status, out) == (255, "")
    status, out, _ = _ssh(room, code, "-T", "-o", "NumberOfPasswordPrompts=1", "desk@127.0.0.1")
    assert (status, out) == (255, "")  # After so many wrong ones even the right one has to wait.


def test_without_its_extra_ssh_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TABLETOP_HOME", str(tmp_path))
    monkeypatch.delitem(sys.modules, "exercise.session.ssh", raising=False)
    monkeypatch.setitem(sys.modules, "asyncssh", None)
    file = tmp_path / "s.tabletop"
    asked = ["host", "port-ransomware", "--headless", "--session", str(file), "--bind"]
    done = CliRunner().invoke(main, [*asked, "127.0.0.1:0", "--ssh", "0"])
    assert done.exit_code == 2
    assert "maritime-tabletop[ssh]" in done.stderr
    assert not file.exists()
