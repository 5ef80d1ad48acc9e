"""The simulation: pure, seeded, and the only place that knows SimPy."""

from exercise.engine.engine import Engine

__all__ = ["Engine"]
