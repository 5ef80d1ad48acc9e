"""The trainee's screens."""
