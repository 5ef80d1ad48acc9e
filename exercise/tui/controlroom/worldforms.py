"""The forms by which control acts on the world of the story."""

from __future__ import annotations

from agencies.language import phrase
from exercise import commands as c
from exercise.errors import Refused
from exercise.tui.controlroom.asking import Asked
from exercise.tui.controlroom.fields import Few, Line, Many, One, Written, entries
from exercise.tui.controlroom.form import RoomForm
from exercise.tui.controlroom.forms import needed
from exercise.tui.wording import titles_of
from exercise.views.control import ContactRow, ControlView

__all__ = ["disrupt", "gather", "level", "refuse_contact", "thing"]


def disrupt(view: ControlView) -> RoomForm:
    """Take down a link, a channel, an agency, or a channel at one agency."""

    def make(written: Written) -> Asked:
        parts = [written[name] or None for name in ("link", "channel", "agency")]
        return Asked(c.Disrupt(*parts), done=phrase("It is down until you restore it."))

    return RoomForm(
        "disrupt",
        phrase("Take something down"),
        (
            One("channel", phrase("Channel"), entries(view.channels)),
            One("agency", phrase("Agency"), entries(view.agencies)),
            One("link", phrase("or a link"), entries(view.links, detail=True)),
        ),
        make,
        about=phrase(
            "A channel alone fails everywhere, an agency alone is out of reach, both together mean "
            "that channel at that agency. Or one link, by itself."
        ),
    )


def refuse_contact(view: ControlView, contact: ContactRow) -> RoomForm:
    """No number is to be found."""
    return RoomForm(
        f"refuse {contact.message}",
        phrase("No number is to be found"),
        (Line("reason", phrase("Reason")),),
        lambda written: Asked(
            c.RefuseContact(contact.message, written["reason"]),
            done=phrase("The message goes back to its sender."),
        ),
        about=phrase(
            "{sender} wanted to reach {to}.",
            sender=titles_of(view.agencies, (contact.sender,)),
            to=titles_of(view.agencies, (contact.to,)),
        ),
    )


def gather(view: ControlView) -> RoomForm:
    """Let agencies talk in person."""

    def make(written: Written) -> Asked:
        if len(written["agencies"]) < 2:
            raise Refused("Choose at least two agencies.")
        command = c.GatherAgencies(needed(written, "place"), written["agencies"])
        return Asked(command, done=phrase("They can talk in person now."))

    return RoomForm(
        "gather",
        phrase("In one place of the story"),
        (
            One("place", phrase("Place"), entries(view.places)),
            Many("agencies", phrase("Agencies"), entries(view.agencies)),
        ),
        make,
        about=phrase("A liaison was sent, a centre activated: they talk in person from now on."),
    )


def level(view: ControlView) -> RoomForm:
    """Set the security level of a place."""

    def make(written: Written) -> Asked:
        command = c.SetLevel(needed(written, "place"), int(written["level"]))
        return Asked(command, done=phrase("The security level is set, and every desk is told."))

    return RoomForm(
        "level",
        phrase("Set a security level"),
        (
            One("place", phrase("Place"), entries(view.places)),
            Few("level", phrase("Level"), tuple((n, phrase(n)) for n in ("1", "2", "3")), "1"),
        ),
        make,
    )


def thing(view: ControlView) -> RoomForm:
    """Open or close a system or a resource."""

    def make(written: Written) -> Asked:
        command = c.Place(needed(written, "thing"), written["open"] == "open")
        return Asked(command, done=phrase("Done, and on record."))

    return RoomForm(
        "thing",
        phrase("Open or close"),
        (
            One("thing", phrase("What"), entries(view.things)),
            Few(
                "open",
                phrase("State"),
                (("closed", phrase("closed")), ("open", phrase("open"))),
                "closed",
            ),
        ),
        make,
    )
