"""Line mode: a live session one line at a time, for screen readers, slow links and pipes."""

from exercise.cli.plain.taking_part import take_part_plainly

__all__ = ["take_part_plainly"]
