"""What is to become of a finding, in plain words: 修正3, 搁置PT013 主管部门不要求, 恢复PT013."""

import re

from perftui.assistant.answering.findings import code_in
from perftui.assistant.moves import Command
from perftui.assistant.state import Reading, Scene
from perftui.evaluation.numerals import NUMERAL_CHARS, read_numeral

_LONGEST = 200
_SUPPRESSING = "suppress:"
_CODE = r"[Pp][Tt]\s?-?\d{1,3}"
_FIX = re.compile(
    rf"(?:请|帮我|就|那就)?(?:把)?(?:第?(?P<first>\d{{1,2}}|[{NUMERAL_CHARS}]{{1,2}})[条个处]|"
    rf"(?P<all>全部|都|全都|所有))?(?:一键|自动|直接|按改法|按建议)*(?:修正|修复|改正|更正|纠正"
    rf"|改掉|改好|自动改|按改法改|按建议改)"
    rf"(?:一下|下)?\s*(?:第\s*)?(?P<what>\d{{1,2}}|[{NUMERAL_CHARS}]{{1,2}}|{_CODE}|全部|所有|都"
    rf"|全都)?\s*(?:条|个|处|项)?(?:吧|了)?"
)
_SUPPRESS = re.compile(
    rf"(?:把)?(?P<first>{_CODE})?\s*(?:先)?(?:搁置|放一边|忽略)\s*(?:规则)?"
    rf"(?P<code>{_CODE})?\s*[，,:：。]?\s*(?P<reason>.*)"
)
_RESTORE = re.compile(
    rf"(?:恢复|取消搁置|重新检查|不再搁置|不搁置)\s*(?:规则)?(?P<code>{_CODE})"
    rf"(?:的检查)?"
)


def read_fix(line: str, scene: Scene) -> Reading | None:
    """Read that a finding is to be put right, set aside with a reason, or looked for again."""
    if len(line) > _LONGEST:
        return None
    said = line.rstrip("。.！! ")
    restore = _RESTORE.fullmatch(said)
    if restore:
        return Reading((Command("editor.suppress", f"{code_in(restore['code'])} 恢复"),))
    fix = _FIX.fullmatch(said)
    what = (fix["what"] or fix["first"] or fix["all"] or "") if fix else ""
    if fix and (what or _asked_about(scene)):
        return Reading((Command("editor.apply_fix", _number(what)),))
    suppress = _SUPPRESS.fullmatch(said)
    if suppress is None:
        return None
    code = code_in(suppress["first"] or suppress["code"] or "") or _asked_about(scene)
    is_bare = not suppress["reason"].strip()
    if not code and not is_bare:
        return None
    return Reading((Command("editor.suppress", f"{code} {suppress['reason']}".strip()),))


def read_suppressing_reason(line: str, scene: Scene) -> Reading | None:
    """Read the reason that was asked for."""
    question = scene.question
    if question is None or not question.id.startswith(_SUPPRESSING) or scene.state.waiting:
        return None
    code = code_in(question.id)
    return Reading((Command("editor.suppress", f"{code} {line}"),)) if len(line) > 1 else None


def _asked_about(scene: Scene) -> str:
    """Return the code of the rule whose finding is asked about."""
    question = scene.question
    return code_in(question.id) if question and question.id.startswith("finding:") else ""


def _number(text: str) -> str:
    if text and all(char in NUMERAL_CHARS for char in text):
        return f"{read_numeral(text) or text}"
    return text
