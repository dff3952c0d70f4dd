"""Commands that are said without a slash: 导出word, 预览, 比上年, 接着填."""

import re

from perftui.assistant.moves import Command
from perftui.assistant.state import Reading, Scene

_LONGEST = 40
_COURTESY = re.compile(r"(?:请|麻烦|帮我|给我|我要|我想|现在|可以|直接|那就|就|先)*")
_FORMATS = (
    r"(?:word|docx|doc|wps|excel|xlsx|xls|pdf|html|网页|md|markdown|txt|文本|表格|文档|全部格式)"
)
_INTO = rf"(?:成|为|到|出)?\s*(?P<of>(?:{_FORMATS}(?:文档|文件|格式|版)?(?:[、,，和及\s]+|\Z))*)"
_TABLE: tuple[tuple[str, str], ...] = (
    ("editor.export", rf"(?:导出|输出|生成|另存|存)(?:这份|这张|自评)?(?:表|文件|文档)?{_INTO}"),
    (
        "editor.preview",
        "(?:打开|看|看看|打印)?(?:打印)?预览(?:一下|效果)?|打印(?:出来|一下"
        "|一份)?|看看?印出来(?:的样子|什么样)?|看看?打印效果",
    ),
    ("editor.compare", "比上年|与上年逐栏对照|逐栏对照"),
    (
        "editor.history",
        "(?:看看?)?(?:改动|改动记录|修改记录|修改历史|历史记录|历史|谁改的"
        "|(?:都)?改[了过](?:些)?(?:什么|哪些)|找回了?(?:些)?(?:什么|哪些))",
    ),
    ("editor.next_step", "接着填|继续填|继续填写|接着写"),
    ("editor.next_gap", "填空|下一个空"),
    ("home.roll_forward", "结转|结转到?(?:下一?年|明年)(?:度)?"),
    ("home.new_form", r"新建(?:一份|一张)?(?:新?的?(?:自评)?表)?(?:\s*[:：]\s*(?P<of>\S{2,30}))?"),
    ("home.import_documents", r"导入\s*(?P<of>\S.{0,200})|(?:导入|读入)(?:文档|文件|旧表)?"),
)
_PATTERNS = tuple((action, re.compile(pattern, re.IGNORECASE)) for action, pattern in _TABLE)


def read_plain_command(line: str, scene: Scene) -> Reading | None:
    """Read a command that is the whole line."""
    said = line.strip(" 。.！!～~")
    if len(said) > _LONGEST and not said.startswith("导入"):
        return None
    began = _COURTESY.match(said)
    rest = said[began.end() :] if began else said
    for action, pattern in _PATTERNS:
        match = pattern.fullmatch(rest.removesuffix("吧"))
        if match:
            return Reading((Command(action, _argument(match)),))
    return None


def _argument(match: re.Match[str]) -> str:
    words = match.groupdict().get("of") or ""
    return " ".join(re.split(r"[、,，和及\s]+", words)).strip()
