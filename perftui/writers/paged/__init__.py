"""A rendered pdf as pages of character cells, for people who look at it in a terminal."""
