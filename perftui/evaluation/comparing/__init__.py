"""What differs between two forms."""
