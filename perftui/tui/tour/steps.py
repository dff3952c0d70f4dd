"""What the tour says step by step, and how it sees that a step has been done."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from textual.app import App
from textual.css.query import QueryError

from perftui.actions.keys import Keys
from perftui.evaluation.model import Evaluation
from perftui.evaluation.values import FormDate
from perftui.jobs.guidance import CHECK
from perftui.tui.form.findings_panel import FindingsPanel
from perftui.tui.form.grid.indicator_grid import IndicatorGrid
from perftui.tui.screens.editor import EditorScreen

FORM = "2020-人才大厦管理维护专项.perf.json"
_KEY = re.compile(r"\{([a-z_]+\.[a-z_0-9()]+)\}")
_UNSCORED_AFTER_SOME = 6
_FIRST_UNSCORED = 17


@dataclass(frozen=True)
class Step:
    """What to do next, with {editor.export} for the key of an action, and whether it is done.

    `back` is said instead while the user is not where it can be done.
    """

    says: str
    is_done: Callable[[App[None]], bool]
    is_there: Callable[[App[None]], bool] = lambda app: True
    back: str = ""

    def words(self, app: App[None], keys: Keys) -> str:
        """Return what to do, with the keys that hold now."""
        return with_keys(self.says if self.is_there(app) else self.back, keys)


def with_keys(text: str, keys: Keys) -> str:
    """Put keys in the place of the actions that are named in a text."""
    return _KEY.sub(lambda name: keys.label(name[1]), text)


def open_form(app: App[None]) -> EditorScreen | None:
    """Return the form that the tour has opened."""
    for screen in reversed(app.screen_stack):
        path = screen.document.path if isinstance(screen, EditorScreen) else None
        if isinstance(screen, EditorScreen) and path is not None and path.name == FORM:
            return screen
    return None


def _form(app: App[None]) -> Evaluation | None:
    editor = open_form(app)
    return editor.document.evaluation if editor else None


def _here(app: App[None]) -> str:
    """Return the path of the field at hand; "" while the form is not laid out."""
    editor = open_form(app)
    try:
        return editor.here if editor else ""
    except QueryError:
        return ""


def _is_open(app: App[None]) -> bool:
    return open_form(app) is not None and app.screen is open_form(app)


def _is_at_the_date(app: App[None]) -> bool:
    return _has_date(app) or _here(app) == "date"


def _has_date(app: App[None]) -> bool:
    form = _form(app)
    return form is not None and isinstance(form.date, FormDate)


def _is_in_the_table(app: App[None]) -> bool:
    return _here(app).startswith("indicators") or app.screen is not open_form(app)


def _rests_in_the_table(app: App[None]) -> bool:
    return isinstance(app.screen.focused, IndicatorGrid) or app.screen is not open_form(app)


def _is_at_the_table(app: App[None]) -> bool:
    return _has_date(app) and _here(app).startswith("indicators")


def _unscored(app: App[None]) -> int:
    form = _form(app)
    return sum(row.score is None for row in form.indicators) if form else _FIRST_UNSCORED


def _has_lost_a_point(app: App[None]) -> bool:
    """Whether a row that was blank has lost points, with the reason beside it."""
    form = _form(app)
    rows = form.indicators[_FIRST_UNSCORED:] if form else ()
    return any(
        isinstance(row.score, Decimal)
        and isinstance(row.weight, Decimal)
        and row.score < row.weight
        and bool(row.remark.strip())
        for row in rows
    )


def _has_problem(app: App[None]) -> bool:
    form = _form(app)
    return form is not None and bool(form.problems.strip())


def _has_measure(app: App[None]) -> bool:
    form = _form(app)
    return form is not None and bool(form.measures.strip())


def _looks_at_findings(app: App[None]) -> bool:
    return _here(app) == CHECK or isinstance(app.screen.focused, FindingsPanel)


def _is_exported(app: App[None]) -> bool:
    editor = open_form(app)
    path = editor.document.path if editor else None
    return (
        editor is not None
        and path is not None
        and editor.desk.session.is_exported(path, editor.document.evaluation)
    )


def _never(app: App[None]) -> bool:
    return False


_TO_THE_TABLE = "这一步在指标表里：按 {editor.previous_section} 或 {editor.next_section} 翻到那里。"
STEPS = (
    Step(
        "这里列着一个文件夹里的自评表，打字就能筛选。"
        "按 {home.next_form} 接着填：打开没有填完的那一份。",
        _is_open,
    ),
    Step(
        "这是一份填了一半的表，上面一行是八个步骤。按 {editor.next_step} 到下一件要做的事。",
        _is_at_the_date,
    ),
    Step(
        "光标停在第一处空着的地方：自评时间。键入 2021-4-20（全角数字、20210420 都认得），"
        "再按 {editor.next_step} 到下一处。",
        _is_at_the_table,
        lambda app: _has_date(app) or _here(app) == "date",
        "先填自评时间：按 {editor.previous_section} 或 {editor.next_section} 翻到基本信息，"
        "按 Tab 到那一栏，键入 2021-4-20。",
    ),
    Step(
        "到了还没有打分的一行。按 {grid.full_marks} 记满分，光标自己往下走；连按三次。",
        lambda app: _unscored(app) <= _UNSCORED_AFTER_SOME,
        _is_in_the_table,
        _TO_THE_TABLE,
    ),
    Step(
        "有一项没有做到。在它的自评分上键入 -1，按回车，就从满分扣一分；"
        "随即在备注里写明原因，可以用 {editor.take(1)} 采用推荐的第一条。",
        _has_lost_a_point,
        _is_in_the_table,
        _TO_THE_TABLE,
    ),
    Step(
        "其余各行按 {grid.full_marks} 记满分；漏了哪一行，{editor.next_step} 会带你过去。",
        lambda app: _unscored(app) == 0,
        _rests_in_the_table,
        "花括号里是要填的空，填好后按回车回到表里，其余各行按 {grid.full_marks} 记满分。",
    ),
    Step(
        "按 {editor.next_step} 到主要问题。推荐栏按扣分的地方列出写法，"
        "按 {editor.take(1)} 采用第一条；里面的空按 {editor.next_gap} 依次去填。",
        _has_problem,
    ),
    Step(
        "按 {editor.next_step} 到改进措施。推荐栏列出与问题对应的措施，"
        "按 {editor.take(1)} 采用第一条。",
        _has_measure,
    ),
    Step(
        "按 {editor.focus_findings} 看检查出的问题：上下键挑选，回车跳到该处。",
        _looks_at_findings,
    ),
    Step(
        "按 {editor.export} 导出，在对话框里按回车；"
        "还有错误的话，再按一次回车，先导出一份草稿看看。",
        _is_exported,
    ),
    Step(
        "走完了：打开、填空、打分、写明原因、采用措辞、检查、导出。"
        "随时可按 {app.show_help} 看按键，按 {app.command_palette} 找操作。按 Esc 回到原来的地方。",
        _never,
    ),
)
