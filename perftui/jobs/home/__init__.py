"""The list of forms: what is in it, what is done with many of them."""
