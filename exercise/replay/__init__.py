"""Looking at a session again: any moment as it was then, and what would have been otherwise."""
