"""What the staff can look at."""

from __future__ import annotations

from collections.abc import Iterable

from agencies.language import phrase
from exercise.cli.plain import rows, showing
from exercise.cli.plain.command import Command, Line, folded
from exercise.cli.plain.hand import Hand
from exercise.cli.plain.naming import number, one_of
from exercise.errors import RequestError
from exercise.session.staff import StaffClient
from exercise.views.control import ControlView, FeedRow, InjectRow, PrintedText
from exercise.views.seat import Entry
from exercise.views.sentences import sentence, words_of
from exercise.views.staffwords import ANSWERS, RATINGS
from exercise.views.wording import clock_time, named, one_line, pick, story_time

__all__ = ["WATCHING", "Post", "fed", "the_inject", "the_text"]

Post = Hand[StaffClient]

_OPEN = ("open", "overdue", "violated")
_IN_LOG = 30
"""Lines of the log where no number is given."""
_NEXT = ("next", "siguientes", "ahead")
_ALL = ("all", "todo", "todos", "todas")


def the_inject(post: Post, typed: str) -> InjectRow:
    """The inject of that id, however its letters are written.

    Raises:
        RequestError: If there is none.
    """
    for row in post.client.view.injects:
        if folded(row.id) == folded(typed):
            return row
    raise RequestError(
        "There is no inject '{inject}'; 'timeline' lists them.", inject=one_line(typed, 60)
    )


def the_text(post: Post, kind: str, typed: str, among: Iterable[PrintedText]) -> PrintedText:
    """The message or item of that number.

    Raises:
        RequestError: If there is none, or it has been dealt with.
    """
    wanted = number(typed, phrase("text"))
    for row in among:
        if post.numbers.of(kind, row.item or row.id) == wanted:
            return row
    raise RequestError("There is nothing of number {n} here any more.", n=wanted)


def fed(view: ControlView, row: FeedRow, language: str) -> str:
    """What happened, with people's own words where there are any."""
    told = f"{clock_time(row.at)} {sentence(view, row).into(language)}"
    own = one_line(words_of(row), 600)
    return told if not own or own in told else f"{told} {own}"


async def _clock(post: Post, _: Line) -> None:
    clock = post.client.view.clock
    post.tell(showing.clock(clock))
    if clock.story:
        post.tell(phrase("In the story it is {time}.", time=story_time(clock.story)))


async def _timeline(post: Post, line: Line) -> None:
    view = post.client.view
    only = folded(line.about) in _NEXT
    ordered = sorted(view.injects, key=lambda row: (row.at is None, row.at or 0, row.id))
    for move in view.moves:
        title = one_line(pick(move.title, post.language))
        post.write(f"{one_line(move.id)} {clock_time(move.begins)} {title}")
    for row in ordered:
        if not only or row.state in ("planned", "held"):
            post.write(rows.inject(view, row, post.language))


async def _show(post: Post, line: Line) -> None:
    view, row = post.client.view, the_inject(post, line.about)
    post.write(showing.banner(view.marking, post.language))
    post.write(rows.inject(view, row, post.language))
    post.quote(pick(row.body, post.language))
    if row.expects:
        post.tell(phrase("Expected: {ids}", ids=one_line(", ".join(row.expects))))


async def _desks(post: Post, line: Line) -> None:
    view = post.client.view
    everything = folded(line.about) in _ALL
    for row in view.seats:
        if everything or row.played or row.seats or row.unread:
            post.write(rows.desk(view, row, post.language))
    post.tell(phrase("Connected: {seats}", seats=one_line(", ".join(view.present)) or "–"))


async def _expected(post: Post, line: Line) -> None:
    view = post.client.view
    shown = [row for row in view.parts if row.state in _OPEN or folded(line.about) in _ALL]
    for row in sorted(shown, key=lambda row: (row.due_at, row.expectation, row.part)):
        post.write(rows.part(view, row, post.language))
    if not shown:
        post.tell(phrase("Nothing is expected at present."))


async def _requests(post: Post, _: Line) -> None:
    view, language = post.client.view, post.language
    for row in view.requests:
        who = named(view.agencies, row.agency, language)
        n = post.numbers.of("request", row.id)
        post.write(f"{n}. {clock_time(row.at)} {who}: {one_line(row.text, 1000)}")
        if row.answer is not None:
            post.tell(phrase("Answered: {answer}", answer=one_line(row.answer, 1000)))
    for contact in view.contacts:
        post.tell(
            phrase(
                "Contact {n}: {sender} looks for a number of {agency}, since {time}",
                n=post.numbers.of("contact", contact.message),
                sender=named(view.agencies, contact.sender, language),
                agency=named(view.agencies, contact.to, language),
                time=clock_time(contact.at),
            )
        )
    if not view.requests and not view.contacts:
        post.tell(phrase("Nobody has asked for anything."))


async def _texts(post: Post, line: Line) -> None:
    view = post.client.view
    if line.about:
        row = the_text(post, "code", line.about, view.to_code)
        post.write(rows.text(number(line.about, phrase("text")), view, row, post.language))
        return post.quote(row.text)
    for row in view.to_code:
        post.write(rows.text(post.numbers.of("code", row.id), view, row, post.language))
    if not view.to_code:
        post.tell(phrase("No text waits to be coded."))
    return None


