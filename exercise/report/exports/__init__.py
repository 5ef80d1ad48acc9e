"""A session's events for other programs: JSON lines, CSV, xAPI statements, GraphML."""

from __future__ import annotations

from exercise.report.exports.events import events_csv, events_jsonl
from exercise.report.exports.graph import awareness_graphml
from exercise.report.exports.xapi import statements

__all__ = ["EXPORTS", "awareness_graphml", "events_csv", "events_jsonl", "statements"]

EXPORTS = {"jsonl": "jsonl", "csv": "csv", "xapi": "xapi.json", "graphml": "graphml"}
"""Formats of an export, and the ending of their files."""
