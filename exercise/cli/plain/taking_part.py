"""Taking part line by line, until the input ends, somebody leaves, or the host lets nobody back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from agencies.language import Phrase, phrase
from exercise.cli.plain import showing
from exercise.cli.plain.hand import Hand
from exercise.cli.plain.happening import happening
from exercise.cli.plain.jsonlines import speak
from exercise.cli.plain.lines import Paper, Typed
from exercise.cli.plain.news import news
from exercise.cli.plain.table import STAFF, obey
from exercise.errors import TabletopError
from exercise.session.client import Client
from exercise.views.seat import SeatView
from exercise.views.wording import HOST_ENDED, NO_DUFF, NOTICE, named, one_line, pick

__all__ = ["begin", "take_part_plainly"]


async def take_part_plainly(
    client: Client[Any], role: str, *, language: str, as_json: bool, hosting: bool = False
) -> bool:
    """Take part in a live session through standard input and output.

    Args:
        client: The connection; with ``as_json`` just made, so that no message is missed.
        role: What its code is for: seat, observe, or a post of the staff.
        language: The reader's.
        as_json: Whether a program writes and reads, a JSON object a line.
        hosting: Whether the session ends for everybody when it is left.

    Returns:
        Whether the host is to go on without it: somebody else of control directs.

    Raises:
        BrokenPipeError: If nobody reads what is written any more.
    """
    paper, typed = Paper(), Typed("quit" if hosting else "")
    hand = Hand(client, role, language, paper.write, hosting=hosting)

    def look(_: Any) -> None:
        if paper.torn or client.gone is not None:
            typed.end()

    stop = client.subscribe(look)
    try:
        if as_json:
            await speak(client, role, language, typed, paper.write)
        else:
            await _talk(hand, typed)
    finally:
        stop()
    if paper.torn:
        raise BrokenPipeError
    return hand.goes_on


async def _talk(hand: Hand[Any], typed: Typed) -> None:
    await hand.client.ready()
    stop = begin(hand)
    try:
        async for line in typed:
            if not line.strip():
                continue
            try:
                await obey(hand, line.strip())
            except TabletopError as wrong:
                hand.refuse(wrong)
            if hand.leaving:
                break
        if hand.waiting:
            hand.tell(
                phrase("You leave before {n} of what you asked for was done.", n=hand.waiting)
            )
        hand.leaving = True
    finally:
        stop()


def begin(hand: Hand[Any]) -> Callable[[], None]:
    """Say where one is, then what happens as it happens; returns the way to stop that."""
    _greet(hand)
    return _follow(hand)


def _greet(hand: Hand[Any]) -> None:
    view, language = hand.client.view, hand.language
    hand.write(showing.banner(view.marking, language))
    hand.write(one_line(pick(view.title, language)))
    if hand.role in STAFF:
        hand.tell(phrase("You are {seat}.", seat=one_line(view.seat)))
    if hand.role == "seat":
        desk = named(view.agencies, view.agency, language)
        hand.tell(phrase("You sit at {desk}, seat {seat}.", desk=desk, seat=one_line(view.seat)))
    hand.tell(NOTICE, showing.clock(view.clock))
    _cover(hand)
    if hand.role == "seat" and view.inbox:
        hand.tell(phrase("Items: {n}, unread: {m}.", n=len(view.inbox), m=view.unread))
    hand.tell(phrase("Write 'help' for what can be written here, 'quit' to leave."))


def _cover(hand: Hand[Any]) -> None:
    """A real emergency is told in both languages at once."""
    if hand.covered:
        for line in NO_DUFF:
            hand.write(line)


def _follow(hand: Hand[Any]) -> Callable[[], None]:
    seen = {"view": hand.client.view, "connected": hand.client.connected, "covered": hand.covered}

    def changed(view: Any) -> None:
        was, seen["view"] = seen["view"], view
        for line in _what_happened(was, view, hand):
            hand.write(line)
        if seen["covered"] != hand.covered:
            seen["covered"] = hand.covered
            _cover(hand)
            if not hand.covered:
                hand.tell(phrase("The real emergency is lifted."))
        if seen["connected"] != hand.client.connected:
            seen["connected"] = hand.client.connected
            hand.tell(*_line(hand))

    stop: Callable[[], None] = hand.client.subscribe(changed)
    return stop


def _line(hand: Hand[Any]) -> tuple[Phrase, ...]:
    """Whether the host can be reached, and why not."""
    if hand.client.connected:
        return (phrase("The line to the host is back."),)
    if hand.client.host_ended:
        again = phrase("If it is opened again, you are back by yourself; 'quit' leaves.")
        return HOST_ENDED, again
    return (phrase("The line to the host is gone; it is tried again. You can go on."),)


def _what_happened(before: Any, after: Any, hand: Hand[Any]) -> Iterator[str]:
    if isinstance(after, SeatView):
        return news(before, after, hand.language)
    return happening(before, after, hand)
