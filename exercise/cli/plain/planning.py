"""The improvement plan, line by line, as control puts it before the room."""

from __future__ import annotations

from contextlib import suppress

from agencies.language import phrase
from exercise import commands as c
from exercise.cli.plain.command import Command, Line
from exercise.cli.plain.naming import find, one_of
from exercise.cli.plain.steering import CONTROL, do
from exercise.cli.plain.watching import Post
from exercise.errors import RequestError
from exercise.views.control import PlanRow
from exercise.views.planwords import POETE
from exercise.views.shortfalls import fell_short, issue_of
from exercise.views.wording import named, one_line

__all__ = ["PLANNING"]

_FIELDS = ("issue", "action", "organization", "due", "contact", "element", "capability")
"""What stands between semicolons, in this order."""


def _row(post: Post, typed: str) -> PlanRow:
    """The line that is meant: by its name, or by its number alone."""
    rows = {row.id: row for row in post.client.view.plan}
    found = rows.get(typed) or rows.get(f"line-{typed}")
    if found is None:
        raise RequestError(
            "There is no line '{line}' in the plan; 'plan' lists them.", line=one_line(typed, 40)
        )
    return found


async def _propose(post: Post, line: Line) -> None:
    view, typed = post.client.view, line.about.strip()
    meant = (part for part in fell_short(view) if part.expectation.casefold() == typed.casefold())
    short = next(meant, None)
    before = _row(post, typed) if typed and short is None else None
    parts = [part.strip() for part in line.text.split(";")]
    if not parts[0] and before is None and short is None:
        raise RequestError("Write what is to be improved after a colon: propose : TEXT")
    if len(parts) > len(_FIELDS):
        raise RequestError("There is a semicolon too many.")
    said = dict(zip(_FIELDS, parts, strict=False))
    if said.get("organization"):
        with suppress(RequestError):
            said["organization"] = find(view.agencies, said["organization"], phrase("agency"))
    if said.get("element"):
        words = {name: (word.into("es"),) for name, word in POETE.items()}
        said["element"] = one_of(words, said["element"], phrase("element"))
    if said.get("capability"):
        capability = phrase("capability")
        said["capability"] = find(view.capabilities, said["capability"], capability)
    if short is not None:
        said["issue"] = said.get("issue") or issue_of(view, short, view.language)
        said["organization"] = said.get("organization") or short.agency
    kept = {name: said.get(name) or (getattr(before, name) if before else "") for name in _FIELDS}
    start = before.start if before else ""
    command = c.ProposePlanLine(**kept, start=start, line=before.id if before else "")
    await do(post, command, phrase("The room sees it."))


async def _agree(post: Post, line: Line) -> None:
    await do(post, c.AgreePlanLine(_row(post, line.about.strip()).id), phrase("Agreed."))


async def _drop(post: Post, line: Line) -> None:
    command = c.DropPlanLine(_row(post, line.about.strip()).id)
    await do(post, command, phrase("It is out of the plan."))


async def _plan(post: Post, _: Line) -> None:
    view, language = post.client.view, post.language
    for row in view.plan:
        state = phrase("agreed") if row.agreed_at is not None else phrase("not agreed yet")
        who = named(view.agencies, row.organization, language) if row.organization else "–"
        told = phrase(
            "{line} [{state}] {issue} → {action} ({who}, by {day})",
            line=row.id,
            state=state,
            issue=one_line(row.issue, 400),
            action=one_line(row.action, 400) or "–",
            who=who,
            day=row.due or "–",
        )
        post.tell(told)
    if not view.plan:
        post.tell(phrase("Nothing is in the plan yet."))
    short = fell_short(view) if post.role == "control" else ()
    for part in short:
        post.tell(
            phrase(
                "{expectation} fell short: {issue}",
                expectation=one_line(part.expectation, 40),
                issue=one_line(issue_of(view, part, language), 120),
            )
        )
    if short:
        told = phrase(
            "Write 'propose {expectation} : ; ACTION' to put one into the plan, with its agency.",
            expectation=one_line(short[0].expectation, 40),
        )
        post.tell(told)


PLANNING: tuple[Command[Post], ...] = (
    Command(
        {"en": ("propose",), "es": ("proponer",)},
        phrase("Put a line of the improvement plan before the room, or put one anew."),
        _propose,
        phrase(
            "[LINE | SHORTFALL] : ISSUE ; ACTION ; AGENCY ; DAY ; CONTACT ; ELEMENT ; CAPABILITY"
        ),
        text="colon",
        roles=CONTROL,
    ),
    Command(
        {"en": ("agree",), "es": ("acordar",)},
        phrase("Note that the room agrees on a line of the improvement plan."),
        _agree,
        phrase("LINE"),
        roles=CONTROL,
    ),
    Command(
        {"en": ("drop line",), "es": ("quitar línea",)},
        phrase("Take a line out of the improvement plan."),
        _drop,
        phrase("LINE"),
        roles=CONTROL,
    ),
    Command(
        {"en": ("plan",), "es": ("plan",)},
        phrase("The improvement plan, and what of it is agreed on."),
        _plan,
    ),
)
