"""What can be said here, as short lines with examples; and what day it is."""

from collections.abc import Iterable

from perftui.actions.action import Action
from perftui.assistant.answering.command_words import HERE
from perftui.assistant.answering.glossary import meaning
from perftui.assistant.reading.commands.control_words import DOES, NAMES
from perftui.assistant.state import Scene

_HELP = (
    "可以随时说，不用等问到：",
    "填数：预算124.55万 执行1187376 上年没有",
    "打分：全部满分，除了知晓率扣1分，因为宣传不够",
    "改：预算改为130万；不对，是95万",
    "写：主要问题：宣传渠道单一；起草主要问题",
    "问：总分多少；哪些扣分了；还缺什么；PT026是什么；为什么是优秀",
    "控制：跳过、返回、撤销、重复、进度、更多、保存、退出",
    "命令：说「/」列出全部",
)


def helped(argument: str, scene: Scene) -> str:
    """Say what can be said, and what is expected now."""
    question = scene.question
    now = (f"现在问的是：{question.short}",) if question else ()
    example = (f"可以答：{question.example}",) if question and question.example else ()
    return "\n".join((*now, *example, *_HELP))


def commands(actions: Iterable[Action]) -> str:
    """List the control words and the actions that work here, each with what it does."""
    words = [f"/{name} {DOES[word]}" for word, name in NAMES.items()]
    known = {action.full_id: action.name for action in actions}
    listed = [f"/{known[full_id]} {does}" for full_id, does in HERE.items() if full_id in known]
    own = ["/去 到某一栏，如「/去 预算」「/去 第3项」", "/采用 采用推荐的第几条"]
    return "\n".join(("命令后面可以写编号或名称：", *words, *own, *listed))


def today(argument: str, scene: Scene) -> str:
    """Say what day it is."""
    day = scene.aids.today
    weekday = "一二三四五六日"[day.weekday()]
    return f"今天是{day.year}年{day.month}月{day.day}日，星期{weekday}。"


def about_form(argument: str, scene: Scene) -> str:
    """Say which form this is."""
    form = scene.form
    year = f"{form.known_year}年度" if form.known_year else ""
    name = form.name.strip() or "还没有名称的项目"
    return f"这是{year}「{name}」的自评表，{scene.profile.name}，{len(form.indicators)}项指标。"


def about_kind(argument: str, scene: Scene) -> str:
    """Say what the form is for."""
    return meaning("项目绩效自评", scene)


def export(argument: str, scene: Scene) -> str:
    """Say how the form is exported, and where to."""
    return "说「导出」或「导出word」「导出pdf」，文件放在这份表所在的文件夹，导出后会说出文件名。"


def introduced(argument: str, scene: Scene) -> str:
    """Say what this is."""
    return "我是填自评表的助手，不联网，按表里的数和规则回答。说「帮助」看可以说什么。"


def unknown(argument: str, scene: Scene) -> str:
    """Say that a question has no answer here, and which have: not the same ones each time."""
    some = _ASKED[len(scene.state.said) % len(_ASKED)]
    return f"「{argument}」答不上来。可以问：{some}。"


_ASKED = (
    "总分多少、哪些扣分了、还缺什么、有什么问题",
    "预算执行率多少、结余多少、比上年增长多少、等级",
    "指标有哪些、第3项是什么、PT013是什么、字数",
)
