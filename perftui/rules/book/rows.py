"""Rules about which rows stand in the indicator table: twice, retired, or too heavy."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from rapidfuzz import fuzz

from perftui.evaluation import totals
from perftui.evaluation.fields import cell
from perftui.evaluation.model import Indicator, points
from perftui.evaluation.values import print_number
from perftui.rules.finding import Found, Level
from perftui.rules.form import Form
from perftui.rules.reading.table import (
    LONGEST_NAME,
    bare,
    cells,
    is_explained,
    listed,
    named,
    own_rows,
    row_name,
)
from perftui.rules.registry import rule

# What a name can do without and still be of the same indicator, or says in another word.
_HOLD = "举办|举行|召开|组织|开展"
_SAME = tuple(
    (re.compile(said), instead)
    for said, instead in (
        ("相关|有关|各类|各项|各种|地区|[本全]市|全年|年度|专项|(?<=..)活动", ""),
        ("(?<!参)与|[和及](?!时)|以及", ""),
        (f"(?:{_HOLD}|计划|工作|实施){{1,9}}(?=完成[率情数]|场次|次数)|^(?:{_HOLD})(?=..)", ""),
        ("(?:发生|出现)(?=率|情况|次?数)|(?:计划)?完成(?=及时)", ""),
        ("(及时|参与|覆盖|达标)[性度]", r"\1率"),
        ("知晓(?:度|情况)", "知晓率"),
        ("满意(?:率|情况)", "满意度"),
        ("便利度|便捷[性度]", "便利性"),
    )
)
_TARGET = re.compile("[（(][^（()）]*[%％][^（()）]*[)）]")
# Letters that make two names no different as long as the names are alike enough.
_IDLE = frozenset("的地得之了等各类项个所其该并")


@rule("PT011", level="warning", title="同一指标重复设置")
def same_indicator(form: Form) -> Iterator[Found]:
    """同一项指标只能设一行，不能设两次，也不能在产出和效果下各设一行。

    同一件事计两次分，审核时只认一次。空格、标点、先后次序，以及「的」「计划」「开展」这类字词的
    有无不算区别；考核的内容或尺度不同的，如「合格率」和「及时率」、「群众满意度」和「工作人员满意度」，
    是不同的指标。
    错：产出目标有「招聘会完成率」，效果目标又有「招聘会的完成率」。
    对：产出目标有「招聘会完成率」和「招聘会完成及时率」。
    """
    for places in _groups_of_same(form):
        categories = {form.evaluation.indicators[place].category: None for place in places}
        spellings = {f"「{row_name(form, place)}」": None for place in places}
        names = listed(list(spellings))
        what = f"{names}是同一项指标" if len(spellings) > 1 else f"{names}设了{len(places)}行"
        where = "分列在" if len(categories) > 1 else "都在"
        where += "、".join(f"「{category}」" for category in categories)
        message = f"{what}，{where}下，重复计分。"
        hint = f"请只留一行，把其余的{form.column('weight')}分给别的指标。"
        yield Found(cell(places[-1], "name"), message, hint, evidence=cells(places, "name"))


@rule("PT012", level="warning", title="权重为0的指标")
def weightless_rows(form: Form) -> Iterator[Found]:
    """权重为0的指标不参与评分，应当写明为什么保留，下年度应当删去。

    没有备注的为警告；有备注的只作提示，建议申报下年度目标时删去。同样的各行合为一条。
    错：「终端设备维护及时率」权重0分，备注空着。
    对：备注写明「设备自2018年起已转交」，下年度的表中不再列这一行。
    """
    weightless = [place for place, row in form.rows if row.weight == 0 and row.name.strip()]
    remarked = [p for p in weightless if is_explained(form.evaluation.indicators[p])]
    bare_rows = [place for place in weightless if place not in remarked]
    weight, remark = form.column("weight"), form.column("remark")
    if bare_rows:
        message = f"{named(form, bare_rows)}的{weight}为0，{remark}没有说明。"
        hint = f"请在{remark}中写明保留这一行的原因，或者删去这一行。"
        field = cell(bare_rows[0], "remark")
        yield Found(field, message, hint, evidence=cells(bare_rows, "weight"))
    if remarked:
        message = f"{named(form, remarked)}的{weight}为0，已不参与评分。"
        hint = "请在申报下年度绩效目标时删去不再适用的指标。"
        field, evidence = cell(remarked[0], "weight"), cells(remarked, "weight")
        yield Found(field, message, hint, level=Level.HINT, evidence=evidence)


@rule("PT049", level="hint", title="单个指标的权重过大")
def heavy_rows(form: Form) -> Iterator[Found]:
    """一行指标的权重不宜大到相当于整个一级指标。

    权重都压在一行上，评分就分不出各项工作完成得怎样。表式规定的固定指标除外。
    错：影响力目标15分只设一行「长效管理机制」，权重15分。
    对：影响力目标设「制度建设情况」7分和「业务流程固化情况」8分。
    """
    bound = form.thresholds.heavy_row
    heavy = [place for place, row in own_rows(form) if points(row.weight) >= bound]
    if heavy:
        rows = [_weight_of(form, form.evaluation.indicators[place]) for place in heavy]
        message = f"单个指标的{form.column('weight')}过大：{listed(rows)}。"
        hint = "请拆成几项可以分别评分的指标，下年度申报目标时调整。"
        yield Found(cell(heavy[0], "weight"), message, hint, evidence=cells(heavy, "weight"))


def _groups_of_same(form: Form) -> Iterator[tuple[int, ...]]:
    """Yield the places of rows that are the same indicator."""
    alike: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for place, row in form.rows:
        name = _in_order(row.name)
        if name:
            alike["".join(char for char in name if char not in _IDLE)].append((place, name))
    enough = float(form.thresholds.same_name)
    for rows in alike.values():
        same = [place for place, name in rows if fuzz.ratio(name, rows[0][1]) >= enough]
        if len(same) > 1:
            yield tuple(same)


@lru_cache(maxsize=4096)
def _in_order(name: str) -> str:
    """Return the letters of what a name says, sorted: 讲座、培训 is 培训、讲座."""
    said = bare(_TARGET.sub("", name[:LONGEST_NAME]))
    for pattern, instead in _SAME:
        said = pattern.sub(instead, said)
    return "".join(sorted(said))


def _weight_of(form: Form, row: Indicator) -> str:
    """Say how heavy a row is, and whether its category has no other one."""
    said = f"「{''.join(row.name.split())}」{print_number(points(row.weight))}分"
    is_alone = len(totals.rows_of(form.evaluation, row.category)) == 1
    return f"{said}（「{row.category}」只有这一行）" if is_alone else said
