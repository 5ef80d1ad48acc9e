"""Play an exercise, record it, judge it and show it."""

__version__ = "0.1.0"
RULES_VERSION = 1
"""The rules of play that this release simulates."""
FORMAT_VERSION = 1
"""The record format that this release writes."""
