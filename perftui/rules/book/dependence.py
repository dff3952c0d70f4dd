"""The rule that rows which depend on each other agree: what was not done was not done in time."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from perftui.evaluation.fields import cell
from perftui.evaluation.model import Indicator
from perftui.rules.finding import Found, Level
from perftui.rules.form import Form
from perftui.rules.reading.reverse import is_reverse
from perftui.rules.reading.table import (
    LONGEST_NAME,
    cells,
    is_explained,
    is_full,
    named,
    points_of,
    row_name,
)
from perftui.rules.registry import rule

_LEADS = re.compile(
    "(?P<stem>.+?)(?:计划|工作){0,3}(?:完成(?:率|情况|数量?|量|场?次数?)"
    "|(?<=开展|举办|召开|实施|发放|印制|印刷|采购|购买|安装|维护|建设|制作)(?:率|情况)"
    "|数量|场次|场数|次数|期数)"
)
_FOLLOWS = re.compile(
    "(?P<stem>.+?)(?:计划|工作|完成|验收|质量){0,3}(?P<kind>及时|按时|准时|参与|参加|参会|到场|到会|到课|出席|出勤"
    "|合格|达标|优良|通过|满意)(?:完成)?(?:率|性|度|情况)"
)
_IN_TIME = ("及时", "按时", "准时")
_WELL_DONE = ("合格", "达标", "优良", "通过")
_LIKED = "满意"
_AND = re.compile("[、，,/／]|以及|(?<!参)与|[和及](?!时)")
_BEFORE = re.compile("^(?:举办|举行|召开|开展|组织|设立|建立|提供|实施|完成|各类|相关)+(?=..)")
_BEHIND = re.compile(
    "(?<=..)(?:活动|工作|开展|举办|举行|召开|组织|建设|实施|计划|安排|完成|的){1,9}$"
)
# Another task beside the one that was not done, such as the publicity for a fair.
_BESIDE = re.compile("宣传|推广|通知|发布|总结|画册|资料|手册|材料|准备|方案|设备|场地|物资")
_SAME, _ABOUT_IT, _MORE_THAN_IT = 3, 2, 1


@dataclass(frozen=True)
class _Task:
    """A row as the task it is about, in parts, and the kind of thing it says of it."""

    place: int
    row: Indicator
    parts: frozenset[str]
    kind: str


@rule("PT021", level="warning", title="有依存关系的指标得分不一致")
def dependent_rows(form: Form) -> Iterator[Found]:
    """一项工作没有完成，同一项工作的及时率、合格率、参与率、到场率就不能得满分。

    完成率得0分而这些指标得满分的为警告。完成率扣了一部分分而及时率满分的，只作提示，这时参与率、合格率
    按已经完成的部分计算，不比。满分的指标已在备注中写明怎样计分的除外。
    错：「招聘会完成率」1分得0分，「招聘会企事业单位参与率」1分得1分。
    对：「招聘会完成率」1分得0分，「招聘会企事业单位参与率」也得0分。
    """
    leaders = [task for task in _tasks(form, _LEADS) if not is_reverse(task.row.name)]
    short = [leader for leader in leaders if leader.row.lost]
    if not short:
        return
    full = [task for task in _tasks(form, _FOLLOWS) if is_full(task.row)]
    led = [(task, *_leader(task, leaders)) for task in full if not is_explained(task.row)]
    for leader in short:
        followers = [(task, tie) for task, found, tie in led if found is leader]
        doubted = [task.place for task, tie in followers if _is_doubtful(leader, task, tie)]
        if doubted:
            yield _found(form, leader, doubted)


def _tasks(form: Form, pattern: re.Pattern[str]) -> list[_Task]:
    read = ((place, row, _read(pattern, row.name)) for place, row in form.rows)
    return [_Task(place, row, *said) for place, row, said in read if said]


@lru_cache(maxsize=4096)
def _read(pattern: re.Pattern[str], name: str) -> tuple[frozenset[str], str] | None:
    """Return the parts of the task that a name is about, and the kind of thing it says of it."""
    match = pattern.fullmatch("".join(name.split())[:LONGEST_NAME])
    parts = _parts(match["stem"]) if match else None
    return (parts, match.groupdict().get("kind", "")) if match and parts else None


def _parts(stem: str) -> frozenset[str]:
    """Return what a task consists of: 举办讲座、培训活动 are 讲座 and 培训."""
    parts = (_BEHIND.sub("", _BEFORE.sub("", part)) for part in _AND.split(stem))
    return frozenset(part for part in parts if part)


def _leader(task: _Task, leaders: list[_Task]) -> tuple[_Task | None, int]:
    """Return the row whose task this one is about, and how closely."""
    ties = [(_tie(leader.parts, task.parts, task.kind), leader) for leader in leaders]
    closest = max((tie for tie, _ in ties), default=0)
    nearest = [leader for tie, leader in ties if tie == closest]
    if not closest or (closest == _MORE_THAN_IT and len(nearest) > 1):
        return None, 0
    return max(nearest, key=lambda leader: sum(map(len, leader.parts))), closest


@lru_cache(maxsize=4096)
def _tie(parts: frozenset[str], own: frozenset[str], kind: str) -> int:
    """Return how closely a task, with its own parts, is the leading one."""
    if parts == own:
        return _SAME
    if all(any(_is_about(part, mine, kind) for mine in own) for part in parts):
        return _ABOUT_IT
    is_wider = kind != _LIKED and all(any(mine in part for part in parts) for mine in own)
    return _MORE_THAN_IT if is_wider else 0


def _is_about(part: str, own: str, kind: str) -> bool:
    """Whether a task is the leading one with something added: 招聘会 and 招聘会企事业单位."""
    before, found, behind = own.partition(part)
    if not found or _BESIDE.search(behind):
        return False
    # Who took part stands before the task as well, another task of that kind does so, too.
    return not before or kind not in (*_IN_TIME, *_WELL_DONE)


def _is_doubtful(leader: _Task, task: _Task, tie: int) -> bool:
    """Whether a full row cannot be; how well the part that was done was done is another matter."""
    return leader.row.score == 0 or (task.kind in _IN_TIME and tie == _SAME)


def _found(form: Form, leader: _Task, places: list[int]) -> Found:
    name, label = row_name(form, leader.place), form.column("score")
    evidence = cells([leader.place, *places], "score")
    field, others = cell(places[0], "score"), named(form, places)
    if leader.row.score == 0:
        message = f"「{name}」{label}为0，{others}却是满分。"
        hint = "没有开展的工作谈不上及时、合格和参与，请核对这几行的得分，或在备注中写明依据。"
        return Found(field, message, hint, evidence=evidence)
    message = f"「{name}」扣了分（{points_of(leader.row)}），{others}却是满分。"
    hint = "请核对没有完成的部分是否影响这几行的得分；不影响的，在备注中写明怎样计算。"
    return Found(field, message, hint, level=Level.HINT, evidence=evidence)
