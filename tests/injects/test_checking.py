from __future__ import annotations

import pytest

from injects.loading import load_pack

DANGLING = [
    ("play: [port]", "play: [prt]", "prt"),
    ("without: [I-2]", "without: [I-8]", "I-8"),
    ("questions: [Q-1]", "questions: [Q-7]", "Q-7"),
    ("kind: incident", "kind: incidant", "incidant"),
    ("needs: {csirt: 30m}", "needs: {csrt: 30m}", "csrt"),
    ("may_know: [coast]", "may_know: [cost]", "cost"),
    ("source: log", "source: logg", "logg"),
    ("refutes: gas", "refutes: fog", "fog"),
    ("capability: coordination", "capability: cooperation", "cooperation"),
    ("to: [port]", "to: [pork]", "pork"),
    ("via: phone", "via: fone", "fone"),
    ("facts: {down: confirmed}", "facts: {dawn: confirmed}", "dawn"),
    ("who: port, tells", "who: pard, tells", "pard"),
    ("tells: [csirt]", "tells: [coat]", "coat"),
    ("about: [down]", "about: [up]", "up"),
    ("task: tell", "task: yell", "yell"),
    ("action: close", "action: clos", "clos"),
    ("targets: [berth]", "targets: [quay]", "quay"),
    ("csirt~port:phone", "csirt~prt:phone", "csirt~prt:phone"),
    ("{close: berth}", "{close: birth}", "birth"),
    ("place: quay", "place: key", "key"),
    ("overdue: E-1", "overdue: E-8", "E-8"),
    ("agency: csirt, fact", "agency: crt, fact", "crt"),
    ("fact: down", "fact: town", "town"),
    ("for: [port]", "for: [sport]", "sport"),
    ("until: T+00:50", "before: E-7", "E-7"),
    ("until: T+00:50", "not_via: [fax]", "fax"),
    ("{overdue: E-1}", "{fired: I-7}", "I-7"),
    ("{overdue: E-1}", "{move: m7}", "m7"),
    ("{overdue: E-1}", "{level: {place: key, is: 2}}", "key"),
    ("{overdue: E-1}", "{down: {agency: crt}}", "crt"),
    ("{overdue: E-1}", "{decided: {action: clos}}", "clos"),
    ("{overdue: E-1}", "{decided: {action: close, by: prt}}", "prt"),
    ("{overdue: E-1}", "{decided: {action: close, target: bath}}", "bath"),
    ("{close: berth}", "{gather: {place: quay, agencies: [prt]}}", "prt"),
    ("{close: berth}", "{fact: {id: sown, holds: true}}", "sown"),
    ("{close: $target}", "{set_level: {place: key, level: 2}}", "key"),
]


@pytest.mark.parametrize(("old", "new", "name"), DANGLING)
def test_a_name_that_leads_nowhere_is_told_where_it_stands(write, old, new, name):
    folder = write((old, new))
    text = (folder / "pack.yml").read_text()
    (problem,) = [p for p in load_pack(folder).problems if p.severity == "error"]
    line = text.splitlines()[problem.line - 1]
    assert line[problem.column - 1 :].lstrip('"').startswith(name)
    assert f"'{name}'" in str(problem)


IMPOSSIBLE = [
    ("at: T+00:20", "at: T+01:30", "the last move ends at T+01:00"),
    ("before: T+00:40", "before: T+00:10", "cannot come before T+00:30"),
    ("until: T+00:50", "until: T+00:03", "cannot open before T+00:05"),
    ("{after: T+00:30}", "{after: T+02:00}", "the exercise ends at T+01:00"),
    (
        "moves:\n",
        "moves:\n  - {id: m0, story_start: 2027-07-05T06:30:00-05:00, room_minutes: 30, briefing: Hi}\n",
        "earlier in the story",
    ),
]


@pytest.mark.parametrize(("old", "new", "told"), IMPOSSIBLE)
def test_an_impossible_time_is_told(write, old, new, told):
    problems = load_pack(write((old, new))).problems
    assert any(told in str(p) and p.severity == "error" and p.line > 1 for p in problems)


