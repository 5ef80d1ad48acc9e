"""What control does to clock and script: pause, speed, jump, moves, injects, ENDEX."""

from __future__ import annotations

from agencies.language import LANGUAGES, Phrase, phrase
from exercise import commands as c
from exercise.cli.plain.command import Command, Line
from exercise.cli.plain.naming import find, find_all, moment, one_of
from exercise.cli.plain.parting import seat_of
from exercise.cli.plain.standing_in import facts_of
from exercise.cli.plain.watching import Post, the_inject
from exercise.errors import RequestError
from exercise.views.seat import Entry
from exercise.views.staffwords import directing, post_title
from exercise.views.wording import PAUSES, URGENCIES, clock_time, named, one_line

__all__ = ["CONTROL", "STEERING", "do"]

AGENCY, CHANNEL = phrase("agency"), phrase("channel")
_REASONS = ("pause", "briefing", "discussion", "break", "time-out")


async def do(post: Post, command: c.Command, done: Phrase | None = None) -> None:
    """Have something done; what the log says of it need not be said again."""
    await post.put(post.client.submit(command), done)


# -- The clock -----------------------------------------------------------------------------------


async def _pause(post: Post, line: Line) -> None:
    words = {each: [PAUSES[each].into(one) for one in LANGUAGES] for each in _REASONS}
    words["pause"] += ["pausa"]
    words["visit"] = ["vip", "visita"]
    reason = one_of(words, line.about, phrase("reason")) if line.about else "pause"
    await do(post, c.Pause(reason))


async def _resume(post: Post, _: Line) -> None:
    await do(post, c.Resume())


async def _speed(post: Post, line: Line) -> None:
    try:
        speed = float(line.about.replace(",", ".").rstrip("x×"))
    except ValueError:
        raise RequestError("Write a number: speed 6") from None
    await do(post, c.SetSpeed(speed))


async def _jump(post: Post, line: Line) -> None:
    await do(post, c.Jump(moment(line.about, post.client.view.clock.at)))


async def _move(post: Post, line: Line) -> None:
    moves = [Entry(move.id, move.title) for move in post.client.view.moves]
    await do(post, c.BeginMove(find(moves, line.about, phrase("move"))))


async def _end(post: Post, line: Line) -> None:
    async def go() -> None:
        await do(post, c.EndExercise(line["because"]))

    post.tell(phrase("This ends the exercise (ENDEX) for everybody, and it cannot go on."))
    post.doubt(go)


async def _emergency(post: Post, _: Line) -> None:
    async def go() -> None:
        await do(post, c.Pause("emergency"))

    post.tell(phrase("A real emergency stops the clock and covers every screen until 'resume'."))
    post.doubt(go)


async def _next(post: Post, _: Line) -> None:
    view = post.client.view
    due = [
        row
        for row in view.injects
        if row.state == "planned" and row.at is not None and row.at > view.clock.at
    ]
    if not due:
        raise RequestError("No inject is due by its time any more.")
    row = min(due, key=lambda row: row.at or 0)
    to = ", ".join(named(view.agencies, each.agency, post.language) for each in row.deliveries)
    at = row.at or 0

    async def go() -> None:
        await do(post, c.Jump(at))

    post.tell(
        phrase(
            "Jump to {time}, where {inject} fires for {agencies}?",
            time=clock_time(at),
            inject=one_line(row.id),
            agencies=to,
        )
    )
    post.doubt(go)


async def _hand_over(post: Post, line: Line) -> None:
    view = post.client.view
    if not line.about:
        post.tell(directing(view))
        for seat in view.colleagues:
            post.tell(phrase("{seat} is connected.", seat=post_title(seat)))
        return
    await post.put(post.client.hand_over(seat_of((view.seat, *view.colleagues), line.about)))


# -- The script ----------------------------------------------------------------------------------


async def _release(post: Post, line: Line) -> None:
    row = the_inject(post, line.about)
    await do(post, c.ReleaseInject(row.id))


async def _hold(post: Post, line: Line) -> None:
    row = the_inject(post, line.about)
    await do(post, c.HoldInject(row.id), phrase("Done: {what}", what=one_line(row.id)))


async def _skip(post: Post, line: Line) -> None:
    row = the_inject(post, line.about)
    await do(post, c.SkipInject(row.id, line["because"]))


