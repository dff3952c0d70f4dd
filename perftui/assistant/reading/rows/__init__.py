"""Rows of the table in a line: what they are called, new ones, what is done to them."""
