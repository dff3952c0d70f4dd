"""The disk: evaluation files, the document being edited, the workspace."""
