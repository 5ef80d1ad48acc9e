"""Opening a session file for replay: checked, read, folded, and its evaluation file beside it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from agencies.language import Phrase, phrase
from agencies.network import Network
from agencies.text import plain
from exercise.cli.password import password_of
from exercise.cli.record import trusting_nothing, vouched
from exercise.errors import RecordError, RequestError
from exercise.events import BookmarkSet, Event, ObservationMade, RatingAnswered
from exercise.replay.api import Imagined
from exercise.replay.bulk import in_bulk
from exercise.replay.moments import Moments
from exercise.replay.past import Added, Past

__all__ = ["ask_password", "open_past", "seconds_of", "whatifs_of"]


def open_past(path: Path, *, evaluator: str | None = None, unverified: bool = False) -> Past:
    """A session to be looked at.

    Args:
        path: The session file.
        evaluator: Who writes down what is seen; the screen asks for it where it is left out.
        unverified: Whether a record that is not as it was recorded is shown all the same.

    Raises:
        RecordError: If it cannot be read or, unless ``unverified``, trusted.
        RequestError: If there is no such evaluator.
    """
    from exercise.journal.redaction import is_redacted
    from exercise.session.opening import created_of, setup_of

    with in_bulk():
        events, warning = _read(path, unverified=unverified)
        with trusting_nothing(path):
            created = created_of(events)
            setup = setup_of(events, only_shown=True)
            moments = Moments(
                setup,
                Network(setup.network),
                events,
                marking=created.marking,
                alias_key=created.alias_key,
            )
            # What makes no sense comes to light here, and not in front of a room.
            while moments.prepare():
                pass
            moments.state(len(moments))
            past = Past(
                moments,
                path.name,
                warning=warning,
                redacted=is_redacted(path),
                evaluators=lambda who: _evaluation(path, moments, who),
            )
    if evaluator is not None:
        past.sign_in(evaluator)
    return past


def ask_password(path: Path) -> None:
    """Have the password of an encrypted session told before a screen covers the question.

    Raises:
        RecordError: If the file is no session, or the password is wrong.
    """
    from exercise.journal.sqlite import open_journal

    open_journal(path, "read", lenient=True, password=password_of(path)).close()


def _read(path: Path, *, unverified: bool) -> tuple[list[Event], Phrase | None]:
    from exercise.journal.sqlite import open_journal
    from exercise.journal.verify import check_chain

    journal = open_journal(path, "read", lenient=True, password=password_of(path))
    try:
        report = check_chain(journal)
        if not report.ok and not unverified:
            raise RecordError(
                "{path} is not as it was recorded, from event {seq} on: {reason}. To look at it "
                "all the same, add --unverified.",
                path=plain(str(path)),
                seq=report.first_bad,
                reason=report.reason,
            )
        events = list(journal.read())
        if not report.ok:
            return events, phrase(
                "Not as it was recorded, from event {seq} on: {reason}.",
                seq=report.first_bad,
                reason=report.reason,
            )
        found = vouched(path, journal.head.hash, journal.seal, events[-1]).doubts
        return events, found[0] if found else None
    finally:
        journal.close()


def _evaluation(
    path: Path, moments: Moments, evaluator: str
) -> tuple[tuple[Added, ...], Callable[[Added], str]]:
    """What this evaluator wrote before, and the way to write more."""
    from exercise.session.bench import Bench
    from exercise.session.evaluationfile import EvaluationFile
    from exercise.session.rating import as_evaluator

    file = EvaluationFile.of(path, password_of(path))
    bench = Bench(moments.setup, moments.network, moments.events, file)
    rater = as_evaluator(bench, evaluator)
    kept = tuple(
        event.body
        for event in bench.added
        if event.seat == rater.seat
        and isinstance(event.body, (BookmarkSet, ObservationMade, RatingAnswered))
    )

    def keep(noted: Added) -> str:
        rater.add([noted])
        return rater.bench.added[-1].id

    return kept, keep


def seconds_of(text: str, past: Past) -> int:
    """An exercise second as it was asked for.

    Raises:
        RequestError: If it is no time, or none of this session.
    """
    from agencies.timecode import format_moment
    from exercise.cli.times import second_of

    at = second_of(text)
    about = past.about
    if not about.begins <= at <= about.ends:
        raise RequestError(
            "This session goes from {begins} to {ends}.",
            begins=format_moment(about.begins),
            ends=format_moment(about.ends),
        )
    return at


def whatifs_of(past: Past) -> Callable[[str, int, int], Imagined] | None:
    """Plays a session on with a change from a second on, under so many other lucks.

    None where it cannot be played on: under other rules of play.
    """
    from exercise import RULES_VERSION

    moments = past.moments
    if not moments.events or moments.setup.rules != RULES_VERSION:
        return None

    def imagine(change: str, at: int, runs: int) -> Imagined:
        from exercise.replay.laid_out import laid_out
        from exercise.replay.whatif import what_if
        from exercise.report import gather
        from exercise.report.voice import Voice

        setup, network, events = moments.setup, moments.network, moments.events
        begins = past.forks_at(change, at)
        outcome = what_if(setup, network, events, changes=[change], at=begins, runs=runs)
        doubted = past.about.warning
        content = gather(setup, network, events, doubts=() if doubted is None else (doubted,))
        return Imagined(
            lambda width, language: list(laid_out(outcome, Voice(content, language), width))
        )

    return imagine
