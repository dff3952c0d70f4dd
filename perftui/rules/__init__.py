"""What is wrong with an evaluation: one small function per rule, found by a registry."""
