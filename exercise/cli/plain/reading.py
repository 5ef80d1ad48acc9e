"""What can be read at a desk, or as an observer."""

from __future__ import annotations

from agencies.language import phrase
from exercise import commands as ask
from exercise.cli.plain import showing
from exercise.cli.plain.command import Command, Line
from exercise.cli.plain.hand import Hand
from exercise.cli.plain.naming import find, nth
from exercise.session.api import RouteQuery
from exercise.session.client import SeatClient
from exercise.views.seat import BoardFact, InboxItem, SeatView
from exercise.views.wording import (
    BASES,
    WARNINGS,
    channel,
    clock_time,
    duration,
    label,
    named,
    one_line,
    pick,
    story_time,
    title_of,
)

__all__ = ["AGENCY", "READING", "Desk", "opened", "the_item"]

Desk = Hand[SeatClient]

AGENCY = phrase("agency")
ITEM = phrase("item")


def view_of(desk: Desk) -> SeatView:
    """The picture as it is now."""
    return desk.client.view


def the_item(desk: Desk, typed: str) -> InboxItem:
    """The item of that number.

    Raises:
        RequestError: If there is none.
    """
    found: InboxItem = nth(view_of(desk).inbox, typed, ITEM)
    return found


async def opened(desk: Desk, typed: str) -> InboxItem:
    """The item of that number, opened now if it was not."""
    item = the_item(desk, typed)
    if item.opened_at is None and view_of(desk).clock.phase != "ended":
        await desk.put(desk.client.submit(ask.OpenItem(item.id)))
    return the_item(desk, typed)


async def _inbox(desk: Desk, _: Line) -> None:
    view = view_of(desk)
    if not view.inbox:
        desk.tell(phrase("Nothing has arrived yet."))
    for number, item in enumerate(view.inbox, 1):
        desk.write(showing.item(number, item, view, desk.language))


async def _read(desk: Desk, line: Line) -> None:
    item = await opened(desk, line.about)
    view, language = view_of(desk), desk.language
    desk.write(showing.banner(view.marking, language))
    desk.write(showing.item(view.inbox.index(item) + 1, item, view, language))
    if item.opened_at is None:
        return
    desk.quote(pick(item.body, language))
    for text in showing.facts(item.facts, view, language):
        desk.write(text)
    if item.asks:
        kinds = ", ".join(named(view.fact_kinds, kind, language) for kind in item.asks)
        desk.tell(phrase("You are asked about: {kinds}.", kinds=kinds))
    if item.action is not None:
        action = named(view.actions, item.action, language)
        aimed = ", ".join(title_of(view, target, language) for target in item.targets)
        desk.tell(phrase("You are asked to: {action} {targets}", action=action, targets=aimed))


async def _board(desk: Desk, _: Line) -> None:
    view, language = view_of(desk), desk.language
    for place in view.places:
        title = one_line(pick(place.title, language))
        desk.tell(phrase("{place}: security level {n}", place=title, n=place.level))
    if view.agency and not view.board:
        desk.tell(phrase("Your desk knows no facts yet."))
    for number, fact in enumerate(view.board, 1):
        desk.write(showing.fact(number, fact, language))


async def _fact(desk: Desk, line: Line) -> None:
    view = view_of(desk)
    fact: BoardFact = nth(view.board, line.about, phrase("fact"))
    desk.write(showing.fact(view.board.index(fact) + 1, fact, desk.language))
    desk.quote(pick(fact.detail, desk.language))


async def _contacts(desk: Desk, _: Line) -> None:
    view, language = view_of(desk), desk.language
    for contact in await desk.client.contacts():
        text = showing.route(contact.route, view, language).into(language)
        if contact.together:
            text += f" [{phrase('in one place with you').into(language)}]"
        desk.write(f"{one_line(contact.agency)}: {text}")


async def _route(desk: Desk, line: Line) -> None:
    view, language = view_of(desk), desk.language
    to = find(view.agencies, line.about, AGENCY)
    via = find(view.channels, line["via"], phrase("channel")) if line["via"] else None
    found = await desk.client.route(RouteQuery(to, via))
    desk.tell(showing.route(found, view, language))
    for warning in found.warnings:
        desk.tell(phrase("Beware: {warning}.", warning=label(WARNINGS, warning, language)))
    contact = next((one for one in await desk.client.contacts() if one.agency == to), None)
    for way in contact.channels if contact is not None else ():
        up = phrase("works") if way.up else phrase("down")
        desk.tell(
            phrase(
                "Direct, by {channel}: about {time}, {hours}, {basis}, {state}",
                channel=channel(view, way.channel, language),
                time=duration(way.seconds),
                hours=one_line(way.hours, 40).replace("00:00-24:00", "24/7") or "24/7",
                basis=label(BASES, way.basis, language),
                state=up if way.open_now else phrase("closed now"),
            )
        )


