"""The record: an append-only, hash-chained journal of events, in memory or in one file."""

from __future__ import annotations

from exercise.journal.api import Head, Journal
from exercise.journal.memory import MemoryJournal
from exercise.journal.sqlite import SqliteJournal, open_journal
from exercise.journal.verify import ChainReport, check_chain, simulation_digest, verify_chain
from exercise.journal.writer import Writer

__all__ = [
    "ChainReport",
    "Head",
    "Journal",
    "MemoryJournal",
    "SqliteJournal",
    "Writer",
    "check_chain",
    "open_journal",
    "simulation_digest",
    "verify_chain",
]
