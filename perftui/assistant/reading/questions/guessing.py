"""What a question is about that no pattern knows: told by the words it has in it."""

import re

from perftui.assistant.moves import Control, Inquire, Move, Word
from perftui.assistant.reading.commands.places import names_within
from perftui.assistant.state import Reading, Scene

_LONGEST, _LONGEST_IN_TEXT, _SHORT_NAME = 40, 18, 6
_STOPS = "。.！!～~…，,；; \t"
_PAUSE = re.compile("[，,。；;：:、]")
_ENDS = re.compile(
    r".*(?:[?？吗呢么谁]|哪[年月天家里儿些个项条]?|什么|啥|多少|怎么样|如何|怎么办|怎么弄"
    r"|多久|多长时间|有没有|对不对|行不行|好不好|合不合适|够不够|够不够高|高不高"
    r"|(?<![十好数百前后])几[个项步点条分句天号年]?)(?:[了的啊呀]|来着)?"
)
_BEGINS = re.compile(
    "(?:那|请问|我想问|想问)?(?:怎么|什么|为什么|为啥|哪|谁|多少|是不是|能不能|可不可以|有没有"
    "|要不要|该不该|会不会|需不需要|咋)"
)
_ASKS = re.compile(
    "是不是|是否|有没有|能不能|够不够|要不要|多少(?:没|分|字|钱|人|项)|什么|多少"
    "|哪[年月天些个项里]|几[项个分点条]"
)
_LOOK = re.compile(
    "(?:再|先|帮我|给我|请|让我|我想|我要)*(?:看看|看下|看一下|看一看|瞧瞧|查看"
    "|查一下|查查|算算|算一下)"
)
_ABOUT: tuple[tuple[str, str], ...] = (
    ("(?:怎么|如何|怎样|咋)(?:改|修改|开始|操作|用|弄|删|加|说|继续|回|调整|打分|评分|退)", "help"),
    ("(?:去年|上年|往年).{0,8}(?:分|等级|怎么样)", "last_year"),
    ("没.{0,3}满分|不是满分|没写原因|没有原因|缺原因|原因没|备注", "lost"),
    ("(?:最大|最高|最重|最多)", "heaviest"),
    ("跳过|没答|没回答|没问|待补|略过|几个问题", "passed"),
    ("规则", "rules"),
    ("执行率", "execution_rate"),
    ("结余|节余|没花|没用|没执行|花剩|剩.{0,4}钱", "unspent"),
    ("花了多少|用了多少|花多少|花费", "executed"),
    ("增长|增幅|增加|比上年|比去年|上年比|去年比", "growth"),
    ("等级|优秀|良好|合格", "grade"),
    ("(?:扣|失|丢)了?(?:多少|几)?分", "lost"),
    ("满分", "full"),
    (
        "遗漏|漏|缺|没填|没写|没做|空着|还要(?:做|填|写)|(?:没有|未)(?:填|写)|填(?:完|齐|全)",
        "missing",
    ),
    ("(?:能|可以|可不可以|能不能).{0,3}(?:导出|上报|交|提交)", "missing"),
    ("导出|输出|打印|存到|文件在", "export"),
    ("错误|警告|提示|检查|问题|毛病|对不对", "findings"),
    ("第?几步|做到|填到|进度|多久|多长时间", "progress"),
    ("字数|多少字|几个字", "lengths"),
    ("刚才|刚刚|上一步|改了什么|写了什么|说了什么", "recent"),
    ("总分|得分|合计|多少分|分数|几分", "total"),
    ("指标|多少项|几项", "rows"),
    ("上年|去年|往年", "last_year"),
)
_WORDS = {"help": Word.HELP, "progress": Word.PROGRESS}
_KNOWN = tuple((re.compile(pattern), about) for pattern, about in _ABOUT)


def is_question(line: str) -> bool:
    """Whether a line asks something, whatever that is."""
    bare = line.strip(_STOPS)
    return bool(bare) and bool(_ENDS.fullmatch(bare) or _BEGINS.match(bare))


def seems_question(line: str) -> bool:
    """Whether a line asks something, or has a word that asks in it."""
    return is_question(line) or _ASKS.search(line) is not None


def read_guess(line: str, scene: Scene) -> Reading | None:
    """Read a question that nobody knows by the words that it has in it."""
    bare = line.strip(_STOPS)
    has_digits = any(char.isdigit() for char in bare)
    if has_digits or len(bare) > _LONGEST or not (_LOOK.match(bare) or seems_question(bare)):
        return None
    move = _about(bare, scene)
    return Reading((move,)) if move else None


def guessed_in_text(line: str, scene: Scene) -> Move | None:
    """Return the answer to what is plainly a question though words of a text are wanted.

    It is short and has no pause. What is asked of nothing that is known is told so.
    """
    bare = line.strip(_STOPS)
    is_long = len(bare) > _LONGEST_IN_TEXT or _PAUSE.search(bare)
    if is_long or line.rstrip().endswith(("。", "；")):
        return None
    looks = _LOOK.match(bare)
    if is_question(bare):
        return _about(bare, scene) or Inquire("unknown", bare)
    return _about(bare, scene) if looks and len(bare) - looks.end() <= _SHORT_NAME else None


def _about(bare: str, scene: Scene) -> Move | None:
    about = next((about for pattern, about in _KNOWN if pattern.search(bare)), "")
    if about in _WORDS:
        return Control(_WORDS[about])
    if about:
        return Inquire(about)
    name = names_within(bare, scene)
    return Inquire("field", name) if name else None
