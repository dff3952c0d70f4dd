"""The table of actions: every key, the footer, the help and the palette are read from it."""

from collections.abc import Iterable
from dataclasses import dataclass

from textual.binding import Binding, BindingType


@dataclass(frozen=True)
class Action:
    """One thing the user can do.

    `id` names the method `action_<id>`; `where` the screen or widget that has it; `shown` whether
    the footer shows it.
    """

    id: str
    name: str
    does: str
    key: str
    where: str
    shown: bool = True
    priority: bool = False


# Without the Kitty protocol textual turns Alt and a digit into the sign a Mac has there: ¡™£¢∞.
ALT_DIGITS = (
    "inverted_exclamation_mark",
    "trade_mark_sign",
    "pound_sign",
    "cent_sign",
    "infinity",
)
ACTIONS = (
    Action("show_help", "帮助", "列出这里能用的全部按键", "f1", "app"),
    Action("command_palette", "命令", "输入名称找到任何一个操作", "ctrl+p", "app", shown=False),
    Action("switch_theme", "换配色", "在浅色与深色之间切换", "f12", "app", shown=False),
    Action("quit", "退出", "离开程序；一切都已保存", "ctrl+q", "app", shown=False, priority=True),
    Action("open_form", "打开", "打开选中的自评表", "enter", "home"),
    Action("new_form", "新建", "新建一份空白自评表", "f2", "home"),
    Action("import_documents", "导入", "读入以往的自评表：文件、文件夹、压缩包", "f3", "home"),
    Action("roll_forward", "结转", "把选中的表结转为下一年度的草稿", "f7", "home"),
    Action("learn", "学措辞", "把列出的表中的句子学进短语库；正在学时停下", "f8", "home"),
    Action("export", "导出", "导出选中的表", "f9", "home"),
    Action("reload", "刷新", "重新读取文件夹", "f5", "home", shown=False),
    Action("leave", "退出", "离开程序；一切都已保存", "escape", "home"),
    Action(
        "next_gap", "填空", "跳到下一个待填的空；在指标表中修改当前格", "f2", "editor", False, True
    ),
    Action(
        "focus_suggestions", "推荐", "到推荐栏挑选措辞，再按回到原处", "f3", "editor", True, True
    ),
    Action(
        "other_wordings",
        "换写法",
        "看推荐栏中选中一类的其他写法，再按返回",
        "ctrl+t",
        "editor",
        False,
        True,
    ),
    Action("focus_findings", "检查", "到检查栏看问题，回车跳到出错处", "f4", "editor", True, True),
    Action("previous_section", "上一页", "到表的前一部分", "f5", "editor", False, True),
    Action("next_section", "下一页", "到表的后一部分", "f6", "editor", True, True),
    Action("apply_fix", "修正", "自动修正检查栏中选中的一条", "f7", "editor", False, True),
    Action(
        "suppress",
        "搁置",
        "写明理由后搁置检查栏中选中的规则；在搁置的一条上是恢复",
        "ctrl+r",
        "editor",
        False,
        True,
    ),
    Action("next_step", "下一步", "到还没有填完的地方", "f8", "editor", True, True),
    Action("export", "导出", "导出这份表", "f9", "editor", True, True),
    Action("undo", "撤销", "撤销上一步", "ctrl+z", "editor", True, True),
    Action("redo", "重做", "重做撤销的一步", "ctrl+y", "editor", False, True),
    Action("leave", "返回", "回到目录；一切都已保存", "escape", "editor"),
    Action("step_on", "下一栏", "到下一栏；最后一栏之后是后一部分", "tab", "editor", shown=False),
    Action("step_back", "上一栏", "到上一栏", "shift+tab", "editor", shown=False),
    *(
        Action(
            f"take({n})",
            f"采用第{n}条",
            f"采用推荐的第{n}条",
            f"alt+{n},{sign}",
            "editor",
            False,
            True,
        )
        for n, sign in enumerate(ALT_DIGITS, 1)
    ),
    Action("full_marks", "满分", "自评分记为满分，转到下一行", "equals_sign", "grid", shown=False),
    Action("add_row", "加行", "在当前行下面加一个指标", "ctrl+n", "grid", shown=False),
    Action("delete_row", "删行", "删除当前指标（可撤销）", "ctrl+d", "grid", shown=False),
    Action("choose", "打开", "打开文件夹；在文件上是导入", "enter", "pick", priority=True),
    Action(
        "mark",
        "选中",
        "选中光标处的文件或文件夹，再按放开",
        "space,ideographic_space",
        "pick",
        priority=True,
    ),
    Action("mark_all", "全选", "选中列出的全部文件，再按放开", "f6", "pick"),
    Action("import_marked", "导入", "导入选中的；没有选中的，就导入光标处的一项", "f9", "pick"),
    Action("go_up", "上一级", "到上一级文件夹", "backspace,left", "pick", priority=True),
    Action("go_in", "进入", "进入光标处的文件夹", "right", "pick", False, True),
    Action("complete", "补全", "补全正在输入的名称或路径", "tab", "pick", False, True),
    Action("reload", "刷新", "重新读取文件夹", "f5", "pick", shown=False),
    Action("leave", "返回", "清除筛选；再按回到目录", "escape", "pick"),
    Action(
        "accept", "认可", "认可这一处，到下一处；都看过之后保存", "enter", "review", priority=True
    ),
    Action("edit_field", "改", "就地修改光标处的栏目，再按记下", "f2", "review", priority=True),
    Action("previous_form", "上一份", "先看前一份还没有存的表", "f5", "review", False, True),
    Action("next_form", "下一份", "先看后一份还没有存的表", "f6", "review", priority=True),
    Action(
        "take_sure", "无疑问的全收", "把没有问题要问的表一次都存下", "f7", "review", priority=True
    ),
    Action("accept_rest", "其余认可", "认可这份表其余各处并保存", "f8", "review", priority=True),
    Action("next_pane", "换栏", "在疑问、表、原文三栏之间轮换", "tab", "review", False, True),
    Action("previous_pane", "前一栏", "反方向换栏", "shift+tab", "review", False, True),
    Action("undo", "撤销", "撤销上一个决定", "ctrl+z", "review", False, True),
    Action("leave", "离开", "不存这份表就离开，先问一声", "escape", "review", priority=True),
    *(
        Action(
            f"choose({n})", f"取第{n}个", f"取疑问中的第{n}个答案", f"{n},{wide}", "review", False
        )
        for n, wide in enumerate("１２３４５６７８９", 1)
    ),
)
PLACES = {
    "app": "随处",
    "home": "目录",
    "editor": "填表",
    "grid": "指标表",
    "pick": "选文件",
    "review": "核对",
}


