"""The one fold of the record that engine, views and scores share."""

from exercise.state.clock import Clock
from exercise.state.state import State

__all__ = ["Clock", "State"]
