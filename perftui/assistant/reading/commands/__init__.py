"""Control words and commands, and what they are about."""
