"""Fields and rows as people name them to see one or go to one: 预算, 第3项, 知晓率."""

import re
from functools import lru_cache
from itertools import chain

from rapidfuzz import fuzz, process

from perftui.assistant.reading.rows.row_names import find_rows
from perftui.assistant.state import Scene
from perftui.evaluation.fields import NARRATIVES, cell
from perftui.evaluation.profile import Profile

NEAR = 70
_QUOTES = " 「」“”"
COMPUTED = ("execution_rate", "grade")
_SHORT = {
    "name": "名称 项目 项目名",
    "unit": "单位",
    "department": "处室 科室 部门 实施处 实施科室",
    "recurring": "经常性 是否经常性 是不是经常性 经常性项目",
    "budget": "预算 今年预算 本年预算 当年预算 预算数 预算金额 预算总额",
    "last_year_budget": "上年 去年 上年预算 去年预算 上年预算数 去年预算数 上一年预算",
    "executed": "执行 支出 执行数 执行金额 花费 用款 实际执行 花的钱 花了",
    "goal": "目标 总目标 年度目标 绩效目标 项目目标",
    "date": "日期 时间 自评日期 填报日期 自评时间",
    "achievements": "绩效 成绩 成效 主要成绩 主要绩效",
    "problems": "问题 存在问题 主要问题 不足",
    "measures": "措施 改进 改进措施 整改措施",
    "year": "年度 年份 评价年度",
}
_COLUMNS = {
    "remark": "备注 扣分原因 原因 说明",
    "score": "自评分 得分 分数 打分 分",
    "weight": "权重 分值 满分 权重分",
    "explanation": "解释 指标解释 含义 说明",
    "target": "指标值 年度指标值 目标值 计划值",
    "actual": "完成值 实际完成值 实际值",
    "name": "名称 指标名称",
}
_OF_ROW = re.compile(
    rf"(?P<row>.{{1,60}}?)的?(?P<column>{'|'.join(' '.join(_COLUMNS.values()).split())})\Z"
)


def field_named(text: str, scene: Scene) -> str | None:
    """Return the path of the header field or narrative that a text names exactly."""
    names, _ = _names(scene.profile)
    return names.get("".join(text.split()))


def names_within(text: str, scene: Scene) -> str:
    """Return the longest name of a field that a text has in it; "" for none."""
    _, listed = _names(scene.profile)
    within = [name for name in listed if len(name) > 1 and name in text]
    return max(within, key=len, default="")


def fields_like(text: str, scene: Scene, limit: int = 3) -> tuple[str, ...]:
    """Return the paths of fields whose names are near to a text, the nearest first."""
    names, listed = _names(scene.profile)
    near = process.extract(text[:40], listed, scorer=fuzz.ratio, score_cutoff=NEAR, limit=9)
    return tuple(dict.fromkeys(names[name] for name, _, _ in near))[:limit]


def rows_named(text: str, scene: Scene) -> tuple[int, ...]:
    """Return the rows that a text names, by number or by name; those it may mean too."""
    named = find_rows(text.strip(_QUOTES), scene)
    if named is None:
        return ()
    unsure = (row for one in named.unsure for row in one.candidates)
    return tuple(dict.fromkeys((*named.rows, *unsure)))


def cell_named(text: str, scene: Scene) -> str | None:
    """Return the path of the one cell of the table that a text names: 第3项备注, 知晓率的得分."""
    match = _OF_ROW.fullmatch(text.strip())
    row = _the_row(match["row"], scene) if match else None
    if match and row is not None:
        return cell(row, _column(match["column"]))
    row = _the_row(text, scene)
    return None if row is None else cell(row, "score")


def column_named(text: str, scene: Scene) -> str | None:
    """Return the column of the table that a text names, by its heading or as people call it."""
    name = "".join(text.split())
    printed = (column.field for column in scene.profile.columns if name in column.labels)
    spoken = (field for field, names in _COLUMNS.items() if name in names.split())
    return next(chain(printed, spoken), None)


def _the_row(text: str, scene: Scene) -> int | None:
    """Return the one row that a text surely names."""
    named = find_rows(text.strip(_QUOTES), scene)
    return named.rows[0] if named and named.is_sure and len(named.rows) == 1 else None


def place_named(text: str, scene: Scene) -> str | None:
    """Return the path of the field, or the cell, that a text names."""
    return field_named(text, scene) or cell_named(text, scene)


def row_at_hand(scene: Scene) -> int | None:
    """Return the row that the question is about, else the one last touched."""
    paths = (*(scene.question.paths if scene.question else ()), *scene.state.touched)
    for path in paths[:3]:
        match = re.match(r"indicators\[(\d+)\]", path)
        if match and int(match[1]) < len(scene.form.indicators):
            return int(match[1])
    return None


def narrative_at_hand(scene: Scene) -> str | None:
    """Return the narrative that the question is about, else the one last touched."""
    paths = (*(scene.question.paths if scene.question else ()), *scene.state.touched)
    fields = (path.partition("[")[0] for path in paths)
    return next((field for field in fields if field in NARRATIVES), None)


@lru_cache(maxsize=8)
def _names_of(profile_id: str, labels: tuple[tuple[str, tuple[str, ...]], ...]) -> dict[str, str]:
    names: dict[str, str] = {}
    for field, spellings in _SHORT.items():
        names.update(dict.fromkeys(spellings.split(), field))
    for field, spelled in labels:
        if field not in COMPUTED:
            for label in spelled:
                names.setdefault(label, field)
                names.setdefault(re.sub(r"（[^（）]*）$", "", label), field)
    return names


def _names(profile: Profile) -> tuple[dict[str, str], tuple[str, ...]]:
    names = _names_of(profile.id, tuple(profile.labels.items()))
    return names, tuple(names)


def _column(name: str) -> str:
    return next(field for field, names in _COLUMNS.items() if name in names.split())
