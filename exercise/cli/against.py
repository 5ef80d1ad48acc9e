"""A copy of a session file beside its original: whether what is left in it is the original's."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from agencies.language import Phrase, phrase
from agencies.text import plain
from exercise.cli.password import password_of
from exercise.journal.redaction import taken_out
from exercise.journal.sqlite import open_journal
from exercise.journal.verify import check_chain

__all__ = ["Against", "set_against"]


class Against(NamedTuple):
    """What came of setting a copy against its original.

    Attributes:
        same: Whether the copy has every event of the original and no other.
        shared: How many events both have, from the first on.
        of: How many the original has.
        told: The same in a sentence.
        doubts: What speaks against the original itself, though its chain is sound.
    """

    same: bool
    shared: int
    of: int
    told: Phrase
    doubts: tuple[Phrase, ...]

    def to_json(self) -> dict[str, Any]:
        """The field ``against`` of ``tabletop verify --json``."""
        doubts = [why.into("en") for why in self.doubts]
        return {"same": self.same, "shared": self.shared, "of": self.of, "doubts": doubts}


def set_against(copy: Path, original: Path) -> Against:
    """Compare two session files whose chains are sound, hash by hash.

    A hash stands for everything public in its event and in all before it, and for what was said in
    it by a commitment. So where two rows have the same hash they are the same event, with or
    without its words.

    Args:
        copy: The file in question; its chain was found sound.
        original: The file that it is said to be a copy of.

    Raises:
        RecordError: If the original cannot be read, or is not as it was recorded itself.
    """
    mine, _ = _hashes(copy)
    theirs, doubts = _hashes(original)
    pairs = enumerate(zip(mine, theirs, strict=False))
    shared = next((n for n, (one, other) in pairs if one != other), min(len(mine), len(theirs)))
    names = {"path": plain(str(copy)), "original": plain(str(original))}
    if mine == theirs:
        taken, _ = taken_out(copy)
        if taken:
            told = phrase(
                "{path} is {original} with names and free text taken out: all {n} events are the "
                "original's.",
                n=shared,
                **names,
            )
        else:
            told = phrase(
                "{path} is {original}, words and all: the {n} events are the same.",
                n=shared,
                **names,
            )
    elif shared == len(mine):
        told = phrase(
            "{path} is not all of {original}: it has the first {n} of {m} events.",
            n=shared,
            m=len(theirs),
            **names,
        )
    elif not shared:
        told = phrase("{path} is no copy of {original}: they are different sessions.", **names)
    else:
        told = phrase(
            "{path} is no copy of {original}: from event {seq} on it is not the original's.",
            seq=shared + 1,
            **names,
        )
    return Against(mine == theirs, shared, len(theirs), told, doubts)


def _hashes(path: Path) -> tuple[list[str], tuple[Phrase, ...]]:
    """The hash of every event of a record, and what speaks against it though its chain is sound."""
    from exercise.cli.record import vouched

    journal = open_journal(path, "read", lenient=True, password=password_of(path))
    try:
        found = check_chain(journal)
        if not found.ok:
            raise found.refusal(path)
        *_, last = journal.read(journal.head.seq - 1)
        said = vouched(path, journal.head.hash, journal.seal, last).doubts
        return [row.hash for row in journal.rows()], said
    finally:
        journal.close()
