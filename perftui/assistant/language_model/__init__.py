"""An optional language model of the user's own: it may rank phrases or reword, no more."""
