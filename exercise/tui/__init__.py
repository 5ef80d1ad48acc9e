"""The trainee's screen in a terminal: it holds a client and nothing else."""

from exercise.tui.app import TraineeApp, run_trainee

__all__ = ["TraineeApp", "run_trainee"]
