"""Moves done: what becomes of the form, and what is said of it."""
