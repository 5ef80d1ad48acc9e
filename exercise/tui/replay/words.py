"""The words of the replay screen that no other screen has."""

from __future__ import annotations

from agencies.language import phrase

__all__ = ["ACHIEVED", "FLYING", "KINDS", "NEEDS", "ONE", "OUTCOMES", "REASONS", "SIGNS"]

KINDS = {
    "inject": phrase("injects"),
    "decision": phrase("decisions"),
    "missed": phrase("missed limits"),
    "observation": phrase("observations"),
    "bookmark": phrase("bookmarks"),
}
ONE = {
    "inject": phrase("inject"),
    "decision": phrase("decision"),
    "missed": phrase("limit missed"),
    "observation": phrase("observation"),
    "bookmark": phrase("bookmark"),
}
SIGNS = {"missed": "✗", "observation": "✎", "bookmark": "★", "decision": "■", "inject": "►"}
"""The sign of each kind of mark, the one first that hides another where both have no room."""

ACHIEVED = {
    "yes": phrase("yes"),
    "partly": phrase("partly"),
    "no": phrase("no"),
    "not-observed": phrase("not observed"),
}
OUTCOMES = {
    "met": phrase("met"),
    "late": phrase("late"),
    "partial": phrase("partial"),
    "missed": phrase("missed"),
    "overdue": phrase("overdue"),
    "not-observed": phrase("not observed"),
    "void": phrase("void"),
    "kept": phrase("kept"),
    "violated": phrase("violated"),
}
REASONS = {
    "critical-missed": phrase("a critical part was missed or is past its grace"),
    "critical-violated": phrase("a critical prohibition was violated"),
    "nothing-done": phrase("nothing was done"),
    "all-met": phrase("all that was observed was met"),
    "not-met": phrase("not met in full"),
    "violated": phrase("violated"),
    "not-observed": phrase("nothing was observed"),
}
NEEDS = {
    "in-time": phrase("in time"),
    "late": phrase("late"),
    "missed": phrase("missed"),
    "open": phrase("still open"),
}
FLYING = {
    "on-its-way": phrase("on its way"),
    "at-relay": phrase("lies there, to be passed on"),
    "seeking-contact": phrase("a number is looked for"),
}
