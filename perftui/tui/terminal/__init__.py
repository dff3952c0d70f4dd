"""What terminals and input methods need that textual does not do."""
