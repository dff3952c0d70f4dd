"""What is said about scores that is no score: the sum, reasons alone, reasons passed over."""

import re
from collections.abc import Iterator

from perftui.assistant.moves import Give, Manner, Marks, Move, PassOver, Score, Tally, Tell, Write
from perftui.assistant.parts import Choice
from perftui.assistant.reading.reader import Piece
from perftui.assistant.reading.rows.row_names import find_rows, title
from perftui.assistant.reading.rows.row_numbers import plain
from perftui.assistant.reading.scores.score_reasons import CUE, UNCHANGED, read_reason
from perftui.assistant.reading.scores.score_words import FULL, NUMBER, read_points
from perftui.assistant.state import Doubt, Expects, Scene
from perftui.evaluation.fields import cell
from perftui.evaluation.rows import wants_reason
from perftui.evaluation.scoring import propose
from perftui.evaluation.values import UnreadableError, print_number

REASON = "reason:"
_SUM = re.compile(
    r"(?:(?:自评|全部|所有|最后|最终)?(?:一共|总共|总计|合计|共计|总得分|总分数?|加起来|得分合计"
    r"|自评总分|(?:最终|最后|自评)(?:的)?得分|总的?)(?:应该?|就|也|也就)?(?:是|为|得|有|:|：|=|＝)*"
    rf"|共(?:得)?)\s*(?P<total>{NUMBER})\s*分?(?=\s*(?:[，,；;。、！吧了的]|\Z)|\s)(?!\s*[万元%])"
)
_NEARLY_ALL = re.compile(
    r"(?:基本上?|(?:绝?大)?(?:部分|多数?)|差不多|几乎|一般|大体上?)(?:指标|项目?)?(?:的|都|全|是"
    r"|给|上|为)*满分"
)
_UNKNOWN = re.compile(
    rf"(?P<name>(?:(?![扣得都各均全只共也又再])[\u4e00-\u9fff]){{3,20}})[都各均只也又再]?\s?"
    rf"(?:扣了?\s?{NUMBER}\s?分?|得\s?{NUMBER}\s?分)(?=\s*(?:[，,；;。、]|\Z)|\s)"
)
_PASSED = re.compile(
    r"(?:(?:原因|扣分原因|备注|这几项|这些|那些|剩下的?|其余的?|其他的?|后面的?|所有的?|全部"
    r"|这几个|以后的?)*(?:的)?(?:原因|备注)?"
    r"(?:都|全|全部|一律|统统|就)+(?:不写|跳过|略过|不填|不用写|不说|不用填|先不写|先跳过"
    r"|不要)(?:原因|备注|了|吧)*"
    r"|(?:原因|备注)(?:就|先)?(?:不写|不填|不用写|略过|跳过)(?:了|吧)*|(?:不写|不填|跳过"
    r"|略过)(?:所有|全部)?(?:原因|备注)(?:了|吧)*)[。！]?"
)
_SEPARATOR = re.compile(r"[，,；;。]")
_SIMPLE_CUE = re.compile(r"(?:主要)?是(?!满分|\d)|[:：]|(?:在于|跟|与)")
_CUED = re.compile(rf"(?:的)?(?:扣分|扣的?分|失分|丢分)?(?:的)?(?:{CUE.pattern})")
_QUANTITY = (
    r"(?:[≥≤><＞＜=]|不低于|不少于|不超过|不高于)?\s*\d[\d,.]*\s*[%％]?[^\s，,；;。\d]{0,5}?"
)
_RESULT = re.compile(
    rf"(?P<rows>[^\s，,；;。]{{1,40}}?)[\s，,]*(?:(?:的)?(?:年度|年初)?(?:目标|指标|计划)值?(?:是"
    rf"|为|:|：)?\s*(?P<target>{_QUANTITY})[\s，,]*)?"
    r"(?:全年|年底|最终)?(?:实际(?:完成)?|完成|达到)(?:值|了|到|是|为|:"
    rf"|：)*\s*(?P<actual>{_QUANTITY})(?=\s*(?:[，,；;。]|\Z)|\s)"
)


def read_saying(line: str, place: int, scene: Scene) -> Piece | None:
    """Read what begins at a place and is about scores without being one."""
    return (
        _passed_over(line, place, scene)
        or _nearly_all(line, place, scene)
        or _unchanged(line, place)
        or _sum(line, place)
        or _result(line, place, scene)
        or _reasons(line, place, scene)
    )


def open_reasons(scene: Scene) -> Iterator[tuple[str, int]]:
    """Yield the ids of the questions for reasons that are wanting, each with its row."""
    seen: dict[str, int] = {}
    for row, indicator in enumerate(scene.form.indicators):
        name = "".join(indicator.name.split())
        seen[name] = seen.get(name, 0) + 1
        if wants_reason(indicator):
            again = f"#{seen[name]}" if seen[name] > 1 or not name else ""
            yield f"{REASON}{name}{again}", row


