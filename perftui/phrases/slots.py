"""Slots: the gaps in a phrase, written as a Chinese name in braces."""

import re
from collections.abc import Mapping

SLOT_NAME = "[\u4e00-\u9fff]+"
SLOT = re.compile(r"\{(" + SLOT_NAME + r")\}")
BRACE = re.compile(r"[{}｛｝]")


def slot_names(text: str) -> tuple[str, ...]:
    """Names of the slots of a phrase, each once, in the order they appear."""
    return tuple(dict.fromkeys(SLOT.findall(text)))


def has_stray_brace(text: str) -> bool:
    """Whether a brace is left over that belongs to no slot."""
    return BRACE.search(SLOT.sub("", text)) is not None


def fill(text: str, values: Mapping[str, str]) -> str:
    """Put known values into the slots of a wording; unknown slots stay as they are.

    One pass: a value that looks like a slot is not filled again.
    """
    return SLOT.sub(lambda match: values.get(match[1], match[0]), text)


def stands_in(wording: str, text: str) -> bool:
    """Whether a wording stands in a text, whatever its slots have been filled with."""
    words = [re.escape(part) for part in SLOT.sub("\0", wording).split("\0")]
    return re.search(".*?".join(words), text) is not None
