"""Fixtures that every test may use."""

from __future__ import annotations

import pytest
from harbour import NETWORK, tiny_setup

from agencies.model import NetworkFile
from exercise.setup import Setup


@pytest.fixture
def network_file() -> NetworkFile:
    """The harbour network."""
    return NetworkFile.model_validate(NETWORK)


@pytest.fixture
def setup() -> Setup:
    """The tiny pack, every desk simulated by reliable playbooks."""
    return tiny_setup()
