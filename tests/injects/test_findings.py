"""Each finding of ``tabletop check``: one thing done to the sound pack, and what is found then."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from agencies.documents import parse_document, read_document
from injects.loading import load_pack

BROKEN = Path(__file__).parent / "broken"


def cases() -> list[Any]:
    """Every entry of ``broken/``, with the code that it is to yield."""
    return [
        pytest.param(code, case, id=f"{code}: {case['case']}")
        for path in sorted(BROKEN.glob("*.yml"))
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


@pytest.mark.parametrize(("code", "case"), cases())
def test_one_thing_wrong_is_one_finding(tiny, code, case):
    for name, file in (("pack", tiny / "pack.yml"), ("network", tiny / "pier.yml")):
        data = edited(file.read_text("utf-8"), case.get(name, {}))
        file.write_text(json.dumps(data, indent=1), "utf-8")
    problems = load_pack(tiny).problems
    assert [problem.code for problem in problems] == [code], "\n".join(map(str, problems))
    (problem,) = problems
    document = read_document(problem.file)
    where = located(document.data, case["at"])
    assert (problem.line, problem.column) == document.position(where, key="key" in case)
    assert problem.mend is not None


def test_documents_whose_numbers_differ_are_told(write):
    folder = write(
        ("file: documents/plan.md", "file: {en: documents/plan.md, es: documents/plan.es.md}")
    )
    (folder / "documents" / "plan.md").write_text("Call the CSIRT within 15 minutes.\n", "utf-8")
    (folder / "documents" / "plan.es.md").write_text("Llame al CSIRT en 20 minutos.\n", "utf-8")
    (problem,) = load_pack(folder).problems
    assert problem.code == "stale-translation"
    assert "en says 15 where es says 20" in str(problem)
