"""The host of a live session: its file, its listener, its codes, and when it stops."""

from __future__ import annotations

import asyncio
import gc
import json
import os
import signal
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from agencies.language import words
from agencies.text import plain
from exercise.errors import RequestError

if TYPE_CHECKING:
    from exercise.cli.invitations import Joining, Ssh
    from exercise.cli.streaming import Stream
    from exercise.cli.tables import Table
    from exercise.events import Event
    from exercise.session.address import Address
    from exercise.session.server import Server
    from exercise.session.ssh import SshListener

__all__ = ["Asked", "serve"]


@dataclass(frozen=True, slots=True)
class Asked:
    """What ``host`` was asked for; the fields are its options."""

    pack: str
    path: Path
    bind: str
    seed: int
    cut: str | None
    network: str | None
    profile: str | None
    speed: float
    tls: bool
    open_lan: bool
    ssh_port: int | None
    encrypt: bool
    headless: bool
    plain: bool
    as_json: bool
    cards: Path | None
    sign_in: Path | None
    lang: str
    tables: int | None = None


def serve(asked: Asked) -> None:
    """Host until somebody ends the program or leaves control.

    Raises:
        RequestError: If nothing can listen there, or what was asked for does not fit the file.
        RecordError: If the session file cannot be taken up.
    """
    with suppress(KeyboardInterrupt):
        asyncio.run(_serve(asked))


async def _serve(asked: Asked) -> None:
    from exercise.cli.invitations import Joining, print_pages
    from exercise.cli.tables import close_tables, open_tables
    from exercise.session.server import Server
    from exercise.session.together import together

    played = False
    address, tls = _where(asked)
    tables = await open_tables(asked)
    try:
        together([table.session for table in tables])
        server = Server(*[table.reception for table in tables])
        try:
            address = replace(address, port=await _listen(server, asked, tls))
            async with _by_ssh(server, asked, address) as (ssh, guests):
                joining = Joining(address, tables, ssh)
                for table in tables:
                    table.session.ways_in = joining.ways_in
                print_pages(asked, joining)
                played = True
                try:
                    on_purpose = await _run(asked, joining)
                except asyncio.CancelledError:  # So Ctrl+C comes where signals cannot be handled.
                    await _end(server, guests)
                    raise
                if on_purpose:
                    await _end(server, guests)
        finally:
            await server.close()
    finally:
        await close_tables(tables, played=played)
    if not asked.as_json:
        _say_goodbye(asked, tables)


async def _end(server: Server, guests: SshListener | None) -> None:
    """Tell everybody that this is the end and no lost line, and let them go."""
    if guests is not None:
        await guests.close(for_good=True)
    await server.close(for_good=True)


async def _listen(server: Server, asked: Asked, tls: Any) -> int:
    try:
        return await server.listen(*_bind(asked), tls)
    except (OSError, OverflowError) as error:
        raise _cannot_listen(asked.bind, error) from None


def _cannot_listen(where: str, error: Exception) -> RequestError:
    number = getattr(error, "errno", None) or 0
    said = os.strerror(number) if number > 0 else getattr(error, "strerror", None)
    return RequestError(
        "Nothing can listen at {address}: {reason}", address=where, reason=said or str(error)
    )


@asynccontextmanager
async def _by_ssh(
    server: Server, asked: Asked, address: Address
) -> AsyncIterator[tuple[Ssh | None, SshListener | None]]:
    """Listen for ssh as well, where that was asked for."""
    if asked.ssh_port is None:
        yield None, None
        return
    try:
        from exercise.session.ssh import SshListener
    except ImportError:
        raise RequestError(
            "--ssh needs the extra 'ssh', which is not installed: pip install "
            "'maritime-tabletop[ssh]'"
        ) from None
    from exercise.cli.guests import from_here, screens
    from exercise.cli.invitations import Ssh

    host = _bind(asked)[0]
    listener = SshListener(server, screens(from_here(address, host)), language=asked.lang)
    try:
        port = await listener.listen(host, asked.ssh_port)
    except (OSError, OverflowError) as error:
        raise _cannot_listen(f"{host}:{asked.ssh_port}", error) from None
    try:
        yield Ssh(f"ssh -p {port} desk@{address.host}", listener.fingerprint), listener
    finally:
        await listener.close()


