"""What came of it: outcomes, causes of delay, scores and awareness, each with its evidence."""

from __future__ import annotations

from exercise.evaluation.as_json import to_json
from exercise.evaluation.evaluating import evaluate
from exercise.evaluation.model import Evaluation

__all__ = ["Evaluation", "evaluate", "to_json"]
