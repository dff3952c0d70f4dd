"""Wording: the bank, past evaluations, slots, and what to suggest for a form."""
