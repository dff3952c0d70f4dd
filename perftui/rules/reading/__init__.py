"""What rules read in a form beyond its fields: claims, promises, problems, names, words."""
