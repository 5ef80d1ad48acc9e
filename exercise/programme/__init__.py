"""An exercise programme over the years: what was held, what is due, what came of it."""
