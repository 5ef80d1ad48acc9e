"""A pack on paper: nothing is missing from the slips, and nothing on them is the script's."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from exercise.cli.preparing import prepare
from exercise.report.papers import PAPERS, paper
from exercise.setup import Setup


@pytest.fixture(scope="module")
def setup() -> Setup:
    return prepare("port-ransomware")


def test_every_inject_is_a_slip_for_each_of_its_recipients(setup: Setup) -> None:
    page = paper(setup, "slips", "en")
    numbers = re.findall(r"<h2>([A-Z]+-\d+) ·", page)
    assert sorted(numbers) == sorted(one.id for one in setup.pack.injects for _ in one.to)


def test_every_expectation_stands_once_in_the_guide(setup: Setup) -> None:
    page = paper(setup, "guide", "es")
    ids = re.findall(r"<td>([A-Z]+-\d+\w*)(?: !)?</td>", page)
    assert sorted(ids) == sorted(one.id for one, _ in setup.pack.all_expectations)


def test_players_get_their_documents_and_nothing_of_the_script(setup: Setup) -> None:
    page = paper(setup, "briefs", "en")
    for document in setup.pack.documents.values():
        assert (document.title.into("en") in page) == (document.for_ != ("control",))
    assert not any(one.body.into("en")[:60] in page for one in setup.pack.injects)


@pytest.mark.parametrize("name", PAPERS)
def test_each_paper_bears_the_marking_and_takes_hostile_text_literally(
    setup: Setup, name: str
) -> None:
    hostile = setup.pack.title.model_copy(update={"root": "<script>alert(1)</script>\x1b[2J"})
    changed = replace(setup, pack=setup.pack.model_copy(update={"title": hostile}))
    page = paper(changed, name, "es")
    assert "EJERCICIO" in page
    assert "<script" not in page
    assert "\x1b" not in page


def test_documents_are_drawn_as_they_are_meant_to_look(setup: Setup) -> None:
    page = paper(setup, "manual", "es")
    assert "<th>Reloj</th>" in page
    assert "<strong>Fase 1, Pantallas apagadas</strong>" in page
    assert page.count("Plan de sala, para quien facilita") == 1
    assert "|---|" not in page
    assert "martes, 6 de julio de 2027, 06:30 (UTC-05:00)" in page


def test_a_hostile_document_stays_its_characters(setup: Setup) -> None:
    hostile = """# <b onload=x>\n<script>alert(1)</script>\n\n[go](javascript:alert(1)) ![x](http://x.example/)
&#x202e;evil <http://x.example/>\n\n```" onclick="x\n</pre><style>\x1b\n```\n\n| a |\n|---|\n| <img src=x> |\n
[ref]: http://x.example/\n"""
    changed = replace(setup, pack_files=dict.fromkeys(setup.pack_files, hostile))
    page = paper(changed, "manual", "en")
    drawn = page.split('<div class="document">')[1].split("</section>")[0]
    tags = set(re.findall(r"<[^>]*>", drawn))
    assert not {tag for tag in tags if re.search(r"<(script|a|img|b|style)\b|\son|=", tag)}
    assert not {"\x1b", "\u202e"} & set(page)
    assert "[go](javascript:alert(1))" in page
