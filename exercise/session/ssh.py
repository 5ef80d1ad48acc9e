"""The ssh listener: who has nothing but an ``ssh`` command sits down with a code as password.

An ssh connection opens one screen and nothing else: no shell, no command, no files, no forwarding.
What the screen is, whoever starts the listener says (:data:`MakeScreen`); it is a client of the
session like any other, and what the code opens is decided here, before there is a screen.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import NamedTuple, Protocol

import asyncssh

from agencies.language import LANGUAGES, Phrase, phrase
from exercise.errors import Refused, TabletopError
from exercise.session.door import Place
from exercise.session.home import kept
from exercise.session.reception import Reception
from exercise.session.server import Server
from exercise.views.wording import HOST_ENDED

__all__ = ["Guest", "MakeScreen", "Screen", "SshListener"]

LOGIN_SECONDS = 90.0
"""Wall seconds in which a code has to be typed."""
SCREENS = 40
"""Screens at a time: each is a program of its own on the host's computer."""
STRANGERS = 80
"""Connections at a time, those that have not shown a code yet included."""
ALIVE_EVERY, ALIVE_MISSED = 15, 3
"""Wall seconds between two questions whether the line still stands, and how many go unanswered."""
_RESTORE = (
    b"\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[?1015l\x1b[?2004l\x1b[?1049l\x1b[?25h\x1b[0m"
)
"""Gives a terminal back as it was: mouse off, its own page, its cursor."""


@dataclass(frozen=True, slots=True)
class Guest:
    """Who came in over ssh.

    Attributes:
        place: What their code opens.
        code: Their code.
        seat: The seat that is kept for them.
        ticket: What it is taken with.
        language: The one that their terminal asks for, or the host's.
        size: Columns and rows of their terminal; None where they have none.
        terminal: The kind of their terminal, as in ``TERM``.
    """

    place: Place
    code: str
    seat: str
    ticket: str
    language: str
    size: tuple[int, int] | None
    terminal: str


class Screen(Protocol):
    """What a guest sits at."""

    def feed(self, typed: bytes) -> None:
        """Take what was typed."""

    def resize(self, columns: int, rows: int) -> None:
        """The terminal has another size now."""

    async def show(self, put: Callable[[bytes], Awaitable[None]]) -> str:
        """Show until it is left; returns what is to be said then, mostly nothing."""

    def close(self) -> None:
        """Stop at once, without getting up."""


MakeScreen = Callable[[Guest], Awaitable[Screen]]


class SshListener:
    """Lets people in over ssh.

    Args:
        server: The host's listener, which knows the sessions by their codes.
        make: Makes a guest's screen.
        language: For terminals that ask for none.
    """

    def __init__(self, server: Server, make: MakeScreen, *, language: str) -> None:
        self.server = server
        self.make = make
        self.language = language
        self.strangers = 0
        self.screens = 0
        self.for_good = False
        """Whether the host is being ended on purpose."""
        self._left: dict[tuple[Reception, str, str, str], tuple[str, str]] = {}
        self._showing: set[asyncio.Task[None]] = set()
        self._key = asyncssh.import_private_key(kept("host.ssh", _made))
        self._acceptor: asyncssh.SSHAcceptor | None = None

    @property
    def fingerprint(self) -> str:
        """That of the host's key, as ``ssh`` shows it."""
        return self._key.get_fingerprint()

    async def listen(self, host: str, port: int) -> int:
        """Begin to listen; returns the port, which is drawn where 0 is asked for.

        Raises:
            OSError: If that cannot be.
        """
        self._acceptor = await asyncssh.create_server(
            lambda: _Visitor(self),
            host,
            port,
            server_host_keys=[self._key],
            server_version="Tabletop",
            encoding=None,
            line_editor=False,
            login_timeout=LOGIN_SECONDS,
            keepalive_interval=ALIVE_EVERY,
            keepalive_count_max=ALIVE_MISSED,
            public_key_auth=False,
            host_based_auth=False,
            gss_host=None,
            agent_forwarding=False,
            x11_forwarding=False,
            allow_scp=False,
            sftp_factory=None,
        )
        return self._acceptor.get_port()

    async def close(self, *, for_good: bool = False) -> None:
        """Listen no more, and let everybody go.

        Args:
            for_good: Whether somebody ends the host on purpose: every guest is told so.
        """
        self.for_good = self.for_good or for_good
        for task in tuple(self._showing):
            task.cancel()
        await asyncio.gather(*self._showing, return_exceptions=True)
        if self._acceptor is not None:
            self._acceptor.close()
            await self._acceptor.wait_closed()

    def seat(self, table: Reception, place: Place, whose: tuple[str, str]) -> tuple[str, str]:
        """A seat and its ticket: the one that this visitor lost, or the first that is free."""
        lost = self._left.pop((table, _name(place), *whose), None)
        return lost if lost is not None else table.reserve(place)

    def keep(self, table: Reception, guest: Guest, whose: tuple[str, str]) -> None:
        """A line was lost: the seat waits for whoever comes back from there.

        Several people may come from one address, so its anonymous answers are shown to none.
        """
        table.let_rest(guest.seat)
        self._left[(table, _name(guest.place), *whose)] = (guest.seat, guest.ticket)

    def begin(self, showing: Awaitable[None]) -> None:
        """Have something done until it is over or the listener closes."""
        task = asyncio.ensure_future(showing)
        self._showing.add(task)
        task.add_done_callback(self._showing.discard)


