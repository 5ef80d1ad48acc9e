"""Documents in several languages say the same, as far as numbers and lengths betray it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations

from agencies.documents import Document, Problem
from agencies.language import phrase
from agencies.translations import drifted
from injects.model import Pack

__all__ = ["check_documents"]

_LONGEST = 200_000
"""Characters beyond which a document is no extract any more and is not compared."""


def check_documents(
    pack: Pack, document: Document, enclosed: Mapping[str, str]
) -> Iterator[Problem]:
    """Compare the files of each document, language by language.

    Args:
        pack: The pack, or what could be used of it.
        document: Its file, for the places of problems.
        enclosed: The texts of its documents, by path within the pack.
    """
    for name, entry in pack.documents.items():
        files = entry.file.root if isinstance(entry.file.root, dict) else {}
        there = sorted((lang, enclosed[path]) for lang, path in files.items() if path in enclosed)
        for (one, first), (other, second) in combinations(there, 2):
            if max(len(first), len(second)) > _LONGEST:
                continue
            reason = drifted(first, second, one, other)
            if reason is not None:
                mend = phrase("One of them seems to be older: bring them into line")
                where = ("documents", name, "file", other)
                yield document.problem(where, "stale-translation", reason, mend, warning=True)
