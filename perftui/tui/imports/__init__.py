"""Documents in: picked, read, looked through."""
