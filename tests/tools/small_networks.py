"""Small networks for tests: agencies a, b, c … and links of known length between them."""

from __future__ import annotations

from datetime import UTC, datetime

from agencies.model import NetworkFile
from agencies.network import Network

NOON = datetime(2027, 7, 5, 12, 0, tzinfo=UTC)  # a Monday
NIGHT = datetime(2027, 7, 5, 23, 0, tzinfo=UTC)


def delay(seconds):
    return {"median": f"{seconds}s", "p90": f"{seconds}s"}


def channel(seconds, marking="restricted", **more):
    return {"title": "x", "delay": delay(seconds), "reliability": "1", "marking": marking, **more}


def network(*links, agencies="abcd", handling=10):
    desk = {"handling": delay(handling)}
    return Network(
        NetworkFile.model_validate(
            {
                "format": "1",
                "id": "small",
                "title": "Small",
                "fact_kinds": {},
                "channels": {
                    "phone": channel(60),
                    "vhf": channel(20, "unmarked", kind="voice", open="true"),
                    "safe": channel(200, "confidential"),
                    "meeting": channel(1, kind="in-person"),
                },
                "agencies": {
                    name: {"title": name, "short": name, "kind": "port", "desk": desk}
                    for name in agencies
                },
                "links": [
                    {"from": a, "to": b, "via": via, **(more[0] if more else {})}
                    for a, b, via, *more in links
                ],
            }
        )
    )
