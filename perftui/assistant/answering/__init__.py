"""Questions about the form answered: what, why, how far, what may be said."""
