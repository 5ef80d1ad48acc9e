"""What control does in the story and for the desks: outages, levels, contacts, answers."""

from __future__ import annotations

from agencies.language import phrase
from exercise import commands as c
from exercise.cli.plain.command import Command, Line
from exercise.cli.plain.naming import find, find_all, number, one_of
from exercise.cli.plain.steering import CONTROL, do
from exercise.cli.plain.watching import Post
from exercise.errors import RequestError
from exercise.views.control import ContactRow
from exercise.views.seat import Entry
from exercise.views.wording import one_line

__all__ = ["ARRANGING"]

AGENCY, CHANNEL, PLACE = phrase("agency"), phrase("channel"), phrase("place")

# -- The world -----------------------------------------------------------------------------------


def _outage(post: Post, line: Line) -> dict[str, str]:
    view = post.client.view
    kind, _, name = line.about.partition(" ")
    lists = {
        "link": (("enlace",), view.links),
        "channel": (("canal",), view.channels),
        "agency": (("agencia", "organismo"), view.agencies),
    }
    words = {key: known for key, (known, _) in lists.items()}
    what = one_of(words, kind, phrase("thing that can be down"))
    found = {what: find(lists[what][1], name, AGENCY if what == "agency" else CHANNEL)}
    if line["at"]:
        found["agency"] = find(view.agencies, line["at"], AGENCY)
    return found


async def _disrupt(post: Post, line: Line) -> None:
    command = c.Disrupt(**_outage(post, line))
    await do(post, command)


async def _restore(post: Post, line: Line) -> None:
    await do(post, c.Restore(**_outage(post, line)))


async def _level(post: Post, line: Line) -> None:
    place, _, level = line.about.rpartition(" ")
    name = find(_places(post), place, PLACE)
    await do(post, c.SetLevel(name, number(level, phrase("level"))))


async def _gather(post: Post, line: Line) -> None:
    agencies = find_all(post.client.view.agencies, line["with"], AGENCY)
    place = find(_places(post), line.about, PLACE)
    command = c.GatherAgencies(place, agencies)
    await do(post, command)


def _places(post: Post) -> list[Entry]:
    return [Entry(place.id, place.title) for place in post.client.view.places]


async def _open(post: Post, line: Line) -> None:
    await _place(post, line, open_=True)


async def _close(post: Post, line: Line) -> None:
    await _place(post, line, open_=False)


async def _place(post: Post, line: Line, *, open_: bool) -> None:
    thing = find(post.client.view.things, line.about, phrase("system or resource"))
    await do(post, c.Place(thing, open_), phrase("Done: {what}", what=one_line(thing)))


# -- Answers -------------------------------------------------------------------------------------


async def _announce(post: Post, line: Line) -> None:
    await do(post, c.Announce(line.text))


async def _answer(post: Post, line: Line) -> None:
    wanted = number(line.about, phrase("request"))
    for row in post.client.view.requests:
        if post.numbers.of("request", row.id) == wanted:
            if not line.text:
                raise RequestError("Write the answer after a colon.")
            return await do(post, c.AnswerRequest(row.id, line.text))
    raise RequestError("There is nothing of number {n} here any more.", n=wanted)


def _contact(post: Post, typed: str) -> ContactRow:
    wanted = number(typed, phrase("contact"))
    for row in post.client.view.contacts:
        if post.numbers.of("contact", row.message) == wanted:
            return row
    raise RequestError("There is nothing of number {n} here any more.", n=wanted)


async def _grant(post: Post, line: Line) -> None:
    await do(post, c.GrantContact(_contact(post, line.about).message))


async def _refuse(post: Post, line: Line) -> None:
    command = c.RefuseContact(_contact(post, line.about).message, line["because"])
    await do(post, command)


async def _excuse(post: Post, line: Line) -> None:
    expectation, _, part = line.about.partition(" ")
    for row in post.client.view.parts:
        if (row.expectation.casefold(), row.part) == (expectation.casefold(), part.strip()):
            if not line["because"]:
                raise RequestError("Say why: excuse {part} because …", part=one_line(line.about))
            command = c.ExcusePart(row.expectation, row.part, line["because"])
            return await do(post, command, phrase("It is not observed any more."))
    raise RequestError(
        "No such part is expected; 'expected all' lists them: excuse EXPECTATION PART because …"
    )


async def _put(post: Post, line: Line) -> None:
    view = post.client.view
    questions = [Entry(row.id, row.ask) for row in view.questions]
    name = find(questions, line.about, phrase("question"))
    await do(post, c.OpenQuestion(name), phrase("The question is put."))


