"""Home: the list of forms, and what is done with many of them."""
