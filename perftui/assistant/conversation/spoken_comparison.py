"""What differs from last year's form, said line by line."""

from collections.abc import Iterator

from perftui.evaluation.comparing.difference import Difference, Kind
from perftui.jobs.comparing.last_year import Comparison
from perftui.jobs.comparing.listing import Heading, Note, listed

_LONGEST = 60
_KINDS = {
    Kind.ADDED: "本年新增{new}",
    Kind.DROPPED: "本年没有了，上年是{old}",
    Kind.BLANK: "本年还没有填，上年是{old}",
    Kind.COPIED: "与上年完全相同：{new}",
    Kind.SAME: "没有变化",
    Kind.CHANGED: "上年{old}，本年{new}",
}


def spoken_comparison(comparison: Comparison, *, everything: bool = False) -> list[str]:
    """Return the lines of a comparison: its figures, then part by part what differs."""
    return list(_lines(comparison, everything=everything))


def _lines(comparison: Comparison, *, everything: bool) -> Iterator[str]:
    yield f"与{comparison.old.known_year}年度的表对照："
    for figure in comparison.figures:
        note = f"，{figure.note}" if figure.note else ""
        yield f"{figure.label}：上年 {figure.old or '空白'}，本年 {figure.new or '空白'}{note}"
    for line in listed(comparison.parts, everything=everything):
        match line:
            case Heading(text, is_row):
                yield f"指标「{text}」：" if is_row else f"{text}："
            case Note(text):
                yield text
            case Difference():
                yield _told(line)


def _told(one: Difference) -> str:
    said = _KINDS[one.kind].format(old=_quoted(one.old), new=_quoted(one.new))
    note = f"，{one.note}" if one.note else ""
    return f"{one.label}：{said}{note}" if one.label else f"{said}{note}"


def _quoted(text: str) -> str:
    line = " ".join(text.split())
    cut = line if len(line) <= _LONGEST else f"{line[:_LONGEST]}……"
    return f"「{cut}」" if cut else "空白"
