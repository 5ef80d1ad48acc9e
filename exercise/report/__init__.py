"""The after-action report: one content, in the shapes in which people read, edit and keep it."""

from __future__ import annotations

from exercise.report.as_json import report_json
from exercise.report.content import Content, CorrectiveAction, Rating, gather
from exercise.report.shapes import SHAPES, made
from exercise.report.voice import REPORT_LANGUAGES
from exercise.report.wording import exercise_marking

__all__ = [
    "REPORT_LANGUAGES",
    "SHAPES",
    "Content",
    "CorrectiveAction",
    "Rating",
    "exercise_marking",
    "gather",
    "made",
    "report_json",
]
