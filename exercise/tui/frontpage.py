"""What is put in front of people without being asked for: welcome, briefing, and what is new."""

from __future__ import annotations

from textual.content import Content

from agencies.language import phrase
from exercise.tui.wording import clock_time, one_line, pick
from exercise.views.seat import InboxItem, SeatView
from exercise.views.wording import NOTICE

__all__ = ["new_items", "news_of", "start_page"]

WELCOME_LINES = 12


def start_page(view: SeatView, welcome: str | None, language: str) -> Content:
    """What stands in the inbox before anything was marked: the welcome, then the briefing."""
    parts = []
    if welcome:
        lines = welcome.splitlines()[:WELCOME_LINES]
        parts.append(Content("\n".join(one_line(line) for line in lines)))
    if view.move and (briefing := pick(view.move.briefing, language)):
        number = phrase("Briefing: move {n} of {m}", n=view.move.number, m=view.move.of)
        heading = Content.styled(number.into(language), "bold $text-accent")
        parts.append(heading + Content(f"\n{briefing}"))
    if view.agency and not view.solo:
        # Everybody reads it on joining, before anything has been marked.
        parts.insert(0, Content.styled(NOTICE.into(language), "italic"))
    return Content("\n\n").join(parts)


def news_of(view: SeatView, language: str) -> str:
    """The latest that control told everybody, on one line; empty where there is nothing."""
    told = view.announcements
    if not told:
        return ""
    said = f"{clock_time(told[-1].at)} {one_line(told[-1].text)}"
    more = ""
    if len(told) > 1:
        more = phrase(" (+{n} earlier, see Documents)", n=len(told) - 1).into(language)
    return f"◆ {phrase('Control').into(language)} {said}{more}"


def new_items(before: SeatView, after: SeatView) -> tuple[InboxItem, ...]:
    """Items that ``after`` has and ``before`` has not."""
    known = {item.id for item in before.inbox}
    return tuple(item for item in after.inbox if item.id not in known)