async def _documents(desk: Desk, line: Line) -> None:
    if line.about:
        return await _document(desk, line)
    view = view_of(desk)
    if not view.documents:
        desk.tell(phrase("There are no documents on this desk."))
    for number, one in enumerate(view.documents, 1):
        desk.write(f"{number}. {one_line(pick(one.title, desk.language))}")
    return None


async def _document(desk: Desk, line: Line) -> None:
    view = view_of(desk)
    one = nth(view.documents, line.about, phrase("document"))
    desk.write(showing.banner(view.marking, desk.language))
    desk.write(one_line(pick(one.title, desk.language)))
    desk.quote(pick(one.text, desk.language))


async def _questions(desk: Desk, _: Line) -> None:
    view = view_of(desk)
    if not view.questions:
        desk.tell(phrase("No question has been put yet."))
    for number, one in enumerate(view.questions, 1):
        desk.write(f"{number}. {one_line(pick(one.ask, desk.language), 600)}")
        for line in showing.options(one, desk.language):
            desk.write(line)
        if one.answer is not None:
            given = showing.answer(one.answer, one.options, desk.language)
            desk.tell(phrase("Your answer: {answer}", answer=given))
        elif one.closed:
            desk.tell(phrase("It is closed."))
        for line in showing.results(one, view, desk.language):
            desk.write(line)


async def _drafts(desk: Desk, _: Line) -> None:
    view = view_of(desk)
    if not view.drafts:
        desk.tell(phrase("Nobody else at your desk is writing."))
    for one in view.drafts:
        desk.write(showing.draft(one, view, desk.language))
        desk.quote(one.text or "–")


async def _requests(desk: Desk, _: Line) -> None:
    view = view_of(desk)
    if not view.requests:
        desk.tell(phrase("You have asked control for nothing yet."))
    for number, one in enumerate(view.requests, 1):
        desk.write(f"{number}. {clock_time(one.at)} {one_line(one.text)}")
        if one.answer is not None:
            desk.tell(phrase("Control answers: {answer}", answer=one_line(one.answer, 1000)))


async def _sent(desk: Desk, _: Line) -> None:
    view = view_of(desk)
    if not view.sent:
        desk.tell(phrase("Nothing has been sent yet."))
    for number, one in enumerate(view.sent, 1):
        desk.write(showing.message(number, one, view, desk.language))


async def _log(desk: Desk, _: Line) -> None:
    view, language = view_of(desk), desk.language
    rows = [
        (one.at, 0, showing.item(n, one, view, language)) for n, one in enumerate(view.inbox, 1)
    ]
    rows += [
        (one.at, 1, showing.message(n, one, view, language)) for n, one in enumerate(view.sent, 1)
    ]
    rows += [
        (one.at, 2, showing.decision(n, one, view, language))
        for n, one in enumerate(view.decisions, 1)
    ]
    rows += [(one.at, 3, announcement(one.at, one.text, language)) for one in view.announcements]
    titles = (phrase("IN"), phrase("OUT"), phrase("DECIDED"), phrase("CONTROL"))
    for _at, kind, text in sorted(rows, key=lambda row: row[:2]):
        desk.write(f"{titles[kind].into(language)} {text}")
    if not rows:
        desk.tell(phrase("Nothing has happened at this desk yet."))


def announcement(at: int, text: str, language: str) -> str:
    """Something that control told everybody."""
    told = phrase("{time} Control: {text}", time=clock_time(at), text=one_line(text, 1000))
    return told.into(language)


async def _actions(desk: Desk, _: Line) -> None:
    for one in view_of(desk).actions:
        may = phrase("your desk decides") if one.authority else phrase("recommendation only")
        title = one_line(pick(one.title, desk.language))
        desk.write(f"{one_line(one.id)}: {title} [{may.into(desk.language)}]")


