"""The rules about lost points that the problems do not tell."""

import re
from collections.abc import Iterator, Sequence

from perftui.evaluation.model import ZERO, Indicator
from perftui.evaluation.values import print_number
from perftui.phrases.library import PhraseKind
from perftui.phrases.tone import Tone, tone_of_problem
from perftui.phrases.topics import figures_said
from perftui.rules.finding import Found, Level
from perftui.rules.form import Form
from perftui.rules.reading.kinship import OF_ANY_TASK, Telling, kindred, telling_of
from perftui.rules.reading.problems import Problem, firm_topics, problems_of
from perftui.rules.reading.statements import Statement, statements
from perftui.rules.reading.table import cells, listed, row_name
from perftui.rules.reading.words import content, excerpt, is_named
from perftui.rules.registry import rule
from perftui.rules.requirements import TOPICS

# A task that was handed over is a status, not a fault, however its words look.
_HANDED_OVER = frozenset({"P39"})
_HANDING_OVER = re.compile("划转|划归|并入|接管|转由|转交|移交|不再|结束|终止")
_COMPLAINT = re.compile(
    "有待|亟待|不足|不够|不强|不高|不完善|不健全|不到位|不均|不平衡|不及时|不规范|缺乏|欠缺|薄弱"
    "|滞后|偏[低晚慢少粗高]|较[低晚慢少粗]|[未没](?![来有发出])|没有(?!发生|出现)"
)
# A sentence that tells the loss of one task's rate says nothing of another task's.
_OF_TASKS = ("完成率", "及时率", "及时性", "合格率", "达标率")
# 全部 alone is left of 部分工作未能在年内全部完成.
_NO_MATTER = 2
_SPENDING = re.compile("执行率|未支[出付]|结余|结转")
_TROUBLE = "(?:(?:和|与|及|或|、)*(?:问题|不足|困难|偏差|缺点|短板))+"
_NO_PROBLEM = re.compile(
    rf"(?:(?:未|没有?)(?:发现|出现|发生|存在)|不存在)[^，,。；;\n]{{0,10}}?{_TROUBLE}"
    rf"|(?:没有|无|没)(?:什么|任何|明显|重大|较大|突出|特别|其他|主要|太?大)*的?{_TROUBLE}"
    r"|^\W*(?:本项目|目前|暂|尚)*(?:没有|没|无)\W*$"
)


@rule("PT014", level="warning", title="扣分在主要问题中没有说到", needs=TOPICS)
def unechoed_losses(form: Form) -> Iterator[Found]:
    """每一处扣分，主要问题中都应当说得出来。

    按指标名称和问题所属的类别对照：说到这项指标，或说的是会使它失分的事，就算说到。
    没有说到的各行合为一条。主要问题没有填或只写「无」的，另有规则。
    错：「政策知晓率」扣1分，主要问题只说预算集中在下半年。
    对：「政策知晓率」扣1分，主要问题写明宣传渠道单一，部分企业不了解政策。
    """
    lost = [(place, row) for place, row in form.rows if row.lost > 0]
    if not lost or not _tells_of_one(form):
        return
    problems = form.once(problems_of)
    silent = [(place, row) for place, row in lost if not _is_echoed(form, row, problems)]
    if silent:
        yield _unechoed(form, len(lost), silent)


@rule("PT015", level="error", title="有扣分而没有写出问题")
def no_problem_told(form: Form) -> Iterator[Found]:
    """扣了分的自评表，主要问题不能写「无」，也不能只说明情况而不说问题。

    写「无」「暂无」「没有明显问题」的是错误。通篇没有指出不足的，如只说项目已经移交，作提醒。
    错：自评94分，主要问题写「项目实施顺利，未发现问题」。
    对：自评94分，主要问题写明哪项工作没有做到位及其原因。
    """
    text = form.evaluation.problems
    if not text.strip() or _tells_of_one(form):
        return
    lost = sum((row.lost for row in form.evaluation.indicators), ZERO)
    if lost <= 0:
        return
    name, points = form.name_of("problems"), f"扣了{print_number(lost)}分"
    if _says_none(text):
        message = f"{name}写的是「{excerpt(text)}」，而各项指标共{points}。"
        yield Found("problems", message, "请对照扣分的指标，写明存在的问题和原因。")
    else:
        message = f"{name}只说明了情况，没有指出不足，而各项指标共{points}。"
        hint = "请写明失分的问题和原因，情况说明可以放在备注或主要绩效中。"
        yield Found("problems", message, hint, level=Level.WARNING)


