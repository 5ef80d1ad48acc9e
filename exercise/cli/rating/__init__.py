"""``tabletop rate``: rating a session from the terminal after the exercise."""