async def _lists(desk: Desk, _: Line) -> None:
    view, language = view_of(desk), desk.language
    for heading, entries in (
        (phrase("Agencies"), view.agencies),
        (phrase("Channels"), view.channels),
        (phrase("Kinds of fact"), view.fact_kinds),
        (phrase("Places"), view.places),
        (phrase("Systems and resources"), view.things),
    ):
        if entries:
            desk.write(f"{heading.into(language)}:")
        for one in entries:
            desk.write(f"  {one_line(one.id)}: {one_line(pick(one.title, language))}")


async def _clock(desk: Desk, _: Line) -> None:
    clock = view_of(desk).clock
    desk.tell(showing.clock(clock))
    if clock.story:
        desk.tell(phrase("In the story it is {time}.", time=story_time(clock.story)))


async def _briefing(desk: Desk, _: Line) -> None:
    view, language = view_of(desk), desk.language
    desk.write(showing.banner(view.marking, language))
    desk.write(one_line(pick(view.title, language)))
    if view.move is not None:
        desk.write(move(view, language))
        desk.quote(pick(view.move.briefing, language))


def move(view: SeatView, language: str) -> str:
    """The move being played."""
    assert view.move is not None
    title = one_line(pick(view.move.title, language))
    told = phrase("Move {n} of {m}: {title}", n=view.move.number, m=view.move.of, title=title)
    return told.into(language)


_BOTH = ("seat", "observe")

READING: tuple[Command[Desk], ...] = (
    Command(
        {"en": ("inbox", "items"), "es": ("entrada", "bandeja")},
        phrase("What has arrived, with the numbers that other commands take."),
        _inbox,
        roles=("seat",),
    ),
    Command(
        {"en": ("read", "open"), "es": ("leer", "abrir")},
        phrase("Open an item: from then on your desk knows what it says."),
        _read,
        phrase("N"),
        roles=("seat",),
    ),
    Command(
        {"en": ("board", "situation"), "es": ("situación", "tablero")},
        phrase("What your desk knows, with the numbers of facts, and security levels."),
        _board,
        roles=_BOTH,
    ),
    Command(
        {"en": ("fact",), "es": ("hecho",)},
        phrase("All there is on one fact."),
        _fact,
        phrase("N"),
        roles=("seat",),
    ),
    Command(
        {"en": ("contacts",), "es": ("contactos",)},
        phrase("Whom you can reach, how, and how soon."),
        _contacts,
        roles=("seat",),
    ),
    Command(
        {"en": ("route",), "es": ("ruta",)},
        phrase("The way to one agency, and the channels that lead there directly."),
        _route,
        phrase("AGENCY [via CHANNEL]"),
        takes=("via",),
        roles=("seat",),
    ),
    Command(
        {"en": ("documents", "plans"), "es": ("documentos", "planes")},
        phrase("The documents on your desk."),
        _documents,
        roles=("seat",),
    ),
    Command(
        {"en": ("document",), "es": ("documento",)},
        phrase("Read a document."),
        _document,
        phrase("N"),
        roles=("seat",),
    ),
    Command(
        {"en": ("questions",), "es": ("preguntas",)},
        phrase("The questions that were put to you, and your answers."),
        _questions,
        roles=_BOTH,
    ),
    Command(
        {"en": ("drafts",), "es": ("borradores",)},
        phrase("What the others at your desk are writing and have not sent."),
        _drafts,
        roles=("seat",),
    ),
    Command(
        {"en": ("requests",), "es": ("consultas",)},
        phrase("What your desk asked control, and what it answered."),
        _requests,
        roles=("seat",),
    ),
    Command(
        {"en": ("sent",), "es": ("enviados",)},
        phrase("What your desk sent, and where each message is."),
        _sent,
        roles=("seat",),
    ),
    Command(
        {"en": ("log",), "es": ("diario", "registro")},
        phrase("All that came, was sent and was decided, in order."),
        _log,
        roles=_BOTH,
    ),
    Command(
        {"en": ("actions",), "es": ("acciones",)},
        phrase("What can be decided, and whether your desk may."),
        _actions,
        roles=("seat",),
    ),
    Command(
        {"en": ("lists", "list"), "es": ("listas", "lista")},
        phrase("The names of agencies, channels, kinds of fact, places and systems."),
        _lists,
        roles=("seat",),
    ),
    Command(
        {"en": ("clock", "time"), "es": ("reloj", "hora")},
        phrase("What time it is, and whether it runs."),
        _clock,
        roles=_BOTH,
    ),
    Command(
        {"en": ("briefing",), "es": ("instrucciones",)},
        phrase("What this exercise and this move are about."),
        _briefing,
        roles=_BOTH,
    ),
)
