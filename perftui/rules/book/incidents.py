"""The rule that a row counting mishaps is full only if none are told of."""

import re
from collections.abc import Iterator

from perftui.evaluation.fields import cell
from perftui.evaluation.model import Indicator
from perftui.evaluation.quantities import quantities
from perftui.evaluation.sentences import Span
from perftui.rules.finding import Found
from perftui.rules.form import Form
from perftui.rules.passage import Passage
from perftui.rules.reading.reverse import is_reverse
from perftui.rules.reading.table import cells, is_full, named
from perftui.rules.registry import rule

# What a row counts, and the words a text tells of it with.
_KINDS = tuple(
    (re.compile(counted), re.compile(told))
    for counted, told in (
        ("事故|伤亡|死亡|火灾", "事故|伤亡|死亡|受伤|火灾|坍塌|踩踏|坠落"),
        ("投诉|举报|信访|差评", "投诉|举报|差评|信访"),
        ("故障|突发", "故障|突发|宕机|死机|瘫痪|困人|停运|停机|跳闸|漏水"),
        ("违规|违纪|违法", "违规|违纪|违法|通报批评|处分|行政处罚"),
        ("泄露|泄密", "泄露|泄密|外泄"),
        ("差错|失误|错误", "差错|失误|出错"),
    )
)
_ANY = re.compile("|".join(told.pattern for _, told in _KINDS))
_COUNT = "[1-9１-９一二两三四五六七八九十几数多][0-9０-９,，十百千万余多]{0,19}"
_HAPPENED = re.compile(
    "发生|出现|突发(?!事件|情况|公共|性)|[频多偶]发|接到|收到|受理|提出|发现|查[出处]|导致|造成|引发|遭遇|曾|若干|个别|部分"
    "|存在|时有|经常|频繁|较多|不断|屡|宕机|死机|瘫痪|困人|停运|跳闸"
    "|被[^，]{0,6}(?:投诉|举报|通报|处)|因[^，]{0,10}(?:事故|故障)"
    "|(?<!没)有(?![关效力序待所助利])[^，]{0,8}(?:事故|故障|投诉|举报)"
    rf"|{_COUNT}\s{{0,9}}余?(?:起|台?次|件|例|宗|笔|处|项|个(?!月))(?!修复|性|成功|通过)"
    r"|(?:事故|故障|投诉|差错)(?:发生)?率(?:为|是|达)?\s{0,9}(?!0(?:\.0+)?[%％])\d"
)
_DENIED_BEFORE = re.compile(
    "未|无(?!法|线)|没|零(?!星)|不[发出]|杜绝|避免|防|确保|如(?!下)|若(?!干)|一旦|可能|万一|减少|降低"
)
_DENIED_BEHIND = re.compile(
    "下降|减少|降低|[时后]能|隐患|风险|演练|预案|机制|制度|能力|培训|讲座|方案|手册|保险|系统|平台|热线|排查|排除"
    r"|(?<![\d.])0\s*(?:起|次|件|例|宗)|(?:为|是)(?:0(?!\.)|零)"
)
# Calls for help that a service desk takes are its work, not mishaps of the project.
_SERVED = re.compile("报修|工单|求助|求援|咨询|服务请求|运维请求")
_TIMES = frozenset({"", "次", "起", "件", "例", "宗", "笔", "处", "项", "台次", "人次", "个"})
_WHOLE_SHARE = re.compile(r"100(?:\.0+)?\s*[%％]")
_MINOR = re.compile("一般|轻微|小(?=事故|故障)")


@rule("PT041", level="hint", title="反向指标满分而文中写到有关情况")
def incidents_told(form: Form) -> Iterator[Found]:
    """事故、投诉、故障、突发事件、违规等反向指标得满分，表示全年没有发生，文中所写要与此一致。

    主要绩效、主要问题、改进措施或备注写到发生了这类情况的，请核对得分。写明未发生、零投诉的，受理的报修，
    以及没有超过指标值（如≤3次）的不算；处理率、应急机制等不是反向指标。
    错：「设备故障率」满分，主要问题写「全年发生电梯故障6次」。
    对：「设备故障率」按次数扣分，备注写明「全年故障6次，均当日修复」。
    """
    doubtful = [p for p, row in form.rows if is_full(row) and is_reverse(row.name)]
    for passage, clause in _tellings(form) if doubtful else ():
        places = [p for p in doubtful if _counts(form.evaluation.indicators[p], clause.text)]
        if places:
            doubtful = [place for place in doubtful if place not in places]
            yield _found(form, passage, clause, places)


def _tellings(form: Form) -> Iterator[tuple[Passage, Span]]:
    """Yield the clauses that tell of a mishap, each with its text."""
    for field, passage in form.passages.items():
        if field != "goal" and _ANY.search(passage.text):
            yield from ((passage, clause) for clause in passage.clauses if _tells(clause.text))


def _tells(clause: str) -> bool:
    said = _ANY.search(clause)
    if not said or not _HAPPENED.search(clause) or _SERVED.search(clause):
        return False
    before, behind = clause[: said.start()], clause[said.end() :]
    return not _DENIED_BEFORE.search(before) and not _DENIED_BEHIND.search(behind)


def _counts(row: Indicator, clause: str) -> bool:
    """Whether a row counts what a clause tells of."""
    if "重大" in row.name and _MINOR.search(clause):
        return False
    is_of_kind = any(counted.search(row.name) and told.search(clause) for counted, told in _KINDS)
    return is_of_kind and not _allows(row, clause)


def _allows(row: Indicator, clause: str) -> bool:
    """Whether the target of a row, such as ≤3次, leaves room for what a clause tells of."""
    target = row.target or ""
    bounds = [] if _WHOLE_SHARE.search(target) else quantities(target)
    if not any(bound.value for bound in bounds):
        return False
    most = max(bound.value for bound in bounds)
    units = {"%"} if any(bound.unit == "%" for bound in bounds) else _TIMES
    return all(told.value <= most for told in quantities(clause) if told.unit in units)


def _found(form: Form, passage: Passage, clause: Span, places: list[int]) -> Found:
    where = form.name_of(passage.field)
    message = f"{named(form, places)}是满分，{where}却写到「{clause.text}」。"
    hint = "请核对是否应当扣分；不属于这项指标所指的情况的，请在备注中说明。"
    evidence = (*cells(places, "score"), passage.evidence(clause.start, clause.end))
    return Found(cell(places[0], "score"), message, hint, evidence=evidence)
