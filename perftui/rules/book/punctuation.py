"""The rule about punctuation in narratives."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from perftui.rules.finding import Fix, Found
from perftui.rules.form import Form
from perftui.rules.reading.repairs import NO_END, REPAIRS, Edit
from perftui.rules.reading.texts import Stretch
from perftui.rules.registry import rule

_MOST_EXAMPLES = 3
_LONG = 3


@dataclass
class _Repaired:
    """A text as far as it is repaired; `faults` are the places of each fault in the original."""

    original: str
    text: str
    origins: list[int]
    faults: dict[str, set[Stretch]] = field(default_factory=dict)

    def apply(self, edits: list[Edit], fault: str) -> None:
        """Make some edits, none over another, and note where they were."""
        pieces: list[str] = []
        origins: list[int] = []
        position = 0
        for edit in edits:
            pieces += self.text[position : edit.start], edit.new
            origins += self.origins[position : edit.start]
            origins += self._origins_of(edit)
            position = edit.end
            stretch = self.origins[edit.start], self.origins[edit.end - 1] + 1
            self.faults.setdefault(fault, set()).add(stretch)
        self.text = "".join([*pieces, self.text[position:]])
        self.origins = origins + self.origins[position:]

    def _origins_of(self, edit: Edit) -> list[int]:
        last = edit.end - 1
        return [self.origins[min(edit.start + place, last)] for place in range(len(edit.new))]


@rule("PT044", level="hint", title="标点不规范")
def punctuation(form: Form) -> Iterator[Found]:
    """主要绩效、主要问题、改进措施的标点应规范。

    末尾要有句号；标点不重复；汉字之间不用半角的逗号、分号、冒号、括号、问号、叹号、引号，也不留空格。
    编号、英文、数字和日期中的半角符号不管。可以自动改正，只动标点和空格：
    汉字之间的空格多半是丢了的换行，改为换行。
    错：通过评选活动,表彰一批领军人物。。
    对：通过评选活动，表彰一批领军人物。
    """
    for path, text in form.narratives:
        repaired = _repaired(text)
        if repaired.faults:
            said = "，".join(_said(text, *fault) for fault in repaired.faults.items())
            message = f"{form.name_of(path)}的标点不规范：{said}。"
            fix = Fix(path, repaired.text, "改正标点", certain=True)
            places = sorted({place for fault in repaired.faults.values() for place in fault})
            evidence = tuple(form.passage(path).evidence(*place) for place in places)
            yield Found(path, message, "请改正标点，或采用自动改正。", fix, evidence=evidence)


def _repaired(text: str) -> _Repaired:
    repaired = _Repaired(text, text, list(range(len(text))))
    before = ""
    # One repair may uncover work for another, so repair until there is nothing left.
    while before != repaired.text:
        before = repaired.text
        for repair, fault in REPAIRS:
            edits = sorted(repair(repaired.text), key=lambda edit: edit.start)
            if edits:
                repaired.apply(edits, fault)
    return repaired


def _said(text: str, fault: str, places: set[Stretch]) -> str:
    """Name a fault with the first places where it is."""
    if fault == NO_END:
        return fault
    quoted = dict.fromkeys(_quoted(text, *place) for place in sorted(places))
    examples = "、".join(f"「{quote}」" for quote in list(quoted)[:_MOST_EXAMPLES])
    return f"{fault}（如{examples}）"


def _quoted(text: str, start: int, end: int) -> str:
    """Quote a place with what is beside it; of a long one only the beginning."""
    after = end + 2 if end - start < _LONG else start + _LONG
    return " ".join(text[max(start - 2, 0) : after].split())
