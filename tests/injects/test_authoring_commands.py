from __future__ import annotations

import json

import click
import pytest
from click.testing import CliRunner

from exercise.cli import authoring


def run(*arguments: object):
    group = click.Group(commands={command.name: command for command in authoring.commands})
    result = CliRunner().invoke(group, [str(argument) for argument in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def test_a_clean_pack_says_so_on_standard_error(tiny):
    result = run("check", tiny, "--lang", "en")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "no problems" in result.stderr


def test_problems_are_data_and_the_exit_code_is_1(write):
    result = run("check", write(("via: phone", "via: fone")), "--lang", "en")
    assert result.exit_code == 1
    assert result.stdout.count("\n") == 1
    assert "pack.yml:32:10: channel 'fone' is not known" in result.stdout


def test_warnings_fail_only_when_strict(write):
    folder = write(("holds: false", "holds: true"))
    assert run("check", folder).exit_code == 0
    assert run("check", folder, "--strict").exit_code == 1


def test_what_does_not_exist_is_a_wrong_request(tiny):
    assert run("check", "no-such-pack").exit_code == 2
    assert run("check", tiny, tiny / "none.yml").exit_code == 2
    assert run("show", "no-such-pack").exit_code == 2
    assert run("schema", "session").exit_code == 2
    assert run("check").exit_code == 2


def test_problems_as_json(write):
    result = run("check", "--json", write(("via: phone", "via: phone\n    urgncy: low")))
    answer = json.loads(result.stdout)
    (problem,) = answer["files"][0]["problems"]
    assert answer["ok"] is False
    assert problem["code"] == "unknown-field"
    assert problem["mend"] == "Did you mean 'urgency'?"
    assert (problem["line"], problem["column"]) == (33, 5)


def test_a_network_is_checked_as_one(tiny):
    result = run("check", "--json", tiny / "pier.yml", "coastal-state")
    assert [file["kind"] for file in json.loads(result.stdout)["files"]] == ["network", "network"]


@pytest.mark.parametrize("command", ["packs", "networks"])
def test_lists_name_what_ships(command):
    answer = json.loads(run(command, "--json").stdout)
    assert answer[command][0]["id"] in run(command).stdout


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_pack_is_shown_with_moves_injects_and_objectives(tiny, language):
    shown = run("show", tiny, "--lang", language).stdout
    for part in ("m1", "I-2", "T+00:20", "E-1", "notify", "tell"):
        assert part in shown


def test_a_network_is_shown_with_agencies_links_and_duties(tiny):
    shown = run("show", tiny / "pier.yml").stdout
    for part in ("csirt", "Phone", "tell-csirt", "1h"):
        assert part in shown


def test_hostile_text_is_shown_literally(write):
    folder = write(("subject: Gas", 'subject: "\\e[2J\\u202e[@click=x]"'))
    shown = run("show", folder).stdout
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert "[@click=x]" in shown


def test_a_schema_is_printed():
    assert json.loads(run("schema", "network").stdout)["title"] == "Maritime Tabletop network"
