"""What a report costs against as many pages of plain text, set by the same means.

The report of a session of 2,000 events in HTML, PDF and DOCX, from events to bytes; and a document of
nothing but paragraphs that fills the same number of pages of PDF, in the same three formats.

    python tests/benchmarks/report.py [--json] [--parts]
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence

from agencies.network import Network
from exercise.engine import Engine
from exercise.events import Event
from exercise.report import gather
from exercise.report.building import build
from exercise.report.document import Document, Heading, Prose
from exercise.report.shapes import set_document
from exercise.session.opening import opening
from exercise.setup import Setup
from generate import Size, setup_of
from measuring import Measure, Side, show, side_by_side, timed

EVENTS = 2000
BUDGET = 2.0
SHAPES = ("html", "pdf", "docx")
PARAGRAPH = (
    "The port authority told the terminal what it knew of the outage, by telephone, and asked it to "
    "work the gate on paper until noon. The terminal confirmed, and said that dangerous goods were "
    "not affected. The coast guard kept two ships at anchor and told their agents why. "
) * 2
"""About an eighth of a page."""


def session() -> tuple[Setup, Network, list[Event]]:
    """A session of about so many events, played by playbooks, with people said to sit at desks."""
    injects = 40
    while True:
        setup = setup_of(Size(injects=injects))
        engine = Engine(setup)
        events = [opening(setup, engine.begins_at), *engine.begin()]
        events += engine.advance_to(setup.pack.endex + 1)
        if len(events) >= EVENTS:
            return setup, Network(setup.network), events
        injects += 8


def pages(pdf: bytes) -> int:
    """How many pages a PDF says that it has."""
    return max(int(found) for found in re.findall(rb"/Count (\d+)", pdf))


def plain(count: int) -> Document:
    """A document of paragraphs that fills as many pages."""
    labels = dict.fromkeys(("contents", "table", "figure", "skip", "page", "marking"), "x")

    def of(paragraphs: int) -> Document:
        blocks = (Heading("Plain", 1, "a"), *(Prose(PARAGRAPH) for _ in range(paragraphs)))
        return Document("Plain", "Plain", "", "en", "EXERCISE", blocks, labels)

    paragraphs = 8 * count
    while (short := count - pages(bytes(set_document(of(paragraphs), "pdf")))) > 0:
        paragraphs += 7 * short
    return of(paragraphs)


def measures(*, parts: bool) -> list[Measure]:
    """The whole, and each format by itself where that is asked for."""
    setup, network, events = session()
    whole = build(gather(setup, network, events), "en")
    floor = plain(pages(bytes(set_document(whole, "pdf"))))

    def product() -> float:
        def work() -> None:
            document = build(gather(setup, network, events), "en")
            for shape in SHAPES:
                set_document(document, shape)

        return timed(work)

    def building() -> float:
        return timed(lambda: build(gather(setup, network, events), "en"))

    def text() -> float:
        return timed(lambda: [set_document(floor, shape) for shape in SHAPES])

    found = [side_by_side("report of 2,000 events, three formats", product, text, BUDGET)]
    if parts:
        found += [
            side_by_side(f"  {shape}", setting(whole, shape), setting(floor, shape), None)
            for shape in SHAPES
        ]
        found.append(
            side_by_side("  building, against Markdown", building, setting(floor, "md"), None)
        )
    return found


def setting(document: Document, shape: str) -> Side:
    """Sets a document once."""
    return lambda: timed(lambda: set_document(document, shape))


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures, and answers with 1 where the budget is not kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--parts", action="store_true")
    asked = parser.parse_args(arguments)
    found = measures(parts=asked.parts)
    show(found, as_json=asked.json)
    return 0 if all(one.kept for one in found) else 1


if __name__ == "__main__":
    raise SystemExit(main())
