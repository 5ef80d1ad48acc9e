"""Join codes: the same after a restart, each for its own place, and hard to guess."""

from __future__ import annotations

import pytest

from exercise.errors import Refused, RequestError
from exercise.session.address import Address, bind_address, is_loopback
from exercise.session.door import Door, Place
from live import Clock

DESKS = ("port", "csirt")


def a_door(secret: bytes = b"one", key: str = "k", **turns: int) -> Door:
    return Door(secret, key, DESKS, turns=turns, clock=Clock())


def test_codes_are_the_same_after_a_restart_and_differ_from_all_others() -> None:
    codes = a_door().codes
    assert codes == a_door().codes
    assert len(set(codes.values())) == len(codes) == 7
    assert not set(codes.values()) & set(a_door(key="other").codes.values())
    assert not set(codes.values()) & set(a_door(b"two").codes.values())


def test_a_code_opens_however_it_is_typed() -> None:
    door = a_door()
    code = door.codes["seat csirt"]
    for typed in (code, code.lower(), code.replace("-", ""), f" {code.replace('-', ' ')} "):
        assert door.open(typed, "10.0.0.7") == Place("seat", "csirt")


def test_a_revoked_code_is_followed_by_another() -> None:
    door = a_door()
    old = door.codes["control"]
    new = door.revoke("control")
    assert door.open(new, "a") == Place("control")
    with pytest.raises(Refused):
        door.open(old, "a")
    assert a_door(**door.turns).codes == door.codes


def test_one_guesser_waits_and_nobody_else_does() -> None:
    door = a_door()
    for _ in range(5):
        with pytest.raises(Refused):
            door.open("nonsense", "10.0.0.66")
    with pytest.raises(Refused, match="Too many"):
        door.open(door.codes["control"], "10.0.0.66")
    assert door.open(door.codes["control"], "10.0.0.7") == Place("control")


def test_a_ticket_fits_its_own_seat() -> None:
    door = a_door()
    assert door.fits("port/1", door.ticket("port/1"))
    assert not door.fits("port/2", door.ticket("port/1"))
    assert not door.fits("port/1", "ñandú")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ws://10.0.0.5:9000", Address("10.0.0.5", 9000)),
        ("10.0.0.5", Address("10.0.0.5", 8765)),
        ("wss://host:1#" + "AB" * 16, Address("host", 1, "ab" * 16)),
        ("[::1]:9000", Address("::1", 9000)),
    ],
)
def test_an_address_is_read_as_it_was_typed(typed: str, meant: Address) -> None:
    assert Address.parse(typed) == meant
    assert Address.parse(str(meant)) == meant


@pytest.mark.parametrize("typed", ["", "http://x", "ws://", "wss://x:1", "wss://x:1#zz", "x:99999"])
def test_what_is_no_address_is_refused_in_one_sentence(typed: str) -> None:
    with pytest.raises(RequestError):
        Address.parse(typed)


def test_where_to_listen() -> None:
    assert bind_address("0.0.0.0:1") == ("0.0.0.0", 1)
    assert bind_address(":0") == ("127.0.0.1", 0)
    assert is_loopback("127.0.0.1")
    assert is_loopback("localhost")
    assert not is_loopback("0.0.0.0")
