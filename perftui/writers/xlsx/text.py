"""Texts as XlsxWriter is to be given them."""

from html import escape

LONGEST_TEXT = 32_767
"""What a cell holds, in units of UTF-16."""


def text_for_sheet(text: str) -> str:
    """Return the text so that XlsxWriter writes exactly it."""
    # It takes a text in <r> for rich text and writes it as XML unescaped.
    if text.startswith("<r>") and text.endswith("</r>"):
        return f'<r><t xml:space="preserve">{escape(text, quote=False)}</t></r>'
    return text
