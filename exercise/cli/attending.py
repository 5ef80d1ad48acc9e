"""Being somewhere in a live session: the connection, and the screen or the lines on it."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from exercise.errors import RecordError, RequestError
from exercise.session.door import COMMANDS

if TYPE_CHECKING:
    from exercise.session.client import Client
    from exercise.session.remote import Invitation
    from exercise.session.session import Session

__all__ = ["attend", "control_here", "take_part"]

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
    if not (plain or as_json) and not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise RequestError("This needs a terminal; without one use --plain or --json.")
    try:
        asyncio.run(_attend(name, address, code, plain=plain, as_json=as_json, language=language))
    except KeyboardInterrupt:
        sys.exit(130)


async def _attend(
    name: str, address: str, code: str, *, plain: bool, as_json: bool, language: str
) -> None:
    from exercise.session.address import Address
    from exercise.session.remote import Invitation

    invitation = Invitation(Address.parse(address), code, ROLES[name])
    await take_part(invitation, plain=plain, as_json=as_json, language=language)


async def take_part(
    invitation: Invitation,
    *,
    plain: bool,
    as_json: bool = False,
    language: str,
) -> None:
    """Knock, be let in, and take part until the person leaves.

    Args:
        invitation: What gets in.
        plain: Whether by lines instead of a screen.
        as_json: Whether by lines for a program.
        language: The reader's.
    """
    from exercise.session.client import SeatClient
    from exercise.session.remote import Remote
    from exercise.session.staff import StaffClient

    try:
        transport = await Remote.knock(invitation)
    except ConnectionError:
        raise RecordError(
            "Nobody answers at {address}. Is the host running, and this computer in its network?",
            address=str(invitation.address),
        ) from None
    role = str(invitation.welcome.get("role"))
    made: Callable[..., Client[Any]] = SeatClient if role in ("seat", "observe") else StaffClient
    client = made(transport, reconnect=lambda: Remote.knock(invitation))
    try:
        if plain or as_json:
            from exercise.cli.plain import take_part_plainly

            await take_part_plainly(client, role, language=language, as_json=as_json)
        else:
            await client.ready()
            await _on_a_screen(client, role, language)
    finally:
        await client.close()
    if client.gone is not None:
        raise client.gone


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


async def control_here(session: Session, language: str, *, plain: bool = False) -> None:
    """Control in the host's own process: its screen, or its lines."""
    from exercise.session.inprocess import InProcess
    from exercise.session.staff import StaffClient

    client = StaffClient(await InProcess.attend(session, "control", "control/1"))
    try:
        if plain:
            from exercise.cli.plain import take_part_plainly

            await take_part_plainly(client, "control", language=language, as_json=False)
        else:
            from exercise.tui import run_control

            await client.ready()
            await run_control(client, language=language, hosting=True)
    finally:
        await client.close()
