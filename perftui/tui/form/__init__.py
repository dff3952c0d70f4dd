"""The form being filled in: its sections, and what stands beside them."""