class _Opened(NamedTuple):
    """What a visitor's code has opened."""

    table: Reception
    place: Place
    code: str
    username: str


class _Visitor(asyncssh.SSHServer):
    """One connection: its code, and its one screen."""

    def __init__(self, listener: SshListener) -> None:
        self._listener = listener
        self._conn: asyncssh.SSHServerConnection | None = None
        self._peer = ""
        self._told: Phrase | None = None
        self._opened: _Opened | None = None
        self._counted = False

    def connection_made(self, conn: asyncssh.SSHServerConnection) -> None:
        self._conn = conn
        self._peer = str(conn.get_extra_info("peername")[0])
        if self._listener.strangers >= STRANGERS:
            conn.abort()
            return
        self._listener.strangers += 1
        self._counted = True

    def connection_lost(self, exc: Exception | None) -> None:
        if self._counted:
            self._listener.strangers -= 1

    def begin_auth(self, username: str) -> bool:
        return True

    def password_auth_supported(self) -> bool:
        return True

    def validate_password(self, username: str, password: str) -> bool:
        return self._knock(username, password)

    def kbdint_auth_supported(self) -> bool:
        return True

    def get_kbdint_challenge(
        self, username: str, lang: str, submethods: str
    ) -> tuple[str, str, str, list[tuple[str, bool]]]:
        said = "" if self._told is None else _both(self._told)
        return "", said, "", [(f"{_both(phrase('Code on your card'))}: ", False)]

    def validate_kbdint_response(self, username: str, responses: Sequence[str]) -> bool:
        return len(responses) == 1 and self._knock(username, responses[0])

    def _knock(self, username: str, code: str) -> bool:
        try:
            table = self._listener.server.table_of(code)
            place = table.door.open(code, self._peer)
        except Refused as refused:
            self._told = refused.phrase
            return False
        self._opened = _Opened(table, place, code, username)
        return True

    def session_requested(self) -> asyncssh.SSHServerSession[bytes] | bool:
        opened, self._opened = self._opened, None  # One screen for a connection.
        if opened is None:
            return False
        return _Sitting(self._listener, opened, self._peer)


