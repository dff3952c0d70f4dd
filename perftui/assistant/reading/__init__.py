"""A line read: from what was typed to the moves it makes. Nothing is done here."""
