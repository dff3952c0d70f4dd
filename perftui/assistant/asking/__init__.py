"""What to ask next, computed from the form: what is missing, what lost points, what rules say."""
