"""``python -m exercise.cli``: the same as ``tabletop``."""

from exercise.cli import main

main()
