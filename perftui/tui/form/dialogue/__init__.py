"""The conversation about a form, in a pane beside it."""
