"""How a narrative is laid out: numbering and separators that people use, all of them right."""

from collections.abc import Callable, Sequence

Layout = Callable[[Sequence[str]], str]

_HAN = "一二三四五六七八九十"


def _numbered(marker: Callable[[int], str], between: str) -> Layout:
    return lambda items: between.join(marker(n) + item for n, item in enumerate(items))


def _listed(items: Sequence[str]) -> str:
    bare = [item.removesuffix("。") for item in items]
    return "；".join(f"{_HAN[n]}是{item}" for n, item in enumerate(bare)) + "。"


def _semicolons(items: Sequence[str]) -> str:
    return "；".join(item.removesuffix("。") for item in items) + "。"


LAYOUTS: dict[str, Layout] = {
    "1、": _numbered(lambda n: f"{n + 1}、", "\n"),
    "1、 in one line": _numbered(lambda n: f"{n + 1}、", ""),
    "1.": _numbered(lambda n: f"{n + 1}.", "\n"),
    "（1）": _numbered(lambda n: f"（{n + 1}）", "\n"),
    "（一）": _numbered(lambda n: f"（{_HAN[n]}）", "\n"),
    "①": _numbered(lambda n: chr(ord("①") + n), ""),
    "一、": _numbered(lambda n: f"{_HAN[n]}、", "\n"),
    "一是": _listed,
    "；": _semicolons,
    "lines": "\n".join,
}


def lay_out(items: Sequence[str], style: str) -> str:
    """Write items as a narrative; a single one, or more than ten, stand without numbering."""
    if not items:
        return ""
    if len(items) == 1 or len(items) > len(_HAN):
        return "".join(items)
    return LAYOUTS[style](items)
