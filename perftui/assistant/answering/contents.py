"""Answers about what stands in a field, and how long the texts are."""

import re

from perftui.assistant.reading.commands.places import cell_named, field_named
from perftui.assistant.state import Scene
from perftui.evaluation import fields
from perftui.evaluation.fields import NARRATIVES, bare_label, parse_path
from perftui.evaluation.narrative import split
from perftui.evaluation.numerals import NUMERAL_CHARS, read_numeral

_MONEY = ("budget", "last_year_budget", "executed")
_MOST = 3
_POINT = re.compile(
    rf"(?:看看?)?(?P<field>.{{2,6}}?)的?第?(?P<number>\d{{1,2}}|[{NUMERAL_CHARS}]{{1,2}})(?:点|条"
    rf"|句|句话)"
)


def content(argument: str, scene: Scene) -> str:
    """Say what stands in a field."""
    path = field_named(argument, scene) or cell_named(argument, scene)
    return f"表里没有「{argument}」这一栏。" if path is None else content_of(path, scene)


def content_of(path: str, scene: Scene) -> str:
    """Say what stands in the field at a path."""
    name = fields.name_of(scene.form, path, scene.profile)
    text = fields.show(scene.form, path, scene.profile)
    if not text.strip():
        return f"{name}还没有填。"
    if path in NARRATIVES:
        points = split(text)
        head = f"{name}，{len(points)}点，{_count(text)}字："
        return "\n".join((head, *(line for line in text.splitlines() if line.strip())))
    unit = ""
    if parse_path(path).field in _MONEY:
        unit = "元" if scene.profile.money_factor == 1 else "万元"
    return f"{name}：{' '.join(text.split())}{unit}。".replace("。。", "。")


def executed(argument: str, scene: Scene) -> str:
    """Say what was spent."""
    return content_of("executed", scene)


def point(argument: str, scene: Scene) -> str:
    """Say what a point of a narrative says: 主要问题第2点."""
    match = _POINT.fullmatch(argument)
    path = field_named(match["field"], scene) if match else None
    if match is None or path is None:
        return f"没有「{argument}」这一点。"
    typed = match["number"]
    number = int(typed) if typed.isdigit() else int(read_numeral(typed) or 0)
    points, name = (
        split(str(fields.get(scene.form, path))),
        fields.name_of(scene.form, path, scene.profile),
    )
    if not 1 <= number <= len(points):
        return f"{name}有{len(points)}点，没有第{number}点。"
    return f"{name}第{number}点：{points[number - 1].text}"


def recent(argument: str, scene: Scene) -> str:
    """Say what was changed last, and what stands there now."""
    paths = [path for path in scene.state.touched if _is_there(path, scene)][:_MOST]
    if not paths:
        return "这次还没有改过什么。"
    return "\n".join(("最近改的：", *(content_of(path, scene) for path in paths)))


def _is_there(path: str, scene: Scene) -> bool:
    try:
        fields.get(scene.form, path)
        fields.kind_of(path, scene.profile)
    except fields.FieldError:
        return False
    return True


def lengths(argument: str, scene: Scene) -> str:
    """Say how many characters a text has, or all of them; and the limit where there is one."""
    path = field_named(argument, scene) if argument else None
    wanted = [path] if path in (*NARRATIVES, "goal") else ["goal", *NARRATIVES]
    return "，".join(_length(field, scene) for field in wanted if field) + "。"


def _length(field: str, scene: Scene) -> str:
    text = str(fields.get(scene.form, field))
    limit = scene.profile.limits.get(field)
    bound = f"，限{limit}字" if limit else ""
    count = _count(text)
    return f"{bare_label(scene.profile, field)}{f'{count}字' if count else '还没有写'}{bound}"


def _count(text: str) -> int:
    return len("".join(text.split()))
