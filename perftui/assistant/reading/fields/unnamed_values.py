"""Values that say themselves what they are: 4月20日评的, 124.55万的预算, 全部执行完了."""

import re
from dataclasses import replace

from perftui.assistant.moves import Give
from perftui.assistant.parts import Choice
from perftui.assistant.reading.fields.amounts import AMOUNT, plain
from perftui.assistant.reading.fields.clauses import BOUNDARY, is_end_of_clause, linked, past_tail
from perftui.assistant.reading.fields.days import DAY
from perftui.assistant.reading.fields.field_names import Name, name_at
from perftui.assistant.reading.fields.field_values import ALL_SPENT, NONE_SPENT, SAME, value_end
from perftui.assistant.reading.fields.named_values import value_of
from perftui.assistant.reading.reader import Piece
from perftui.assistant.state import Doubt, Scene
from perftui.evaluation.fields import bare_label
from perftui.evaluation.specification import FieldType, type_of

_NO_FIELDS = (
    (
        r"(?:上年|去年|上一年)度?的?(?:实际)?(?:执行|支出|花费?|用|开支|决算)了?数?",
        ("executed", "last_year_budget"),
    ),
    (r"(?:[明下]一?年度?|来年|次年)的?(?:预算|支出|执行)数?", ("budget", "executed")),
    (r"年初的?预算数?|(?:预算)?(?:调整|追加)[后数](?:的?预算)?数?", ("budget",)),
    (
        r"(?:项目|财政|预算|总)?(?:资金|经费|金额|拨款)(?:总额|总数|合计)?|财政资金|总额|投入",
        ("budget", "executed"),
    ),
)
"""What forms have no field for, and which may be meant."""
_LINK = re.compile(r"\s?(?:的|就?是)?\s?")
_NOW = re.compile(r"(?:今年|当年|本年度?)(?:是|有|为)?\s*")
_THIS_YEAR = re.compile(r"(?P<year>20\d\d)年度?的?")
_UNNAMED = (
    ("recurring", re.compile("(?P<value>非?经常性项目|经常性|一次性项目)的?")),
    ("executed", re.compile(rf"(?P<value>{ALL_SPENT.pattern})")),
    ("executed", re.compile(NONE_SPENT)),
    ("budget", re.compile(rf"(?:今年|当年|本年度?)的?(?:预算)?(?:还是)?(?P<value>{SAME.pattern})")),
)
_DATED = re.compile(
    r"\s?(?:[上下]午|早上|晚上|当天)?(?:自评|评价?|填报?|完成自评|做的自评|完成|做)的?(?=[\s，,；;。、]|\Z)"
)


def dated(line: str, place: int, scene: Scene) -> Piece | None:
    """Read 4月20日评的."""
    text = plain(line)
    day = DAY.match(text, place)
    behind = _DATED.match(text, day.end()) if day else None
    if day is None or behind is None:
        return None
    return Piece(behind.end(), (Give("date", line[place : day.end()]),))


def value_first(line: str, place: int, scene: Scene) -> Piece | None:
    """Read 124.55万的预算, 95%的执行率."""
    text = plain(line)
    value = AMOUNT.match(text, place)
    if value is None:
        return None
    link = _LINK.match(text, value.end())
    name = name_at(line, link.end() if link else value.end(), scene.profile)
    if name is None or type_of(name.path) is not FieldType.MONEY:
        return None
    if not BOUNDARY.match(line, name.end) or _has_its_own(line, name, scene):
        return None
    return Piece(name.end, (Give(name.path, line[place : value.end()].strip()),))


def _has_its_own(line: str, name: Name, scene: Scene) -> bool:
    """Whether a name has a value of its own behind it: 预算118万, but not 预算 118万执行."""
    start, _, _ = linked(line, name.end)
    end = value_end(name.path, line, start)
    link = _LINK.match(line, end) if end is not None else None
    return link is not None and name_at(line, link.end(), scene.profile) is None


def as_budgeted(line: str, place: int, scene: Scene) -> Piece | None:
    """Read 全部执行完了, 一分没花, 今年一样 and 经常性, which name no field."""
    text = plain(line)
    for path, pattern in _UNNAMED:
        match = pattern.match(text, place)
        if match and is_end_of_clause(line, match.end(), scene):
            return Piece(past_tail(line, match.end()), (Give(path, match["value"]),))
    return None


def this_year(line: str, place: int, scene: Scene) -> Piece | None:
    """Read 今年124.55万 where the budget is asked for."""
    asked = scene.question.paths if scene.question else ()
    is_wanted = "budget" in asked or scene.form.budget is None
    match = _NOW.match(line, place) if is_wanted else None
    amount = AMOUNT.match(plain(line), match.end()) if match else None
    if match is None or amount is None or not is_end_of_clause(line, amount.end(), scene):
        return None
    return Piece(past_tail(line, amount.end()), (Give("budget", amount[0].strip()),))


def of_year(line: str, place: int, scene: Scene) -> Piece | None:
    """Read 2019年预算100万 for the form's own year or the one before."""
    match, own = _THIS_YEAR.match(plain(line), place), scene.form.known_year
    name = name_at(line, match.end(), scene.profile) if match else None
    if match is None or name is None or own is None:
        return None
    year = int(match["year"])
    if name.path in ("budget", "executed") and year == own:
        return value_of(line, name, scene)
    if name.path == "budget" and year == own - 1:
        return value_of(line, replace(name, path="last_year_budget"), scene)
    return None


def of_no_field(line: str, place: int, scene: Scene) -> Piece | None:
    """Ask which field is meant by what the form has none for: 上年执行100万, 经费100万."""
    text = plain(line)
    matches = ((re.compile(said).match(text, place), paths) for said, paths in _NO_FIELDS)
    match, paths = next(((match, paths) for match, paths in matches if match), (None, ()))
    if match is None:
        return None
    start, _, _ = linked(line, match.end())
    amount = AMOUNT.match(text, start)
    end = amount.end() if amount else place
    if amount is None or not is_end_of_clause(line, end, scene):
        return None
    typed, said = line[start:end].strip(), match[0]
    choices = tuple(
        Choice(f"{bare_label(scene.profile, path)} {typed}", (Give(path, typed),)) for path in paths
    )
    question = f"表上没有「{said}」这一栏，说的是哪一项？"
    return Piece(end, doubts=(Doubt(question, (*choices, Choice("都不是"))),))
