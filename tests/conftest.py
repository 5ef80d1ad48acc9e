"""Fixtures that every test may use."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from harbour import NETWORK, tiny_setup

from agencies.model import NetworkFile
from exercise.setup import Setup


@pytest.fixture(autouse=True, scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What a computer keeps for all its sessions: none of it belongs to the developer's."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TABLETOP_HOME", str(tmp_path_factory.mktemp("home")))
        yield


@pytest.fixture
def network_file() -> NetworkFile:
    """The harbour network."""
    return NetworkFile.model_validate(NETWORK)


@pytest.fixture
def setup() -> Setup:
    """The tiny pack, every desk simulated by reliable playbooks."""
    return tiny_setup()
