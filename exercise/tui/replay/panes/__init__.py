"""The tabs that only a replay has: each shows one side of a moment of the session."""
