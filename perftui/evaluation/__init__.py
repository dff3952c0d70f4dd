"""The ground floor: what a self-evaluation is. Pure: no disk, no screen."""
