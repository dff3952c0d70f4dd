"""The rule about numbering."""

from collections import Counter
from collections.abc import Iterator

from perftui.evaluation import narrative
from perftui.evaluation.numbering import Marker, sequence
from perftui.rules.finding import Evidence, Fix, Found
from perftui.rules.form import Form
from perftui.rules.registry import rule


@rule("PT043", level="warning", title="编号重复、缺漏或体例不一")
def numbering(form: Form) -> Iterator[Found]:
    """主要绩效、主要问题、改进措施各自的编号应从1起连续，体例前后一致。

    下一层编号（如「一、」之下的「1.」）另行起算，不算混用。可以自动重新编号，文字不变。
    错：1、组织招聘会。2、举办培训。2、开展评选。
    对：1、组织招聘会。2、举办培训。3、开展评选。
    """
    for field, text in form.narratives:
        found = sequence(text)
        faults = _faults(found)
        if faults:
            fixed = renumbered(text)
            fix = None if fixed is None else Fix(field, fixed, "重新编号", certain=True)
            message = f"{form.name_of(field)}的编号有误：{'，'.join(faults)}。"
            hint = "请从头连续编号，前后用同一种体例。"
            evidence = tuple(Evidence(field, m.start, m.end) for m in _misplaced(found))
            yield Found(field, message, hint, fix, evidence=evidence)


def renumbered(text: str) -> str | None:
    """Number a text anew in the style it begins with; None where that is not certain to help."""
    found = sequence(text)
    if not found or (found[0].number != 1 and text[: found[0].start].strip()):
        return None
    result = narrative.renumber(text)
    kept = len(sequence(result)) == len(found)
    return result if kept and not _faults(sequence(result)) else None


def _misplaced(found: list[Marker]) -> Iterator[Marker]:
    """Yield the markers that are not the next number in the style of the first."""
    for due, marker in enumerate(found, 1):
        if marker.number != due or marker.style is not found[0].style:
            yield marker


def _faults(found: list[Marker]) -> list[str]:
    """Say in Chinese what is wrong with a sequence of markers."""
    if found and not found[0].style.counts:
        return []
    numbers = [marker.number or 0 for marker in found]
    counts = Counter(numbers)
    twice = [str(number) for number, times in counts.items() if times > 1]
    missing = [str(n) for n in range(1, max(numbers, default=0)) if n not in counts]
    styles = list(dict.fromkeys(marker.style.name for marker in found))
    faults = [f"重复{'、'.join(twice)}"] if twice else []
    faults += [f"缺少{'、'.join(missing)}"] if missing else []
    if not faults and numbers != sorted(numbers):
        faults.append("先后颠倒")
    return faults + ([f"混用{''.join(f'「{name}」' for name in styles)}"] if styles[1:] else [])
