"""Large type: words in letters three lines high, for a page that is read across a room.

A terminal has one size of letters. These are drawn from half blocks on a grid five dots high, with
a sixth above for accents. What the grid has no letter for is not drawn at all: then the caller
writes the words as usual.
"""

from __future__ import annotations

import unicodedata
from functools import cache

__all__ = ["ROOMY", "big"]

ROOMY = 36
"""Lines of a screen from which on more than a word is set in large type."""

_GLYPHS = """
A .X. X.X XXX X.X X.X|B XX. X.X XX. X.X XX.|C .XX X.. X.. X.. .XX|D XX. X.X X.X X.X XX.
E XXX X.. XX. X.. XXX|F XXX X.. XX. X.. X..|G .XX X.. X.X X.X .XX|H X.X X.X XXX X.X X.X
I X X X X X|J ..X ..X ..X X.X .X.|K X.X X.X XX. X.X X.X|L X.. X.. X.. X.. XXX
M X...X XX.XX X.X.X X...X X...X|N X..X XX.X X.XX X..X X..X|O .XX. X..X X..X X..X .XX.
P XX. X.X XX. X.. X..|Q .XX. X..X X..X X.XX .XXX|R XX. X.X XX. X.X X.X|S .XX X.. .X. ..X XX.
T XXX .X. .X. .X. .X.|U X.X X.X X.X X.X XXX|V X.X X.X X.X X.X .X.
W X...X X...X X.X.X XX.XX X...X|X X.X X.X .X. X.X X.X|Y X.X X.X .X. .X. .X.
Z XXX ..X .X. X.. XXX|0 XXX X.X X.X X.X XXX|1 .X. XX. .X. .X. XXX|2 XXX ..X XXX X.. XXX
3 XXX ..X XXX ..X XXX|4 X.X X.X XXX ..X ..X|5 XXX X.. XXX ..X XXX|6 XXX X.. XXX X.X XXX
7 XXX ..X ..X ..X ..X|8 XXX X.X XXX X.X XXX|9 XXX X.X XXX ..X XXX|: . X . X .|. . . . . X
, .. .. .. .X X.|- ... ... XXX ... ...|? XX. ..X .X. ... .X.|¿ .X. ... .X. X.. .XX
! X X X . X|¡ X . X X X|/ ..X ..X .X. X.. X..|' X X . . .|( .X X. X. X. .X|) X. .X .X .X X.
; .. .X .. .X X.|% X.X ..X .X. X.. X.X|+ ... .X. XXX .X. ...|« ..... .X.X. X.X.. .X.X. .....
"""
_ACCENTS = {"\u0301": "X", "\u0303": "XX", "\u0308": "X.X", "\u0300": "X", "\u0302": "X"}
"""Combining marks, as dots in the middle of the sixth row."""
_BLOCKS = {"  ": " ", "X ": "▀", " X": "▄", "XX": "█"}


@cache
def _glyphs() -> dict[str, list[str]]:
    found = {}
    for line in _GLYPHS.strip().splitlines():
        for entry in line.split("|"):
            name, *rows = entry.split(" ")
            found[name] = [row.replace(".", " ") for row in rows]
    return found


@cache
def _letter(letter: str) -> list[str] | None:
    """Six rows of dots; None where there is no such letter."""
    if letter == " ":
        return ["  "] * 6
    parts = unicodedata.normalize("NFD", letter)
    rows, marks = _glyphs().get(parts[:1]), parts[1:]
    if rows is None or any(mark not in _ACCENTS for mark in marks):
        return None
    width = len(rows[0])
    above = _ACCENTS[marks[0]].replace(".", " ") if marks else ""
    before = (width + 1 - len(above)) // 2
    return [(" " * before + above).ljust(width)[:width], *rows]


def _word(word: str) -> list[str] | None:
    letters = [_letter(letter) for letter in word]
    if any(letter is None for letter in letters):
        return None
    return [" ".join(letter[row] for letter in letters if letter) for row in range(6)]


def big(text: str, width: int, most: int = 1, *, twice: bool = False) -> str | None:
    """Text in large type, centred; None where it does not fit or cannot be drawn.

    Args:
        text: One line of safe text; case is lost.
        width: Cells there are.
        most: Lines of large type that it may take.
        twice: Whether in letters of twice the size, if they fit.
    """
    drawing = _drawn(text, width // 2, most) if twice else None
    if drawing is not None:
        rows = (
            "".join(dot * 2 for dot in row).replace("X", "█")
            for line in drawing
            for row in (*line, "")
        )
        return "\n".join(row.center(width) for row in rows)
    drawing = _drawn(text, width, most)
    if drawing is None:
        return None
    blocks = ("\n".join(row.center(width) for row in _in_blocks(line)) for line in drawing)
    return "\n\n".join(blocks)


def _drawn(text: str, width: int, most: int) -> list[list[str]] | None:
    """Lines of six rows of dots."""
    lines: list[list[str]] = []
    for part in text.upper().split():
        word = _word(part)
        if word is None or len(word[0]) > width:
            return None
        if lines and len(lines[-1][0]) + 3 + len(word[0]) <= width:
            lines[-1] = [f"{old}   {new}" for old, new in zip(lines[-1], word, strict=True)]
        else:
            lines.append(word)
    return lines if 0 < len(lines) <= most else None


def _in_blocks(dots: list[str]) -> list[str]:
    return [
        "".join(_BLOCKS[pair] for pair in map("".join, zip(dots[row], dots[row + 1], strict=True)))
        for row in range(0, 6, 2)
    ]
