"""The screen of somebody who came by ssh: a program of its own, joined to the host by two pipes.

Its first line of input says who it is for (``Invited`` as JSON), so that no code stands in a
command line or an environment. It is started by :mod:`exercise.cli.guests` and by nobody else.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import dataclass

__all__ = ["Invited", "main"]


@dataclass(frozen=True, slots=True)
class Invited:
    """What a guest's screen has to know.

    Attributes:
        address: Where the session is.
        code: The guest's code.
        seat: The seat that is kept.
        ticket: What it is taken with.
        language: The language to begin with.
        screen: Whether there is a terminal; otherwise it goes line by line.
    """

    address: str
    code: str
    seat: str
    ticket: str
    language: str
    screen: bool


def main() -> None:
    """Take part until the guest leaves or the pipe ends."""
    import asyncio

    from agencies.text import plain
    from exercise.cli.attending import take_part
    from exercise.errors import TabletopError
    from exercise.session.address import Address
    from exercise.session.remote import Invitation

    asked = Invited(**json.loads(_first_line()))
    invitation = Invitation(
        Address.parse(asked.address),
        asked.code,
        welcome={"seat": asked.seat, "ticket": asked.ticket},
    )
    try:
        asyncio.run(take_part(invitation, plain=not asked.screen, language=asked.language))
    except TabletopError as error:
        print(plain(error.into(asked.language)).replace("\n", " "), file=sys.stderr)
        sys.exit(1)


def _first_line() -> bytes:
    """One line and not a byte more: what follows is for the screen."""
    line = bytearray()
    while not line.endswith(b"\n") and (byte := os.read(0, 1)):
        line += byte
    return bytes(line)


if __name__ == "__main__":
    main()
