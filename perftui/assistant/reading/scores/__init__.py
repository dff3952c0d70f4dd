"""Scores of rows in a line, and the reasons for them."""
