"""What if, asked on the screen: what is marked is filled in, and what cannot be is said at once."""

from __future__ import annotations

from typing import Any

from agencies.language import phrase
from exercise.tui.replay import whatifs

from .conftest import Look, a_past, played


def asked() -> tuple[list[tuple[str, int]], Any]:
    """What was imagined, and what imagines it."""
    found: list[tuple[str, int]] = []

    def imagine(change: str, at: int, _: int) -> Any:
        found.append((change, at))
        raise AssertionError

    return found, imagine


def with_a_decision() -> Any:
    """The port decided something at 0:20, and the record goes on."""
    return a_past(played(decides=True))


async def test_the_marked_decision_is_taken_earlier(look: Look) -> None:
    past = with_a_decision()
    (decision,) = whatifs.decisions(past)
    async with look(past, imagine=asked()[1]) as viewer:
        await viewer.press("G", "9")
        pane = viewer.app.screen.pane  # type: ignore[attr-defined]
        row = next(n for n, one in enumerate(pane._marks) if one.place == decision.place)
        pane.mark(f"mark|{row}")
        await viewer.press("w", "1")
        assert "What if a decision had been taken earlier?" in viewer.prose
        form: Any = viewer.app.screen
        assert form.written()["decision"] == f"#{decision.place}"
        assert past.forks_at(f"earlier:#{decision.place}@0:10", 5400) == 600
        assert past.forks_at(f"omit:#{decision.place}", 5400) == 1200


async def test_the_marked_overdue_part_is_filled_in_and_what_was_met_is_not_offered(
    look: Look,
) -> None:
    async with look(start=1650, imagine=asked()[1]) as viewer:
        await viewer.press("4", "w")
        await viewer.press(str([*_offered(with_decisions=False)].index("fulfil") + 1))
        form: Any = viewer.app.screen
        assert form.written()["expectation"]
        offered = whatifs._expected(viewer.app.for_form(), "en")
        assert offered[0].id == form.written()["expectation"]


def _offered(*, with_decisions: bool) -> list[str]:
    return [verb for verb in whatifs.CHANGES if with_decisions or verb not in whatifs.OF_DECISIONS]


async def test_a_change_that_is_none_is_refused_in_the_form(look: Look) -> None:
    found, imagine = asked()
    async with look(start=600, imagine=imagine) as viewer:
        await viewer.press("w", str(len(_offered(with_decisions=False))))
        await viewer.type("send:nobody:port:dark")
        await viewer.press("ctrl+s")
        assert "Not done: 'send:nobody:port:dark': there is no agency 'nobody'." in viewer.prose
        assert found == []


async def test_at_the_end_nothing_is_left_to_play(look: Look) -> None:
    async with look(imagine=asked()[1]) as viewer:
        await viewer.press("G", "w")
        assert "Nothing is left to play from here" in " ".join(viewer.said)


async def test_what_would_have_been_of_an_altered_record_says_so_first(look: Look) -> None:
    warning = phrase("Not as it was recorded, from event {seq} on: {reason}.", seq=3, reason="x")
    async with look(a_past(warning=warning), imagine=asked()[1], size=(140, 45)) as viewer:
        await viewer.press("w")
        assert "told of this record as it stands" in viewer.prose
