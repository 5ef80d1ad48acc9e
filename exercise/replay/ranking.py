"""What a search found, in words: one sentence, what limits it, and a table of the best."""

from __future__ import annotations

from collections.abc import Iterator

from exercise.replay.search import Found, Tried
from exercise.replay.spoken import spoken
from exercise.replay.telling import Section, number, signed
from exercise.report.voice import Voice

__all__ = ["search_section", "searched_for"]

SHOWN = 10
"""Improvements that a search shows."""


def searched_for(found: Found, voice: Voice) -> Iterator[str]:
    """What came of a search, in one sentence, and what limits it."""
    say = voice.say
    yield from voice.doubts()
    helped = [one for one in found.tried if one.helps]
    if not helped:
        yield say(
            "None of {n} single improvements of a link or a desk would have helped with the luck "
            "of this session.",
            n=len(found.tried),
        )
        return
    best, n = helped[0], len(found.tried)
    change = spoken(best.change, voice)
    if len(helped) == 1:
        yield say(
            "Of {n} single improvements of a link or a desk, one would have helped with the luck "
            "of this session: {change}. {effects}",
            n=n,
            change=change,
            effects=_effects(best, voice),
        )
    else:
        yield say(
            "Of {n} single improvements of a link or a desk, {helped} would have helped with the "
            "luck of this session, most of all: {change}. {effects}",
            n=n,
            helped=len(helped),
            change=change,
            effects=_effects(best, voice),
        )
    if best.luck is None:
        yield say(
            "The best of so many looks better than it is, for one session's luck chose it: add "
            "--runs 20 to see the best under other luck."
        )
        return
    more, same, fewer = best.luck.helped
    yield say(
        "Under other luck ({runs} runs) more were fulfilled with it in {more}, as many in {same} "
        "and fewer in {fewer}.",
        runs=best.luck.runs,
        more=more,
        same=same,
        fewer=fewer,
    )


def _effects(best: Tried, voice: Voice) -> str:
    """What the best would have brought, in a sentence or two."""
    say, points = voice.say, round(best.points, 2)
    effects = []
    if best.gain == 1:
        effects.append(say("one more expectation is fulfilled"))
    elif best.gain > 1:
        effects.append(say("{n} more expectations are fulfilled", n=best.gain))
    if points:
        by = voice.number(abs(points), 2)
        rises, falls = say("timeliness rises by {n}", n=by), say("timeliness falls by {n}", n=by)
        effects.append(rises if points > 0 else falls)
    if abs(best.sooner) == 1:
        sooner = say("one fact reaches an agency sooner, on balance")
        later = say("one fact reaches an agency later, on balance")
        effects.append(sooner if best.sooner > 0 else later)
    elif best.sooner > 0:
        effects.append(say("facts reach agencies sooner in {n} cases, on balance", n=best.sooner))
    elif best.sooner < 0:
        effects.append(say("facts reach agencies later in {n} cases, on balance", n=-best.sooner))
    *first, last = effects or [say("something is done a little sooner")]
    joined = say("{first} and {last}", first=", ".join(first), last=last) if first else last
    with_it = say("With it {effects}.", effects=joined)
    if best.gain > 0:
        return with_it
    return f"{say('Nothing tried would have fulfilled more expectations.')} {with_it}"


def search_section(found: Found, voice: Voice) -> Section:
    """The improvements that help most, the best first."""
    say = voice.say
    shown = [one for one in found.tried if one.helps][:SHOWN]
    lucks = any(one.luck is not None for one in shown)
    head = (say("Improvement"), say("Fulfilled"), say("Timeliness"), say("Sooner"), say("Messages"))
    return Section(
        say("What would have helped"),
        (*head, *((say("Under other luck"),) if lucks else ()), say("Written")),
        tuple(_tried(one, voice, lucks=lucks) for one in shown),
    )


def _tried(one: Tried, voice: Voice, *, lucks: bool) -> tuple[str, ...]:
    cells = (
        spoken(one.change, voice),
        signed(one.gain),
        ("+" if one.points > 0 else "") + voice.number(one.points, 2),
        signed(one.sooner),
        signed(one.messages),
    )
    if not lucks:
        return (*cells, one.change)
    if one.luck is None:
        return (*cells, "–", one.change)
    gain = one.luck.gain
    low, middle, high = (number(voice, value) for value in (gain.low, gain.median, gain.high))
    spread = voice.say("{middle} ({low} to {high})", middle=middle, low=low, high=high)
    return (*cells, spread, one.change)
