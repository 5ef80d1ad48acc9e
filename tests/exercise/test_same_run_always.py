"""The same arguments give the same run, whatever order the process keeps its sets in."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def digest_of_a_run(folder: Path, hash_seed: str, zone: str) -> str:
    """The simulation digest that a fresh process comes to."""
    command = [sys.executable, "-m", "exercise.cli", "run", "port-ransomware"]
    done = subprocess.run(
        [*command, "--seed", "7", "--json", "-o", str(folder / f"{hash_seed}.tabletop")],
        env={**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": str(ROOT), "TZ": zone},
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    return str(json.loads(done.stdout)["simulation_digest"])


def test_two_hash_seeds_and_two_time_zones_come_to_the_same(tmp_path: Path) -> None:
    first = digest_of_a_run(tmp_path, "1", "UTC")
    assert digest_of_a_run(tmp_path, "4711", "Pacific/Auckland") == first
