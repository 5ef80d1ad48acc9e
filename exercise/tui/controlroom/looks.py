"""How the control room shows states: styles that repeat what words say, and the notice."""

from __future__ import annotations

from agencies.language import phrase
from exercise.views.control import ControlView
from exercise.views.staffwords import reason_of

__all__ = ["PART_STYLES", "standing_still"]

PART_STYLES = {
    "overdue": "bold $text-error",
    "violated": "bold $text-error",
    "done": "$text-success",
    "late": "$text-warning",
}


def standing_still(view: ControlView, language: str) -> str:
    """That the clock stands still, why, and what lets it run."""
    reason = reason_of(view.clock, language).capitalize()
    if view.role != "control":
        text = phrase("‖ {reason}. The clock stands still; what you send waits.", reason=reason)
    elif view.clock.reason == "not-started":
        text = phrase("‖ {reason}. Press p to begin.", reason=reason)
    else:
        text = phrase("‖ {reason}. The clock stands still. Press p to let it run.", reason=reason)
    return text.into(language)
