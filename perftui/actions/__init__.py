"""What a user can do: one table of actions, and the keys that do them."""
