"""What control does at the door: looks up join codes, and has one replaced."""

from __future__ import annotations

from agencies.language import phrase
from exercise.cli.plain.command import Command, Line
from exercise.cli.plain.naming import find
from exercise.cli.plain.watching import Post
from exercise.views.seat import Entry
from exercise.views.staffwords import place_title, ways_in

__all__ = ["DOORS"]


async def _codes(post: Post, _: Line) -> None:
    post.tell(*ways_in(await post.client.ways_in()))
    for name, code in (await post.client.codes()).items():
        place = place_title(post.client.view, name)
        post.tell(phrase("{code} {place}", code=code, place=place))


async def _revoke(post: Post, line: Line) -> None:
    names = await post.client.codes()
    places = [Entry(name.removeprefix("seat "), {}) for name in names]
    named = {entry.id: name for entry, name in zip(places, names, strict=True)}
    name = named[find(places, line.about, phrase("code"))]
    place = place_title(post.client.view, name)

    async def go() -> None:
        code = await post.client.revoke(name)
        post.tell(phrase("The new code for {place}: {code}", place=place, code=code))

    post.tell(
        phrase(
            "The code for {place} opens nothing any more; who came by it is cut off.", place=place
        )
    )
    post.doubt(go)


DOORS: tuple[Command[Post], ...] = (
    Command(
        {"en": ("codes",), "es": ("códigos",)},
        phrase("List the join codes."),
        _codes,
        roles=("control",),
    ),
    Command(
        {"en": ("revoke",), "es": ("revocar",)},
        phrase("Replace a join code that got about; who came by it has to come in anew."),
        _revoke,
        phrase("AGENCY | control | simcell | collector | evaluate | observe"),
        roles=("control",),
    ),
)
