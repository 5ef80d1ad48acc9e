"""``tabletop replay``: look at a session again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from exercise.cli.output import language_option, told_plainly

if TYPE_CHECKING:
    from exercise.replay.past import Past

__all__ = ["commands"]

SESSION = click.Path(path_type=Path)


@click.command()
@click.argument("session", type=SESSION)
@click.option(
    "--as",
    "stand",
    metavar="WHO",
    default="control",
    show_default=True,
    help="See it as control, as evaluate, or from the desk of this agency.",
)
@click.option("--at", metavar="T+HH:MM", help="Begin at this exercise time.")
@click.option("--beside", type=SESSION, metavar="OTHER", help="Another session to set beside it.")
@click.option("--evaluator", metavar="WHO", help="Your name, or your code from before (E2).")
@click.option(
    "--unverified", is_flag=True, help="Look at a record that was altered; the screen says so."
)
@language_option
@told_plainly
def replay(
    session: Path,
    stand: str,
    at: str | None,
    beside: Path | None,
    evaluator: str | None,
    unverified: bool,
    lang: str,
) -> None:
    """Look at SESSION again: any moment of it, as anybody saw it then.

    Scores, who knew what, inboxes and messages under way are shown as they were; a fact or message
    can be followed through the agencies. What you write down goes into the evaluation file beside
    the session, which stays as it is. Press ? for the keys.
    """
    import asyncio
    import sys

    from exercise.cli.borrowed import borrowed
    from exercise.cli.opening import open_past, seconds_of, whatifs_of
    from exercise.errors import RequestError

    if stand == "evaluator":
        stand = "evaluate"
    both = [session] if beside is None else [session, beside]

    def load() -> list[Past]:
        first = open_past(session, evaluator=evaluator, unverified=unverified)
        return [first, *(open_past(one, unverified=unverified) for one in both[1:])]

    if sys.stdin.isatty() and sys.stdout.isatty():
        from exercise.cli.opening import ask_password
        from exercise.tui.replay.opening import opened

        for one in both:
            ask_password(one)
        size = sum(one.stat().st_size for one in both) / 1e6
        found = opened(load, session.name, size, lang)
        if found is None:
            return
    else:
        found = load()
    past, other = found[0], found[1] if len(found) > 1 else None
    desks = [desk.id for desk in past.about.desks]
    if stand not in ("control", "evaluate", *desks):
        from agencies.text import plain

        raise RequestError(
            "There is no desk {agency} in this session; there are control, evaluate, {names}.",
            agency=plain(stand, limit=60),
            names=", ".join(desks),
        )
    start = None if at is None else seconds_of(at, past)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise RequestError(
            "A replay needs a terminal; tabletop score and tabletop export work without one."
        )
    from exercise.tui.replay import ReplayApp, run_replay

    for each in found:
        each.blind = stand == "evaluate"
    app = ReplayApp(
        past, language=lang, stand=stand, start=start, other=other, imagine=whatifs_of(past)
    )
    if past.writes_as is not None:
        app.call_later(app.say, past.writes_as)
    told = borrowed(past.moments.setup, lang)
    if told is not None:
        app.call_later(app.say, told, severity="warning")
    asyncio.run(run_replay(app))


commands: tuple[click.Command, ...] = (replay,)
