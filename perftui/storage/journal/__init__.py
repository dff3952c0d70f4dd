"""The journal of a form that is open: each edit is on its way to the disk before the next key."""
