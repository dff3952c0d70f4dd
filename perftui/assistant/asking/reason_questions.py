"""Questions for the reason of each lost point."""

import re
from collections.abc import Iterator, Sequence
from functools import partial

from perftui.assistant.drafting.other_work import is_of_other_work
from perftui.assistant.moves import Manner, Marks, PassOver, Provenance, Score, Write
from perftui.assistant.parts import Choice
from perftui.assistant.reading.rows.row_names import title
from perftui.assistant.reading.scores.score_sayings import open_reasons
from perftui.assistant.reading.scores.score_words import FULL
from perftui.assistant.state import Asked, Expects, Question, Scene
from perftui.evaluation.fields import bare_label, cell
from perftui.evaluation.values import print_number
from perftui.phrases.names import row_name
from perftui.phrases.suggestion import Suggestion

_WORDINGS, _LOOKED_AT, _SHORTEST = 3, 9, 8
_FAR = 3
"""How many times better the best may be than one that is offered beside it."""


def ask_for_reasons(scene: Scene) -> Iterator[Asked]:
    """Ask of each row that lost points why."""
    wanting = list(open_reasons(scene))
    passed = scene.state.aside | scene.state.done
    ids = tuple(key for key, _ in wanting if key not in passed)
    for key, row in wanting:
        yield Asked(_question(key, row, ids, scene), partial(_choices, row, ids, scene))


def _question(key: str, row: int, ids: Sequence[str], scene: Scene) -> Question:
    indicator = scene.form.indicators[row]
    lost = print_number(indicator.lost)
    label = _remark_label(scene)
    others = [other for other in ids if other != key]
    more = f"另有{len(others)}项也没写原因，可以一起说。" if others else ""
    may = "" if _is_required(scene) else "不写也可以，说「跳过」。"
    name = title(row, scene)
    return Question(
        key,
        (cell(row, "remark"),),
        f"{name}扣{lost}分，为什么？直接写原因，或选一句。{may}{more}",
        f"{name}扣{lost}分，原因是什么？",
        f"{name}的原因记在{label}。扣分没有写明原因，审核会退回来问（规则PT013）；"
        "主要问题也从这里来。",
        _example(row, others, scene),
        Expects.TEXT,
    )


def _choices(row: int, ids: Sequence[str], scene: Scene) -> tuple[Choice, ...]:
    path = cell(row, "remark")
    found = scene.aids.wording.suggest(scene.form, path, limit=_LOOKED_AT)
    fits = [one for one in found if not one.slots and not is_of_other_work(one.text, scene.form)]
    ready = [one for one in fits if one.score * _FAR >= fits[0].score]
    name = row_name(scene.form.indicators[row])
    told = {_of_row(one.text, name): one for one in reversed(ready[:_WORDINGS])}
    wordings = tuple(_wording(text, one, path) for text, one in reversed(told.items()))
    back = Choice("不扣了，改回满分", (Marks((Score((row,), FULL),)),))
    none = (Choice("这几项都不写原因", (PassOver(tuple(ids)),)),) if len(ids) > 1 else ()
    return (*wordings, back, *none)


def _of_row(text: str, name: str) -> str:
    """Leave out of a wording what its row says by itself: its name and the points it lost."""
    clauses = text.rstrip("。").split("，")
    kept = [clause for clause in clauses if not _own(name).fullmatch(clause)]
    bare = "，".join(kept)
    return f"{bare}。" if len(bare) >= _SHORTEST and name not in bare else text


def _own(name: str) -> re.Pattern[str]:
    called = rf"(?:从)?“?{re.escape(name)}”?(?:的得分看)?"
    points = r"(?:自评)?(?:因此)?(?:扣[\d.]+分|未得满分|未得分)"
    return re.compile(rf"(?:{called})?{points}|{called}")


def _wording(text: str, suggestion: Suggestion, path: str) -> Choice:
    origin = Provenance(
        text,
        suggestion.source,
        suggestion.topic,
        suggestion.topic_name,
        suggestion.reasons,
        suggestion.filled,
    )
    return Choice(
        text,
        (Write(path, text, Manner.REPLACE, origin),),
        suggestion.topic_name,
        "；".join((*suggestion.reasons, f"出处：{suggestion.source}")),
    )


def _example(row: int, others: Sequence[str], scene: Scene) -> str:
    if not others:
        return "计划10场，因场地原因取消1场"
    other = next(place for key, place in open_reasons(scene) if key == others[0])
    return f"第{row + 1}项是因为计划10场、取消1场；第{other + 1}项是因为签约推迟一个月"


def _is_required(scene: Scene) -> bool:
    return scene.profile.thresholds.each_reason_required


def _remark_label(scene: Scene) -> str:
    labels = (column.label for column in scene.profile.columns if column.field == "remark")
    return next(labels, bare_label(scene.profile, "remark"))
