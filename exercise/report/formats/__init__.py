"""A report in its shapes: each module turns the same document into one of them."""
