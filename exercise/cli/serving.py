"""The host of a live session: its file, its listener, its codes, and when it stops."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from agencies.language import words
from agencies.text import plain
from exercise.cli.output import give, write_file
from exercise.errors import RequestError

if TYPE_CHECKING:
    from exercise.events import Event
    from exercise.session.address import Address
    from exercise.session.door import Door
    from exercise.session.server import Server
    from exercise.session.session import Session

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


@dataclass(frozen=True, slots=True)
class Ssh:
    """How to come in by ssh: the command, and the fingerprint that it shows the first time."""

    command: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Joining:
    """Where and how people come in."""

    address: Address
    door: Door
    ssh: Ssh | None


def serve(asked: Asked) -> None:
    """Host until somebody ends the program or leaves control.

    Raises:
        RequestError: If nothing can listen there, or what was asked for does not fit the file.
        RecordError: If the session file cannot be taken up.
    """
    with suppress(KeyboardInterrupt):
        asyncio.run(_serve(asked))


async def _serve(asked: Asked) -> None:
    from exercise.session.server import Server

    played = False
    address, tls = _where(asked)
    session, known = _open(asked)
    try:
        door = _door(session)
        server = Server(session, door)
        try:
            address = replace(address, port=await _listen(server, asked, tls))
            async with _by_ssh(server, asked, address) as ssh:
                joining = Joining(address, door, ssh)
                _print_pages(asked, session, joining)
                played = True
                await _run(asked, session, joining, known)
        finally:
            await server.close()
    finally:
        await session.close()
        if not (played or known):
            asked.path.unlink(missing_ok=True)  # Nothing was played: nothing is left behind.


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
async def _by_ssh(server: Server, asked: Asked, address: Address) -> AsyncIterator[Ssh | None]:
    """Listen for ssh as well, where that was asked for."""
    if asked.ssh_port is None:
        yield None
        return
    try:
        from exercise.session.ssh import SshListener
    except ImportError:
        raise RequestError(
            "--ssh needs the extra 'ssh', which is not installed: pip install "
            "'maritime-tabletop[ssh]'"
        ) from None
    from exercise.cli.guests import from_here, screens

    host = _bind(asked)[0]
    listener = SshListener(server, screens(from_here(address, host)), language=asked.lang)
    try:
        port = await listener.listen(host, asked.ssh_port)
    except (OSError, OverflowError) as error:
        raise _cannot_listen(f"{host}:{asked.ssh_port}", error) from None
    try:
        yield Ssh(f"ssh -p {port} desk@{address.host}", listener.fingerprint)
    finally:
        await listener.close()


async def _run(asked: Asked, session: Session, joining: Joining, known: int) -> None:
    """Tell the codes, keep the clock going, and wait for the end."""
    from exercise.cli.streaming import Stream
    from exercise.events import event_to

    stream = Stream()
    if asked.as_json:
        stream.put(json.dumps(_codes_as_json(joining)))

        def tell(events: Sequence[Event]) -> None:
            for event in events:
                stream.put(json.dumps(event_to(event)))

        tell(session.events[known:])
        session.follow(tell)
    else:
        _tell_codes(asked, joining)
    pace = asyncio.create_task(session.run())
    stopping = asyncio.create_task(_until_told_to_stop(session, asked))
    try:
        await asyncio.wait({pace, stopping}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in (pace, stopping):
            task.cancel()
        ended = await asyncio.gather(pace, stopping, return_exceptions=True)
        stream.close()
    for outcome in ended:
        if isinstance(outcome, Exception):
            raise outcome


# -- Address and file ----------------------------------------------------------------------------


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


def _open(asked: Asked) -> tuple[Session, int]:
    """The session, new or where the file stood, and how much of it was on record before."""
    from exercise.cli.password import new_password, password_of
    from exercise.cli.preparing import prepare
    from exercise.journal.sqlite import open_journal
    from exercise.session.opening import created_of
    from exercise.session.resume import resume, start

    going_on = asked.path.exists()
    setup = None
    if not going_on:
        setup = prepare(
            asked.pack,
            seed=asked.seed,
            skill="reliable",
            cut=asked.cut,
            language=asked.lang,
            network=asked.network,
            profile=asked.profile,
        )
    journal = open_journal(
        asked.path,
        "resume" if going_on else "create",
        password=password_of(asked.path) if going_on else new_password,
        encrypt=asked.encrypt,
    )
    try:
        _check_encryption(asked, encrypted=journal.encrypted)
        known = journal.head.seq
        if setup is not None:
            return start(setup, journal, speed=asked.speed), known
        _check_pack(asked, created_of(list(journal.read(until=1))).pack)
        session = resume(journal)
    except BaseException:
        journal.close()
        raise
    return session, known


def _check_encryption(asked: Asked, *, encrypted: bool) -> None:
    if asked.encrypt and not encrypted:
        raise RequestError(
            "{path} was begun without a password, and stays so; leave out --encrypt.",
            path=plain(asked.path.name),
        )


def _check_pack(asked: Asked, played: str) -> None:
    """A session is taken up by the pack's name or file: another's would be a mistake."""
    from injects.loading import load_pack

    if asked.pack != played:
        pack = load_pack(asked.pack).pack
        if pack is None or pack.id != played:
            raise RequestError(
                "{path} is a session of the pack '{pack}'; name that one, or another file with "
                "--session.",
                path=asked.path.name,
                pack=played,
            )


def _door(session: Session) -> Door:
    import time
    from collections import Counter

    from exercise.events import CodeRevoked
    from exercise.session.door import Door
    from exercise.session.home import secret
    from exercise.session.opening import created_of, setup_of

    created = created_of(session.events)
    desks = setup_of(session.events).pack.play
    turns = Counter(
        event.body.place for event in session.events if isinstance(event.body, CodeRevoked)
    )
    return Door(secret(), created.alias_key, desks, turns=turns, clock=time.monotonic)


# -- Codes ---------------------------------------------------------------------------------------


def _codes(door: Door) -> tuple[dict[str, str], dict[str, str]]:
    """The codes of desks by agency, and those of posts by role."""
    seats = {
        name.removeprefix("seat "): code
        for name, code in door.codes.items()
        if name.startswith("seat ")
    }
    posts = {name: code for name, code in door.codes.items() if not name.startswith("seat ")}
    return seats, posts


def _codes_as_json(joining: Joining) -> dict[str, Any]:
    seats, posts = _codes(joining.door)
    told: dict[str, Any] = {
        "url": str(joining.address),
        "fingerprint": joining.address.fingerprint,
        "codes": {**posts, "seats": seats},
    }
    if joining.ssh is not None:
        told["ssh"] = {"command": joining.ssh.command, "fingerprint": joining.ssh.fingerprint}
    return told


def _tell_codes(asked: Asked, joining: Joining) -> None:
    from exercise.session.door import COMMANDS

    say = words(asked.lang)
    address = joining.address
    seats, posts = _codes(joining.door)
    give(say("Join at: {address}", address=address), None)
    give(say("A desk: {command}", command=f"tabletop join {address} --code CODE"), None)
    if joining.ssh is not None:
        ssh = joining.ssh
        told = say("Without installing: {command}; the password is the code", command=ssh.command)
        give(told, None)
        give(say("Fingerprint of its key: {fingerprint}", fingerprint=ssh.fingerprint), None)
    for name, code in seats.items():
        give(f"  {code}  {plain(name)}", None)
    give(say("Staff and observers:"), None)
    for name, code in posts.items():
        give(f"  {code}  tabletop {COMMANDS[name]}", None)


def _print_pages(asked: Asked, session: Session, joining: Joining) -> None:
    """Write the pages that were asked for; one that is there already and says the same may stay."""
    from exercise.report.cards import Card, cards_page, sign_in_page
    from exercise.session.door import COMMANDS
    from exercise.session.opening import created_of, setup_of
    from exercise.views.desk import texts
    from exercise.views.wording import POSTS

    setup, marking = setup_of(session.events), created_of(session.events).marking
    title = texts(setup.pack.title)
    if asked.cards is not None:
        seats, posts = _codes(joining.door)
        places = [
            Card(texts(setup.network.agencies[name].title), "join", code)
            for name, code in seats.items()
        ]
        places += [
            Card({one: POSTS[name].into(one) for one in ("en", "es")}, COMMANDS[name], code)
            for name, code in posts.items()
        ]
        ssh = None if joining.ssh is None else (joining.ssh.command, joining.ssh.fingerprint)
        address = str(joining.address)
        _page(asked.cards, cards_page(title, address, places, ssh=ssh, marking=marking))
    if asked.sign_in is not None:
        _page(asked.sign_in, sign_in_page(title, marking=marking))


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


# -- The end -------------------------------------------------------------------------------------


async def _until_told_to_stop(session: Session, asked: Asked) -> None:
    """Until somebody ends the program, or leaves control."""
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    screen = sys.stdin.isatty() and sys.stdout.isatty() and not (asked.headless or asked.as_json)
    if not screen or asked.plain:
        for name in ("SIGINT", "SIGTERM"):
            with suppress(NotImplementedError):  # Windows ends with KeyboardInterrupt.
                loop.add_signal_handler(getattr(signal, name), stopped.set)
    if not (screen or asked.plain):
        await stopped.wait()
        return
    from exercise.cli.attending import control_here

    control = asyncio.create_task(control_here(session, asked.lang, plain=asked.plain))
    waiting = asyncio.create_task(stopped.wait())
    try:
        await asyncio.wait({control, waiting}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        waiting.cancel()
        control.cancel()
        ended = await asyncio.gather(control, waiting, return_exceptions=True)
    if isinstance(ended[0], Exception):
        raise ended[0]
