"""What people did that the script had not foreseen, and what follows from it."""

from __future__ import annotations

from agencies.language import phrase
from exercise import commands as c
from exercise.cli.plain.command import Command, Line, folded
from exercise.cli.plain.naming import number
from exercise.cli.plain.watching import Post, the_inject
from exercise.errors import RequestError
from exercise.views.control import ActRow
from exercise.views.staffwords import act_title
from exercise.views.wording import clock_time, named, one_line, pick

__all__ = ["UNFORESEEN"]

_NOTHING = ("nothing", "nada")
_CONTROL = ("control",)


async def _list(post: Post, _: Line) -> None:
    view, language = post.client.view, post.language
    waiting = [act for act in view.unforeseen if not act.dealt]
    if not waiting:
        post.tell(phrase("Nothing waits: the script has foreseen all that was done."))
    for act in waiting:
        who = named(view.agencies, act.agency, language)
        what = one_line(act_title(view, act).into(language), 300)
        count = post.numbers.of("act", act.id)
        post.write(f"{count}. {clock_time(act.at)} {who}: {what}")
        if act.text:
            post.quote(act.text)
    if waiting:
        post.tell(phrase("No consequence is defined. Prepared, what suits the newest first:"))
        subjects = {inject.id: inject.subject for inject in view.injects}
        for name in waiting[-1].prepared:
            post.write(f"{one_line(name)} {one_line(pick(subjects.get(name, {}), language), 200)}")


def _act(post: Post, typed: str) -> ActRow:
    wanted = number(typed, phrase("act"))
    for act in post.client.view.unforeseen:
        if not act.dealt and post.numbers.of("act", act.id) == wanted:
            return act
    raise RequestError("There is nothing of number {n} here any more.", n=wanted)


async def _follow(post: Post, line: Line) -> None:
    act, name = _act(post, line.about), line["with"]
    if folded(name) in _NOTHING:
        await post.put(post.client.follows(act.id, None), phrase("Nothing follows from it."))
        return
    if not name:
        raise RequestError("Write: follow N with INJECT, or: follow N with nothing")
    inject = the_inject(post, name)
    if inject.state != "fired":
        await post.put(post.client.submit(c.ReleaseInject(inject.id)))
    done = phrase("What follows: {inject}", inject=one_line(inject.id))
    await post.put(post.client.follows(act.id, inject.id), done)


UNFORESEEN: tuple[Command[Post], ...] = (
    Command(
        {"en": ("unforeseen",), "es": ("imprevistos",)},
        phrase("List what people did that nothing follows from, and what is prepared."),
        _list,
        roles=("control", "simcell"),
    ),
    Command(
        {"en": ("follow",), "es": ("consecuencia",)},
        phrase("Say what follows: release a prepared inject, name one that came, or nothing."),
        _follow,
        phrase("N with INJECT | nothing"),
        ("with",),
        roles=_CONTROL,
    ),
)
