"""What people need to come in: codes on the terminal, as JSON, and on printed pages."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from agencies.language import LANGUAGES, phrase, words
from agencies.text import plain
from exercise.cli.output import give, write_file
from exercise.errors import RequestError

if TYPE_CHECKING:
    from exercise.cli.serving import Asked
    from exercise.cli.tables import Table
    from exercise.report.cards import Card
    from exercise.session.address import Address
    from exercise.session.door import Door

__all__ = ["Joining", "Ssh", "codes_as_json", "print_pages", "tell_codes"]


@dataclass(frozen=True, slots=True)
class Ssh:
    """How to come in by ssh: the command, and the fingerprint that it shows the first time."""

    command: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Joining:
    """Where and how people come in."""

    address: Address
    tables: Sequence[Table]
    ssh: Ssh | None

    @property
    def ways_in(self) -> dict[str, str]:
        """What control is told of it, to read it out."""
        ssh = {} if self.ssh is None else {"ssh": self.ssh.command}
        return {"address": str(self.address), **ssh}


def _codes(door: Door) -> tuple[dict[str, str], dict[str, str]]:
    """The codes of desks by agency, and those of posts by role."""
    seats = {
        name.removeprefix("seat "): code
        for name, code in door.codes.items()
        if name.startswith("seat ")
    }
    posts = {name: code for name, code in door.codes.items() if not name.startswith("seat ")}
    return seats, posts


def codes_as_json(joining: Joining) -> dict[str, Any]:
    """The first line of ``--json``: the codes, or those of each table with its file."""
    told: dict[str, Any] = {
        "url": str(joining.address),
        "fingerprint": joining.address.fingerprint,
    }
    codes = []
    for table in joining.tables:
        seats, posts = _codes(table.reception.door)
        codes.append({**posts, "seats": seats})
    if joining.tables[0].number:
        told["tables"] = [
            {"table": table.number, "session": str(table.path), "codes": one}
            for table, one in zip(joining.tables, codes, strict=True)
        ]
    else:
        told["codes"] = codes[0]
    if joining.ssh is not None:
        told["ssh"] = {"command": joining.ssh.command, "fingerprint": joining.ssh.fingerprint}
    return told


def tell_codes(asked: Asked, joining: Joining) -> None:
    """Where to join, and every code, for whoever reads the terminal."""
    say = words(asked.lang)
    address = joining.address
    give(say("Join at: {address}", address=address), None)
    give(say("A desk: {command}", command=f"tabletop join {address} --code CODE"), None)
    if joining.ssh is not None:
        ssh = joining.ssh
        told = say("Without installing: {command}; the password is the code", command=ssh.command)
        give(told, None)
        give(say("Fingerprint of its key: {fingerprint}", fingerprint=ssh.fingerprint), None)
    for table in joining.tables:
        if table.number:
            give("", None)
            file = plain(table.path.name)
            give(say("Table {n} ({file}):", n=table.number, file=file), None)
        _tell_table(asked, table)


def _tell_table(asked: Asked, table: Table) -> None:
    from exercise.session.door import COMMANDS

    seats, posts = _codes(table.reception.door)
    for name, code in seats.items():
        give(f"  {code}  {plain(name)}", None)
    give(words(asked.lang)("Staff and observers:"), None)
    for name, code in posts.items():
        give(f"  {code}  tabletop {COMMANDS[name]}", None)


def print_pages(asked: Asked, joining: Joining) -> None:
    """Write the pages that were asked for; one that is there already and says the same may stay."""
    from exercise.report.cards import cards_page, sign_in_page
    from exercise.session.opening import created_of, setup_of
    from exercise.views.desk import texts

    events = joining.tables[0].session.events
    title, marking = texts(setup_of(events).pack.title), created_of(events).marking
    if asked.cards is not None:
        ssh = None if joining.ssh is None else (joining.ssh.command, joining.ssh.fingerprint)
        address = str(joining.address)
        places = [card for table in joining.tables for card in _cards(table)]
        _page(asked.cards, cards_page(title, address, places, ssh=ssh, marking=marking))
    if asked.sign_in is not None:
        _page(asked.sign_in, sign_in_page(title, marking=marking))


def _cards(table: Table) -> Iterator[Card]:
    from exercise.report.cards import Card
    from exercise.session.door import COMMANDS
    from exercise.session.opening import setup_of
    from exercise.views.desk import texts
    from exercise.views.wording import POSTS

    network = setup_of(table.session.events).network
    seats, posts = _codes(table.reception.door)
    for name, code in seats.items():
        yield Card(_at(table, texts(network.agencies[name].title)), "join", code)
    for name, code in posts.items():
        post = {one: POSTS[name].into(one) for one in LANGUAGES}
        yield Card(_at(table, post), COMMANDS[name], code)


def _at(table: Table, title: dict[str, str]) -> dict[str, str]:
    """A place, with its table where there are several."""
    if not table.number:
        return title
    return {
        language: phrase("Table {n}: {place}", n=table.number, place=text).into(language)
        for language, text in title.items()
    }


def _page(path: Path, text: str) -> None:
    if os.path.lexists(path):
        with suppress(OSError, UnicodeDecodeError):
            if path.read_text("utf-8") == text:
                return
        raise RequestError(
            "{path} exists and says something else; nothing was overwritten. Name another file.",
            path=path.name,
        )
    write_file(path, text)
    with suppress(OSError):
        path.chmod(0o600)
