"""Any grid -> evaluations: the one place that knows how forms are laid out."""
