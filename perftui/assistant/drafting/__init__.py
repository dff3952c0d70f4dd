"""Narratives drafted sentence by sentence, each with where it comes from."""
