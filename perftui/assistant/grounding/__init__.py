"""Which figures, dates and names of a text stand nowhere in the form or in what was said."""
