"""The after-action report: a draft for the people who will discuss and sign it."""

from __future__ import annotations

from exercise.report.as_json import report_json
from exercise.report.content import Content, gather
from exercise.report.markdown import report_markdown
from exercise.report.wording import exercise_marking

__all__ = ["Content", "exercise_marking", "gather", "report_json", "report_markdown"]
