"""The control room in a terminal: control, SimCell, data collector and evaluators."""

from exercise.tui.controlroom.app import ControlApp, run_control

__all__ = ["ControlApp", "run_control"]
