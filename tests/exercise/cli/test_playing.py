"""The command line as its users run it: real packs, real files."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from commandline import tabletop

PACK = "port-ransomware"


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANG", "C.UTF-8")


@pytest.mark.parametrize("seed", range(1, 21))
def test_every_seed_verifies(seed: int):
    assert tabletop("run", PACK, "--seed", str(seed), "-o", "s.tabletop").exit_code == 0
    answer = json.loads(tabletop("verify", "s.tabletop", "--json").stdout)
    assert answer["ok"]
    assert answer["resimulated"]
    assert answer["first_divergence"] is None


def test_two_runs_agree_whatever_the_hash_seed():
    digests = set()
    for hash_seed in ("0", "1", "4711"):
        done = subprocess.run(
            [
                sys.executable,
                "-m",
                "exercise.cli",
                "run",
                PACK,
                "--json",
                "-o",
                f"{hash_seed}.tabletop",
            ],
            env={**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=True,
        )
        digests.add(json.loads(done.stdout)["simulation_digest"])
    assert len(digests) == 1


def test_the_demo_without_a_terminal_writes_session_and_report():
    result = tabletop("demo")
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) == 10
    assert Path("sessions/demo-port-ransomware.tabletop").is_file()
    assert Path("sessions/demo-port-ransomware.html").is_file()


def test_a_second_demo_leaves_the_first_alone():
    tabletop("demo")
    before = Path("sessions/demo-port-ransomware.tabletop").read_bytes()
    assert tabletop("demo", "--lang", "es").exit_code == 0
    assert Path("sessions/demo-port-ransomware.tabletop").read_bytes() == before
    assert Path("sessions/demo-port-ransomware-2.tabletop").is_file()


def test_an_existing_session_is_not_overwritten_without_force():
    Path("s.tabletop").write_text("precious")
    refused = tabletop("run", PACK, "-o", "s.tabletop")
    assert refused.exit_code == 2
    assert "--force" in refused.stderr
    assert Path("s.tabletop").read_text() == "precious"
    assert tabletop("run", PACK, "-o", "s.tabletop", "--force").exit_code == 0


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("run", "port-ransomwear"), "port-ransomware"),
        (("run", PACK, "--cut", "tiny"), "short"),
        (("run", PACK, "-o", "no/such/folder/s.tabletop"), "no/such/folder"),
        (("play", PACK, "--agency", "lighthouse"), "lighthouse"),
        (("score", "missing.tabletop"), "missing.tabletop"),
        (("verify", "missing.tabletop"), "missing.tabletop"),
    ],
)
def test_a_wrong_request_gets_one_clear_line_and_leaves_nothing_behind(
    args: tuple[str, ...], said: str
):
    result = tabletop(*args)
    assert result.exit_code in (1, 2)
    assert said in result.stderr
    assert "Traceback" not in result.output
    assert list(Path().iterdir()) == []


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("whole") / "s.tabletop"
    assert tabletop("run", PACK, "-o", str(path)).exit_code == 0
    return path.read_bytes()


def cut_short(whole: bytes) -> bytes:
    return whole[: len(whole) // 2]


def altered(whole: bytes) -> bytes:
    at = whole.rindex(b'"inject":"I-05"') + len(b'"inject":"I-0')
    return whole[:at] + b"6" + whole[at + 1 :]


def foreign(_: bytes) -> bytes:
    return b"Dear diary,\n"


def empty(_: bytes) -> bytes:
    return b""


@pytest.mark.parametrize("damage", [cut_short, altered, foreign, empty])
@pytest.mark.parametrize("command", ["score", "verify", "report", "export"])
def test_a_damaged_session_is_named_as_such(session: bytes, damage, command: str):
    Path("bad.tabletop").write_bytes(damage(session))
    result = tabletop(command, "bad.tabletop")
    assert result.exit_code == 1
    assert "Traceback" not in result.output
    assert len(result.output.strip().splitlines()) == 1


ROOT = Path(__file__).parents[3]


def test_a_desk_needs_a_terminal():
    refused = tabletop("play", PACK, "--agency", "customs")
    assert refused.exit_code == 2
    assert "tabletop run" in refused.stderr


def test_a_session_goes_on_only_at_the_desk_where_it_was_begun():
    tabletop("run", PACK, "-o", "s.tabletop")
    before = Path("s.tabletop").read_bytes()
    refused = tabletop("play", PACK, "--agency", "csirt", "-o", "s.tabletop")
    assert refused.exit_code == 2
    assert "another desk" in refused.stderr
    assert Path("s.tabletop").read_bytes() == before


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("score --lang es", "Error: Falta el argumento 'SESIÓN'."),
        ("scor --lang=es", "Error: No hay ninguna orden 'scor'. ¿Quiso decir 'score'?"),
        ("play x --seed a --lang es", "'--seed' no puede ser así: 'a' no es un número entero."),
        ("play x --ageny --lang es", "No hay ninguna opción '--ageny'."),
    ],
)
def test_errors_of_usage_are_told_in_the_reader_s_language(line: str, said: str):
    result = tabletop(*line.split())
    assert result.exit_code == 2
    assert result.stderr.startswith("Uso: ")
    assert said in result.stderr


def test_who_names_no_desk_is_told_which_there_are():
    result = tabletop("play", PACK, "--lang", "es")
    assert result.exit_code == 2
    assert "port-authority (Autoridad Portuaria), " in result.stderr
