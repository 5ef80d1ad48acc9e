"""All that a run follows from, beside the commands: the arguments of the pure function."""

from __future__ import annotations

from dataclasses import dataclass, field

from agencies.model import NetworkFile
from agencies.profiles import ProfileFile
from exercise import RULES_VERSION
from injects.model import Pack

__all__ = ["Setup"]


@dataclass(frozen=True, slots=True)
class Setup:
    """What an engine is made from.

    Attributes:
        network: The network, a profile already laid over it.
        pack: The pack as a cut leaves it, the shared catalogue of actions merged into its own.
        seed: Seed of every draw.
        staffing: Agencies held by people from the start; playbooks play all others.
        skill: novice, trained, expert or reliable: how well playbooks do.
        language: In which playbooks write.
        cut: The named cut already applied to ``pack``.
        pack_files, network_files, profile_files: The texts they were read from, by path, for the
            record; the network's without the profile.
        profile: The profile already applied to network and pack, if any.
    """

    network: NetworkFile
    pack: Pack
    seed: int = 1
    staffing: tuple[str, ...] = ()
    skill: str = "trained"
    language: str = "en"
    cut: str | None = None
    profile: ProfileFile | None = None
    rules: int = RULES_VERSION
    pack_files: dict[str, str] = field(default_factory=dict)
    network_files: dict[str, str] = field(default_factory=dict)
    profile_files: dict[str, str] = field(default_factory=dict)
