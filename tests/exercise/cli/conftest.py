"""A live session as people start it: a host and those who join, each a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[3]
TABLETOP = (sys.executable, "-m", "exercise.cli")


class Program:
    """A running command, with its lines in and out."""

    def __init__(self, *args: str, env: dict[str, str]) -> None:
        self.process = subprocess.Popen(
            [*TABLETOP, *args],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            bufsize=1,
            env=env,
        )

    def told(self) -> dict[str, Any]:
        """The next line, which is JSON."""
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line, self.process.communicate()[1]
        return json.loads(line)

    def until(self, holds: Callable[[dict[str, Any]], Any]) -> dict[str, Any]:
        """The next line for which something is so."""
        while not holds(line := self.told()):
            pass
        return line

    def ask(self, ref: int, command: str, **fields: Any) -> None:
        """Write a request."""
        self.write(json.dumps({"ref": ref, "command": command, "fields": fields}))

    def write(self, line: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{line}\n")

    def answer(self, ref: int) -> dict[str, Any]:
        return self.until(lambda line: line.get("ref") == ref)

    def end(self) -> tuple[int, str]:
        """End its input; its exit status, and what it complained of."""
        _, complaint = self.process.communicate()
        return self.process.returncode, complaint

    def kill(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.communicate()


class Room:
    """A host on this computer, and everybody who joins it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.file = folder / "s.tabletop"
        self.env = {
            **os.environ,
            "TABLETOP_HOME": str(folder / "home"),
            "PYTHONPATH": str(ROOT),
            "LC_ALL": "C.UTF-8",
        }
        self.programs: list[Program] = []
        self.codes: dict[str, Any] = {}
        self.ssh: Any = None
        self.url = "127.0.0.1:0"

    def run(self, *args: str) -> Program:
        made = Program(*args, env=self.env)
        self.programs.append(made)
        return made

    def host(self, *options: str) -> Program:
        bind = self.url.partition("//")[2] or self.url
        host = self.run(
            *("host", "port-ransomware", "--headless", "--json", "--session", str(self.file)),
            *("--bind", bind.partition("#")[0]),
            *options,
        )
        first = host.told()
        self.url, self.codes, self.ssh = first["url"], first["codes"], first.get("ssh")
        return host

    def code(self, place: str) -> str:
        return self.codes.get(place) or self.codes["seats"][place]

    def join(self, place: str, *, command: str = "join", mode: str = "--json") -> Program:
        return self.run(command, self.url, "--code", self.code(place), mode)

    def refused(self, *args: str, code: str = "") -> tuple[int, str]:
        """What a command says that does not come to anything."""
        return self.run(*args, *(["--code", code, "--plain"] if code else [])).end()


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    made = Room(tmp_path)
    yield made
    for program in made.programs:
        program.kill()
