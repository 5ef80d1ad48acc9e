"""The door of a live session: what a join code opens, and who has knocked too often.

Codes follow from a secret of this computer and the session's own key, so they are the same after a
restart and are written down nowhere; a code that is revoked is followed by the next in its line.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from exercise.errors import Refused

__all__ = ["COMMANDS", "ROLES", "Door", "Failures", "Place"]

ROLES = ("control", "simcell", "collector", "evaluate", "observe")
"""What there is a code for, beside each desk."""

COMMANDS = {
    "seat": "join",
    "control": "control",
    "simcell": "simcell",
    "collector": "collect",
    "evaluate": "evaluate",
    "observe": "observe",
}
"""The command that takes each place."""

_ALPHABET = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
"""Letters and digits that are not taken for each other when they are read out or written down."""
_LENGTH = 10
"""Characters of a code: 49 bits."""
_PATIENCE = 5
"""Wrong codes from one address before it has to wait."""
_LONGEST_WAIT = 60.0


Failures = dict[str, tuple[int, float]]
"""Addresses that wrong codes came from: how many, and when the last did."""


@dataclass(frozen=True, slots=True)
class Place:
    """What a code opens: a desk's seat, or a post of the staff."""

    role: str
    agency: str | None = None

    @property
    def name(self) -> str:
        """Its name among the codes: the role, or ``seat`` and the agency."""
        return self.role if self.agency is None else f"seat {self.agency}"


class Door:
    """Knows the codes of one session.

    Args:
        secret: This computer's secret.
        key: The session's own.
        agencies: The desks that people may sit at.
        turns: How often each code was revoked, by role or agency.
        clock: Seconds of a steady clock.
        failures: Shared by the doors of one address, so that a guesser at one waits at all.
    """

    def __init__(
        self,
        secret: bytes,
        key: str,
        agencies: Sequence[str],
        *,
        turns: Mapping[str, int] | None = None,
        clock: Callable[[], float],
        failures: Failures | None = None,
    ) -> None:
        self._secret = hmac.new(secret, f"session\n{key}".encode(), sha256).digest()
        self._places = {role: Place(role) for role in ROLES}
        self._places |= {f"seat {agency}": Place("seat", agency) for agency in agencies}
        self._turns = dict(turns or {})
        self._clock = clock
        self._failed: Failures = {} if failures is None else failures

    @property
    def turns(self) -> Mapping[str, int]:
        """How often each code was revoked."""
        return self._turns

    @property
    def codes(self) -> dict[str, str]:
        """Every code by role; those of desks by agency, with ``seat`` before it."""
        return {name: self._code(name) for name in self._places}

    def revoke(self, name: str) -> str:
        """Let a code open nothing any more; returns the one that does instead.

        Raises:
            Refused: If there is no such place.
        """
        if name not in self._places:
            raise Refused("There is no code for '{place}'.", place=name)
        self._turns[name] = self._turns.get(name, 0) + 1
        return self._code(name)

    def open(self, code: str, peer: str) -> Place:
        """What a code opens.

        Args:
            code: As it was typed.
            peer: The address that it came from.

        Raises:
            Refused: If it opens nothing, or if too many wrong ones came from there.
        """
        failures, since = self._failed.get(peer, (0, 0.0))
        wait = min(_LONGEST_WAIT, 2.0 ** (failures - _PATIENCE)) if failures >= _PATIENCE else 0.0
        if self._clock() < since + wait:
            raise Refused("Too many wrong codes from here; wait a minute and try again.")
        given = _canonical(code)
        found = self._find(given)
        revoked = found is None and self._was_one(given)
        if found is None:
            self._failed[peer] = (failures + 1, self._clock())
            if revoked:
                raise Refused("This code was revoked; ask the exercise control for the new one.")
            raise Refused("This code opens nothing here; look at it again.")
        self._failed.pop(peer, None)
        return found

    def ticket(self, seat: str) -> str:
        """What a client shows to come back to the seat that it had."""
        said = f"ticket\n{seat}".encode(errors="replace")
        return hmac.new(self._secret, said, sha256).hexdigest()

    def fits(self, seat: str, ticket: str) -> bool:
        """Whether a ticket is that of a seat."""
        return hmac.compare_digest(self.ticket(seat).encode(), ticket.encode(errors="replace"))

    def knows(self, code: str) -> bool:
        """Whether a code opens something here, or did before it was revoked.

        It lets nobody in and counts nothing: that is :meth:`open`.
        """
        given = _canonical(code)
        return (self._find(given) is not None) | self._was_one(given)

    def _find(self, given: bytes) -> Place | None:
        found = None
        for name, place in self._places.items():  # All of them, so that time tells nothing.
            if hmac.compare_digest(_canonical(self._code(name)), given):
                found = place
        return found

    def _was_one(self, given: bytes) -> bool:
        """Whether that was a code before it was revoked."""
        found = False
        for name, turns in self._turns.items():
            for turn in range(turns):
                found |= hmac.compare_digest(_canonical(self._code(name, turn)), given)
        return found

    def _code(self, name: str, turn: int | None = None) -> str:
        turn = self._turns.get(name, 0) if turn is None else turn
        number = int.from_bytes(
            hmac.new(self._secret, f"code\n{name}\n{turn}".encode(), sha256).digest()
        )
        letters = []
        for _ in range(_LENGTH):
            number, letter = divmod(number, len(_ALPHABET))
            letters.append(_ALPHABET[letter])
        half = _LENGTH // 2
        return f"{''.join(letters[:half])}-{''.join(letters[half:])}"


def _canonical(code: str) -> bytes:
    """A code as it is compared: however it was typed."""
    return "".join(code.upper().split()).replace("-", "").encode()
