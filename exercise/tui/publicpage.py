"""What stands on the projector: one thing at a time, in few words and large type.

The page is for the back row. What the room is asked comes before what it was told, that before the
story so far; and a clock that stands still says why in letters that nobody overlooks.
"""

from __future__ import annotations

from textual.content import Content

from agencies.language import Phrase, phrase
from exercise.tui.widgets.bigtype import ROOMY, big
from exercise.tui.widgets.results import drawn
from exercise.tui.wording import clock_time, one_line, pick, story_time
from exercise.views.seat import ClockView, PlanLineView, QuestionView, SeatView
from exercise.views.wording import NOTICE, PAUSES

__all__ = ["VISIT", "head", "page"]

VISIT = "visit"
"""The reason for which the clock stands still while somebody important is in the room."""


def head(
    view: SeatView,
    at: int,
    language: str,
    width: int,
    height: int,
    *,
    connected: bool,
    host_ended: bool = False,
) -> Content:
    """The clock, or why it stands still, in large type; below it times and move.

    Args:
        view: What the whole room may see.
        at: Exercise second.
        language: The reader's.
        width: Cells there are.
        height: Lines of the whole screen.
        connected: Whether the session can be reached.
        host_ended: Whether it cannot be because its host was ended on purpose.
    """
    clock = view.clock
    if not view.session:
        return Content("")
    time = clock_time(at).removeprefix("T").removeprefix("+")
    large, below = time, []
    if not connected:
        why = phrase("session over") if host_ended else phrase("no connection")
        large = why.into(language)
        below.append(phrase("last known: {time}", time=clock_time(at)).into(language))
    elif word := _word(clock):
        large = word.into(language)
        below.append(clock_time(at))
    elif clock.speed != 1:
        below.append(phrase("running ×{n}", n=f"{clock.speed:g}").into(language))
    if clock.story and clock.phase != "ended":
        story = story_time(clock.story, at - clock.at)
        below.append(phrase("story time {time}", time=story).into(language))
    if view.move is not None and clock.phase != "ended":
        below.append(phrase("Move {n} of {m}", n=view.move.number, m=view.move.of).into(language))
    style = "bold" if connected and clock.running else "bold $text-warning"
    if clock.phase == "ended" and connected:
        style = "bold $text-primary"
    drawing = big(large, width, twice=height >= ROOMY)
    # Letters of the usual size where the words do not fit: spaced out, between signs.
    sign = "■" if clock.phase == "ended" else "‖"
    shown = drawing or f"{sign} {large.upper()} {sign}".center(width)
    return Content.styled(shown, style) + Content("\n\n" + " · ".join(below).center(width).rstrip())


def _word(clock: ClockView) -> Phrase | None:
    """What stands there instead of a clock that runs."""
    if clock.phase == "ended":
        return phrase("hot wash")
    if clock.running:
        return None
    # A visitor reads this page too, and need not know that the pause is for them.
    reason = "pause" if clock.reason in (VISIT, "gap", "") else clock.reason
    words = {
        "pause": phrase("pause"),
        "briefing": phrase("briefing"),
        "discussion": phrase("discussion"),
        "break": phrase("break"),
        "time-out": phrase("time-out"),
        "not-started": phrase("welcome"),
    }
    return words.get(reason) or PAUSES.get(reason) or phrase("pause")


def page(view: SeatView, language: str, width: int, height: int) -> Content:
    """What the room is to look at now.

    Args:
        view: What the whole room may see.
        language: The reader's.
        width: Cells there are.
        height: Lines of the whole screen.
    """
    clock = view.clock
    if not clock.running and clock.reason == VISIT:
        return _neutral(view, language, width, height)
    if (line := next((one for one in view.plan if one.id == view.line), None)) is not None:
        return _plan(view, line, language, width, height)
    if clock.phase == "ended":
        return _hot_wash(view, language, width, height)
    shown = next((one for one in view.questions if one.id == view.shown), None)
    if shown is not None:
        return _question(view, shown, language, width, height)
    if not clock.running and clock.reason == "not-started":
        return _before(view, language)
    parts = [_move(view, language, width, height)]
    told = _announced(view, language)
    parts += [told, _levels(view, language)] if told else [_levels(view, language)]
    return Content("\n\n").join(part for part in parts if part)


def _large(text: str, width: int, height: int) -> Content:
    """Text in large type where there is room for it, and bold where not."""
    drawing = big(text, width, 3) if height >= ROOMY else None
    return Content.styled(text if drawing is None else f"{drawing}\n", "bold")


def _neutral(view: SeatView, language: str, width: int, height: int) -> Content:
    """A state of play for whoever comes in: nothing asked, nothing answered, nobody judged."""
    rest = phrase(
        "The exercise takes a short break. What is looked at is how agencies work together."
    )
    move = "" if view.move is None else one_line(pick(view.move.title, language), 160)
    lines = [_large(move, width, height) if move else Content(""), Content(rest.into(language))]
    return Content("\n\n").join(line for line in lines if line)


def _before(view: SeatView, language: str) -> Content:
    """Before STARTEX: how to sit down, and what is agreed."""
    lines = [
        Content.styled(
            phrase("Sit down at your desk with the code on your card.").into(language), "bold"
        ),
        Content(NOTICE.into(language)),
    ]
    told = _announced(view, language)
    return Content("\n\n").join([*lines, told] if told else lines)


