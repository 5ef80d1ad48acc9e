"""What is said to whoever is about to end a host: on its screen, over all tables, and by lines."""

from __future__ import annotations

from agencies.language import Phrase, phrase
from exercise.views.staffwords import post_title

__all__ = ["ENDS_HOST", "ENDS_TABLES", "goes_on_under"]

ENDS_HOST = phrase(
    "This computer is the host: everybody is cut off. The record is kept; started "
    "again with the same file, the exercise goes on where it stood."
)
ENDS_TABLES = phrase(
    "This computer is the host: everybody at all tables is cut off. The records are "
    "kept; started again with the same files, the exercises go on where they stood."
)


def goes_on_under(seat: str) -> Phrase:
    """The host may go on without its screen: somebody else of control directs then."""
    return phrase("{seat} directs; the host goes on without this screen", seat=post_title(seat))
