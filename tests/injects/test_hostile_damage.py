"""Whatever happens to a file, the answer is a list of problems, each at a place in the file.

What passes the check all the same can be played to its end.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agencies.problems import Problem
from exercise.cli import main
from exercise.engine import Engine
from exercise.setup import Setup
from hostile import ODD
from injects.loading import LoadedPack, load_pack

SCALAR = re.compile(r"(?<=: )[^\s,\[\]{}][^,\[\]{}\n]*|(?<=[\[,] )?[\w.+:-]+(?=[\],}])")
KEY = re.compile(r"[\w-]+(?=:)")
WRONG = (*ODD, "~", "!!python/object:os.system x", "''", "[]", "{}", "[~]", "{a: b}", "-1", "x", "true", "all", "$target",
         "T+99:99", "T+00:00", "0", "0s", "999999d", "99999999", "*a", "&a 1", "<<", "|", '"\\ud800"', "é", "\x07",
         "9999-12-31T23:59:00+00:00", "from T+00:05", "\u202e[/x]")  # fmt: skip


def damaged(chance: Random, text: str) -> str:
    """The text with something done to it, once or a few times."""
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        text = chance.choice((_line, _line, _scalar, _scalar, _scalar, _key, _bytes))(chance, text)
    return text


def _line(chance: Random, text: str) -> str:
    """A line lost, doubled, moved, garbled or shifted."""
    lines = text.split("\n")
    place = chance.randrange(len(lines))
    match chance.choice(("lost", "doubled", "moved", "garbled", "shifted")):
        case "lost":
            del lines[place]
        case "doubled":
            lines.insert(place, lines[place])
        case "moved":
            lines.insert(chance.randrange(len(lines)), lines.pop(place))
        case "garbled":
            lines[place] = "".join(chance.sample(lines[place], len(lines[place])))
        case _:
            indent = chance.choice(("", " ", "  ", "   ", "      ", "\t"))
            lines[place] = indent + lines[place].lstrip()
    return "\n".join(lines)


def _scalar(chance: Random, text: str) -> str:
    """A value with another's text, or one that fits nowhere."""
    found = list(SCALAR.finditer(text))
    if not found:
        return text
    one, other = chance.choice(found), chance.choice(found)
    new = other.group() if chance.random() < 0.4 else chance.choice(WRONG)
    return text[: one.start()] + new + text[one.end() :]


def _key(chance: Random, text: str) -> str:
    """A key that stands elsewhere in the file."""
    found = list(KEY.finditer(text))
    if not found:
        return text
    one, other = chance.choice(found), chance.choice(found)
    return text[: one.start()] + other.group() + text[one.end() :]


def _bytes(chance: Random, text: str) -> str:
    """A few bytes cut out, in the middle of a letter too."""
    raw = text.encode("utf-8", "surrogateescape")
    at = chance.randrange(len(raw) + 1)
    return (raw[:at] + raw[at + chance.randrange(1, 9) :]).decode("utf-8", "surrogateescape")


def within(problem: Problem, text: str) -> bool:
    """Whether the place of a problem is one in the file."""
    lines = re.split("\r\n|[\r\n\x85\u2028\u2029]", text)
    inside = 1 <= problem.line <= len(lines)
    return inside and 1 <= problem.column <= len(lines[problem.line - 1]) + 1


def answers(folder: Path, damage: Callable[[str], str]) -> LoadedPack:
    """Damage one of the files, load the pack, and see that the answer makes sense."""
    names = [path.name for path in folder.glob("*.yml")]
    whole = {name: (folder / name).read_bytes() for name in names}
    try:
        for name in names:
            hurt = damage(whole[name].decode())
            (folder / name).write_bytes(hurt.encode("utf-8", "surrogateescape"))
        loaded = load_pack(folder)
        for problem in loaded.problems:
            said = problem.into("es")
            assert "\n" not in said
            assert len(said) < 1_500
            assert "\x07" not in said
            assert "None" not in problem.message.into("en")
            path = Path(problem.file)
            if problem.line and path.name in names:
                assert within(problem, path.read_bytes().decode("utf-8-sig", "replace")), problem
            else:
                assert problem.code in ("encoding", "unknown-name", "missing-file"), problem
        if not loaded.ok:
            assert any(problem.severity == "error" for problem in loaded.problems)
    finally:
        for name in names:
            (folder / name).write_bytes(whole[name])
    return loaded


def plays(loaded: LoadedPack) -> None:
    """What the check lets pass can be played to its end."""
    assert loaded.pack is not None
    assert loaded.network is not None
    engine = Engine(Setup(loaded.network, loaded.pack, pack_files=loaded.files))
    engine.begin()
    engine.advance_to(min(loaded.pack.endex, 20_000))


FUZZ = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@settings(FUZZ, max_examples=150)
@given(chance=st.randoms(use_true_random=True))
def test_a_damaged_pack_is_answered_and_what_passes_can_be_played(tiny, chance):
    victim = chance.choice((0, 0, 1))
    turn = iter(range(9))
    loaded = answers(tiny, lambda text: damaged(chance, text) if next(turn) == victim else text)
    if loaded.ok:
        plays(loaded)


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the reference pack with its network beside it."""
    folder = tmp_path_factory.mktemp("shipped") / "port-ransomware"
    shutil.copytree(str(files("injects") / "library" / "port-ransomware"), folder)
    network = files("agencies") / "library" / "networks" / "coastal-state.yml"
    (folder / "coastal-state.yml").write_bytes(network.read_bytes())
    return folder


@settings(FUZZ, max_examples=12)
@given(chance=st.randoms(use_true_random=True))
def test_the_reference_pack_damaged_is_answered(shipped, chance):
    loaded = answers(shipped, lambda text: damaged(chance, text) if chance.random() < 0.6 else text)
    if loaded.ok:
        plays(loaded)


@settings(FUZZ, max_examples=25)
@given(chance=st.randoms(use_true_random=True), language=st.sampled_from(["en", "es"]))
def test_the_command_itself_never_gives_a_traceback(tiny, chance, language):
    text = (tiny / "pack.yml").read_text("utf-8")
    hurt = tiny / "hurt.yml"
    hurt.write_bytes(damaged(chance, text).encode("utf-8", "surrogateescape"))
    for command in (
        ["check", "--strict"],
        ["check", "--json"],
        ["show"],
        ["run", "-o", str(tiny / "x.tabletop")],
    ):
        (tiny / "x.tabletop").unlink(missing_ok=True)
        done = CliRunner().invoke(main, [*command, str(hurt), "--lang", language])
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        assert done.exit_code in (0, 1, 2)
        assert "Traceback" not in done.output
