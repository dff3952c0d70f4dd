"""One row of the table as it is typed or pasted, taken apart: 产出目标 招聘会完成率 权重2 得2分."""

import re
from collections.abc import Sequence

from perftui.assistant.moves import AddRow
from perftui.assistant.reading.rows.row_categories import category_before, find_category
from perftui.assistant.reading.rows.row_likeness import fold
from perftui.assistant.reading.rows.row_numbers import plain
from perftui.assistant.reading.scores.score_words import NUMBER, read_points
from perftui.evaluation.profile import Profile
from perftui.evaluation.values import print_number

_DUE = re.compile(r"\s{0,9}[（(]\s{0,9}\d{1,9}(?:\.\d{1,9})?\s{0,9}分?\s{0,9}[)）]")
_LABEL = re.compile(r"\A(?:权重|分值|自评分|得分|实得|得|自评|打|给)[:：]?\s*(?=\d)")
_PLAIN = re.compile(r"\d{1,3}(?:\.\d{1,2})?\s*分?")
_SECOND_LEVEL = frozenset(
    [
        *(
            "数量指标",
            "质量指标",
            "时效指标",
            "成本指标",
            "经济效益指标",
            "社会效益指标",
            "生态效益指标",
        ),
        *(
            "可持续影响指标",
            "服务对象满意度指标",
            "满意度指标",
            "经济效益",
            "社会效益",
            "可持续影响",
        ),
        *("服务对象满意度", "经济成本指标", "社会成本指标", "生态环境成本指标"),
    ]
)
_SUMS = frozenset({"合计", "总计", "小计", "总分", "合计分"})
_NUMBER = rf"(?:{NUMBER})"
_RESULTS = re.compile(
    r"[\s，,]*(?:(?:年度|年初)?(?:目标"
    r"|指标)值?[是为:：]?\s*(?P<target>[≥≤><=]?\s*\d[^\s，,；;]*?))?"
    r"[\s，,]*(?:(?:全年)?(?:实际(?:完成)?"
    r"|完成)值?[是为了:：]?\s*(?P<actual>[≥≤><=]?\s*\d[^\s，,；;]*?))?(?=[\s，,]|\Z)"
)
_ITEM = re.compile(
    r"(?P<name>[^；;]+?)[\s，,:：（(]{0,9}?(?:(?:权重|分值"
    rf"|满分)[是为:：\s]*+)?(?<![\d.])(?P<weight>{_NUMBER})"
    rf"(?:\s*分(?!半)|(?=[\s，,、/)）]|\Z))[)）]?"
    r"(?:[\s，,、/]*+(?P<verb>自评分?|得分|实得|得|给|打|评|扣了?|减"
    rf"|丢了?)?[是为:：\s]*+(?P<score>满分|{_NUMBER})(?:\s*分|(?=[\s，,。]|\Z))[)）]?)?"
    r"(?P<full>[\s，,]{0,9}(?:得?满分|不扣分))?"
    r"(?:[\s，,。]*+(?:备注[:：]?|因为|由于|原因是)?\s*+(?P<remark>[^\d\s，,].*?))?[。\s]*"
)
_NAME = re.compile(r"[\u4e00-\u9fff]")
_NO_NAME = re.compile(
    r"都|全(?:部|满|都|是)|各(?:项|扣|得|个)|其[余他](?:的|都|全|各|满|不|没|项|指标|\Z)|剩下|扣"
    r"|得(?:\d|满)|给(?:\d|满)|满分"
    r"|除[了去开]?|没有?(?:扣|\d)|不(?:扣|对|是)|第\s?[\d一二三四五六七八九十]+\s?[项个条号行]"
    r"|共(?:扣|\d)|合计"
    r"|总[分计共]|还[有差是]|差\d|权重|分值"
    r"|改|每项|所有|只有|一共|指标\d|\d|删|把|将"
)
_NOT_IN_NAME = re.compile(
    r"的?(?:权重|分值)|改[成为名叫]|删[除掉]|移到|按公式|[扣减得给打](?:了|分)?\Z|扣了|得了|多少"
    r"|[?？!！。；;「」]"
)
_LONGEST, _LONGEST_NAME = 200, 60


def cells_of(line: str) -> list[str]:
    """Cut a pasted line into its cells."""
    parts = re.split(r"\t|\s*\|\s*", line.strip().strip("|"))
    return [part.strip() for part in parts]


def is_sum(cells: Sequence[str]) -> bool:
    """Whether the cells are those of the row of sums."""
    first = next((fold(cell) for cell in cells if cell), "")
    return _DUE.sub("", first) in _SUMS


