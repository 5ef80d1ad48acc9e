"""What staff do for desks and for the record: speak for them, enter what was said, code, note."""

from __future__ import annotations

from dataclasses import replace

from agencies.language import LANGUAGES, phrase
from exercise import commands as c
from exercise.cli.plain import rows
from exercise.cli.plain.command import Command, Line
from exercise.cli.plain.naming import find, find_all, moment, number, one_of, statuses
from exercise.cli.plain.watching import Post, the_text
from exercise.errors import RequestError
from exercise.events import NoteTaken, ObservationMade, RatingAnswered
from exercise.views.control import RATING_QUESTIONS, PrintedText
from exercise.views.seat import Entry
from exercise.views.wording import CHANNELS, STATUSES, label, named, one_line

__all__ = ["STANDING_IN", "facts_of"]

AGENCY = phrase("agency")
FACT = phrase("fact")


def facts_of(post: Post, typed: str) -> dict[str, str]:
    """Facts of the pack by their ids, as sure as was said; confirmed where that was left out."""
    return {
        find(post.client.view.facts, name, FACT): status or "confirmed"
        for name, status in statuses(typed)
    }


# -- Speaking for agencies -----------------------------------------------------------------------


async def _on_paper(post: Post, line: Line) -> None:
    agency = find(post.client.view.agencies, line.about, AGENCY)
    seat = next(one for one in post.client.view.seats if one.agency == agency)
    if not seat.seats:
        raise RequestError("Claim this desk first: until then its playbook reads.")
    items, when = seat.unread_items, None
    if line["at"]:
        when = moment(line["at"], post.client.view.clock.at)
        items = seat.come_by(when)
    for item in items:
        await post.put(post.client.submit(c.OpenItem(item, when), agency=agency))
    post.tell(phrase("{agency} has read: {n}", agency=_title(post, agency), n=len(items)))


async def _claim(post: Post, line: Line) -> None:
    agency = find(post.client.view.agencies, line.about, AGENCY)
    command = c.TakeSeat(f"{agency}/{post.role}")
    done = phrase("You speak for {agency}.", agency=_title(post, agency))
    await post.put(post.client.submit(command, agency=agency), done)


async def _hand_back(post: Post, line: Line) -> None:
    agency = find(post.client.view.agencies, line.about, AGENCY)
    command = c.LeaveSeat(f"{agency}/{post.role}")
    done = phrase("{agency} is back with its playbook.", agency=_title(post, agency))
    await post.put(post.client.submit(command, agency=agency), done)


async def _queue(post: Post, _: Line) -> None:
    view = post.client.view
    waiting = [row for row in view.simulated if row.opened_at is None]
    for row in waiting:
        post.write(rows.text(post.numbers.of("queue", row.item), view, row, post.language))
    if not waiting:
        post.tell(phrase("Nothing waits at the desks that you speak for."))


def _item(post: Post, typed: str) -> PrintedText:
    return the_text(post, "queue", typed, post.client.view.simulated)


async def _read(post: Post, line: Line) -> None:
    row = _item(post, line.about)
    await _open(post, row)
    view = post.client.view
    post.write(rows.text(number(line.about, phrase("item")), view, row, post.language))
    post.quote(row.text)
    for fact, status in _item(post, line.about).facts:
        post.write(f"{named(view.facts, fact, post.language)}, {_status(post, status)}")


def _status(post: Post, status: str) -> str:
    return label(STATUSES, status, post.language)


async def _open(post: Post, row: PrintedText) -> None:
    if row.opened_at is None:
        await post.put(post.client.submit(c.OpenItem(row.item), agency=row.to))


async def _reply(post: Post, line: Line) -> None:
    row = _item(post, line.about)
    if not row.sender:
        raise RequestError("The sender has no desk here. Write: say AGENCY to AGENCY : TEXT")
    await _open(post, row)
    command = c.SendMessage(
        row.sender,
        facts=facts_of(post, line["facts"]),
        via=_via(post, line["via"]),
        subject=phrase("Re: {subject}", subject=one_line(row.subject, 160)).into(post.language),
        text=line.text,
        about=row.item,
    )
    await post.put(post.client.submit(command, agency=row.to), travels=True)