def _unechoed(form: Form, count: int, silent: list[tuple[int, Indicator]]) -> Found:
    points = print_number(sum((row.lost for _, row in silent), ZERO))
    rows = [f"「{row_name(form, place)}」扣{print_number(row.lost)}分" for place, row in silent]
    name = form.name_of("problems")
    message = f"{count}行扣分中有{len(rows)}行（{points}分）在{name}里没有说到：{listed(rows)}。"
    evidence = cells([place for place, _ in silent], "score")
    hint = "请逐项写明扣分的问题和原因，或核对得分。"
    return Found("problems", message, hint, evidence=evidence)


def _tells_of_one(form: Form) -> bool:
    """Whether what stands among the problems tells of any."""
    return any(_is_problem(form, statement) for statement in statements(form.evaluation.problems))


def _is_problem(form: Form, statement: Statement) -> bool:
    rest = _NO_PROBLEM.sub("", statement.text)
    if _finds_fault(_HANDING_OVER.sub("", rest)):
        return True
    found = form.topics_of(rest, PhraseKind.PROBLEM)
    return bool(found) and not _HANDED_OVER & {*found}


def _finds_fault(text: str) -> bool:
    tone = tone_of_problem(text + figures_said(text))
    return tone is Tone.FAULT or (tone is Tone.PREACHING and bool(_COMPLAINT.search(text)))


def _says_none(text: str) -> bool:
    told = statements(text)
    return any(_NO_PROBLEM.search(statement.text) for statement in told) or not any(
        character.isalpha() for character in text
    )


def _is_echoed(form: Form, row: Indicator, problems: Sequence[Problem]) -> bool:
    name = "".join(row.name.split())
    if name and name in "".join(form.evaluation.problems.split()):
        return True
    telling = telling_of(form, name)
    said = [name, *([row.remark] if row.remark.strip() else [])]
    return any(_speaks_of(form, problem, said, telling) for problem in problems)


def _speaks_of(form: Form, problem: Problem, said: list[str], telling: Telling) -> bool:
    """Whether a problem may be the reason of a loss: by its topics and the words of the row."""
    text, told = problem.statement.text, problem.topics
    if telling.called and telling.called.search(text):
        return True
    is_measured = bool(telling.measure) and telling.measure in text
    if any(is_named(one, text) for one in said) and not _is_of_another(form, said[0], text):
        # where the money of a task went is no reason for what became of the task
        due = telling.own if _SPENDING.search(text) else _due(telling)
        return is_measured or not told or bool(told & due)
    # few characters make a topic of a fault: they are no reason of whatever has to do with it
    shared = told & telling.topics
    if shared and not is_measured and len(content(text)) > _NO_MATTER:
        shared &= firm_topics(form, problem) | ({problem.main} & telling.own)
    if not shared:
        return False
    others = [row for row in form.evaluation.indicators if is_named(row.name, text)]
    if any(row.lost for row in others):
        return is_measured and telling.measure not in _OF_TASKS
    return not others or not shared <= OF_ANY_TASK


def _is_of_another(form: Form, name: str, text: str) -> bool:
    """Whether a text calls another lost row by its whole name, and this one by a piece only.

    「样本户配合度」偏低、部分户不愿记账 is no word on 「记账户满意度」.
    """
    if 2 * len(content(name) & content(text)) > len(content(name)):
        return False
    lost = (row.name for row in form.evaluation.indicators if row.lost > 0)
    return any(
        other in text for other in map("".join, map(str.split, lost)) if other not in ("", name)
    )


def _due(telling: Telling) -> frozenset[str]:
    """Return the topics by which a problem that names a row may tell of its loss."""
    return telling.topics | (kindred(telling.own) if telling.own else OF_ANY_TASK)
