"""A form beside last year's of the same project."""
