"""Parts as labelled lines of text, for terminals without a screen, and as plain data for JSON."""

from collections.abc import Iterable, Iterator
from typing import Any

from perftui.assistant.parts import Ask, Echo, Explain, Fail, Offer, Part, Warn

LABELS: dict[type[Part], str] = {
    Echo: "助手",
    Warn: "警告",
    Explain: "助手",
    Fail: "错误",
    Ask: "助手",
    Offer: "助手",
}


def lines(parts: Iterable[Part]) -> Iterator[str]:
    """Yield the lines that parts are said in, each with a label."""
    for part in parts:
        label = LABELS[type(part)]
        for text in texts(part):
            yield f"{label}: {text}"


def texts(part: Part) -> Iterator[str]:
    """Yield the lines of a part, without label."""
    if isinstance(part, Offer):
        for number, choice in enumerate(part.choices, 1):
            yield f"{number} {choice.text}" + (f"（{choice.note}）" if choice.note else "")
    elif isinstance(part, Ask):
        yield part.text + (f" 例如：{part.example}" if part.example else "")
    else:
        yield from part.text.splitlines()


def as_data(parts: Iterable[Part]) -> dict[str, Any]:
    """Return parts as plain data: the lines of each kind under its name."""
    data: dict[str, Any] = {}
    for part in parts:
        data.setdefault(type(part).__name__.lower(), []).append(list(texts(part)))
    return data
