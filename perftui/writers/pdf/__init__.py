"""Forms as PDF documents, typeset with an open font that is embedded in them."""
