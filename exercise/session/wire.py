"""What crosses between a client and the session: JSON, read as if anybody could have sent it.

A frame from the session is a list of messages (:mod:`exercise.views.projector`), or an answer to
one request, ``{"ref": n, …}`` with ``ok`` or ``refused``. A frame from a client is one request,
``{"ref": n, "do": "submit" | "contacts" | "route" | "skip" | "leave", …}``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import MISSING, asdict, fields
from hashlib import blake2b
from typing import Any

from agencies.language import Phrase, phrase
from exercise.commands import COMMANDS, Command
from exercise.errors import Refused
from exercise.events import Noted, NoteTaken, ObservationMade, RatingAnswered
from exercise.views.seat import Contact, ContactChannel, RoutePreview

__all__ = [
    "ENDED",
    "LIMIT",
    "HostEnded",
    "command_from",
    "command_to",
    "contact_from",
    "decode",
    "draft_from",
    "encode",
    "is_answer",
    "observation_from",
    "phrase_from",
    "phrase_to",
    "preview_from",
    "request_name",
]

ENDED = 4001
"""The close code of a host that was ended on purpose; 4000 to 4999 are ours (RFC 6455 §7.4.2)."""
LIMIT = 64 * 1024
"""The most bytes of one frame from a client."""
DRAFT_SHOWN = 2000
"""Characters of a draft that the others at the desk see."""


class HostEnded(ConnectionError):
    """The connection is gone because the host was ended on purpose."""


def encode(value: Any) -> str:
    """A frame."""
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"))


def is_answer(frame: str) -> bool:
    """Whether a frame from the session answers a request, and is no list of messages."""
    return frame.startswith("{")


def decode(text: str) -> dict[str, Any]:
    """A client's frame.

    Raises:
        Refused: If it is too long, or no JSON object.
    """
    if len(text) > LIMIT:
        raise Refused("This is too long to be sent; shorten it.")
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        raise Refused(_MALFORMED)
    return value


_MALFORMED = phrase("The session did not understand what was sent.")


def request_name(request: Mapping[str, Any], seat: str) -> str | None:
    """A sender's own id for what it asks, told apart from those of others.

    It stands in the record where no copy leaves it out: what is chosen elsewhere is kept as a
    digest, so that it says nothing.
    """
    name = request.get("request")
    if not isinstance(name, str) or len(name) > 64:
        return None
    digest = blake2b(name.encode("utf-8", "surrogatepass"), digest_size=12)
    return f"{seat}:{digest.hexdigest()}"


def command_to(command: Command) -> dict[str, Any]:
    """A command by its name and fields."""
    return {"command": type(command).__name__, "fields": asdict(command)}  # type: ignore[call-overload]


def command_from(message: Mapping[str, Any]) -> Command:
    """The command that a client named; every field is checked for its type.

    Raises:
        Refused: If there is no such command or its fields are not those it has.
    """
    cls = COMMANDS.get(str(message.get("command")))
    given = message.get("fields")
    if cls is None or not isinstance(given, dict):
        raise Refused(_MALFORMED)
    known = {entry.name: entry for entry in fields(cls)}
    missing = [
        name
        for name, entry in known.items()
        if name not in given and entry.default is MISSING and entry.default_factory is MISSING
    ]
    if missing or set(given) - set(known):
        raise Refused(_MALFORMED)
    made: Command = cls(
        **{name: _checked(str(known[name].type), value) for name, value in given.items()}
    )
    return made


def observation_from(message: Mapping[str, Any]) -> Noted:
    """What one of the staff wrote down.

    Raises:
        Refused: If the fields are not those that it has.
    """
    kinds: dict[str, type[Noted]] = {
        "NoteTaken": NoteTaken,
        "ObservationMade": ObservationMade,
        "RatingAnswered": RatingAnswered,
    }
    cls = kinds.get(str(message.get("what")))
    given = message.get("fields")
    if cls is None or not isinstance(given, dict):
        raise Refused(_MALFORMED)
    if cls is not RatingAnswered and not given.get("text"):
        raise Refused(_MALFORMED)
    known = {entry.name: entry for entry in fields(cls)}
    if set(given) - set(known):
        raise Refused(_MALFORMED)
    if given.get("made", "live") != "live":
        raise Refused(_MALFORMED)
    return cls(**{name: _checked(str(known[name].type), value) for name, value in given.items()})


def draft_from(message: Mapping[str, Any], seat: str) -> dict[str, Any]:
    """What somebody is writing, as the others at the desk are told of it.

    Raises:
        Refused: If the fields are not those that it has.
    """
    if message.get("what", "") not in ("", "message", "decision"):
        raise Refused(_MALFORMED)
    texts = {
        name: _checked("str", message.get(name, ""))[:DRAFT_SHOWN]
        for name in ("what", "action", "subject", "text")
    }
    to = _checked("tuple[str, ...]", message.get("to", []))
    return {"kind": "draft", "id": seat, **texts, "to": [name[:80] for name in to[:50]]}


def _checked(wanted: str, value: Any) -> Any:
    """A field's value, of the type that its declaration asks for."""
    if value is None and wanted.endswith("| None"):
        return None
    match wanted.removesuffix(" | None"):
        case "str" if isinstance(value, str):
            return _clean(value)
        case "bool" if isinstance(value, bool):
            return value
        case "int" if isinstance(value, int) and not isinstance(value, bool):
            return value
        case "float" if isinstance(value, (int, float)) and not isinstance(value, bool):
            return float(value)
        case "tuple[str, ...]" if isinstance(value, list):
            return tuple(_checked("str", one) for one in value)
        case "dict[str, str]" if isinstance(value, dict):
            return {_clean(name): _checked("str", one) for name, one in value.items()}
        case _:
            raise Refused(_MALFORMED)


def _clean(text: str) -> str:
    """Text that can be written down: a lone surrogate is no character."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def phrase_to(said: Phrase) -> dict[str, Any]:
    """A sentence of the product, to be put into the reader's language at the other end."""
    values = {
        name: phrase_to(value) if isinstance(value, Phrase) else str(value)
        for name, value in said.values
    }
    return {"message": said.message, "values": values}


def phrase_from(value: Mapping[str, Any]) -> Phrase:
    """The sentence that was sent."""
    values = {
        name: phrase_from(one) if isinstance(one, dict) else one
        for name, one in value["values"].items()
    }
    return phrase(value["message"], **values)


def preview_from(value: Mapping[str, Any]) -> RoutePreview:
    """A route as it was sent."""
    return RoutePreview(
        **{**value, "relays": tuple(value["relays"]), "warnings": tuple(value["warnings"])}
    )


def contact_from(value: Mapping[str, Any]) -> Contact:
    """A contact as it was sent."""
    channels = tuple(ContactChannel(**one) for one in value["channels"])
    return Contact(**{**value, "channels": channels, "route": preview_from(value["route"])})
