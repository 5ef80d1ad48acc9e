"""Need to know: whom the facts of a pack concern, and what refutes what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet

from injects.model import Pack

__all__ = ["NeedToKnow"]


class NeedToKnow:
    """Answers from a pack alone, worked out once for each set of facts that is asked about.

    Args:
        pack: The pack with its facts.
        agencies: Every agency of the network.
    """

    def __init__(self, pack: Pack, agencies: Iterable[str]) -> None:
        self._pack = pack
        self._everybody = frozenset(agencies)
        self._concerned: dict[frozenset[str], frozenset[str]] = {frozenset(): self._everybody}
        self._refuting: dict[str, list[str]] = {}
        for fact in pack.facts.values():
            if fact.refutes is not None:
                self._refuting.setdefault(fact.refutes, []).append(fact.id)

    def concerned(self, facts: Iterable[str]) -> frozenset[str]:
        """The agencies that need or may know every one of ``facts``: those who may relay them."""
        asked = frozenset(facts)
        found = self._concerned.get(asked)
        if found is None:
            each = (self._pack.facts[fact] for fact in asked)
            found = self._everybody.intersection(*({*f.needs, *f.may_know} for f in each))
            self._concerned[asked] = found
        return found

    @property
    def refutable(self) -> AbstractSet[str]:
        """The facts that some other fact refutes."""
        return self._refuting.keys()

    def refuting(self, fact: str) -> Sequence[str]:
        """The facts that refute ``fact``, as the pack lists them."""
        return self._refuting.get(fact, ())
