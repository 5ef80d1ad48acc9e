"""Opaque names: what a desk calls the items, messages and facts that it has been shown.

Causal ids give the script away, and a fact's own id may say that it is a rumour. So every desk gets
its own names, which follow from a key of the session and are the same after a restart. Only what a
desk has been shown can be named by it.
"""

from __future__ import annotations

import hmac
from hashlib import sha256

from agencies.language import Phrase, phrase
from exercise.errors import Refused

__all__ = ["Aliases"]

_DIGITS = 12


class Aliases:
    """The names of one session, both ways."""

    def __init__(self, key: str) -> None:
        self._key = key.encode()
        self._made: dict[tuple[str, str], str] = {}
        self._shown: dict[str, dict[str, tuple[str, str]]] = {}

    def show(self, agency: str, noun: str, name: str) -> str:
        """The alias under which a desk is shown something; from now on it may name it.

        Args:
            agency: The desk.
            noun: item, message, fact, decision or request: what it is.
            name: The causal id, or a fact's id in the pack.
        """
        alias = self.name(agency, name)
        self._shown.setdefault(agency, {})[alias] = (noun, name)
        return alias

    def name(self, agency: str, name: str) -> str:
        """The alias that a desk would be shown, without allowing it to name the thing."""
        alias = self._made.get((agency, name))
        if alias is None:
            message = f"{agency}\n{name}".encode()
            alias = hmac.new(self._key, message, sha256).hexdigest()[:_DIGITS]
            self._made[agency, name] = alias
        return alias

    def find(self, agency: str, noun: str, alias: str) -> str:
        """What a desk means by an alias.

        Raises:
            Refused: If nothing of that kind was ever shown to it under this name.
        """
        shown = self._shown.get(agency, {}).get(alias)
        if shown is None or shown[0] != noun:
            raise Refused(_unknown(noun))
        return shown[1]


def _unknown(noun: str) -> Phrase:
    match noun:
        case "item":
            return phrase("There is no such item on this desk.")
        case "fact":
            return phrase("This desk knows of no such fact.")
        case _:
            return phrase("This desk knows of no such thing.")
