"""Forms as web pages, Markdown and plain text, through jinja2 templates."""