def _passed_over(line: str, place: int, scene: Scene) -> Piece | None:
    if place or not _PASSED.fullmatch(line.strip()):
        return None
    ids = tuple(key for key, _ in open_reasons(scene))
    return Piece(len(line), (PassOver(ids),)) if ids else None


def _nearly_all(line: str, place: int, scene: Scene) -> Piece | None:
    """Ask whether nearly all full marks mean all that were not spoken of: 基本上都满分."""
    match = _NEARLY_ALL.match(line, place)
    rows = tuple(i for i, row in enumerate(scene.form.indicators) if row.score is None)
    if match is None or not rows:
        return None
    full = Choice("没说到的都记满分", (Marks((Score(rows, FULL, only_blank=True),)),))
    choices = (full, Choice("先不记", (Tell("没有改。哪几项不是满分，写名称或编号。"),)))
    return Piece(match.end(), (), (Doubt(f"「{match[0]}」，没说到的都记满分吗？", choices),))


def _unchanged(line: str, place: int) -> Piece | None:
    match = UNCHANGED.match(line, place)
    return Piece(match.end()) if match else None


def read_unknown(line: str, place: int, scene: Scene) -> Piece | None:
    """Refuse points of a row that the table does not have: 展览场次扣1分."""
    match = _UNKNOWN.match(plain(line), place)
    if match is None or find_rows(match["name"], scene) is not None:
        return None
    text = f"指标表里没有「{match['name']}」这一项，请写编号，或指标名称里的几个字。"
    return Piece(match.end(), (Tell(text, is_refusal=True),))


def _sum(line: str, place: int) -> Piece | None:
    match = _SUM.match(line, place)
    value = read_points(match["total"]) if match else None
    if match is None or value is None or value < 3:
        return None
    return Piece(match.end(), (Tally(print_number(value)),))


def _reasons(line: str, place: int, scene: Scene) -> Piece | None:
    """Read reasons by the names of their rows: 知晓率是因为宣传主要靠现场；合理性是测算偏粗."""
    is_asked = scene.question is not None and scene.question.id.startswith(REASON)
    found: list[tuple[int, str]] = []
    end = place
    for start, stop in _parts(line, place):
        named = _row_and_reason(line[start:stop], scene, is_asked)
        if named is not None:
            found.append(named)
        elif found:
            row, words = found[-1]
            found[-1] = (row, words + line[end:stop])
        else:
            return None
        end = stop
    moves = tuple(
        Write(cell(row, "remark"), words.strip(" ，,；;。"), Manner.REPLACE) for row, words in found
    )
    return Piece(end, moves) if moves else None


def _parts(line: str, place: int) -> Iterator[tuple[int, int]]:
    start = place
    for match in _SEPARATOR.finditer(line, place):
        if match.start() > start:
            yield start, match.start()
        start = match.end()
    if start < len(line):
        yield start, len(line)


def _row_and_reason(text: str, scene: Scene, is_asked: bool) -> tuple[int, str] | None:
    wants_words = scene.question is not None and scene.question.expects is Expects.TEXT
    cue = _CUED.search(text) or _SIMPLE_CUE.search(text)
    is_simple = cue is not None and not _CUED.match(text, cue.start())
    if is_simple and wants_words and not is_asked:
        return None
    if cue is None or cue.start() < 1 or cue.start() > 40:
        return None
    named = find_rows(text[: cue.start()], scene)
    if named is None or not named.is_sure or len(named.rows) != 1:
        return None
    reason = read_reason(text[cue.end() :])
    row = named.rows[0]
    indicator = scene.form.indicators[row]
    if reason is None or not (wants_reason(indicator) if is_simple else indicator.lost):
        return None
    return row, reason.words


def _result(line: str, place: int, scene: Scene) -> Piece | None:
    """Read target and actual value of a row: 招聘会场次目标10场实际12场."""
    if "target" not in {column.field for column in scene.profile.columns}:
        return None
    match = _RESULT.match(line, place)
    named = find_rows(match["rows"], scene) if match else None
    if match is None or named is None or not named.is_sure or len(named.rows) != 1:
        return None
    row = named.rows[0]
    given = {"target": match["target"], "actual": match["actual"]}
    moves: tuple[Move, ...] = tuple(
        Give(cell(row, field), typed.strip()) for field, typed in given.items() if typed
    )
    return Piece(match.end(), moves, _proposed(row, given, scene))


def _proposed(row: int, given: dict[str, str | None], scene: Scene) -> tuple[Doubt, ...]:
    """Ask whether a row gets the score that its figures earn."""
    values = {field: typed.strip() for field, typed in given.items() if typed}
    indicator = scene.form.indicators[row].model_copy(update=values)
    try:
        proposal = propose(indicator)
    except UnreadableError:
        return ()
    if proposal is None or proposal.score == indicator.score:
        return ()
    earned = print_number(proposal.score)
    text = f"{title(row, scene)}{proposal.reason}，得{earned}分，就按这个记吗？"
    choices = (
        Choice(f"记{earned}分", (Marks((Score((row,), earned),)),)),
        Choice("先不打分", (Tell("得分先不动。"),)),
    )
    return (Doubt(text, choices),)
