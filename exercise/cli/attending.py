"""Being somewhere in a live session: the connection, and the screen or the lines on it."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Coroutine, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from exercise.errors import RecordError, RequestError
from exercise.session.door import COMMANDS

if TYPE_CHECKING:
    from exercise.cli.tables import Table
    from exercise.session.client import Client
    from exercise.session.remote import Invitation
    from exercise.session.session import Session
    from exercise.session.staff import StaffClient

__all__ = ["attend", "attend_tables", "control_here", "control_tables_here", "take_part"]

Made = TypeVar("Made")

ROLES = {name: role for role, name in COMMANDS.items()}
"""What the code of each command is for."""


def attend(
    name: str, address: str, code: str, *, plain: bool, as_json: bool, language: str
) -> None:
    """Take part until the person leaves.

    Args:
        name: The command: join, control, simcell, collect, evaluate or observe.
        address: Where the session is, as on the card.
        code: The code on the card.
        plain: Whether by lines instead of a screen.
        as_json: Whether by lines for a program.
        language: The reader's.

    Raises:
        RequestError: If the address is none, or the code is for something else.
        RecordError: If nobody answers there.
        Refused: If the host lets nobody in with this code.
    """
    _check_terminal(lines=plain or as_json)
    _run(_attend(name, address, code, plain=plain, as_json=as_json, language=language))


def attend_tables(
    address: str, codes: Sequence[str], *, plain: bool, as_json: bool, language: str
) -> None:
    """Control several parallel tables of one host until the person leaves.

    Args:
        address: Where the host is, as on the cards.
        codes: Control's code at each table, in the order in which they are to be numbered.
        plain: Whether by lines instead of a screen.
        as_json: As in :func:`attend`; there is no such thing for several tables.
        language: The reader's.

    Raises:
        RequestError: If the address is none, or a code is for something else.
        RecordError: If nobody answers there.
        Refused: If the host lets nobody in with one of the codes.
    """
    if as_json:
        raise RequestError("--json is for one table: start a program for each code.")
    _check_terminal(lines=plain)
    _run(_attend_tables(address, codes, plain=plain, language=language))


def _check_terminal(*, lines: bool) -> None:
    if not lines and not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise RequestError("This needs a terminal; without one use --plain or --json.")


def _run(attending: Coroutine[Any, Any, None]) -> None:
    try:
        asyncio.run(attending)
    except KeyboardInterrupt:
        sys.exit(130)


async def _attend_tables(address: str, codes: Sequence[str], *, plain: bool, language: str) -> None:
    from exercise.session.address import Address
    from exercise.session.remote import Invitation
    from exercise.session.staff import StaffClient

    clients: dict[int, StaffClient] = {}
    try:
        for number, code in enumerate(codes, start=1):
            invitation = Invitation(Address.parse(address), code, "control")
            clients[number] = await _knock(StaffClient, invitation)
        await _control_tables(clients, language, plain=plain)
    finally:
        for client in clients.values():
            await client.close()


async def _attend(
    name: str, address: str, code: str, *, plain: bool, as_json: bool, language: str
) -> None:
    from exercise.session.address import Address
    from exercise.session.keeping import lost_seats
    from exercise.session.remote import Invitation

    where = Address.parse(address)
    lost = lost_seats(str(where), code) if ROLES[name] == "seat" else []
    invitation = Invitation(where, code, ROLES[name], lost=lost)
    await take_part(invitation, plain=plain, as_json=as_json, language=language, keep=True)


async def take_part(
    invitation: Invitation,
    *,
    plain: bool,
    as_json: bool = False,
    language: str,
    keep: bool = False,
) -> None:
    """Knock, be let in, and take part until the person leaves.

    Args:
        invitation: What gets in.
        plain: Whether by lines instead of a screen.
        as_json: Whether by lines for a program.
        language: The reader's.
        keep: Whether a seat at a desk is kept for whoever joins here again after a crash.
    """
    from exercise.session.client import SeatClient
    from exercise.session.keeping import KeptSeat
    from exercise.session.staff import StaffClient

    def made(transport: Any, **options: Any) -> Client[Any]:
        role = invitation.welcome.get("role")
        kind = SeatClient if role in ("seat", "observe") else StaffClient
        return kind(transport, **options)

    client = await _knock(made, invitation)
    role = str(invitation.welcome.get("role"))
    kept = None
    if keep and role == "seat":
        ticket = (str(invitation.welcome.get("seat")), str(invitation.welcome.get("ticket")))
        kept = KeptSeat(str(invitation.address), invitation.code, ticket)
    try:
        if plain or as_json:
            from exercise.cli.plain import take_part_plainly

            await take_part_plainly(client, role, language=language, as_json=as_json)
        else:
            await client.ready()
            await _on_a_screen(client, role, language)
    finally:
        left = client.connected or client.gone is not None
        await client.close()
        if kept is not None:
            kept.close(left=left)
    if client.gone is not None:
        raise client.gone


async def _knock(made: Callable[..., Made], invitation: Invitation) -> Made:
    """A client that is let in, and comes back by itself."""
    from exercise.session.remote import Remote

    try:
        transport = await Remote.knock(invitation)
    except ConnectionError:
        raise RecordError(
            "Nobody answers at {address}. Is the host running, and this computer in its network?",
            address=str(invitation.address),
        ) from None
    return made(transport, reconnect=lambda: Remote.knock(invitation))


async def _on_a_screen(client: Any, role: str, language: str) -> None:
    if role == "seat":
        from exercise.tui import run_trainee

        await run_trainee(client, language=language)
    elif role == "observe":
        from exercise.tui import run_observer

        await run_observer(client, language=language)
    else:
        from exercise.tui import run_control

        await run_control(client, language=language)


async def control_here(session: Session, language: str, *, plain: bool = False) -> bool:
    """Control in the host's own process: its screen, or its lines.

    Returns:
        Whether the host is to go on without it: somebody else of control directs.
    """
    from exercise.session.inprocess import InProcess
    from exercise.session.staff import StaffClient

    client = StaffClient(await InProcess.attend(session, "control", "control/1"))
    try:
        if plain:
            from exercise.cli.plain import take_part_plainly

            return await take_part_plainly(
                client, "control", language=language, as_json=False, hosting=True
            )
        from exercise.tui import run_control

        await client.ready()
        return await run_control(client, language=language, hosting=True)
    finally:
        await client.close()


async def control_tables_here(tables: Sequence[Table], language: str, *, plain: bool) -> bool:
    """Control of all tables in the host's own process: one screen, or lines.

    Returns:
        Whether the host is to go on without it: somebody else of control directs at all tables.
    """
    from exercise.session.inprocess import InProcess
    from exercise.session.staff import StaffClient

    clients: dict[int, StaffClient] = {}
    try:
        for table in tables:
            transport = await InProcess.attend(table.session, "control", "control/1")
            clients[table.number] = StaffClient(transport)
        return await _control_tables(clients, language, plain=plain, hosting=True)
    finally:
        for client in clients.values():
            await client.close()


async def _control_tables(
    clients: dict[int, StaffClient], language: str, *, plain: bool, hosting: bool = False
) -> bool:
    if plain:
        from exercise.cli.plain.tables import control_tables_plainly

        return await control_tables_plainly(clients, language, hosting=hosting)
    from exercise.tui import run_tables

    for client in clients.values():
        await client.ready()
    return await run_tables(clients, language, hosting=hosting)
