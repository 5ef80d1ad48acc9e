"""A pack rehearsed: played many times by simulated desks, before people play it."""

from __future__ import annotations

from exercise.rehearsal.rehearsing import Rehearsal, rehearse

__all__ = ["Rehearsal", "rehearse"]