async def _edit(post: Post, line: Line) -> None:
    row = the_inject(post, line.about)
    if not line["subject"] or not line.text:
        raise RequestError("Write subject and text: edit {inject} subject … : TEXT", inject=row.id)
    command = c.EditInject(row.id, line["subject"], line.text)
    await do(post, command, phrase("Done: {what}", what=one_line(row.id)))


async def _inject(post: Post, line: Line) -> None:
    view = post.client.view
    if not (line["from"] and line["subject"] and line.text):
        raise RequestError(
            "Say from whom, the subject and the text: inject AGENCY from NAME subject … : TEXT"
        )
    words = {key: [told.into(one) for one in LANGUAGES] for key, told in URGENCIES.items()}
    via = find(view.channels, line["via"], CHANNEL) if line["via"] else view.channels[0].id
    urgency = line["urgency"]
    command = c.AddInject(
        find_all(view.agencies, line.about, AGENCY),
        via,
        line["from"],
        line["subject"],
        line.text,
        one_of(words, urgency, phrase("urgency")) if urgency else "normal",
        facts_of(post, line["facts"]),
    )
    await do(post, command)


CONTROL = ("control",)

STEERING: tuple[Command[Post], ...] = (
    Command(
        {"en": ("pause", "stop"), "es": ("pausa", "detener")},
        phrase("Stop the clock: briefing, discussion, break, time-out or visit say why."),
        _pause,
        phrase("[REASON]"),
        roles=CONTROL,
    ),
    Command(
        {"en": ("resume", "go"), "es": ("reanudar",)},
        phrase("Let the clock run; lifts an emergency and ends a visit, too."),
        _resume,
        roles=CONTROL,
    ),
    Command(
        {"en": ("speed",), "es": ("velocidad",)},
        phrase("Exercise seconds per second."),
        _speed,
        phrase("X"),
        roles=CONTROL,
    ),
    Command(
        {"en": ("jump",), "es": ("saltar",)},
        phrase("Play everything up to a time at once; there is no way back."),
        _jump,
        phrase("T+HH:MM | +10m"),
        roles=CONTROL,
    ),
    Command(
        {"en": ("next inject", "next"), "es": ("siguiente",)},
        phrase("Jump to the next inject; you are asked first."),
        _next,
        roles=CONTROL,
    ),
    Command(
        {"en": ("move",), "es": ("fase", "movimiento")},
        phrase("Leap to the beginning of a later move."),
        _move,
        phrase("ID"),
        roles=CONTROL,
    ),
    Command(
        {"en": ("emergency", "no duff"), "es": ("emergencia",)},
        phrase("A real emergency: stop everything and cover every screen; you are asked first."),
        _emergency,
        roles=CONTROL,
    ),
    Command(
        {"en": ("hand over", "direct"), "es": ("entregar", "dirección")},
        phrase("Have another of control direct from now on, or yourself; says who directs."),
        _hand_over,
        phrase("[control/N]"),
        roles=CONTROL,
    ),
    Command(
        {"en": ("end", "endex"), "es": ("terminar",)},
        phrase("End the exercise; you are asked first."),
        _end,
        phrase("[because REASON]"),
        ("because",),
        roles=CONTROL,
    ),
    Command(
        {"en": ("release",), "es": ("lanzar", "liberar")},
        phrase("Fire an inject now, whatever its time or condition."),
        _release,
        phrase("ID"),
        roles=CONTROL,
    ),
    Command(
        {"en": ("hold",), "es": ("retener",)},
        phrase("Keep an inject back until it is released."),
        _hold,
        phrase("ID"),
        roles=CONTROL,
    ),
    Command(
        {"en": ("skip",), "es": ("omitir",)},
        phrase("Never fire an inject."),
        _skip,
        phrase("ID [because REASON]"),
        ("because",),
        roles=CONTROL,
    ),
    Command(
        {"en": ("edit",), "es": ("editar",)},
        phrase("Change what an inject says before it is released."),
        _edit,
        phrase("ID subject … : TEXT"),
        ("subject",),
        "colon",
        CONTROL,
    ),
    Command(
        {"en": ("inject",), "es": ("inyectar",)},
        phrase("An ad hoc inject, delivered now."),
        _inject,
        phrase(
            "AGENCY from NAME [via CHANNEL] [facts ID confirmed] [urgency high] subject … : TEXT"
        ),
        ("from", "via", "facts", "urgency", "subject"),
        "colon",
        CONTROL,
    ),
)
