"""Questions about the form."""
