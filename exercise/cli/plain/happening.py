"""What has happened in the whole exercise between two pictures of the staff, a line for each."""

from __future__ import annotations

from collections.abc import Iterator

from agencies.language import Phrase, phrase
from exercise.cli.plain import rows
from exercise.cli.plain.watching import Post, fed
from exercise.views.control import ControlView
from exercise.views.wording import TROUBLES, label, one_line

__all__ = ["happening"]


def happening(before: ControlView, after: ControlView, post: Post) -> Iterator[str]:
    """Each thing that happened, as a line that is safe to show; with its number, where it waits."""
    last = before.feed[-1].seq if before.feed else 0
    for row in after.feed:
        # Whoever was refused something is told so as the answer.
        if row.seq > last and row.kind != "CommandRefused":
            yield fed(after, row, post.language)
    for told in _waiting(before, after, post):
        yield told.into(post.language)
    if after.trouble != before.trouble:
        why = label(TROUBLES, after.trouble, post.language)
        told = phrase("The session works again.")
        if after.trouble:
            told = phrase("Attention: {trouble}. The exercise waits.", trouble=why)
        yield told.into(post.language)


def _waiting(before: ControlView, after: ControlView, post: Post) -> Iterator[Phrase]:
    """What has begun to wait for this post, each with the number that commands take."""
    language, numbers = post.language, post.numbers
    known = {row.item for row in before.simulated}
    for one in after.simulated:
        if one.item not in known and one.opened_at is None:
            line = rows.text(numbers.of("queue", one.item), after, one, language)
            yield phrase("In the queue: {item}", item=line)
    if post.role not in ("control", "collector"):
        return
    known = {row.id for row in before.to_code}
    for one in after.to_code:
        if one.id not in known:
            line = rows.text(numbers.of("code", one.id), after, one, language)
            yield phrase("To be coded: {text}", text=line)
    if post.role != "control":
        return
    known = {row.id for row in before.requests}
    for request in after.requests:
        if request.id not in known:
            yield phrase(
                "To be answered: {n}. {agency}: {text}",
                n=numbers.of("request", request.id),
                agency=rows.names(after, (request.agency,), language),
                text=one_line(request.text, 600),
            )
    known = {row.message for row in before.contacts}
    for contact in after.contacts:
        if contact.message not in known:
            yield phrase(
                "Contact {n}: {sender} looks for a number of {agency}",
                n=numbers.of("contact", contact.message),
                sender=rows.names(after, (contact.sender,), language),
                agency=rows.names(after, (contact.to,), language),
            )