def actions_of(*places: str) -> tuple[Action, ...]:
    """Return the actions of some places, in the order of the table."""
    return tuple(action for action in ACTIONS if action.where in places)


def bindings(place: str) -> list[BindingType]:
    """Return the key bindings of a screen or widget."""
    return list(_bindings(actions_of(place)))


def list_moves() -> list[BindingType]:
    """Return the keys that move in a screen's list while its line keeps the focus."""
    moves = {
        "up": "cursor_up",
        "down": "cursor_down",
        "pageup": "page_up",
        "pagedown": "page_down",
        "ctrl+home": "scroll_top",
        "ctrl+end": "scroll_bottom",
    }
    return [
        Binding(key, f"move('{step}')", show=False, priority=True) for key, step in moves.items()
    ]


def _bindings(actions: Iterable[Action]) -> Iterable[Binding]:
    for action in actions:
        yield Binding(
            action.key,
            action.id,
            action.name,
            show=action.shown,
            key_display=key_name(action.key),
            tooltip=action.does,
            priority=action.priority,
            id=f"{action.where}.{action.id}",
        )


def key_name(key: str) -> str:
    """Return a key as people read it: F1, Ctrl+Z, 回车."""
    names = {
        "enter": "回车",
        "escape": "Esc",
        "equals_sign": "=",
        "space": "空格",
        "backspace": "退格",
        "right": "右键",
    }
    key = key.partition(",")[0]
    return names.get(key) or "+".join(part.capitalize() for part in key.split("+"))
