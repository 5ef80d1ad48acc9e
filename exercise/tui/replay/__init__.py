"""The replay screen: any moment of a session that was recorded, as it was then."""

from exercise.tui.replay.app import ReplayApp, run_replay

__all__ = ["ReplayApp", "run_replay"]