async def _questions(post: Post, _: Line) -> None:
    view, language = post.client.view, post.language
    for row in view.questions:
        put = phrase("to come") if row.opened_at is None else phrase("put")
        if row.closed:
            put = phrase("shown to everybody") if row.revealed else phrase("closed: answers taken")
        ask = one_line(pick(row.ask, language), 600)
        post.write(f"{one_line(row.id)} [{put.into(language)}] {ask}")
        if row.boxed:
            post.tell(phrase("answers in the box: {n}", n=row.boxed))
        for agency, answer in row.answers:
            who = named(view.agencies, agency, language) if agency else "–"
            post.write(f"  {who}: {showing.answer(answer, row.options, language)}")
    if not view.questions:
        post.tell(phrase("The pack has no questions."))


async def _tasks(post: Post, _: Line) -> None:
    view, language = post.client.view, post.language
    for row in view.tasks:
        post.tell(
            phrase(
                "{task}: {title} (expectations {ids})",
                task=one_line(row.task),
                title=one_line(pick(row.title, language)),
                ids=one_line(", ".join(row.expectations)) or "–",
            )
        )
    for rated in view.ratings:
        post.write(one_line(rated.task or rated.target or ""))
        for question, answer in rated.answers:
            told = ANSWERS[answer].into(language)
            post.write(f"  {RATINGS[question].into(language)} {told}")
        if rated.text:
            post.write(f"  {one_line(rated.text, 1000)}")


async def _network(post: Post, _: Line) -> None:
    view, language = post.client.view, post.language
    for row in view.outages:
        parts = (
            ("link", row.link, view.links),
            ("channel", row.channel, view.channels),
            ("agency", row.agency, view.agencies),
        )
        down = "; ".join(
            f"{kind} {one_line(name)} ({named(entries, name, language)})"
            for kind, name, entries in parts
            if name
        )
        post.tell(phrase("Down: {what}", what=down))
    if not view.outages:
        post.tell(phrase("Nothing is down."))


async def _notes(post: Post, _: Line) -> None:
    for row in post.client.view.notes:
        about = [one_line(part) for part in (row.about, row.task, row.inject) if part]
        what = one_line(row.text, 1000)
        post.write(" ".join((clock_time(row.at), *about, what)))
    if not post.client.view.notes:
        post.tell(phrase("You have written nothing down yet."))


async def _log(post: Post, line: Line) -> None:
    view = post.client.view
    last = number(line.about, phrase("line")) if line.about else _IN_LOG
    for row in view.feed[-last:] if last else ():
        post.write(fed(view, row, post.language))


async def _lists(post: Post, line: Line) -> None:
    view, language = post.client.view, post.language
    lists: dict[str, tuple[str, tuple[Entry, ...]]] = {
        "agencies": ("organismos", view.agencies),
        "channels": ("canales", view.channels),
        "links": ("enlaces", view.links),
        "facts": ("hechos", view.facts),
        "actions": ("acciones", view.actions),
        "places": ("lugares", view.places),
        "systems": ("sistemas", view.things),
    }
    words = {name: (spanish,) for name, (spanish, _) in lists.items()}
    for one in lists[one_of(words, line.about, phrase("list"))][1]:
        post.write(f"{one_line(one.id)}: {one_line(pick(one.title, language))}")


WATCHING: tuple[Command[Post], ...] = (
    Command(
        {"en": ("clock", "time"), "es": ("reloj", "hora")},
        phrase("What time it is, and whether it runs."),
        _clock,
    ),
    Command(
        {"en": ("timeline", "msel"), "es": ("cronología", "guion")},
        phrase("The injects in order, and how each stands; 'next' shows those to come."),
        _timeline,
        phrase("[next]"),
    ),
    Command(
        {"en": ("show",), "es": ("ver",)},
        phrase("All that an inject says."),
        _show,
        phrase("ID"),
    ),
    Command(
        {"en": ("desks",), "es": ("escritorios",)},
        phrase("Who sits where, what lies unread, and who has been quiet."),
        _desks,
        phrase("[all]"),
    ),
    Command(
        {"en": ("expected",), "es": ("esperado",)},
        phrase("What is expected at present, and what is overdue; 'all' shows everything so far."),
        _expected,
        phrase("[all]"),
    ),
    Command(
        {"en": ("requests",), "es": ("consultas",)},
        phrase("What desks ask control, and who looks for a number in nobody's plan."),
        _requests,
    ),
    Command(
        {"en": ("texts",), "es": ("textos",)},
        phrase("Texts without facts that wait to be coded, or one of them in full."),
        _texts,
        phrase("[N]"),
    ),
    Command(
        {"en": ("questions",), "es": ("preguntas",)},
        phrase("The discussion questions, and what was answered."),
        _questions,
    ),
    Command(
        {"en": ("tasks",), "es": ("tareas",)},
        phrase("The critical tasks, and what speaks to each."),
        _tasks,
    ),
    Command(
        {"en": ("network", "down"), "es": ("red",)},
        phrase("What is down."),
        _network,
    ),
    Command(
        {"en": ("notes",), "es": ("notas",)},
        phrase("What you have written down."),
        _notes,
    ),
    Command(
        {"en": ("log",), "es": ("diario", "registro")},
        phrase("What happened last."),
        _log,
        phrase("[N]"),
    ),
    Command(
        {"en": ("list", "lists"), "es": ("lista", "listas")},
        phrase("The ids and names of one kind of thing."),
        _lists,
        phrase("agencies | channels | links | facts | actions | places | systems"),
    ),
)
