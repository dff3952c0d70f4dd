"""What has been done to a form: its edits told, and one of them taken back."""
