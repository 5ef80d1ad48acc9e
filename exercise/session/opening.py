"""The first event of a record: everything that a session follows from, and back to it."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping, Sequence
from hashlib import sha256

from exercise import FORMAT_VERSION, RULES_VERSION, __version__
from exercise.errors import RecordError
from exercise.events import Event, SessionCreated
from exercise.setup import Setup

__all__ = ["created_of", "host_offset", "opening", "setup_of"]


def host_offset() -> int:
    """Seconds by which this host's clock is ahead of UTC just now; below zero in the Americas."""
    return time.localtime().tm_gmtoff


def opening(
    setup: Setup,
    begins_at: int,
    *,
    alias_key: str = "",
    marking: str = "",
    utc_offset: int = 0,
    table: int = 0,
) -> Event:
    """The first event of a session's record.

    Args:
        setup: What the session is made from.
        begins_at: Exercise second at which it begins; below zero for a warm-up.
        alias_key: The key of the names by which desks call things; none for a run without desks.
        marking: Handling marking of the session.
        utc_offset: Seconds by which the host's clock is ahead of UTC.
        table: Its number among parallel tables; 0 where it is the only one.
    """
    digests = {"pack": _digest(setup.pack_files), "network": _digest(setup.network_files)}
    if setup.profile is not None:
        digests["profile"] = _digest(setup.profile_files)
    body = SessionCreated(
        format=FORMAT_VERSION,
        rules=setup.rules,
        product=__version__,
        pack=setup.pack.id,
        pack_files=dict(setup.pack_files),
        network_files=dict(setup.network_files),
        digests=digests,
        staffing=setup.staffing,
        seed=setup.seed,
        skill=setup.skill,
        language=setup.language,
        cut=setup.cut,
        profile=None if setup.profile is None else setup.profile.id,
        marking=marking,
        alias_key=alias_key,
        profile_files=dict(setup.profile_files),
        utc_offset=utc_offset,
        table=table,
    )
    return Event(begins_at, "recorded", "session", "session", body)


def _digest(files: Mapping[str, str]) -> str:
    text = json.dumps(files, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()


def created_of(events: Sequence[Event]) -> SessionCreated:
    """How a record begins.

    Raises:
        RecordError: If it does not begin so.
    """
    if not events or not isinstance(events[0].body, SessionCreated):
        raise RecordError("The record does not begin with what the session was made from.")
    return events[0].body


def setup_of(events: Sequence[Event], *, only_shown: bool = False) -> Setup:
    """What a session was made from, read from its own record alone.

    Args:
        events: The record.
        only_shown: Whether it is only to be looked at, which other rules of play do not hinder.

    Raises:
        RecordError: If the record does not say so, or was made under other rules of play.
    """
    from agencies.loading import network_from_texts
    from agencies.overlay import lay_over
    from agencies.profileloading import profile_from_texts
    from injects.loading import pack_from_texts

    created = created_of(events)
    if created.rules != RULES_VERSION and not only_shown:
        raise RecordError(
            "This session was played under version {rules} of the rules of play and can be read "
            "but not played on.",
            rules=created.rules,
        )
    try:
        network = network_from_texts(created.network_files)
        profile = profile_from_texts(created.profile_files)
        pack = pack_from_texts(created.pack_files, profile, network)
    except ValueError as error:
        raise RecordError(
            "The pack, network or profile in the record cannot be read: {reason}", reason=error
        ) from None
    return Setup(
        network=network if profile is None else lay_over(network, profile),
        pack=pack if created.cut is None else pack.cut(created.cut),
        seed=created.seed,
        staffing=created.staffing,
        skill=created.skill,
        language=created.language,
        cut=created.cut,
        profile=profile,
        rules=created.rules,
        pack_files=created.pack_files,
        network_files=created.network_files,
        profile_files=created.profile_files,
    )
