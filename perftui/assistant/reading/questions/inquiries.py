"""Questions about the form: 总分多少, 哪些扣分了, PT026是什么, 第3项几分, 单位是什么."""

import re
from collections.abc import Callable

from perftui.assistant.answering import glossary
from perftui.assistant.answering.findings import code_in
from perftui.assistant.answering.points import category_named
from perftui.assistant.moves import Attend, Inquire, Move
from perftui.assistant.reading.commands.places import (
    cell_named,
    field_named,
    place_named,
    rows_named,
)
from perftui.assistant.reading.questions.guessing import guessed_in_text
from perftui.assistant.reading.questions.inquiry_words import BARE, PATTERNS
from perftui.assistant.state import Expects, Reading, Scene

_LONGEST, _SHORT_NAME = 48, 3
_STOPS = "。.！!～~…，,；; \t"
_COURTESY = re.compile(
    r"(?:请问|请|麻烦|帮我|给我|那么|那|再|我想知道|我想问|我想|想问|告诉我|你说|说说|问一下|问下"
    r"|查一下|查下|查询|查查)*\s*"
)
_IDLE = r"[呢啊呀哦吧?？。.！!\s]"
_ENDING = re.compile(rf"(?:来着|(?<!{_IDLE}){_IDLE}++){{0,9}}\Z")
_RULE = re.compile(
    r"(?:规则|编号)?\s*(?P<of>[Pp][Tt]\s?-?\d{1,3})\s*(?:规则)?(?:是|又是|讲|说|指)?的?"
    r"(?:什么意思|什么|啥意思|啥|怎么回事|怎么改|怎么办|怎么处理|怎么说|说明|解释|讲什么|说什么"
    r"|详情|意思)?\Z"
)
_THIS_RULE = re.compile(
    r"(?:这|这一|该|本)?(?:条|个|项)?(?:规则|问题|警告|错误|提示)?(?:是)?(?:什么意思|啥意思"
    r"|怎么回事|怎么改|怎么办|怎么处理|怎么修改|是什么|要怎么改|改什么)"
)
_FIELD = re.compile(
    r"(?P<of>.{2,16}?)(?:现在|目前)?的?(?:内容)?(?:是|叫做|叫|填的是|填的|填了|填|写的是|写的|写了"
    r"|写|有|为|等于|一共|共)?"
    r"(?:多少|什么|啥|几|哪天|哪个|哪家|谁|哪一年|怎么写的|怎么填的|什么时候|哪些|几时)"
    r"(?:钱|元|万|万元|内容|时候|日子|单位|名字|名称|来着|号|了)?\Z"
)
_FILLED = re.compile(
    r"(?P<of>.{2,12}?)(?:已经|都|有没有|是不是)?(?:填|写|录|输|有)(?:了|好|过|上)*(?:吗|没有|没"
    r"|么)\Z"
)
_ROWS_OF = re.compile(
    r"(?P<of>.{2,12}?)(?:类|这一类|里面?|下面)?的?(?:都)?(?:有|包括|包含|是)?(?:哪些|什么|几项"
    r"|几个|多少项|多少个)(?:指标)?"
)
_YES_NO = re.compile(
    r"(?:这)?(?:是不是|是否|算不算|属于不属于)(?:为)?(?P<of>经常性)(?:的)?"
    r"(?:项目)?(?:吗|么)?\Z"
)
_ROW = re.compile(
    r"(?P<of>.{2,40}?)(?:这一?项|这个指标|指标)?的?(?:现在|自评)?"
    r"(?:得分|得了|得|扣了|扣|是|打了|打|给了|给|有|评了)?(?:几分|多少分?)\Z"
)
_ROW_ABOUT = re.compile(
    r"(?P<of>.{2,40}?)(?:这一?项|这个指标)?的?(?:"
    r"(?:指标)?(?:解释|说明|含义|意思|权重|分值|备注|扣分原因|得分|自评分|详情)(?:是"
    r"|有)?(?:什么|多少|啥|几分?|怎么写的)?"
    r"|(?:是)?(?:考核|评价|评|衡量|反映|看|考)(?:的)?(?:什么|啥)(?:的)?|是什么指标|是什么|是啥"
    r"|是哪项|是哪一项|怎么样|怎么算分|怎么打分|怎么评分|评什么|考核什么|看什么)\Z"
)
_MEANING = re.compile(
    r"(?:什么是|什么叫做?|啥是|啥叫|何为|何谓|解释一?下?|名词解释)[「“\"]?"
    r"(?P<of>[^」”\"]{2,24})[」”\"]?\Z"
    r"|[「“\"]?(?P<of2>[^」”\"]{2,24}?)[」”\"]?(?:是什么意思|什么意思|是啥意思|啥意思|指的是什么"
    r"|指什么|怎么理解|是指什么)\Z"
)
_HOW = re.compile(r"(?P<of>.{2,12}?)(?:应该|该|要)?(?:怎么|如何|怎样|咋)(?:填写|填|写|算)的?\Z")
_GO = re.compile(
    r"(?:我要|我想)?(?:先|再)?(?:去|到|回到|转到|跳到|跳转到|跳去|进入|定位到|定位|填写|填|写|重填"
    r"|重新填写?|重写|改一下|改改|改"
    r"|修改|编辑|更改|调整|补充|补填|补)(?:一下)?\s*(?P<of>.{2,40}?)(?:那?一?栏|那里|部分|吧"
    r"|一下)?\Z"
)
_GO_ONLY = re.compile(
    r"(?:去|到|回到|转到|跳到|跳转到|跳去|定位到|定位)\s*(?P<of>.{2,40}?)(?:那?一?栏|那里|部分|吧"
    r"|一下)?\Z"
)
_SHOW = re.compile(
    r"(?:看一?下|看一看|看看|看|查看|显示|读一?下|念一?下|念|读|列出|打印)\s*(?P<of>.{2,40}?)"
    r"(?:的?内容|吧|一下)?\Z"
)

