"""Parts as labelled lines of text, for terminals without a screen, and as plain data for JSON."""

from collections.abc import Iterable, Iterator
from typing import Any

from perftui.assistant.parts import Ask, Choice, Echo, Explain, Fail, Offer, Part, Warn

ASSISTANT, WARNING, ERROR, USER = "助手", "警告", "错误", "您"
LABELS: dict[type[Part], str] = {Warn: WARNING, Fail: ERROR}
"""What stands before the lines of a part; before all others it is the assistant."""

_OUT_OF_SIGHT = 15
"""After so many lines a list has left the sight of most."""
_KEYS: dict[type[Part], str] = {
    Echo: "echo",
    Warn: "warnings",
    Explain: "explanations",
    Fail: "errors",
}


class Speaker:
    """Says turn after turn in lines; choices that were listed already are not listed again.

    They are when much was said since, or when the user wants to hear it again.
    """

    def __init__(self, *, is_brief: bool = False) -> None:
        self._is_brief = is_brief
        self._listed: tuple[Choice, ...] = ()
        self._since = 0

    def lines(self, parts: Iterable[Part], *, again: bool = False) -> tuple[str, ...]:
        """Return the lines of a turn, each with a label; `again` with all that is on offer."""
        kept = tuple(parts)
        offered = next((part.choices for part in reversed(kept) if isinstance(part, Offer)), ())
        is_listed = offered == self._listed and self._since < _OUT_OF_SIGHT
        if offered and is_listed and not again:
            kept = tuple(part for part in kept if not isinstance(part, Offer))
            above = f"选项同上，1 到 {len(offered)}。" if len(offered) > 1 else "选项同上。"
            kept = (*kept, Explain(above))
        elif offered:
            self._listed, self._since = offered, 0
        said = tuple(lines(kept, is_brief=self._is_brief))
        self._since += len(said)
        return said


def lines(parts: Iterable[Part], *, is_brief: bool = False) -> Iterator[str]:
    """Yield the lines that parts are said in, each with a label."""
    for part in parts:
        label = LABELS.get(type(part), ASSISTANT)
        for text in texts(part, is_brief=is_brief):
            yield f"{label}: {text}"


def texts(part: Part, *, is_brief: bool = False) -> Iterator[str]:
    """Yield the lines of a part, without label; in brief without examples and notes."""
    if isinstance(part, Offer):
        for number, choice in enumerate(part.choices, 1):
            note = f"（{_flat(choice.note)}）" if choice.note and not is_brief else ""
            yield f"{number} {_flat(choice.text)}{note}"
    elif isinstance(part, Ask):
        example = f" 例如：{_flat(part.example)}" if part.example and not is_brief else ""
        yield f"{_flat(part.text)}{example}"
    else:
        yield from (line for line in map(str.rstrip, part.text.splitlines()) if line)


def as_data(parts: Iterable[Part]) -> dict[str, Any]:
    """Return parts as plain data: what was said by its kind, what is asked, and what is on offer.

    Of several questions the last is asked; its offers are those behind it.
    """
    data: dict[str, Any] = {key: [] for key in _KEYS.values()}
    data |= {"ask": "", "example": "", "offers": []}
    for part in parts:
        match part:
            case Offer(choices):
                data["offers"] = [
                    {"number": number, "text": choice.text, "note": choice.note}
                    for number, choice in enumerate(choices, 1)
                ]
            case Ask(text, example):
                data |= {"ask": text, "example": example, "offers": []}
            case _:
                data[_KEYS[type(part)]].append(part.text)
    return data


def _flat(text: str) -> str:
    return " ".join(text.split())
