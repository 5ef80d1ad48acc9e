"""Texts that staff deal with: those to be coded, and what reached desks that a post speaks for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from exercise.setup import Setup
from exercise.state.items import Item, Sending
from exercise.state.state import State
from exercise.views.control import PrintedText
from exercise.views.msel import said

__all__ = ["claimed", "to_code"]


def to_code(by_people: Iterable[Sending]) -> Iterator[PrintedText]:
    """What people wrote without stating which facts it passes on."""
    for one in by_people:
        texty = one.body.intent in ("inform", "request") and one.body.text
        if texty and not one.facts and one.coded_at is None:
            yield PrintedText(
                one.id,
                one.sent_at,
                one.sender,
                one.body.to,
                one.body.intent,
                one.body.subject,
                one.body.text,
            )


def claimed(state: State, setup: Setup, role: str) -> Iterator[PrintedText]:
    """What has reached the desks that this post speaks for."""
    for agency, seats in state.script.seats.items():
        if f"{agency}/{role}" in seats:
            for item in state.traffic.inbox_of(agency):
                yield _printed(state, setup, item)


def _printed(state: State, setup: Setup, item: Item) -> PrintedText:
    sender, intent, relay_to = item.sender or "", "inject", ""
    subject, text = said(state, setup, item.inject or "")
    if item.message is not None:
        body = state.traffic.sendings[item.message].body
        intent, subject, text = body.intent, body.subject, body.text
        relay_to = "" if item.final else body.to
    return PrintedText(
        item.message or item.id,
        item.delivered_at,
        sender,
        item.agency,
        intent,
        subject,
        text,
        item.id,
        item.known_at,
        relay_to,
        item.relayed_at,
        tuple(item.facts.items()),
    )
