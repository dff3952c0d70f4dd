"""A unit's own docx templates: placeholders in its Word document filled with what a form says."""
