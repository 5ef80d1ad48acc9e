"""A network of five agencies and small packs, in Python, for tests that tell a story."""

from __future__ import annotations

from typing import Any

from agencies.model import NetworkFile
from exercise.setup import Setup
from injects.model import Pack

NETWORK: dict[str, Any] = {
    "format": "1",
    "id": "harbour",
    "title": "A small harbour",
    "fact_kinds": {"cyber": {"title": "Cyber incident"}, "security": {"title": "Security"}},
    "channels": {
        "phone": {
            "title": "Telephone",
            "kind": "voice",
            "marking": "restricted",
            "delay": {"median": "60s", "p90": "120s"},
            "reliability": "1",
        },
        "email": {
            "title": "E-mail",
            "marking": "restricted",
            "delay": {"median": "5m", "p90": "10m"},
            "reliability": "1",
        },
        "vhf": {
            "title": "VHF",
            "kind": "voice",
            "open": "true",
            "delay": {"median": "20s", "p90": "40s"},
            "reliability": "1",
        },
    },
    "agencies": {
        name: {
            "title": name.title(),
            "short": name.upper(),
            "kind": name,
            "desk": {"handling": {"median": "60s", "p90": "120s"}},
        }
        for name in ("port", "terminal", "csirt", "police", "ministry")
    },
    "links": [
        {"from": "port", "to": "terminal", "via": "phone"},
        {"from": "port", "to": "csirt", "via": "phone"},
        {"from": "port", "to": "csirt", "via": "email"},
        {"from": "port", "to": "police", "via": "vhf"},
        {"from": "terminal", "to": "csirt", "via": "email"},
        {"from": "csirt", "to": "ministry", "via": "phone"},
    ],
}

PACK: dict[str, Any] = {
    "format": "1",
    "id": "tiny",
    "title": "Screens go dark",
    "network": "harbour",
    "play": ["port", "terminal"],
    "places": {"quay": {"kind": "port-facility"}},
    "moves": [
        {
            "id": "m1",
            "story_start": "2027-07-04T06:30:00-05:00",
            "room_minutes": "60",
            "briefing": "It is early.",
        },
        {
            "id": "m2",
            "story_start": "2027-07-05T09:00:00-05:00",
            "room_minutes": "30",
            "briefing": "The next day.",
        },
    ],
    "facts": {
        "dark": {
            "kind": "cyber",
            "title": "The terminal's screens are dark",
            "needs": {"csirt": "30m", "port": "30m", "ministry": "2h"},
            "may_know": ["terminal"],
        },
        "rumour": {
            "kind": "security",
            "title": "A bomb on the quay",
            "holds": "false",
            "needs": {"police": "30m"},
            "may_know": ["port"],
        },
    },
    "actions": {
        "raise": {
            "title": "Raise the security level",
            "authority": ["port"],
            "targets": ["place"],
            "effects": [{"set_level": {"place": "$target", "level": "2"}}],
        },
        "evacuate": {"title": "Evacuate the quay", "authority": ["police"]},
    },
    "objectives": {
        "notify": {
            "title": "Notify",
            "capability": "operational-coordination",
            "targets": {"early": {"title": "Early", "tasks": {"tell-csirt": {"title": "Tell"}}}},
        }
    },
    "injects": [
        {
            "id": "I-01",
            "at": "T+00:05",
            "to": ["port"],
            "via": "phone",
            "from": "Night shift",
            "subject": "Screens are dark",
            "body": "All screens went dark.",
            "facts": {"dark": "confirmed"},
            "expects": [
                {
                    "id": "E-01",
                    "who": "port",
                    "tells": ["csirt"],
                    "about": ["dark"],
                    "within": "20m",
                    "limit_basis": "plan",
                    "critical": "true",
                    "task": "tell-csirt",
                }
            ],
        },
        {
            "id": "I-02",
            "kind": "contingency",
            "when": {"overdue": "E-01"},
            "to": ["port"],
            "via": "phone",
            "from": "Newsroom",
            "subject": "Is it true?",
            "body": "We hear the terminal is down.",
        },
    ],
}


def tiny_setup(*, network: dict[str, Any] | None = None, seed: int = 1, **changes: Any) -> Setup:
    """The tiny pack on the harbour network; ``changes`` replace parts of the pack or the setup."""
    own = {"staffing", "skill", "language"}
    pack = {**PACK, **{key: value for key, value in changes.items() if key not in own}}
    options = {key: value for key, value in changes.items() if key in own}
    return Setup(
        NetworkFile.model_validate(network or NETWORK),
        Pack.model_validate(pack),
        seed=seed,
        **{"skill": "reliable", **options},
    )
