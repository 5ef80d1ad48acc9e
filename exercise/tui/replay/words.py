"""The words of the replay screen that no other screen has."""

from __future__ import annotations

from agencies.language import phrase

__all__ = ["FLYING", "KINDS", "ONE", "SIGNS"]

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

FLYING = {
    "on-its-way": phrase("on its way"),
    "at-relay": phrase("lies there, to be passed on"),
    "seeking-contact": phrase("a number is looked for"),
}
