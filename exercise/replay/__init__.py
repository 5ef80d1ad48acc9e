"""Looking at a session again: any moment of its record as it was then."""
