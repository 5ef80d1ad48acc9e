"""Pictures of an exercise, drawn by the product itself as SVG.

Each module lays out one kind of picture; :mod:`canvas` draws what they laid out. A picture never
relies on colour: shapes, hatching and words say the same in greyscale.
"""

from __future__ import annotations

from exercise.report.pictures.completeness import completeness
from exercise.report.pictures.due import due_against_done
from exercise.report.pictures.heatmap import heat_map
from exercise.report.pictures.networks import network_planned, network_used
from exercise.report.pictures.participation import participation
from exercise.report.pictures.swimlane import swimlanes

__all__ = [
    "completeness",
    "due_against_done",
    "heat_map",
    "network_planned",
    "network_used",
    "participation",
    "swimlanes",
]
