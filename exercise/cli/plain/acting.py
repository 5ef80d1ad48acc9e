"""What can be done at a desk: write, answer, pass on, decide, ask."""

from __future__ import annotations

from agencies.language import LANGUAGES, phrase
from exercise import commands as ask
from exercise.cli.plain.command import Command, Line
from exercise.cli.plain.naming import find, find_all, listed, nth, one_of, statuses
from exercise.cli.plain.reading import AGENCY, Desk, opened
from exercise.errors import RequestError
from exercise.session.api import RouteQuery
from exercise.views.seat import BoardFact, Entry, InboxItem, SeatView
from exercise.views.wording import CHANNELS, URGENCIES, WARNINGS, label, one_line, pick, titles_of

__all__ = ["ACTING"]

ACTION = phrase("action")
_SUBJECT = 60
"""Characters of a text that stand for its subject where none is given."""
_NONE = ("none", "no", "ninguno", "sin")


# -- Writing -------------------------------------------------------------------------------------


async def _send(desk: Desk, line: Line) -> None:
    to = _recipients(desk, line.about)
    if not line.text and not line["facts"]:
        raise RequestError(
            "Say something, or which facts: send {agency} facts 1 confirmed : TEXT", agency=to[0]
        )
    commands = [
        ask.SendMessage(
            agency,
            facts=_facts(desk, line["facts"]),
            via=_via(desk, line["via"]),
            subject=line["subject"] or _subject(line.text),
            text=line.text,
            urgency=_urgency(line["urgency"]),
        )
        for agency in to
    ]
    await _send_all(desk, commands)


async def _send_all(desk: Desk, commands: list[ask.SendMessage]) -> None:
    """Warn first where there is something to beware of; then those go only if it is confirmed."""
    beware: dict[str, list[str]] = {}
    clear: list[ask.SendMessage] = []
    doubtful: list[ask.SendMessage] = []
    for command in commands:
        found = await desk.client.route(RouteQuery(command.to, command.via, command.facts))
        (doubtful if found.warnings else clear).append(command)
        for warning in found.warnings:
            beware.setdefault(warning, []).append(command.to)
    await _put_all(desk, clear)
    if not doubtful:
        return

    async def go() -> None:
        await _put_all(desk, doubtful)

    for warning, to in beware.items():
        told = label(WARNINGS, warning, desk.language)
        if len(to) == len(commands):
            desk.tell(phrase("Not sent yet. Beware: {warning}.", warning=told))
        else:
            names = titles_of(desk.client.view.agencies, to)
            desk.tell(
                phrase(
                    "Not sent yet to {agencies}. Beware: {warning}.", agencies=names, warning=told
                )
            )
    desk.doubt(go)


async def _put_all(desk: Desk, commands: list[ask.SendMessage]) -> None:
    """Send them; that they wait for the clock is said once."""
    told = False
    for command in commands:
        waiting = desk.waiting
        await desk.put(desk.client.submit(command), travels=True, quiet=told)
        told = told or desk.waiting > waiting


async def _reply(desk: Desk, line: Line) -> None:
    item = await _read_first(desk, line.about)
    if item.sender_agency is None:
        raise RequestError("The sender has no desk here. Write: send AGENCY : TEXT")
    command = ask.SendMessage(
        item.sender_agency,
        facts=_facts(desk, line["facts"]) if line["facts"] else dict(item.facts),
        via=_via(desk, line["via"]),
        subject=_headed(desk, item, forward=False),
        text=line.text,
        about=item.id,
    )
    await _send_all(desk, [command])


async def _forward(desk: Desk, line: Line) -> None:
    item = await _read_first(desk, line.about)
    commands = [
        ask.SendMessage(
            agency,
            facts=_facts(desk, line["facts"]) if line["facts"] else dict(item.facts),
            via=_via(desk, line["via"]),
            subject=_headed(desk, item, forward=True),
            text=line.text,
            urgency=item.urgency,
            about=item.id,
        )
        for agency in _recipients(desk, line["to"])
    ]
    await _send_all(desk, commands)


async def _ask(desk: Desk, line: Line) -> None:
    kinds = find_all(desk.client.view.fact_kinds, line["about"], phrase("kind of fact"))
    if not kinds and not line.text:
        raise RequestError("Say what you ask about: ask AGENCY about KIND : TEXT")
    commands = [
        ask.SendMessage(
            agency,
            intent="ask",
            via=_via(desk, line["via"]),
            subject=_subject(line.text),
            text=line.text,
            asks=kinds,
        )
        for agency in _recipients(desk, line.about)
    ]
    await _send_all(desk, commands)


