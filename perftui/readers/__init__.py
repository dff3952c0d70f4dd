"""Documents in: a document becomes grids of cells, a grid becomes an evaluation."""