async def _ask_room(post: Post, line: Line) -> None:
    view, question = post.client.view, line.text
    if not question:
        raise RequestError("Write the question after a colon: ask room : TEXT")
    options = tuple(one.strip() for one in line["options"].split(",") if one.strip())
    form = "choice" if options else "text"
    if line["options"] == _SCALE:
        form, options = "scale", ()
    to = find_all(view.agencies, line["to"], AGENCY) if line["to"] else ()
    command = c.PutPoll(question, form, options, to, line["anonymous"] in _YES)
    await do(post, command, phrase("The question is put."))


_SCALE = "1-5"
_YES = ("yes", "si", "sí", "y", "s")


def _question(post: Post, line: Line) -> str:
    rows = [Entry(row.id, row.ask) for row in post.client.view.questions]
    return find(rows, line.about, phrase("question"))


async def _close_question(post: Post, line: Line) -> None:
    command = c.CloseQuestion(_question(post, line))
    await do(post, command, phrase("No more answers are taken; 'questions' shows them."))


async def _reveal(post: Post, line: Line) -> None:
    command = c.RevealAnswers(_question(post, line))
    await do(post, command, phrase("Everybody sees the answers."))


ARRANGING: tuple[Command[Post], ...] = (
    Command(
        {"en": ("announce",), "es": ("anunciar",)},
        phrase("Tell every seat something."),
        _announce,
        phrase("TEXT"),
        text="whole",
        roles=CONTROL,
    ),
    Command(
        {"en": ("answer request", "answer"), "es": ("contestar",)},
        phrase("Answer what a desk asked control."),
        _answer,
        phrase("N : TEXT"),
        text="colon",
        roles=CONTROL,
    ),
    Command(
        {"en": ("put",), "es": ("plantear",)},
        phrase("Put a discussion question to the seats it is for."),
        _put,
        phrase("ID"),
        roles=CONTROL,
    ),
    Command(
        {"en": ("ask room", "poll"), "es": ("preguntar a todos", "encuesta")},
        phrase("Put a question that the pack has not: in words, a choice or a scale."),
        _ask_room,
        phrase("[to AGENCY, AGENCY] [options A, B | 1-5] [anonymous yes] : TEXT"),
        ("to", "options", "anonymous"),
        text="colon",
        roles=CONTROL,
    ),
    Command(
        {"en": ("close question",), "es": ("cerrar pregunta",)},
        phrase("Take no more answers to a question; anonymous ones come out of their box."),
        _close_question,
        phrase("ID"),
        roles=CONTROL,
    ),
    Command(
        {"en": ("reveal",), "es": ("mostrar respuestas",)},
        phrase("Show everybody how a question was answered; close it first."),
        _reveal,
        phrase("ID"),
        roles=CONTROL,
    ),
    Command(
        {"en": ("disrupt",), "es": ("interrumpir",)},
        phrase("Take down a link, a channel (everywhere or at one agency) or an agency."),
        _disrupt,
        phrase("link ID | channel ID [at AGENCY] | agency ID"),
        ("at",),
        roles=CONTROL,
    ),
    Command(
        {"en": ("restore",), "es": ("restablecer",)},
        phrase("Bring back what was taken down, named as it was."),
        _restore,
        phrase("link ID | channel ID [at AGENCY] | agency ID"),
        ("at",),
        roles=CONTROL,
    ),
    Command(
        {"en": ("level",), "es": ("nivel",)},
        phrase("Set the security level of a place."),
        _level,
        phrase("PLACE 1 | 2 | 3"),
        roles=CONTROL,
    ),
    Command(
        {"en": ("gather",), "es": ("reunir",)},
        phrase("Let agencies talk in person, in one place of the story."),
        _gather,
        phrase("PLACE with AGENCY, AGENCY"),
        ("with",),
        roles=CONTROL,
    ),
    Command(
        {"en": ("open",), "es": ("abrir",)},
        phrase("Open a system or resource."),
        _open,
        phrase("ID"),
        roles=CONTROL,
    ),
    Command(
        {"en": ("close",), "es": ("cerrar",)},
        phrase("Close a system or resource."),
        _close,
        phrase("ID"),
        roles=CONTROL,
    ),
    Command(
        {"en": ("grant",), "es": ("conceder",)},
        phrase("Let an unlisted contact through now."),
        _grant,
        phrase("N"),
        roles=CONTROL,
    ),
    Command(
        {"en": ("refuse",), "es": ("denegar",)},
        phrase("No number is to be found: the message goes back to its sender."),
        _refuse,
        phrase("N [because REASON]"),
        ("because",),
        roles=CONTROL,
    ),
    Command(
        {"en": ("excuse",), "es": ("excusar",)},
        phrase("Mark a part as an artificiality of the exercise: it is then not observed."),
        _excuse,
        phrase("EXPECTATION PART because REASON"),
        ("because",),
        roles=CONTROL,
    ),
)
