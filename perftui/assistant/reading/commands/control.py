"""The control words, as a whole line: 为什么 2, 跳过, 撤销两步, =撤销 for the word itself."""

import re
from dataclasses import replace

from perftui.assistant.moves import Control, Give, Pick, Word, Write
from perftui.assistant.parts import Choice
from perftui.assistant.reading.commands.control_words import BACK_TO_ALL, SKIP_ALL, WORDS
from perftui.assistant.reading.commands.whys import read_why
from perftui.assistant.reading.fields.plain_answers import read_plain_answer
from perftui.assistant.reading.wordings.choice_words import YES
from perftui.assistant.state import Doubt, Expects, Reading, Scene
from perftui.evaluation.fields import NARRATIVES
from perftui.evaluation.numerals import NUMERAL_CHARS, read_numeral

_LONGEST = 24
_WIDTHS = {ord("？"): "?", ord("＝"): "=", ord("／"): "/"} | {
    0xFF01 + n: 0x21 + n for n in range(0x5E) if chr(0xFF01 + n) not in "，！（）：；？＝／"
}
_BEFORE = re.compile(r"(?:请|麻烦|帮我|我要|我想|我先|那就|那|先|就|再){0,2}")
_IDLE = r"[吧了啊呀哦呢嘛哈的。.！!~～…，,;；?\s]"
_BEHIND = re.compile(rf"(?:一下|一点|一些|(?<!{_IDLE})(?:{_IDLE})++){{0,9}}\Z")
_OBJECT = re.compile(r"(?:这|本|此|该)(?:一)?(?:个问题|问题|个|题|项|条|步|栏|空|行)?\Z")
_COUNT = rf"(?P<count>\d{{1,4}}|[{NUMERAL_CHARS}]{{1,4}})"
_DRAFT = re.compile(rf"草稿箱?\s*(?:第)?\s*{_COUNT}\s*[条句个]?\Z")
_AGAIN = re.compile(r"(?:恢复|重做|取消)(?:刚才|刚刚|上一步)?的?撤销(?:了)?(?:操作|内容|的内容)?")
_STEPS = re.compile(
    r"(?P<word>撤销|撤消|撤回|退回|取消|回退|重做|恢复|undo|redo|u)"
    rf"\s*(?:到)?(?:上|前|最近|刚才|刚刚|最后)?的?\s*{_COUNT}?\s*[步次下个]?(?:的)?(?:操作|修改"
    rf"|改动|内容)?\Z"
)
_BACK_WORDS = ("重做", "恢复", "redo")
_ALONE = ("取消", "回退", "退回")
_MISTAKEN = frozenset(
    {
        "不对",
        "错",
        "错了",
        "不是这样",
        "写错",
        "填错",
        "说错",
        "弄错",
        "打错",
        "搞错",
        "有误",
        "不是这个",
    }
)
_SAVE_AND_LEAVE = frozenset({"保存退出", "保存并退出", "存盘退出", "保存后退出", "wq", ":wq"})
_WHOLE: dict[str, tuple[Control, ...]] = {
    **dict.fromkeys(SKIP_ALL, (Control(Word.SKIP, "all"),)),
    **dict.fromkeys(BACK_TO_ALL, (Control(Word.BACK, "all"),)),
    **dict.fromkeys(_SAVE_AND_LEAVE, (Control(Word.SAVE), Control(Word.QUIT))),
}


def read_control(line: str, scene: Scene) -> Reading | None:
    """Read a control word with what may follow it."""
    if line.startswith(("=", "＝")):
        return _literal(line[1:].strip(), scene)
    why = read_why(line, scene)
    if why is not None:
        return Reading((Control(Word.WHY, why),))
    if len(line) > _LONGEST:
        return None
    said = line.translate(_WIDTHS).lower().strip()
    for bare in _readings_of(said):
        found = _read(bare, scene)
        if found is not None:
            return found
    return None


def control_word(text: str) -> Word | None:
    """Return the control word that a text is in any of its spellings."""
    said = text.translate(_WIDTHS).lower().strip()
    return next((WORDS[bare] for bare in _readings_of(said) if bare in WORDS), None)


def _readings_of(said: str) -> list[str]:
    """Return what is left of a line without courtesies, particles and stops, the longest first."""
    whole = said.rstrip("。.！!~～…，,;； ")
    core = _BEHIND.sub("", said) or whole
    began = _BEFORE.match(core)
    rest = core[began.end() :] if began else core
    bare = _OBJECT.sub("", rest)
    forms = (whole, core, rest, bare, *("".join(form.split()) for form in (core, rest)))
    return [form for form in dict.fromkeys(forms) if form]


def _read(bare: str, scene: Scene) -> Reading | None:
    if scene.state.waiting and scene.state.waiting.wants_number and bare in YES:
        return Reading((Control(Word.REPEAT),))
    moves = _WHOLE.get(bare)
    if moves:
        return Reading(moves)
    word = WORDS.get(bare)
    if word is not None:
        return _is_meant(word, bare, scene)
    if bare in _MISTAKEN or bare in _ALONE:
        return _none_or_undo(bare, scene)
    counted = _counted(bare)
    return Reading((counted,)) if counted else None


def _counted(bare: str) -> Control | None:
    """Read a control word with a number behind it: 撤销两步, 草稿2."""
    if _AGAIN.fullmatch(bare):
        return Control(Word.REDO, "1")
    draft = _DRAFT.fullmatch(bare)
    if draft:
        return Control(Word.DRAFTS, str(_number(draft["count"])))
    steps = _STEPS.fullmatch(bare)
    count = _number(steps["count"]) if steps else None
    if steps is None or count is None or (steps["word"] == "u" and not steps["count"]):
        return None
    is_back = steps["word"] in _BACK_WORDS
    return Control(Word.REDO if is_back else Word.UNDO, str(count))


def _is_meant(word: Word, bare: str, scene: Scene) -> Reading | None:
    """Leave to others what answers the question at hand: 没有了 where a value is wanted."""
    question = scene.question
    if scene.state.waiting and word is Word.DONE and bare in ("不用", "不要了", "不需要"):
        return Reading((Pick((0,)),))
    if bare in ("完成", "不需要", "不用") and question and question.expects is Expects.VALUE:
        return None
    return Reading((Control(word),))


def _none_or_undo(bare: str, scene: Scene) -> Reading:
    """Ask what 取消 or 不对 is about; where a word is waited for it is none of the choices."""
    if scene.state.waiting:
        return Reading((Pick((0,)),))
    undo = Choice("撤销上一步", (Control(Word.UNDO, "1"),))
    skip = Choice("跳过这个问题", (Control(Word.SKIP),))
    text = "撤销上一步，还是改别的？要改哪一栏可以直接说，如：预算改为130万。"
    return Reading(doubts=(Doubt(text, (undo, skip)),))


def _number(text: str | None) -> int | None:
    if not text:
        return 1
    value = int(text) if text.isdigit() else read_numeral(text.replace("两", "二"))
    return int(value) if value is not None and value >= 1 else None


def _literal(text: str, scene: Scene) -> Reading | None:
    """Take a control word or a command as the words of an answer."""
    question = scene.question
    if question and question.path and question.expects is Expects.TEXT and text:
        return Reading((Write(question.path, text),))
    is_command = text.startswith(("/", "／"))
    if not (is_command or control_word(text) or read_why(text, scene) is not None):
        return None
    if question is None or not question.path:
        return None
    if question.path in NARRATIVES:
        return Reading((Write(question.path, text),))
    answer = read_plain_answer(text, replace(scene, state=replace(scene.state, waiting=None)))
    return answer or Reading((Give(question.path, text),))
