"""What stays on one page: a table with what leads up to it, and a small table with itself."""

from __future__ import annotations

from collections.abc import Sequence

from exercise.report.document import Block, Bullets, Prose, Table

__all__ = ["stays", "whole"]

_ROWS, _CHARACTERS = 12, 1200
"""What a table has at most that is never divided."""


def stays(blocks: Sequence[Block], place: int) -> bool:
    """Whether the block there stands on the page of what follows it.

    That is a sentence or a single statement just before a table, and what leads up to those.
    """
    found, after = blocks[place], blocks[place + 1 : place + 2]
    if not after or not _leads(found):
        return False
    return isinstance(after[0], Table) or (_leads(after[0]) and stays(blocks, place + 1))


def _leads(block: Block) -> bool:
    if isinstance(block, Bullets):
        return len(block.items) == 1 and len(block.items[0][0]) < _CHARACTERS
    return isinstance(block, Prose) and len(block.text) < _CHARACTERS


def whole(table: Table) -> bool:
    """Whether the table is small enough to go to the next page rather than over two."""
    said = sum(len(str(cell)) for row in table.rows for cell in row)
    return len(table.rows) <= _ROWS and said <= _CHARACTERS
