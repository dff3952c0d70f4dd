"""The gold: the nine real forms, as they are shipped, in the order of their published text."""

import json
from functools import cache

from perftui.evaluation.model import Evaluation
from perftui.resources import sample_projects

NAMES = (
    "长三角一体化服务专项",
    "高峰人才及其团队服务专项",
    "高校毕业生就业服务专项",
    "公共服务专项经费",
    "科创人才公共服务专项",
    "人才大厦管理维护专项",
    "人才发展服务平台一体化建设专项",
    "上海市流动人才党员服务管理专项",
    "外国人（台港澳）来华工作许可专项",
)


@cache
def nine() -> tuple[Evaluation, ...]:
    """Return the nine real forms."""
    return tuple(_form(name) for name in NAMES)


def _form(name: str) -> Evaluation:
    file = sample_projects() / f"2019-{name}.perf.json"
    return Evaluation.model_validate(json.loads(file.read_text("utf-8")))