Asker = Callable[[str, Scene], Move | None]


def read_inquiry(line: str, scene: Scene) -> Reading | None:
    """Read a question about the form, or the wish to see or go to a part of it."""
    if len(line) > _LONGEST:
        return None
    said = _said(line)
    if not said:
        return None
    move = _asked(said, scene)
    if move is None and _wants_words(scene):
        move = guessed_in_text(line, scene)
    return None if move is None else Reading((move,))


def _said(line: str) -> str:
    text = line.strip(_STOPS)
    began = _COURTESY.match(text)
    rest = text[began.end() :] if began else text
    return _ENDING.sub("", rest) or _ENDING.sub("", text)


def _asked(said: str, scene: Scene) -> Move | None:
    compact = "".join(said.split())
    for about, pattern in PATTERNS:
        match = pattern.fullmatch(compact)
        if match:
            return Inquire(about, (match.groupdict().get("of") or "").strip())
    found = (asker(said, scene) for asker in _ASKERS)
    return next((move for move in found if move is not None), None)


def _rule(said: str, scene: Scene) -> Move | None:
    match = _RULE.fullmatch(said)
    return Inquire("rule", code_in(match["of"])) if match else None


def _rule_at_hand(said: str, scene: Scene) -> Move | None:
    """Read a question about the rule whose finding is asked about."""
    question = scene.question
    if question is None or not question.id.startswith("finding:"):
        return None
    return Inquire("rule", code_in(question.id)) if _THIS_RULE.fullmatch(said) else None


def _category(said: str, scene: Scene) -> Move | None:
    listed = _ROWS_OF.fullmatch(said)
    within = category_named(listed["of"], scene) if listed else None
    if within:
        return Inquire("category_rows", within)
    match = _ROW.fullmatch(said)
    name = match["of"] if match else said
    known = category_named(name.removesuffix("类").removesuffix("部分"), scene)
    is_exact = any(category.name == said for category in scene.profile.categories)
    if known is None or (match is None and _wants_words(scene) and not is_exact):
        return None
    return Inquire("category", known)


def _meaning(said: str, scene: Scene) -> Move | None:
    match = _MEANING.fullmatch(said)
    if match is None:
        return None
    word = (match["of"] or match["of2"]).strip()
    if code_in(word):
        return Inquire("rule", code_in(word))
    if glossary.is_known(word):
        return Inquire("meaning", word)
    if _names_few_rows(word, scene):
        return Inquire("row", word)
    return Inquire("meaning", word) if match["of"] else None


def _how(said: str, scene: Scene) -> Move | None:
    match = _HOW.fullmatch(said)
    if match is None:
        return None
    word = match["of"].strip()
    return Inquire("meaning", word) if glossary.is_known(word) or field_named(word, scene) else None


def _field(said: str, scene: Scene) -> Move | None:
    match = _YES_NO.fullmatch(said) or _FIELD.fullmatch(said) or _FILLED.fullmatch(said)
    if match is None:
        return None
    name = match["of"].strip()
    if field_named(name, scene):
        return Inquire("field", name)
    if cell_named(name, scene) and re.search("备注|解释|权重|分值|指标值|完成值|原因", name):
        return Inquire("field", name)
    is_asked_what = said.endswith(("是什么", "是啥"))
    return Inquire("meaning", name) if is_asked_what and glossary.is_known(name) else None


def _row(said: str, scene: Scene) -> Move | None:
    match = _ROW.fullmatch(said) or _ROW_ABOUT.fullmatch(said)
    if match is None or not _names_few_rows(match["of"], scene):
        return None
    return Inquire("row", match["of"].strip())


def _show(said: str, scene: Scene) -> Move | None:
    match = _SHOW.fullmatch(said)
    if match is None:
        return None
    name = match["of"].strip()
    if field_named(name, scene):
        return Inquire("field", name)
    return Inquire("row", name) if _names_few_rows(name, scene) else None


def _go(said: str, scene: Scene) -> Move | None:
    """Go to a field: 去预算, 改主要问题."""
    match = _GO.fullmatch(said)
    if match is None:
        return None
    name = match["of"].strip()
    is_sure = not _wants_words(scene) or _GO_ONLY.fullmatch(said)
    if is_sure or (len(name) > _SHORT_NAME and field_named(name, scene)):
        place = place_named(name, scene)
        return Attend(place) if place else None
    return None


def _bare(said: str, scene: Scene) -> Move | None:
    """Take the bare name of a field as the wish to go there, that of a row to see it."""
    if _wants_words(scene) and said not in BARE:
        return None
    path = field_named(said, scene)
    if path == "recurring":
        return None  # its name is an answer too: 经常性项目
    if path is not None:
        return Attend(path)
    exact = [row for row in scene.form.indicators if row.name and row.name == said]
    is_numbered = re.fullmatch(r"第\s?\d{1,3}\s?(?:项|行|个指标|项指标)", said)
    if (exact or is_numbered) and _names_few_rows(said, scene):
        return Inquire("row", said)
    return None


def _names_few_rows(text: str, scene: Scene) -> bool:
    return 1 <= len(rows_named(text.strip(), scene)) <= 5


def _wants_words(scene: Scene) -> bool:
    return scene.question is not None and scene.question.expects is Expects.TEXT


_ASKERS: tuple[Asker, ...] = (
    _rule,
    _rule_at_hand,
    _category,
    _meaning,
    _field,
    _how,
    _row,
    _show,
    _go,
    _bare,
)
