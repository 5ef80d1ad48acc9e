"""The ways a message would take, asked of the session before it is sent."""

from __future__ import annotations

from collections.abc import Mapping

from textual.content import Content
from textual.widgets import Static

from agencies.language import phrase
from exercise.errors import TabletopError
from exercise.session.api import Client, RouteQuery
from exercise.tui.drafts import MessageDraft
from exercise.tui.widgets.contacts import IN_PERSON, beware, route_line
from exercise.tui.wording import safe, titles_of
from exercise.views.seat import InboxItem, RoutePreview, SeatView

__all__ = ["Ways"]


class Ways(Static):
    """A line for each recipient: by what, through whom, how long; and what to beware of."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  # as in every widget
        super().__init__(markup=False, id=id)
        self._found: tuple[tuple[RoutePreview, bool], ...] = ()
        """For each recipient the way, and whether it could be told in person."""

    @property
    def asked(self) -> bool:
        """Whether there is anybody to find a way to."""
        return bool(self._found)

    async def ask(self, client: Client, draft: MessageDraft, language: str) -> None:
        """Ask for the way to each recipient."""
        found = []
        for agency in draft.to:
            route = await _route(client, agency, draft.via, draft.facts, language)
            beside = None
            if not draft.via:
                beside = await _route(client, agency, IN_PERSON, draft.facts, language)
            found.append((route, beside is not None and beside.seconds is not None))
        self._found = tuple(found)

    def tell(
        self, view: SeatView, draft: MessageDraft, answers: InboxItem | None, language: str
    ) -> None:
        """Show what was found.

        Args:
            view: Where agencies and channels have their names.
            draft: The message as it stands.
            answers: The item that it answers.
            language: The reader's.
        """
        lines = []
        if answers is not None and answers.asks:
            kinds = titles_of(view.fact_kinds, answers.asks)
            asked = phrase("You were asked about: {kinds}.", kinds=kinds)
            lines.append(Content.styled(asked.into(language), "bold"))
        # What holds for everybody is said once, and first: the rows here are few.
        everybody = self._for_everybody()
        lines += beware(everybody, language, indent="")
        near = [route.to for route, together in self._found if together]
        if near and len(near) == len(self._found):
            text = phrase("≡ You are in one place: channel 'In person' is at once.")
            lines.append(Content.styled(text.into(language), "bold"))
        for route, together in self._found:
            line = route_line(view, route, language)
            if together and len(near) < len(self._found):
                text = phrase("in person: at once")
                line += Content.styled(f"  ≡ {text.into(language)}", "bold")
            lines.append(line)
            own = [each for each in route.warnings if each not in everybody]
            lines += beware(own, language)
        if not self._found:
            text = phrase("Choose who gets it: the way it takes is shown here.")
            lines.append(Content.styled(text.into(language), "$text-muted"))
        elif any(route.seconds is None for route, _ in self._found):
            text = phrase("F4 looks for a number that is in no plan (slow).")
            lines.append(Content.styled(text.into(language), "bold"))
        if self._found and draft.intent == "inform" and not draft.facts:
            text = phrase("No fact is ticked: text alone does not count as told.")
            lines.append(Content.styled(text.into(language), "$text-muted"))
        self.update(Content("\n").join(lines))

    def _for_everybody(self) -> tuple[str, ...]:
        """The warnings that hold for each of several recipients."""
        if len(self._found) < 2:
            return ()
        first, *others = (route.warnings for route, _ in self._found)
        return tuple(each for each in first if all(each in other for other in others))


async def _route(
    client: Client, agency: str, via: str, facts: Mapping[str, str], language: str
) -> RoutePreview:
    try:
        return await client.route(RouteQuery(agency, via or None, dict(facts)))
    except TabletopError as error:
        reason = safe(error.phrase)
    except OSError:
        reason = phrase("The session cannot be reached just now.")
    return RoutePreview(agency, None, (), None, reason.into(language))
