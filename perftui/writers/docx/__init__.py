"""Forms as Word documents."""