async def _relay(post: Post, line: Line) -> None:
    row = _item(post, line.about)
    await _open(post, row)
    command = c.RelayItem(row.item)
    await post.put(post.client.submit(command, agency=row.to), phrase("Passed on."), travels=True)


# -- What was said and decided -------------------------------------------------------------------


async def _say(post: Post, line: Line) -> None:
    view = post.client.view
    agency = find(view.agencies, line.about, AGENCY)
    if not line["to"] or not (line.text or line["facts"]):
        raise RequestError("Write: say AGENCY to AGENCY [facts ID confirmed] : TEXT")
    for to in find_all(view.agencies, line["to"], AGENCY):
        command = c.SendMessage(
            to,
            facts=facts_of(post, line["facts"]),
            via=_via(post, line["via"]),
            subject=one_line(line.text, 60),
            text=line.text,
            happened_at=_when(post, line["at"]),
        )
        await post.put(post.client.submit(command, agency=agency), travels=True)


async def _decide(post: Post, line: Line) -> None:
    view = post.client.view
    action = find(view.actions, line.about, phrase("action"))
    agency = find(view.agencies, line["by"], AGENCY)
    offered = [
        *(Entry(place.id, place.title) for place in view.places),
        *view.things,
        *view.agencies,
    ]
    command = c.LogDecision(
        action,
        find_all(offered, line["on"], phrase("target")),
        find_all(view.agencies, line["tell"], AGENCY),
        tuple(facts_of(post, line["facts"])),
        line["because"],
        _when(post, line["at"]),
    )
    await post.put(post.client.submit(command, agency=agency), travels=True)


def _when(post: Post, typed: str) -> int | None:
    """When it was; what a data collector enters was just now, where no time is given."""
    if typed:
        return moment(typed, post.client.view.clock.at)
    return max(post.client.view.clock.at, 0) if post.role == "collector" else None


def _via(post: Post, typed: str) -> str | None:
    told = CHANNELS["in-person"]
    feet = (Entry("in-person", {language: told.into(language) for language in LANGUAGES}),)
    if not typed:
        return None
    return find((*feet, *post.client.view.channels), typed, phrase("channel"))


# -- Coding and notes ----------------------------------------------------------------------------


async def _code(post: Post, line: Line) -> None:
    wanted, _, rest = line.about.partition(" ")
    row = the_text(post, "code", wanted, post.client.view.to_code)
    command = c.CodeItem(row.id, facts_of(post, line["facts"] or rest))
    await post.put(post.client.submit(command), phrase("Coded."))


async def _note(post: Post, line: Line) -> None:
    noted = NoteTaken(line.text)
    await post.put(post.client.note(noted), phrase("Written down; nobody else sees it in play."))


async def _observe(post: Post, line: Line) -> None:
    view = post.client.view
    if not line.text:
        raise RequestError("Write what you saw after a colon.")
    tasks = [Entry(row.task, row.title) for row in view.tasks]
    injects = [Entry(row.id, row.subject) for row in view.injects]
    seen = ObservationMade(line.text)
    if line.about:
        seen = replace(seen, about=find(view.agencies, line.about, AGENCY))
    if line["on"]:
        seen = replace(seen, task=find(tasks, line["on"], phrase("task")))
    if line["from"]:
        seen = replace(seen, inject=find(injects, line["from"], phrase("inject")))
    if line["at"]:
        seen = replace(seen, happened_at=_when(post, line["at"]))
    await post.put(post.client.note(seen), phrase("Written down; nobody else sees it in play."))


async def _rate(post: Post, line: Line) -> None:
    view = post.client.view
    tasks = {row.task: Entry(row.task, row.title) for row in view.tasks}
    targets = {row.target: Entry(row.target, row.target_title) for row in view.tasks}
    name = find([*tasks.values(), *targets.values()], line.about, phrase("task or target"))
    task, target = (name, None) if name in tasks else (None, name)
    said = {"yes": ("sí",), "no": ()}
    answers = {
        question: one_of(said, line[question], phrase("answer")) == "yes"
        for question in RATING_QUESTIONS
        if line[question]
    }
    if not answers and not line.text:
        raise RequestError("Answer a question, or write why you cannot.")
    before = next((row for row in view.ratings if (row.task, row.target) == (task, target)), None)
    given = (dict(before.answers) if before else {}) | answers
    when = _when(post, line["at"]) if line["at"] else None
    rated = RatingAnswered(
        task,
        target,
        harm=given.get("harm"),
        risk=given.get("risk"),
        against=given.get("against"),
        better=given.get("better"),
        text=line.text or (before.text if before else ""),
        supersedes=before.id if before else None,
        happened_at=when,
    )
    await post.put(post.client.note(rated), phrase("Written down; nobody else sees it in play."))


