"""A dialogue about a document: lines go in, parts come out, the disk follows."""