async def _request(desk: Desk, line: Line) -> None:
    view = desk.client.view
    action = find(view.actions, line["to"], ACTION)
    commands = [
        ask.SendMessage(
            agency,
            intent="request",
            via=_via(desk, line["via"]),
            subject=_subject(line.text),
            text=line.text,
            action=action,
            targets=_targets(view, action, line["on"]),
        )
        for agency in _recipients(desk, line.about)
    ]
    await _send_all(desk, commands)


async def _acknowledge(desk: Desk, line: Line) -> None:
    item = await _read_first(desk, line.about)
    if item.sender_agency is None:
        raise RequestError("There is no agency behind this to acknowledge it to.")
    command = ask.SendMessage(item.sender_agency, intent="acknowledge", about=item.id)
    await desk.put(desk.client.submit(command), phrase("Acknowledged."), travels=True)


async def _relay(desk: Desk, line: Line) -> None:
    item = await _read_first(desk, line.about)
    if item.relay_to is None:
        raise RequestError("Nobody asked you to pass this on. Write: forward N to AGENCY")
    await desk.put(desk.client.submit(ask.RelayItem(item.id)), phrase("Passed on."), travels=True)


async def _read_first(desk: Desk, typed: str) -> InboxItem:
    """An item that somebody acts on is read: acting on what nobody opened would be a pretence."""
    item = await opened(desk, typed)
    if item.opened_at is None:
        raise RequestError("Read it first: read {n}", n=typed)
    return item


# -- Deciding and asking -------------------------------------------------------------------------


async def _decide(desk: Desk, line: Line) -> None:
    view = desk.client.view
    action = find(view.actions, line.about, ACTION)
    reason = line["because"] or line.text
    if not reason:
        raise RequestError("Say why: decide {action} because …", action=action)
    facts = tuple(_facts(desk, line["facts"]))
    tells = find_all(_others(view), line["tell"], AGENCY)
    command = ask.LogDecision(action, _targets(view, action, line["on"]), tells, facts, reason)
    await desk.put(desk.client.submit(command), travels=True)


async def _answer(desk: Desk, line: Line) -> None:
    question = nth(desk.client.view.questions, line.about, phrase("question"))
    answer = line.text
    if not answer:
        raise RequestError("Write your answer after a colon: answer {n} : TEXT", n=line.about)
    if question.options:
        offered = [Entry(str(number), option) for number, option in enumerate(question.options, 1)]
        answer = find(offered, answer, phrase("option"))
    command = ask.AnswerQuestion(question.id, answer)
    done = phrase("Your answer is on record.")
    if question.anonymous:
        done = phrase("Your answer is in the box; until the question is closed you can change it.")
    await desk.put(desk.client.submit(command), done)


async def _rfi(desk: Desk, line: Line) -> None:
    if not line.text:
        raise RequestError("Write what you ask control: rfi TEXT")
    done = phrase("Control has your question.")
    await desk.put(desk.client.submit(ask.RequestInformation(line.text)), done)


# -- What was meant ------------------------------------------------------------------------------


def _others(view: SeatView) -> list[Entry]:
    return [entry for entry in view.agencies if entry.id != view.agency]


def _recipients(desk: Desk, typed: str) -> tuple[str, ...]:
    found = find_all(_others(desk.client.view), typed, AGENCY)
    if not found:
        raise RequestError("Say whom to write to; 'contacts' lists them all.")
    return found


def _via(desk: Desk, typed: str) -> str | None:
    if not typed:
        return None
    feet = [
        Entry(name, {language: CHANNELS[name].into(language) for language in LANGUAGES})
        for name in ("in-person", "unlisted")
    ]
    return find((*feet, *desk.client.view.channels), typed, phrase("channel"))


def _urgency(typed: str) -> str:
    words = {key: [told.into(one) for one in LANGUAGES] for key, told in URGENCIES.items()}
    return one_of(words, typed, phrase("urgency")) if typed else "normal"


def _facts(desk: Desk, typed: str) -> dict[str, str]:
    """Facts by their numbers on the situation board, as sure as this desk knows or as was said."""
    if typed.casefold() in _NONE:
        return {}
    found = {}
    for name, status in statuses(typed):
        one: BoardFact = nth(desk.client.view.board, name, phrase("fact"))
        found[one.id] = status or one.status
    return found