def numbers_in(cells: Sequence[str]) -> list[str]:
    """Return the numbers among cells, as they are typed."""
    typed = map(_bare, cells)
    return [cell.removesuffix("分").strip() for cell in typed if _PLAIN.fullmatch(cell)]


def _bare(cell: str) -> str:
    """Return a cell without the word that some write before its number: 权重2, 得0分."""
    return _LABEL.sub("", plain(cell), count=1)


def row_of_cells(cells: Sequence[str], profile: Profile) -> AddRow | None:
    """Read a pasted row by what stands in its cells; None for one that has no name or points."""
    category, rest = _category_cell(cells, profile)
    rest = [cell for place, cell in enumerate(rest) if place or fold(cell) not in _SECOND_LEVEL]
    while rest and not rest[0]:
        rest.pop(0)
    if not rest or not _NAME.search(rest[0]) or len(rest[0]) > _LONGEST_NAME:
        return None
    name, behind = "".join(rest[0].split()), rest[1:]
    if any(column.field == "target" for column in profile.columns):
        return _with_results(category, name, behind)
    places = [i for i, cell in enumerate(behind) if _PLAIN.fullmatch(_bare(cell))]
    if not places:
        return None
    explanation = "".join(cell for cell in behind[: places[0]] if cell)
    numbers = numbers_in([behind[place] for place in places[:2]])
    last = places[min(len(places), 2) - 1]
    remark = "，".join(cell for cell in behind[last + 1 :] if cell)
    return AddRow(category, name, numbers[0], [*numbers, ""][1], remark, explanation)


def _with_results(category: str, name: str, behind: list[str]) -> AddRow | None:
    """Read target, actual, weight, score and remark in the order of their columns."""
    given = (behind + [""] * 5)[:5]
    target, actual, weight, score, remark = given
    weight, score = (plain(cell).removesuffix("分").strip() for cell in (weight, score))
    if not any(given) or not all(_PLAIN.fullmatch(cell) for cell in (weight, score) if cell):
        return None
    return AddRow(category, name, weight, score, remark, target=target, actual=actual)


def _category_cell(cells: Sequence[str], profile: Profile) -> tuple[str, list[str]]:
    rest = list(cells)
    while rest and not rest[0]:
        rest.pop(0)
    category = find_category(_DUE.sub("", rest[0]), profile) if rest else None
    if category is None:
        return "", rest
    is_name_too = len(rest) > 1 and not _NAME.search(rest[1])
    return category, rest if is_name_too else rest[1:]


def category_of(text: str, profile: Profile) -> tuple[str, str]:
    """Part a typed row into the category it begins with, "" for none, and the rest."""
    parted = category_before(text.lstrip(), profile)
    if parted is None:
        return "", text
    category, rest = parted
    rest = _DUE.sub("", rest, count=1) if _DUE.match(rest) else rest
    return category, rest.lstrip(" 　，,:：、\t")


def row_of_words(text: str, category: str) -> AddRow | None:
    """Read a typed row without its category: 招聘会完成率 2 2, 知晓率3分，得2分."""
    if len(text) > _LONGEST:
        return None
    text = plain(text).strip(" ，,、。")
    results = re.search(r"[\s，,](?:(?:年度|年初)?(?:目标|指标)值|目标|实际|完成值)", text)
    target = actual = ""
    if results:
        match = _RESULTS.match(text, results.start())
        if match and (match["target"] or match["actual"]):
            target, actual = match["target"] or "", match["actual"] or ""
            text = text[: results.start()] + " " + text[match.end() :]
    match = _ITEM.fullmatch(text)
    if match is None or not is_name(match["name"]):
        return None
    weight = read_points(match["weight"])
    if weight is None:
        return None
    name = "".join(match["name"].split()).strip("，,:：、")
    score = _score(match)
    remark = match["remark"] or ""
    return AddRow(category, name, print_number(weight), score, remark, target=target, actual=actual)


def is_name(text: str) -> bool:
    """Whether a text may be the name of a row."""
    name = "".join(text.split()).strip("，,:：、")
    is_long_enough = len(_NAME.findall(name)) >= 2 and len(name) <= _LONGEST_NAME
    return is_long_enough and not (_NO_NAME.match(name) or _NOT_IN_NAME.search(name))


def _score(match: re.Match[str]) -> str:
    if match["full"] or match["score"] == "满分":
        return "满分"
    if not match["score"]:
        return ""
    value = read_points(match["score"])
    sign = "-" if (match["verb"] or "")[:1] in ("扣", "减", "丢") else ""
    return "" if value is None else f"{sign}{print_number(value)}"
