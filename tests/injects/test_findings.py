"""Each finding of ``tabletop check``: one thing done to the sound pack, and what is found then."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from agencies.documents import read_document
from broken import cases, edited, located
from injects.loading import load_pack

BROKEN = Path(__file__).parent / "broken"


@pytest.mark.parametrize(("code", "case"), cases(BROKEN))
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
