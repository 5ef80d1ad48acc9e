"""A tiny pack with a network of its own beside it, as an author's directory."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

NETWORK = """\
format: 1
id: pier
title: {en: Pier, es: Muelle}
fact_kinds: {incident: {title: Incident}, rumour: {title: Rumour}}
channels: {phone: {title: Phone, kind: voice}, mail: {title: Mail}}
agencies:
  port: {title: Port, short: Port, kind: port-authority}
  csirt: {title: CSIRT, short: CSIRT, kind: csirt}
  coast: {title: Coast guard, short: Coast, kind: coast-guard}
links:
  - {from: port, to: csirt, via: phone}
  - {from: port, to: coast, via: phone}
duties:
  tell-csirt: {title: Tell, trigger: incident, holder: port-authority, tells: csirt, within: 1h, source: The plan}
"""

PACK = """\
format: 1
id: tiny
title: {en: Tiny, es: Pequeño}
network: pier
play: [port]
cuts: {short: {without: [I-2]}}
capabilities: [coordination]
sources: {log: {title: The log}}
places: {quay: {kind: port-facility}}
systems: {tos: {title: Terminal system}}
resources: {berth: {title: Berth}}
moves:
  - {id: m1, story_start: 2027-07-04T06:30:00-05:00, room_minutes: 60, briefing: Hello, questions: [Q-1]}
facts:
  down: {kind: incident, title: It is down, needs: {csirt: 30m}, may_know: [coast], source: log}
  gas: {kind: rumour, title: There is gas, holds: false}
  no-gas: {kind: rumour, title: There is no gas, refutes: gas}
actions:
  close: {title: Close the berth, authority: port-authority, targets: [resource], effects: [{close: $target}]}
objectives:
  notify:
    title: Notify
    capability: coordination
    targets: {early: {title: Early, tasks: {tell: {title: Tell the CSIRT, source: Plan 7.2}}}}
injects:
  - id: I-1
    at: T+00:05
    to: [port]
    via: phone
    from: Shift leader
    subject: Screens are dark
    body: All of them.
    facts: {down: confirmed}
    expects:
      - {id: E-1, who: port, tells: [csirt], about: [down], within: 15m, limit_basis: plan, critical: true, task: tell}
      - {id: E-2, who: port, does: {action: close, targets: [berth]}, within: 10m, until: T+00:50}
  - id: I-2
    at: T+00:20
    to: [port, csirt]
    via: mail
    from: Caller
    subject: Gas
    body: There is gas.
    facts: {gas: unconfirmed}
    effects: [{disrupt: {link: "csirt~port:phone"}, for: 10m}, {close: berth}, {set_level: {place: quay, level: 2}}]
  - id: I-3
    kind: contingency
    when: {all: [{overdue: E-1}, {after: T+00:30}, {not: {knows: {agency: csirt, fact: down}}}]}
    before: T+00:40
    to: csirt
    via: phone
    from: Port
    subject: Why did nobody call?
    body: Call us.
questions: {Q-1: {ask: Who must know?}}
documents: {plan: {title: Plan, file: documents/plan.md, for: [port]}}
"""


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Writes the tiny pack, each ``old, new`` pair replaced in it, and gives its directory."""

    def write(*changes: tuple[str, str], network: tuple[tuple[str, str], ...] = ()) -> Path:
        texts = {"pack.yml": PACK, "pier.yml": NETWORK}
        for name, pairs in (("pack.yml", changes), ("pier.yml", network)):
            for old, new in pairs:
                assert old in texts[name], old
                texts[name] = texts[name].replace(old, new, 1)
        folder = tmp_path / "tiny"
        (folder / "documents").mkdir(parents=True, exist_ok=True)
        (folder / "documents" / "plan.md").write_text("Call the CSIRT.\n", "utf-8")
        for name, text in texts.items():
            (folder / name).write_text(text, "utf-8")
        return folder

    return write


@pytest.fixture
def tiny(write: Callable[..., Path]) -> Path:
    """The directory of the tiny pack as it should be."""
    return write()
