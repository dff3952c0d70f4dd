"""Values of fields in a line: named, unnamed, corrected."""
