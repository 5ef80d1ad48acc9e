"""For newcomers: the one key that is of use next. Each hint goes once its key has been used."""

from __future__ import annotations

from collections.abc import Collection

from agencies.language import Phrase, phrase
from exercise.views.seat import SeatView

__all__ = ["hint"]


def hint(view: SeatView, seen: Collection[str], *, waiting: bool) -> Phrase | None:
    """What somebody who sits here for the first time would want to press now.

    Args:
        view: The picture as it is.
        seen: The tabs that have been opened.
        waiting: Whether something was sent that waits until the clock runs.
    """
    opened = any(item.opened_at is not None for item in view.inbox)
    if not view.agency or view.clock.phase == "ended":
        return None
    if not view.inbox:
        return phrase("Nothing yet. k skips to what reaches your desk next.") if view.solo else None
    if not opened:
        return phrase("Enter opens what is marked: from then on your desk knows what it says.")
    if view.documents and "documents" not in seen:
        return phrase("6 shows your desk's plans: whom to tell, and how soon.")
    if not view.sent and not waiting:
        return phrase("In the inbox, f passes an item on to those who must know; r answers.")
    if not view.decisions and not waiting:
        return phrase("d logs what your desk decides, with the reason.")
    if "help" not in seen:
        return phrase("? shows every key. What is new in the inbox: u.")
    return None
