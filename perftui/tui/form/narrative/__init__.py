"""The narratives, written point by point."""
