"""The picture of a what-if for a terminal: two rows for each thing, on one line of time.

Shapes say what is what, so that nothing hangs on colour: ``●`` as recorded, ``○`` with the change,
``─`` from one to the other, ``✗`` never, ``╌`` where the middle of the runs lies.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap

from exercise.replay.api import Line
from exercise.replay.chances import MIDDLE
from exercise.replay.outcome import Outcome
from exercise.replay.pairs import Pair, Times, pairs
from exercise.report.pictures.canvas import nice_step
from exercise.report.voice import Voice

__all__ = ["chart"]

INDENT = "  "
TICK = 14
"""Columns that a time below the line wants."""
_STEPS = (60, 300, 600, 900, 1800, 3600, 7200, 14400, 43200, 86400, 604800)
_SIGNS = {"better": "▲", "worse": "▼", "other": "◆", "same": "="}


class _Scale:
    """Where an exercise second stands, in so many columns."""

    def __init__(self, start: int, end: int, columns: int) -> None:
        self.start, self.end, self.columns = start, max(end, start + 60), columns

    def at(self, second: float) -> int:
        """Its column."""
        inside = min(max(second, self.start), self.end) - self.start
        return round(inside * (self.columns - 1) / (self.end - self.start))


def chart(outcome: Outcome, voice: Voice, width: int) -> Iterator[Line]:
    """What comes out otherwise, in lines of ``width`` columns."""
    rows = list(pairs(outcome, voice))
    if not rows:
        yield "", voice.say("Nothing that matters comes out otherwise.")
        return
    tails = [cell for row in rows for cell in _tails(row, outcome, voice)]
    beside = max(map(len, tails))
    times = [at for row in rows for at in (row.before, row.after) if at is not None]
    start, end = min(0, outcome.at, *times), max(outcome.until, 60)
    scale = _Scale(start, end, max(width - len(INDENT) - 2 - beside, 16))
    yield from _legend(outcome, voice, width)
    lane = ""
    for row in rows:
        if row.lane != lane:
            lane = row.lane
            yield "", ""
            yield "bold", lane
            yield from _axis(scale, outcome.at, voice)
        yield from _pair(row, outcome, voice, scale, width)


def _legend(outcome: Outcome, voice: Voice, width: int) -> Iterator[Line]:
    say = voice.say
    said = [
        f"● {say('as recorded')}",
        f"○ {say('with the change')}",
        f"─ {say('from one to the other')}",
        f"✗ {say('never, or not all of it')}",
        f"┊ {say('the change, from {time} on', time=voice.moment(outcome.at))}",
    ]
    if outcome.luck is not None:
        runs, middle = outcome.luck.runs, voice.share(MIDDLE)
        said.append(f"╌ {say('{middle} of {n} other runs', middle=middle, n=runs)}")
        said.append(f"n/{runs} {say('runs in which it was so')}")
    line = ""
    for each in said:
        if line and len(line) + 3 + len(each) > width:
            yield "muted", line
            line = ""
        line = f"{line}   {each}" if line else each
    yield "muted", line


def _axis(scale: _Scale, fork: int, voice: Voice) -> Iterator[Line]:
    """The times, and the line below them."""
    most = max(scale.columns // TICK, 1)
    step = nice_step(scale.end - scale.start, most, _STEPS)
    above, line = [" "] * (scale.columns + TICK), ["─"] * scale.columns
    second = -(-scale.start // step) * step
    while second <= scale.end:
        column = scale.at(second)
        said = voice.moment(second)
        if column + len(said) <= scale.columns:
            above[column : column + len(said)] = said
        line[column] = "┬"
        second += step
    line[scale.at(fork)] = "┊"
    yield "muted", INDENT + "".join(above).rstrip()
    yield "muted", INDENT + "".join(line)


def _pair(row: Pair, outcome: Outcome, voice: Voice, scale: _Scale, width: int) -> Iterator[Line]:
    head = f"{_SIGNS[row.direction]} {row.label}"
    by = _by(row, voice)
    if by:
        head += f" · {by}"
    for line in wrap(head, width, subsequent_indent=INDENT * 2):
        yield "", line
    without, with_ = row.lucks or (None, None)
    fork = scale.at(outcome.at)
    was, would_be = _column(row.before, scale), _column(row.after, scale)
    tails = _tails(row, outcome, voice)
    yield "", _line(scale, fork, was, "✗" if row.before is None else "●", (), without, tails[0])
    between = range(min(was, would_be) + 1, max(was, would_be))
    sign = "✗" if row.after is None else "○"
    yield "strong", _line(scale, fork, would_be, sign, between, with_, tails[1])


def _line(
    scale: _Scale,
    fork: int,
    column: int,
    sign: str,
    between: Sequence[int],
    times: Times | None,
    tail: str,
) -> str:
    cells = [" "] * scale.columns
    cells[fork] = "┊"
    if times is not None and times.when is not None:
        for each in range(scale.at(times.when.low), scale.at(times.when.high) + 1):
            cells[each] = "╌"
    for each in between:
        cells[each] = "─"
    cells[column] = sign
    return f"{INDENT}{''.join(cells)}  {tail}".rstrip()


def _column(at: int | None, scale: _Scale) -> int:
    return scale.columns - 1 if at is None else scale.at(at)


def _tails(row: Pair, outcome: Outcome, voice: Voice) -> tuple[str, str]:
    """What stands beside the two rows: the time and, under other luck, in how many runs."""
    luck, sides = outcome.luck, []
    for place, at in enumerate((row.before, row.after)):
        said = voice.say("never") if at is None else voice.moment(at)
        if luck is not None and row.lucks is not None:
            said = f"{said:<10} {row.lucks[place].reached}/{luck.runs}"
        sides.append(said)
    return sides[0], sides[1]


def _by(row: Pair, voice: Voice) -> str:
    """What the difference is, in a word or two."""
    if row.before == row.after:
        return row.said
    if row.before is None:
        return voice.say("only with the change")
    if row.after is None:
        return voice.say("no more with the change")
    by = voice.span(abs(row.before - row.after))
    sooner = row.after < row.before
    return voice.say("{time} sooner", time=by) if sooner else voice.say("{time} later", time=by)
