"""Evaluations out: docx, xlsx, html, markdown, text."""