def _title(post: Post, agency: str) -> str:
    return named(post.client.view.agencies, agency, post.language)


_SPEAKING = ("control", "simcell")
_CLERK = ("control", "collector")
_ENTERING = ("control", "simcell", "collector")

STANDING_IN: tuple[Command[Post], ...] = (
    Command(
        {"en": ("on paper",), "es": ("en papel",)},
        phrase("An agency has read on paper what lies unread at its desk, or had come by a time."),
        _on_paper,
        phrase("AGENCY [at T+HH:MM]"),
        ("at",),
        roles=_CLERK,
    ),
    Command(
        {"en": ("claim",), "es": ("asumir",)},
        phrase("Speak for an agency that nobody plays; its playbook stops."),
        _claim,
        phrase("AGENCY"),
        roles=_ENTERING,
    ),
    Command(
        {"en": ("hand back",), "es": ("devolver",)},
        phrase("Hand an agency back to its playbook."),
        _hand_back,
        phrase("AGENCY"),
        roles=_ENTERING,
    ),
    Command(
        {"en": ("queue",), "es": ("cola",)},
        phrase("What waits at the desks that you speak for."),
        _queue,
        roles=_SPEAKING,
    ),
    Command(
        {"en": ("read",), "es": ("leer",)},
        phrase("Open an item of the queue: from then on that agency knows what it says."),
        _read,
        phrase("N"),
        roles=_SPEAKING,
    ),
    Command(
        {"en": ("reply",), "es": ("responder",)},
        phrase("Answer an item of the queue as the agency that it came to."),
        _reply,
        phrase("N [via CHANNEL] [facts ID confirmed] : TEXT"),
        ("via", "facts"),
        "colon",
        _SPEAKING,
    ),
    Command(
        {"en": ("pass on", "relay"), "es": ("retransmitir", "pasar")},
        phrase("Pass a relay request of the queue on."),
        _relay,
        phrase("N"),
        roles=_SPEAKING,
    ),
    Command(
        {"en": ("say",), "es": ("decir",)},
        phrase("Write as an agency, or enter what was said at the table and when."),
        _say,
        phrase("AGENCY to AGENCY [via CHANNEL] [facts ID confirmed] [at T+HH:MM] : TEXT"),
        ("to", "via", "facts", "at"),
        "colon",
        _ENTERING,
    ),
    Command(
        {"en": ("decide",), "es": ("decidir",)},
        phrase("Log a decision of an agency, or enter one that was spoken at the table."),
        _decide,
        phrase("ACTION by AGENCY [on TARGET] [tell AGENCY] [at T+HH:MM] because REASON"),
        ("by", "on", "tell", "facts", "at", "because"),
        roles=_ENTERING,
    ),
    Command(
        {"en": ("code",), "es": ("codificar",)},
        phrase("State which facts a text passed on."),
        _code,
        phrase("N facts ID confirmed"),
        ("facts",),
        roles=("control", "collector"),
    ),
    Command(
        {"en": ("note",), "es": ("nota", "anotar")},
        phrase("Write something down for yourself."),
        _note,
        phrase("TEXT"),
        text="whole",
    ),
    Command(
        {"en": ("observe",), "es": ("observar",)},
        phrase("Write down what you saw, of an agency, for a task, after an inject, at a time."),
        _observe,
        phrase("[AGENCY] [on TASK] [from INJECT] [at T+HH:MM] : TEXT"),
        ("on", "from", "at"),
        "colon",
        ("control", "evaluate"),
    ),
    Command(
        {"en": ("rate",), "es": ("calificar",)},
        phrase("Answer, for now, what the rating of a task or target rests on; yes or no to each."),
        _rate,
        phrase("TASK [harm no] [risk no] [against no] [better yes] [at T+HH:MM] : TEXT"),
        (*RATING_QUESTIONS, "at"),
        "colon",
        ("evaluate",),
    ),
)