def _targets(view: SeatView, action: str, typed: str) -> tuple[str, ...]:
    kinds = next((entry.targets for entry in view.actions if entry.id == action), ())
    offered: list[Entry] = [one for one in view.things if one.kind in kinds]
    if "place" in kinds:
        offered += [Entry(one.id, one.title) for one in view.places]
    if "agency" in kinds:
        offered += view.agencies
    if kinds and not typed:
        raise RequestError(
            "Say what it is aimed at: on {names}",
            names=listed(offered),
        )
    if typed and not offered:
        raise RequestError("This action is aimed at nothing; leave out 'on'.")
    return find_all(offered, typed, phrase("target"))


def _subject(text: str) -> str:
    first = one_line(text.split("\n", 1)[0])
    return first if len(first) <= _SUBJECT else first[: _SUBJECT - 1].rsplit(" ", 1)[0] + "…"


def _headed(desk: Desk, item: InboxItem, *, forward: bool) -> str:
    subject = one_line(pick(item.subject, desk.language), 160)
    head = phrase("Re: {subject}", subject=subject)
    if forward:
        head = phrase("Fwd: {subject}", subject=subject)
    return head.into(desk.language)


_DESK = ("seat",)

ACTING: tuple[Command[Desk], ...] = (
    Command(
        {"en": ("send", "write", "tell"), "es": ("enviar", "escribir", "avisar")},
        phrase("Write to one agency or several, with commas between them."),
        _send,
        phrase("AGENCY [via CHANNEL] [facts 1,2 confirmed] [urgency high] [subject …] : TEXT"),
        ("via", "facts", "urgency", "subject"),
        "colon",
        _DESK,
    ),
    Command(
        {"en": ("reply",), "es": ("responder",)},
        phrase("Answer the sender of an item; its facts go along unless you name others or none."),
        _reply,
        phrase("N [via CHANNEL] [facts 1 confirmed | none] : TEXT"),
        ("via", "facts"),
        "colon",
        _DESK,
    ),
    Command(
        {"en": ("forward",), "es": ("reenviar",)},
        phrase("Pass an item on to others; its facts go along unless you name others or none."),
        _forward,
        phrase("N to AGENCY [via CHANNEL] [facts 1 confirmed | none] : TEXT"),
        ("to", "via", "facts"),
        "colon",
        _DESK,
    ),
    Command(
        {"en": ("pass on", "relay"), "es": ("retransmitir", "pasar")},
        phrase("Pass a relay request on towards the agency it is for."),
        _relay,
        phrase("N"),
        roles=_DESK,
    ),
    Command(
        {"en": ("acknowledge", "ack"), "es": ("acusar recibo", "acusar")},
        phrase("Tell the sender that you have it."),
        _acknowledge,
        phrase("N"),
        roles=_DESK,
    ),
    Command(
        {"en": ("ask",), "es": ("preguntar",)},
        phrase("Ask an agency for what it knows of a kind of fact."),
        _ask,
        phrase("AGENCY about KIND [via CHANNEL] : TEXT"),
        ("about", "via"),
        "colon",
        _DESK,
    ),
    Command(
        {"en": ("request",), "es": ("solicitar", "pedir")},
        phrase("Ask an agency to do something."),
        _request,
        phrase("AGENCY to ACTION [on TARGET] [via CHANNEL] : TEXT"),
        ("to", "on", "via"),
        "colon",
        _DESK,
    ),
    Command(
        {"en": ("decide",), "es": ("decidir",)},
        phrase("Log a decision, or a recommendation where your desk has no authority."),
        _decide,
        phrase("ACTION [on TARGET] [tell AGENCY] [facts 1,2] because REASON"),
        ("on", "tell", "facts", "because"),
        "colon",
        _DESK,
    ),
    Command(
        {"en": ("answer",), "es": ("contestar",)},
        phrase("Answer a question that was put to you."),
        _answer,
        phrase("N : TEXT"),
        text="colon",
        roles=_DESK,
    ),
    Command(
        {"en": ("rfi", "ask control"), "es": ("consultar", "consultar a control")},
        phrase("Ask exercise control for information that your desk would have."),
        _rfi,
        phrase("TEXT"),
        text="whole",
        roles=_DESK,
    ),
)
