"""One module a kind of document, each turning bytes into a grid of cells and nothing more."""