def _move(view: SeatView, language: str, width: int, height: int) -> Content:
    if view.move is None:
        return Content("")
    title = _large(one_line(pick(view.move.title, language), 160), width, height)
    # A pack's summary would give away what is to come; the briefing is for everybody.
    return title + Content(f"\n{pick(view.move.briefing, language)}")


def _announced(view: SeatView, language: str) -> Content:
    if not view.announcements:
        return Content("")
    lines = [Content.styled(phrase("Announced").into(language), "bold $text-accent")]
    lines += [
        Content(f"{clock_time(one.at)}  {one_line(one.text, 600)}")
        for one in view.announcements[:-3:-1]
    ]
    return Content("\n").join(lines)


def _levels(view: SeatView, language: str) -> Content:
    if not view.places:
        return Content("")
    levels = "   ".join(
        f"{one_line(pick(place.title, language), 60)} {place.level}{'▲' * (place.level - 1)}"
        for place in sorted(view.places, key=lambda place: -place.level)
    )
    heading = phrase("Security levels").into(language)
    return Content.styled(heading, "bold $text-accent") + Content(f"\n{levels}")


def _question(
    view: SeatView, asked: QuestionView, language: str, width: int, height: int
) -> Content:
    """A question, and once they are shown its answers."""
    ask = pick(asked.ask, language)
    parts = [_large(one_line(ask, 200), width, height) if len(ask) < 200 else Content(ask)]
    if asked.results is not None:
        titles = {one.id: one_line(pick(one.title, language), 80) for one in view.agencies}
        parts.append(
            drawn(
                asked.kind,
                asked.options,
                asked.results,
                lambda agency: titles.get(agency, one_line(agency)),
                language,
                width=width,
            )
        )
        return Content("\n\n").join(parts)
    options = [
        Content(f"{number}  {one_line(pick(option, language), 200)}")
        for number, option in enumerate(asked.options, start=1)
    ]
    if options:
        parts.append(Content("\n").join(options))
    parts.append(Content.styled(_state(asked, language), "bold $text-accent"))
    return Content("\n\n").join(parts)


def _state(asked: QuestionView, language: str) -> str:
    count = phrase("Answers: {n}", n=asked.count).into(language)
    if asked.closed:
        return f"✓ {count} · {phrase('no more are taken').into(language)}"
    told = phrase("Answer at your desk, tab 7.").into(language)
    if asked.anonymous:
        told += f" {phrase('Anonymous: nobody can learn who wrote what.').into(language)}"
    return f"● {count} · {told}"


def _hot_wash(view: SeatView, language: str, width: int, height: int) -> Content:
    """After ENDEX: the three questions with how many have answered, then what was shown last."""
    shown = next((one for one in view.questions if one.id == view.shown), None)
    if shown is not None:
        return _question(view, shown, language, width, height)
    lines = [
        phrase("The exercise has ended. Thank you for taking part."),
        phrase("Three short questions are on your screen. Nobody can learn who wrote what."),
    ]
    parts = [Content.styled(line.into(language), "bold") for line in lines]
    for number, one in enumerate((one for one in view.questions if one.hot_wash), start=1):
        ask = Content(f"{number}. {one_line(pick(one.ask, language), 200)}")
        parts.append(ask + Content.styled(f"\n   {_state_short(one, language)}", "$text-accent"))
    return Content("\n\n").join(parts)


def _plan(view: SeatView, line: PlanLineView, language: str, width: int, height: int) -> Content:
    """The line of the improvement plan that is talked about, and below it those agreed on."""
    titles = {one.id: one_line(pick(one.title, language), 80) for one in view.agencies}
    who = titles.get(line.organization) or one_line(line.organization, 120)
    contact = f" ({one_line(line.contact, 80)})" if line.contact else ""
    state = phrase("✓ agreed") if line.agreed else phrase("● Do we agree?")
    issue = one_line(line.issue, 300)
    parts = [
        Content.styled(phrase("Improvement plan").into(language), "bold $text-accent"),
        _large(issue, width, height) if len(issue) < 120 else Content.styled(issue, "bold"),
        Content(f"→ {one_line(line.action, 400) or '…'}"),
        Content(
            phrase("{who}, by {day}", who=f"{who or '…'}{contact}", day=line.due or "…").into(
                language
            )
        ),
        Content.styled(state.into(language), "bold $text-accent"),
    ]
    others = [one for one in view.plan if one.agreed and one.id != line.id]
    if others:
        shown = others[-max(1, height // 4) :]
        rows = [
            Content(
                f"✓ {one.due}  {titles.get(one.organization) or one_line(one.organization, 60)}: "
                f"{one_line(one.action, 200)}"
            ).truncate(width, ellipsis=True)
            for one in shown
        ]
        count = phrase("Agreed: {n}", n=len(others) + line.agreed).into(language)
        parts.append(Content.styled(count, "bold") + Content("\n") + Content("\n").join(rows))
    return Content("\n\n").join(parts)


def _state_short(asked: QuestionView, language: str) -> str:
    mark = "✓" if asked.closed else "●"
    told = f"{mark} {phrase('Answers: {n}', n=asked.count).into(language)}"
    return told + (f" · {phrase('no more are taken').into(language)}" if asked.closed else "")
