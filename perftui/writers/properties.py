"""What documents of every format say of themselves: when they were made, and how briefly."""

from datetime import UTC, datetime

MADE = datetime(2020, 1, 1, tzinfo=UTC)
"""The time of every document, so that the same forms give the same bytes."""

_LONGEST = 255  # characters that office programs show of a property


def short(text: str) -> str:
    """Return a text as long as a property of a document may be."""
    return text[:_LONGEST]
