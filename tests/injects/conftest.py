"""A tiny pack with a network of its own beside it, as an author's directory: nothing is wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

NETWORK = """\
format: 1
id: pier
title: {en: Pier, es: Muelle}
fact_kinds: {incident: {title: {en: Incident, es: Incidente}}, rumour: {title: {en: Rumour, es: Rumor}}}
channels: {phone: {title: {en: Phone, es: Teléfono}, kind: voice}, mail: {title: {en: Mail, es: Correo}}}
agencies:
  port: {title: {en: Port, es: Puerto}, short: Port, kind: port-authority}
  csirt: {title: CSIRT, short: CSIRT, kind: csirt}
  coast: {title: {en: Coast guard, es: Guardacostas}, short: Coast, kind: coast-guard}
links:
  - {from: port, to: csirt, via: phone}
  - {from: port, to: coast, via: phone}
duties:
  tell-csirt: {title: {en: Tell, es: Avisar}, trigger: incident, holder: port-authority, tells: csirt, within: 1h, source: The plan}
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
systems: {tos: {title: {en: Terminal system, es: Sistema de la terminal}}}
resources: {berth: {title: {en: Berth, es: Atraque}}}
moves:
  - {id: m1, story_start: 2027-07-04T06:30:00-05:00, room_minutes: 60, briefing: {en: Good morning, es: Buenos días}, questions: [Q-1]}
facts:
  down: {kind: incident, title: {en: It is down, es: No funciona}, needs: {csirt: 30m}, may_know: [coast], source: log}
  gas: {kind: rumour, title: {en: There is gas, es: Hay gas}, holds: false, source: log}
  no-gas: {kind: rumour, title: {en: There is no gas, es: No hay gas}, needs: {coast: 20m}, refutes: gas, source: log}
actions:
  close: {title: {en: Close the berth, es: Cerrar el atraque}, authority: port-authority, targets: [resource], effects: [{close: $target}]}
objectives:
  notify:
    title: {en: Notify, es: Notificar}
    capability: coordination
    targets:
      early:
        title: {en: Early, es: Pronto}
        tasks: {tell: {title: {en: Tell the CSIRT, es: Avisar al CSIRT}, source: Plan 7.2}}
injects:
  - id: I-1
    at: T+00:05
    to: [port]
    via: phone
    from: {en: Shift leader, es: Jefe de turno}
    subject: {en: Screens are dark, es: Pantallas apagadas}
    body: {en: All of them., es: Todas.}
    facts: {down: confirmed}
    expects:
      - {id: E-1, who: port, tells: [csirt], about: [down], within: 15m, limit_basis: plan, critical: true, task: tell, source: log}
      - {id: E-2, who: port, does: {action: close, targets: [berth]}, within: 10m, until: T+00:50}
    source: log
  - id: I-2
    at: T+00:20
    to: [port, csirt]
    via: mail
    from: {en: Caller, es: Un vecino}
    subject: Gas
    body: {en: There is gas., es: Hay gas.}
    facts: {gas: unconfirmed}
    effects: [{disrupt: {link: "csirt~port:phone"}, for: 10m}, {close: berth}, {set_level: {place: quay, level: 2}}]
    source: log
  - id: I-3
    kind: contingency
    when: {all: [{overdue: E-1}, {after: T+00:30}, {not: {knows: {agency: csirt, fact: down}}}]}
    before: T+00:40
    to: csirt
    via: phone
    from: {en: Port, es: Puerto}
    subject: {en: Why did nobody call?, es: ¿Por qué nadie llamó?}
    body: {en: Call us., es: Llámennos.}
    source: log
  - id: I-4
    at: T+00:22
    to: [port]
    via: phone
    from: {en: Fire brigade, es: Bomberos}
    subject: {en: No gas, es: No hay gas}
    body: {en: All is normal., es: Todo normal.}
    facts: {no-gas: confirmed}
    source: log
  - id: I-5
    at: T+00:42
    to: [port]
    via: phone
    from: {en: Newsroom, es: Redacción}
    subject: {en: Is it over?, es: ¿Ya pasó?}
    body: {en: Tell us., es: Díganos.}
    source: log
  - id: I-6
    at: T+00:30
    to: [port]
    via: phone
    from: {en: Pilots, es: Prácticos}
    subject: {en: May she berth?, es: ¿Puede atracar?}
    body: {en: She waits., es: Espera.}
    source: log
questions: {Q-1: {ask: {en: Who must know?, es: ¿Quién debe saberlo?}}}
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