SENSELESS = [
    ("id: I-2", "id: I-1", "'I-1' is already on line"),
    ("id: E-2", "id: E-1", "'E-1' is already on line"),
    ("limit_basis: plan", "limit_basis: assumed", "an assumed limit cannot be critical"),
    ("holds: false", "holds: false, refutes: no-gas", "comes back to itself"),
    ("until: T+00:50", "before: E-2", "comes back to itself"),
    ("tells: [csirt]", "tells: [port]", "is to tell itself"),
    ("who: port, tells: [csirt]", "who: coast, tells: [csirt]", "does not receive inject"),
    ("until: T+00:50", "via: phone, not_via: phone", "in via and in not_via"),
    ("ask: {en: Who", "kind: choice, ask: {en: Who", "at least two options"),
    (
        "does: {action: close, targets: [berth]}",
        "does: {action: stand-by-hazmat-team, targets: [berth]}",
        "not aimed at anything",
    ),
]


@pytest.mark.parametrize(("old", "new", "told"), SENSELESS)
def test_what_makes_no_sense_is_told(write, old, new, told):
    assert any(
        told in str(p) for p in load_pack(write((old, new))).problems if p.severity == "error"
    )


WARNED = [
    ("authority: port-authority", "authority: harbour-master", "no agency is of the kind"),
    ("holds: false", "holds: true, needs: {coast: 30m}", "is refuted here but holds"),
    ("within: 10m", "within: 2h", "can never be observed"),
]


@pytest.mark.parametrize(("old", "new", "told"), WARNED)
def test_what_is_doubtful_is_a_warning_and_can_be_played(write, old, new, told):
    loaded = load_pack(write((old, new)))
    assert loaded.ok
    assert [told in str(p) for p in loaded.problems] == [True]
    assert loaded.problems[0].severity == "warning"


def test_one_slip_does_not_hide_the_others(write):
    folder = write(
        (
            "    via: phone\n    from: {en: Shift",
            "    via: phone\n    urgncy: high\n    from: {en: Shift",
        ),
        ("at: T+00:20", "at: 12:30"),
        ("to: [port, csirt]", "to: [port, csrt]"),
        ("room_minutes: 60", "room_minutes: 060"),
        ("for: [port]", "for: [prt]"),
        ("id: I-3", "id: I-1"),
    )
    problems = load_pack(folder).problems
    told = [str(p) for p in problems]
    for part in ("'urgency'", "Write T+12:30", "'060' is not a whole number"):
        assert any(part in line for line in told), part
    assert list(problems) == sorted(problems, key=lambda p: (p.line, p.column))


def test_an_entry_left_out_does_not_shift_the_places_of_others(write):
    folder = write(
        ("id: I-1\n    at: T+00:05", "id: I-1\n    at: 12:30"), ("via: mail", "via: male")
    )
    problems = load_pack(folder).problems
    text = (folder / "pack.yml").read_text().splitlines()
    told = {p.code: text[p.line - 1][p.column - 1 :] for p in problems}
    assert told == {"value": "12:30", "unknown-channel": "male"}


def test_what_is_wrong_in_an_actions_effect_is_told_in_place(write):
    folder = write(("effects: [{close: $target}]", "effects: [{clos: $target}]"))
    (problem,) = load_pack(folder).problems
    assert "unknown field 'clos'. Did you mean 'close'?" in str(problem)
    line = (folder / "pack.yml").read_text().splitlines()[problem.line - 1]
    assert line[problem.column - 1 :].startswith("clos:")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "via: phone}\n  - {from: port, to: coast",
            "via: fone}\n  - {from: port, to: coast",
            "'fone'",
        ),
        ("to: csirt, via", "to: crt, via", "'crt'"),
        ("trigger: incident", "trigger: accident", "'accident'"),
        ("tells: csirt", "tells: csrt", "'csrt'"),
        ("to: coast, via: phone", "to: csirt, via: phone", "is already on line"),
        ("kind: voice", "kind: voice, marking: secret", "'secret'"),
    ],
)
def test_what_a_network_does_not_know_is_told(write, old, new, told):
    problems = load_pack(write(network=((old, new),))).problems
    assert any(told in str(p) and p.file.endswith("pier.yml") and p.line > 1 for p in problems)
