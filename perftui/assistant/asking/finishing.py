"""The end of the way: what it comes to, what was passed over, preview and export."""

from collections.abc import Iterator

from perftui.assistant.answering.points import total
from perftui.assistant.answering.progress import passed
from perftui.assistant.asking.attending import FINISH
from perftui.assistant.moves import Attend, Command, Control, Inquire, Word
from perftui.assistant.parts import Choice
from perftui.assistant.state import Asked, Expects, Question, Scene
from perftui.evaluation.progress import steps
from perftui.rules.finding import Finding, counted

_MOST, _LONGEST = 3, 30


def ask_to_finish(scene: Scene) -> Iterator[Asked]:
    """Offer what is left to do with a form; this question is always open."""
    left = passed(scene)
    findings = scene.report.findings
    names = "、".join(step.name for step in steps(scene.form) if step.wanting)
    told = [f"都问完了。{total('', scene)}"]
    told += [f"跳过没答的{len(left)}个。"] if left else []
    told += [f"还没有填完：{names}；现在导出会是草稿。"] if names else []
    told += [f"检查：{counted(findings)}。"] if findings else ["检查没有发现问题。"]
    text = "".join(told) + "接下来做什么？"
    choices = (
        Choice("预览", (Command("editor.preview"),), "看印出来的样子"),
        Choice("导出Word", (Command("editor.export", "docx"),)),
        *_back(left),
        *_to_findings(findings),
        Choice("结束", (Control(Word.QUIT),), "保存并退出"),
    )
    short = "预览、导出，还是结束？"
    why = "该问的都问过了。导出前没有错误，表上就不会印「草稿」。"
    question = Question(FINISH, (), text, short, why, "2", Expects.CHOICE)
    yield Asked(question, lambda: choices)


def _back(left: tuple[Asked, ...]) -> Iterator[Choice]:
    """Offer to come back to what was passed over."""
    for asked in left[:_MOST]:
        yield Choice(f"回到：{_short(asked)}", (Attend(asked.question.id),))
    if len(left) > 1:
        yield Choice(f"跳过的{len(left)}个再问一遍", (Control(Word.BACK, "all"),))


def _to_findings(findings: tuple[Finding, ...]) -> tuple[Choice, ...]:
    if not findings:
        return ()
    return (Choice("看检查出的问题", (Inquire("findings"),), counted(findings)),)


def _short(asked: Asked) -> str:
    text = asked.question.short.rstrip("。？")
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}（后略）"
