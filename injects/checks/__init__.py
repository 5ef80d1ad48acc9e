"""The checks of a pack, by what they look at; :mod:`injects.checking` runs them."""
