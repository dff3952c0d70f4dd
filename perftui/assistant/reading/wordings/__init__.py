"""Wordings in a line: chosen, changed, drafted, their gaps filled."""