async def _run(asked: Asked, joining: Joining) -> bool:
    """Tell the codes, keep the clocks going, and wait for the end; whether somebody wanted it."""
    # All that was loaded stays: to look through it for garbage would hold up answers.
    gc.collect()
    gc.freeze()
    # The thread that writes the record asks for its turn several times for each commit.
    sys.setswitchinterval(0.0005)
    from exercise.cli.invitations import codes_as_json, tell_codes
    from exercise.cli.streaming import Stream

    stopped = _stopped_by_signal(asked)
    stream = Stream()
    if asked.as_json:
        stream.put(json.dumps(codes_as_json(joining)))
        for table in joining.tables:
            _tell_events(table, stream)
    else:
        tell_codes(asked, joining)
    paces = asyncio.create_task(_keep_going(joining.tables))
    stopping = asyncio.create_task(_until_told_to_stop(asked, joining.tables, stopped))
    try:
        done, _ = await asyncio.wait({paces, stopping}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in (paces, stopping):
            task.cancel()
        ended = await asyncio.gather(paces, stopping, return_exceptions=True)
        stream.close()
    for outcome in ended:
        if isinstance(outcome, Exception):
            raise outcome
    return stopping in done


async def _keep_going(tables: Sequence[Table]) -> None:
    await asyncio.gather(*[table.session.run() for table in tables])


def _tell_events(table: Table, stream: Stream) -> None:
    """What got on record since this host began, and what does from now on, each a line."""
    from exercise.events import event_to

    at_table = {"table": table.number} if table.number else {}

    def tell(events: Sequence[Event]) -> None:
        for event in events:
            stream.put(json.dumps({**at_table, **event_to(event)}))

    tell(table.session.events[table.known :])
    table.session.follow(tell)


# -- Address ---------------------------------------------------------------------------------------


def _bind(asked: Asked) -> tuple[str, int]:
    from exercise.session.address import bind_address

    return bind_address(asked.bind)


def _where(asked: Asked) -> tuple[Address, Any]:
    """The address to join at, and what encrypts it: beyond this computer that is not optional."""
    from exercise.session.address import PINNED, Address, is_loopback, own_address
    from exercise.session.certificate import for_host

    host_name, port = _bind(asked)
    shown = own_address(host_name)
    if not asked.tls and (is_loopback(host_name) or asked.open_lan):
        return Address(shown, port), None
    context, fingerprint = for_host()
    return Address(shown, port, fingerprint[:PINNED]), context


# -- The end -------------------------------------------------------------------------------------


def _say_goodbye(asked: Asked, tables: Sequence[Table]) -> None:
    """Where each record is, and what can be done with it next."""
    say = words(asked.lang)
    for table in tables:
        path = plain(str(table.path))
        click.echo(say("Session: {path}", path=path), err=True)
        if table.session.ended:
            click.echo(say("Look closer with: tabletop score {path}", path=path), err=True)
            click.echo(say("Write the report with: tabletop report {path}", path=path), err=True)
    if not all(table.session.ended for table in tables):
        click.echo(say("Not ended yet: the same command goes on where it stood."), err=True)


def _has_screen(asked: Asked) -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty() and not (asked.headless or asked.as_json)


def _stopped_by_signal(asked: Asked) -> asyncio.Event:
    """Set when somebody ends the program; before anybody is told the codes it can be."""
    stopped = asyncio.Event()
    _stop_on("SIGTERM", stopped)
    if not _has_screen(asked) or asked.plain:  # On a screen Ctrl+C is a key.
        _stop_on("SIGINT", stopped)
    return stopped


def _stop_on(name: str, stopped: asyncio.Event) -> None:
    with suppress(NotImplementedError):  # Windows ends with KeyboardInterrupt.
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(getattr(signal, name), stopped.set)


async def _until_told_to_stop(
    asked: Asked, tables: Sequence[Table], stopped: asyncio.Event
) -> None:
    """Until somebody ends the program, or leaves control."""
    if not (_has_screen(asked) or asked.plain):
        await stopped.wait()
        return
    control = asyncio.create_task(_control(asked, tables))
    waiting = asyncio.create_task(stopped.wait())
    try:
        await asyncio.wait({control, waiting}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        waiting.cancel()
        control.cancel()
        ended = await asyncio.gather(control, waiting, return_exceptions=True)
    if isinstance(ended[0], Exception):
        raise ended[0]
    if ended[0] is True and not stopped.is_set():
        _stop_on("SIGINT", stopped)
        _say_that_it_goes_on(asked)
        await stopped.wait()


def _say_that_it_goes_on(asked: Asked) -> None:
    """The screen is gone and the host is not: how to end it, and how to have a screen again."""
    say = words(asked.lang)
    for told in (
        say("The host goes on without a screen; another control directs the exercise."),
        say("Ctrl+C ends the session for everybody. 'tabletop control' has a screen again."),
    ):
        click.echo(told, err=True)


async def _control(asked: Asked, tables: Sequence[Table]) -> bool:
    """Control on this computer, of the one session or of all tables.

    Returns:
        Whether the host is to go on without it.
    """
    from exercise.cli.attending import control_here, control_tables_here

    if tables[0].number:
        return await control_tables_here(tables, asked.lang, plain=asked.plain)
    return await control_here(tables[0].session, asked.lang, plain=asked.plain)