class _Sitting(asyncssh.SSHServerSession[bytes]):
    """The one channel of a connection, with a screen behind it."""

    def __init__(self, listener: SshListener, opened: _Opened, peer: str) -> None:
        self._listener = listener
        self._table, self._place, self._code = opened.table, opened.place, opened.code
        self._whose = (opened.username, peer)
        self._size: tuple[int, int] | None = None
        self._terminal = ""
        self._screen: Screen | None = None
        self._writable = asyncio.Event()
        self._writable.set()
        self._lost = asyncio.Event()
        self._early = bytearray()

    def connection_made(self, chan: asyncssh.SSHServerChannel[bytes]) -> None:
        self._chan = chan

    def pty_requested(
        self,
        term_type: str,
        term_size: tuple[int, int, int, int],
        term_modes: Mapping[int, int],
    ) -> bool:
        self._terminal, self._size = _kind(term_type), _bounded(*term_size[:2])
        return True

    def shell_requested(self) -> bool:
        return True

    def session_started(self) -> None:
        self._listener.begin(self._show())

    def data_received(self, data: bytes, datatype: int | None) -> None:
        if self._screen is not None:
            self._screen.feed(data)
        elif len(self._early) < 1024:
            self._early += data

    def eof_received(self) -> bool:
        if self._size is None and self._screen is not None:
            self._screen.feed(b"")
        return True

    def terminal_size_changed(self, width: int, height: int, pixwidth: int, pixheight: int) -> None:
        self._size = _bounded(width, height)
        if self._screen is not None:
            self._screen.resize(*self._size)

    def pause_writing(self) -> None:
        self._writable.clear()

    def resume_writing(self) -> None:
        self._writable.set()

    def connection_lost(self, exc: Exception | None) -> None:
        self._lost.set()
        self._writable.set()

    async def _show(self) -> None:
        listener = self._listener
        if listener.screens >= SCREENS:
            full = phrase("There is no room for another screen here; ask the facilitator.")
            self._end(_both(full), 1)
            return
        listener.screens += 1
        seat, ticket = listener.seat(self._table, self._place, self._whose)
        guest = Guest(
            self._place,
            self._code,
            seat,
            ticket,
            _language(self._chan.get_environment(), listener.language),
            self._size,
            self._terminal,
        )
        try:
            await self._sit(guest)
        finally:
            listener.screens -= 1
            self._table.release(seat)

    async def _sit(self, guest: Guest) -> None:
        waiting = phrase("Your screen is being made ready …").into(guest.language)
        self._chan.write(f"{waiting}\r\n".encode())
        try:
            screen = await self._listener.make(guest)
        except (OSError, TabletopError):
            self._end(phrase("The screen could not be started.").into(guest.language), 1)
            return
        self._screen = screen
        if self._size is not None and self._size != guest.size:
            screen.resize(*self._size)
        if self._early:
            screen.feed(bytes(self._early))
        showing = asyncio.ensure_future(screen.show(self._put))
        gone = asyncio.ensure_future(self._lost.wait())
        try:
            await asyncio.wait({showing, gone}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            left = showing.done() and not self._lost.is_set()
            screen.close()
            gone.cancel()
            said = (await asyncio.gather(showing, gone, return_exceptions=True))[0]
            if self._lost.is_set():
                self._listener.keep(self._table, guest, self._whose)
            if self._listener.for_good and not left:
                self._end(HOST_ENDED.into(guest.language), 0)
            else:
                self._end(said if left and isinstance(said, str) else "", 0 if left else 1)

    async def _put(self, shown: bytes) -> None:
        await self._writable.wait()
        if not self._lost.is_set():
            self._chan.write(shown)

    def _end(self, said: str, status: int) -> None:
        with suppress(OSError):
            if self._size is not None:
                self._chan.write(_RESTORE)
            if said:
                self._chan.write(f"{said}\r\n".encode())
            self._chan.exit(status)


def _made() -> bytes:
    key: bytes = asyncssh.generate_private_key("ssh-ed25519").export_private_key()
    return key


def _name(place: Place) -> str:
    return place.agency or place.role


def _both(text: Phrase) -> str:
    """A sentence to somebody whose language is not known yet."""
    return " / ".join(dict.fromkeys(text.into(language) for language in LANGUAGES))


def _kind(term_type: str) -> str:
    """The kind of a terminal; what cannot be one is none."""
    return term_type if re.fullmatch(r"[A-Za-z0-9._+-]{1,40}", term_type) else ""


def _bounded(columns: int, rows: int) -> tuple[int, int]:
    """A terminal's size: what is absurd makes no absurd screen."""
    return min(max(columns, 20), 500), min(max(rows, 8), 200)


def _language(environment: Mapping[str, str], otherwise: str) -> str:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if (wanted := environment.get(name, "")[:2].lower()) in LANGUAGES:
            return wanted
    return otherwise
