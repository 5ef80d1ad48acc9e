"""Sitting down at a desk alone: a session in this process, and the trainee's screen on it."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from agencies.language import words
from agencies.text import plain
from exercise.cli.called import called
from exercise.cli.preparing import Played, prepare
from exercise.errors import RequestError

if TYPE_CHECKING:
    from exercise.session.client import SeatClient
    from exercise.session.session import Session
    from exercise.setup import Setup

__all__ = ["no_desk", "sit_down"]


def no_desk(
    pack: str, *, cut: str | None, network: str | None, profile: str | None, language: str
) -> RequestError:
    """What to tell somebody who named no desk: those that the pack is written for."""
    setup = prepare(pack, cut=cut, language=language, network=network, profile=profile)
    known, own = setup.network.agencies, setup.network.language
    desks = [f"{name} ({plain(known[name].title.into(language, own))})" for name in setup.pack.play]
    return RequestError(
        "Name the desk to sit down at with --agency: {desks}.", desks=", ".join(desks)
    )


def sit_down(
    pack: str,
    agency: str,
    *,
    seed: int,
    path: Path,
    speed: float,
    language: str,
    cut: str | None = None,
    network: str | None = None,
    profile: str | None = None,
    force: bool = False,
    welcome: str | None = None,
    report: bool = False,
) -> None:
    """Play at one desk until the player leaves; then say where the record lies.

    Where ``path`` is a session that was left before, it goes on at the second where it stood.
    """
    going_on = path.exists() and not force
    if going_on:
        _check_desk(path, agency)
    setup = None
    if not going_on:
        setup = prepare(
            pack,
            seed=seed,
            skill="reliable",
            cut=cut,
            language=language,
            staffing=(agency,),
            network=network,
            profile=profile,
        )
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise RequestError(
            "A desk needs a terminal; without one use: {command}", command=f"{called()} run {pack}"
        )
    asyncio.run(_sit(setup, path, agency, speed, language, welcome, force=force))
    _say_goodbye(path, agency, language, report=report)


def _check_desk(path: Path, agency: str) -> None:
    """A session goes on at the desk where it was begun: another would change the record."""
    from exercise.cli.record import read_session

    setup, _, _ = read_session(path)
    if agency not in setup.staffing:
        raise RequestError(
            "{path} was begun at another desk: {desks}. Name that one, or another file with -o.",
            path=path.name,
            desks=", ".join(setup.staffing) or "–",
        )


async def _sit(
    setup: Setup | None,
    path: Path,
    agency: str,
    speed: float,
    language: str,
    welcome: str | None,
    *,
    force: bool,
) -> None:
    from exercise.session.solo import resume_solo, solo
    from exercise.tui import run_trainee

    session: Session
    client: SeatClient
    if setup is None:
        session, client = await resume_solo(path, agency)
    else:
        session, client = await solo(setup, path, agency, speed=speed, force=force)
    pace = asyncio.create_task(session.run())
    try:
        await run_trainee(
            client, language=language, welcome=welcome, record=str(path), program=called()
        )
    finally:
        await client.close()
        await session.close()
        pace.cancel()
        await asyncio.gather(pace, return_exceptions=True)


def _say_goodbye(path: Path, agency: str, language: str, *, report: bool) -> None:
    """Where the record is, what came of it, and what can be done with it next."""
    from exercise.cli.record import read_session
    from exercise.journal import simulation_digest

    say = words(language)
    setup, network, events = read_session(path)
    played = Played(setup, network, path, events, simulation_digest(events))
    if report:
        played.report(language)
    played.tell(language)
    if not any(event.kind == "ExerciseEnded" for event in events):
        going_on = f"{called()} play {setup.pack.id} --agency {agency} -o {path}"
        click.echo(say("Not ended yet; go on with: {command}", command=going_on), err=True)
    scoring = f"{called()} score {path}"
    click.echo(say("Look closer with: {command}", command=scoring), err=True)
