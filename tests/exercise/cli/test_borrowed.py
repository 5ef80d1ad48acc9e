"""Records in another language than their reader's: it is said once, and nothing breaks."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner

from agencies.network import Network
from exercise.cli import main
from exercise.cli.borrowed import borrowed
from exercise.cli.preparing import prepare
from exercise.engine import Engine
from exercise.journal.sqlite import open_journal
from exercise.session.opening import opening
from exercise.setup import Setup
from live import written_setup


@cache
def in_both() -> Setup:
    return prepare("port-ransomware", seed=1, skill="reliable")


def test_what_is_in_the_readers_language_is_not_spoken_of() -> None:
    assert [borrowed(in_both(), language) for language in ("en", "es")] == [None, None]
    assert borrowed(written_setup(), "en") is None


@pytest.mark.parametrize(
    ("setup", "says"),
    [
        (written_setup, "El paquete y la red de esta sesión no tienen texto en español; "),
        (lambda: replace(in_both(), pack=written_setup().pack), "El paquete de esta sesión no "),
        (lambda: replace(in_both(), network=written_setup().network), "La red de esta sesión no "),
    ],
)
def test_what_is_lacking_is_told_with_what_there_is(setup, says) -> None:
    told = borrowed(setup(), "es")
    assert told is not None
    assert told.into("es").startswith(says)
    assert told.into("es").endswith("figuran en inglés.")


@pytest.mark.parametrize(("command", "where"), [("score", "stderr"), ("report", "stdout")])
def test_a_record_without_spanish_is_read_in_spanish(
    tmp_path: Path, command: str, where: str
) -> None:
    setup = written_setup()
    engine = Engine(setup, Network(setup.network))
    path = tmp_path / "port.tabletop"
    journal = open_journal(path, "create")
    journal.append([opening(setup, engine.begins_at, alias_key="k"), *engine.begin()])
    journal.append(engine.advance_to(setup.pack.endex))
    journal.close()
    result = CliRunner().invoke(main, [command, str(path), "--lang", "es"])
    assert result.exit_code == 0
    assert "inglés" in getattr(result, where)
    assert "EJERCICIO" in result.stdout
