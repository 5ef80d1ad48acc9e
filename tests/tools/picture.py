"""Draw the README's picture of the trainee's screen from a session played for it."""

from __future__ import annotations

import asyncio
import re
import sys
from pathlib import Path

from exercise.cli.preparing import prepare
from exercise.session.solo import solo
from exercise.tui import TraineeApp

AGENCY = "port-authority"
SIZE = (118, 32)
TEN_MINUTES = 600


async def draw(language: str) -> str:
    """Play the first ten minutes and keep what the screen shows then."""
    setup = prepare(
        "port-ransomware", seed=1, skill="reliable", language=language, staffing=(AGENCY,)
    )
    now = 0.0
    session, client = await solo(setup, None, AGENCY, clock=lambda: now)
    app = TraineeApp(client, language=language, wall=lambda: now)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        # Warm-up and briefing are over as soon as they have begun.
        while client.view.clock.at < TEN_MINUTES:
            if not client.view.clock.running:
                await pilot.press("p")
                await pilot.pause()
            now += 25
            await session.tick()
            await pilot.pause()
        await pilot.press("end", "enter", "u", "enter", "u", "enter", "1")
        await pilot.pause(0.2)
        picture = app.export_screenshot(title="tabletop demo")
    await client.close()
    await session.close()
    # The picture must not ask a font server for anything, and spaces must stay spaces.
    picture = re.sub(r"@font-face\s*\{[^}]*\}|<!--.*?-->", "", picture)
    return picture.replace("<svg ", '<svg xml:space="preserve" ', 1)


if __name__ == "__main__":
    folder = Path(__file__).parents[2] / "docs" / "images"
    folder.mkdir(parents=True, exist_ok=True)
    for code in sys.argv[1:] or ("en", "es"):
        picture = asyncio.run(draw(code))
        (folder / f"trainee-screen.{code}.svg").write_text(picture, encoding="utf-8")
