"""Files with one thing done to them, and the one finding that they then have."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from agencies.documents import parse_document


def cases(folder: Path) -> list[Any]:
    """Every entry of the files in ``folder``, with the code that it is to yield."""
    return [
        pytest.param(code, case, id=f"{code}: {case['case']}")
        for path in sorted(folder.glob("*.yml"))
        for code, entries in parse_document(path.read_text("utf-8"), path.name).data.items()
        for case in entries
    ]


def located(data: Any, path: str) -> tuple[str | int, ...]:
    """The keys and places that a path of ``broken/`` goes through."""
    found: list[str | int] = []
    for name in path.split("/"):
        step: str | int = name
        if isinstance(data, list):
            ids = [entry.get("id") if isinstance(entry, dict) else None for entry in data]
            step = ids.index(name) if name in ids else int(name)
        found.append(step)
        data = data[step] if isinstance(data, list) else data.get(step)
    return tuple(found)


def edited(text: str, edits: dict[str, Any]) -> Any:
    """A document's data with something done to it."""
    data = parse_document(text, "").data
    for path, value in edits.items():
        above, _, last = path.rpartition("/")
        inside = data
        for step in located(data, above) if above else ():
            inside = inside[step]
        if last.startswith("+"):
            inside.append(value)
            continue
        *_, key = located(data, path)
        if value is None:
            del inside[key]
        else:
            inside[key] = value
    return data
