"""People did what the script had not foreseen: control chooses what follows, or writes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from agencies.language import Phrase, phrase
from agencies.text import plain
from exercise import commands as c
from exercise.tui.controlroom import forms
from exercise.tui.controlroom.asking import Asked
from exercise.tui.controlroom.dialogs import ChooseScreen
from exercise.tui.wording import clock_time, one_line, pick, section, titles, titles_of
from exercise.views.control import ActRow, ControlView, InjectRow
from exercise.views.staffwords import act_title, agency

if TYPE_CHECKING:
    from exercise.tui.controlroom.app import ControlApp

__all__ = ["choose", "consequences", "told"]

AT_ONCE = 7
"""Prepared consequences that a choice shows: with the other two answers, as many as keys."""


def told(view: ControlView, act: ActRow, language: str) -> Content:
    """What was done, and what is prepared for it."""
    who = phrase(
        "{agency}, {time}:", agency=agency(view, act.agency, language), time=clock_time(act.at)
    )
    lines = [
        Content.styled(who.into(language), "bold"),
        Content(one_line(act_title(view, act).into(language), 300)),
        *([Content(plain(act.text))] if act.text else []),
        Content(""),
    ]
    hint = phrase("Enter chooses what follows, or writes it.") if view.role == "control" else None
    return Content("\n").join([*lines, consequences(view, act, language, hint)])


def consequences(
    view: ControlView, act: ActRow, language: str, hint: Phrase | None = None
) -> Content:
    """That the script has none, and what is prepared; or what follows."""
    if act.dealt:
        follows = phrase("Nothing follows from it.")
        if act.inject is not None:
            follows = phrase("What follows: {inject}", inject=act.inject)
        return Content(follows.into(language))
    missing = phrase("No consequence is defined for this.").into(language)
    lines = [Content.styled(missing, "bold")]
    if hint is not None:
        lines.append(Content(hint.into(language)))
    lines += [Content(""), section(phrase("Prepared"), language)]
    lines += [
        Content(f"{inject.id}  {one_line(pick(inject.subject, language), 200)}")
        for inject in _prepared(view, act)
    ]
    if not act.prepared:
        lines.append(Content("–"))
    return Content("\n").join(lines)


def choose(room: ControlApp, act: ActRow) -> None:
    """Ask what follows."""
    view = room.view
    prepared = _prepared(view, act)[:AT_ONCE]
    options: list[Phrase] = [
        phrase(
            "{inject}, to {agencies}: {subject}",
            inject=one.id,
            agencies=titles_of(view.agencies, tuple(to.agency for to in one.deliveries)),
            subject=titles(one.subject),
        )
        for one in prepared
    ]
    options += [phrase("Write an inject …"), phrase("Nothing follows")]

    def chosen(number: int) -> None:
        if number < len(prepared):
            inject = prepared[number].id
            done = phrase("Released: {inject}", inject=inject)
            room.ask_for(Asked(c.ReleaseInject(inject), done=done, follows=act.id))
        elif number == len(prepared):
            room.push_screen(forms.add_inject(view, follows=act.id))
        else:
            room.run_worker(_nothing(room, act), group="asking", exit_on_error=False)

    question = phrase("No consequence is defined for this. What follows?")
    room.push_screen(ChooseScreen(question, options, chosen))


async def _nothing(room: ControlApp, act: ActRow) -> None:
    if await room.told(room.client.follows(act.id, None)) is not None:
        room.say(phrase("Nothing follows from it."))


def _prepared(view: ControlView, act: ActRow) -> list[InjectRow]:
    rows = {inject.id: inject for inject in view.injects}
    return [rows[name] for name in act.prepared if name in rows]
