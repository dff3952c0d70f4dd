"""What screens and command line both do with forms: open, suggest, export, the demo."""
