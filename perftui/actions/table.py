"""The table of actions: keys, footer, help, palette, commands of the dialogue and docs/keys.md."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Action:
    """One thing the user can do.

    `id` names the method `action_<id>`; `key` is what textual calls its keys, parted by commas;
    `where` is the place that has it, of `PLACES`; `when` says in Chinese what it needs there beyond
    that, if anything. `shown` is whether the footer shows it, `priority` whether it works while a
    field of the place is being written in.
    """

    id: str
    name: str
    does: str
    key: str
    where: str
    when: str = ""
    shown: bool = False
    priority: bool = False

    @property
    def full_id(self) -> str:
        """Its name among all actions: editor.next_step."""
        return f"{self.where}.{self.id}"


PLACES = {
    "app": "随处",
    "home": "目录",
    "editor": "填表",
    "grid": "指标表",
    "funds": "资金来源",
    "narrative": "三段文字",
    "suggestions": "推荐栏",
    "preview": "预览",
    "compare": "与上年对照",
    "history": "改动记录",
    "overview": "总览",
    "pick": "选文件",
    "review": "核对",
}
INSIDE = {
    "grid": "editor",
    "funds": "editor",
    "narrative": "editor",
    "suggestions": "editor",
}
"""Places that are part of another, whose actions they have too; all are part of the app."""

# Without the Kitty protocol textual turns Alt and a digit into the sign a Mac has there.
ALT_DIGITS = (
    "inverted_exclamation_mark",
    "trade_mark_sign",
    "pound_sign",
    "cent_sign",
    "infinity",
    "section_sign",
    "pilcrow_sign",
    "bullet",
    "ª",
)

_APP = (
    Action("show_help", "帮助", "列出这里能用的全部按键，可按名称筛选", "f1", "app", shown=True),
    Action("command_palette", "命令", "输入名称或拼音首字母找到任何一个操作", "ctrl+p", "app"),
    Action("switch_theme", "换配色", "在浅色与深色之间切换", "f12", "app"),
    Action("tour", "导览", "用一份临时的示例走一遍，约两分钟", "ctrl+f1", "app"),
    Action("quit", "退出", "离开程序；一切都已保存", "ctrl+q", "app", priority=True),
)
_HOME = (
    Action("open_form", "打开", "打开光标处的自评表", "enter", "home", shown=True),
    Action("new_form", "新建", "新建一份空白自评表", "f2", "home", shown=True),
    Action(
        "import_documents",
        "导入",
        "读入以往的自评表：文件、文件夹、压缩包",
        "f3",
        "home",
        shown=True,
    ),
    Action(
        "check_forms", "检查", "检查选中的表，没有选中的就是列出的全部", "f4", "home", shown=True
    ),
    Action("overview", "总览", "看列出的表的得分、等级、执行率和失分", "f5", "home", shown=True),
    Action("mark_all", "全选", "选中列出的全部表，再按放开", "f6", "home"),
    Action("roll_forward", "结转", "把选中的表结转为下一年度的草稿", "f7", "home", shown=True),
    Action("next_form", "接着填", "打开下一份没有填完的表，到要填的地方", "f8", "home", shown=True),
    Action("export", "导出", "导出选中的表，没有选中的就是光标处的一份", "f9", "home", shown=True),
    Action(
        "mark", "选中", "选中光标处的表，再按放开", "space,ideographic_space", "home", priority=True
    ),
    Action("preview", "预览", "看光标处的表印出来的样子", "ctrl+o", "home", priority=True),
    Action(
        "sort", "排序", "换一种排列：年度、名称、得分、问题、进度", "ctrl+s", "home", priority=True
    ),
    Action("duplicate", "复制", "把光标处的表另存一份", "ctrl+k", "home", priority=True),
    Action(
        "archive", "归档", "把选中的表移到归档，在归档里是移回来", "ctrl+g", "home", priority=True
    ),
    Action("delete", "删除", "把选中的表移到回收站，可撤销", "ctrl+d", "home", priority=True),
    Action("undo", "撤销", "撤销上一次删除、归档、复制或结转", "ctrl+z", "home", priority=True),
    Action("next_shelf", "换栏", "在在用、归档、回收站之间轮换", "tab", "home", priority=True),
    Action(
        "learn",
        "学措辞",
        "把列出的表中的句子学进短语库；正在学时停下",
        "ctrl+x",
        "home",
        priority=True,
    ),
    Action("reload", "刷新", "重新读取文件夹", "ctrl+r", "home", priority=True),
    Action("leave", "退出", "停下正在做的，清除筛选，再按离开程序", "escape", "home", shown=True),
)
_EDITOR = (
    Action(
        "next_gap", "填空", "到下一个待填的空；在指标表中修改当前格", "f2", "editor", priority=True
    ),
    Action(
        "focus_suggestions",
        "推荐",
        "到推荐栏挑选措辞，再按回到原处",
        "f3",
        "editor",
        shown=True,
        priority=True,
    ),
    Action(
        "focus_findings",
        "检查",
        "到检查栏看问题，回车跳到出错处",
        "f4",
        "editor",
        shown=True,
        priority=True,
    ),
    Action("previous_section", "上一页", "到表的前一部分", "f5", "editor", priority=True),
    Action("next_section", "下一页", "到表的后一部分", "f6", "editor", shown=True, priority=True),
    Action(
        "apply_fix",
        "修正",
        "自动修正检查栏中选中的一条",
        "f7",
        "editor",
        "选中的问题有确定的改法",
        priority=True,
    ),
    Action(
        "next_step",
        "接着填",
        "到下一件要做的事：没有填的、有错的，最后是导出",
        "f8",
        "editor",
        shown=True,
        priority=True,
    ),
    Action("export", "导出", "导出这份表", "f9", "editor", shown=True, priority=True),
    Action("preview", "预览", "看这份表印出来的样子", "ctrl+o", "editor", priority=True),
    Action("compare", "比上年", "与上年的同一项目逐栏对照", "ctrl+l", "editor", priority=True),
    Action(
        "history",
        "改动",
        "看谁在什么时候改了什么，可取消其中一处",
        "ctrl+g",
        "editor",
        priority=True,
    ),
    Action("save", "保存", "马上存盘；不按也随时自动保存", "ctrl+s", "editor", priority=True),
    Action("undo", "撤销", "撤销上一步", "ctrl+z", "editor", shown=True, priority=True),
    Action("redo", "重做", "重做撤销的一步", "ctrl+y", "editor", priority=True),
    Action(
        "other_wordings",
        "换写法",
        "看推荐栏中选中一类的其他写法，再按返回",
        "ctrl+t",
        "editor",
        "推荐栏里有措辞",
        priority=True,
    ),
    Action(
        "turn_manner",
        "换采用法",
        "在接着写、换掉这一点、另起一点之间轮换",
        "insert",
        "editor",
        "正在写三段文字",
        priority=True,
    ),
    Action(
        "suppress",
        "搁置",
        "写明理由后搁置检查栏中选中的规则；在搁置的一条上是恢复",
        "ctrl+r",
        "editor",
        priority=True,
    ),
    Action("leave", "返回", "回到目录；一切都已保存", "escape", "editor", shown=True),
    Action("step_on", "下一栏", "到下一栏；最后一栏之后是后一部分", "tab", "editor"),
    Action("step_back", "上一栏", "到上一栏", "shift+tab", "editor"),
    *(
        Action(
            f"take({n})",
            f"采用第{n}条",
            f"采用推荐的第{n}条",
            f"alt+{n},{sign}",
            "editor",
            "推荐栏里有这一条",
            priority=True,
        )
        for n, sign in enumerate(ALT_DIGITS, 1)
    ),
)
_GRID = (
    Action("full_marks", "满分", "当前格或选中的各格记为满分，转到下一行", "equals_sign", "grid"),
    Action(
        "proposed_score",
        "按完成值",
        "按指标值与完成值算出的分数打分，转到下一行",
        "plus",
        "grid",
        "这一行能算出分数",
    ),
    Action("select_all", "全列", "选中这一列的全部格，再按放开", "ctrl+a", "grid"),
    Action("select_down", "向下选", "选中当前格和下面的格", "shift+down", "grid"),
    Action("select_up", "向上选", "选中当前格和上面的格", "shift+up", "grid"),
    Action("copy_cells", "复制格", "把选中的格复制到剪贴板，一行一个", "ctrl+c", "grid"),
    Action("add_row", "加行", "在当前行下面加一个指标", "ctrl+n", "grid"),
    Action("duplicate_row", "复制行", "把当前指标复制到下一行", "ctrl+k", "grid"),
    Action("delete_row", "删行", "删除当前指标或选中的各行，可撤销", "ctrl+d", "grid"),
    Action("move_row_up", "行上移", "把当前指标上移一行，可越过类别", "alt+up", "grid"),
    Action("move_row_down", "行下移", "把当前指标下移一行，可越过类别", "alt+down", "grid"),
    Action("show_targets", "完成值列", "显示或收起指标值、完成值和方向三列", "ctrl+f", "grid"),
)
_FUNDS = (
    Action("add_fund", "加来源", "在下面加一项资金来源", "ctrl+n", "funds", "这种表列资金来源"),
    Action(
        "delete_fund", "删来源", "删除当前的资金来源，可撤销", "ctrl+d", "funds", "这种表列资金来源"
    ),
)
_NARRATIVE = (
    Action(
        "new_point",
        "另起一点",
        "在光标处另起一点，编号接着排；空的一点上是结束编号",
        "enter",
        "narrative",
    ),
    Action("join_point", "并入上点", "光标在一点的开头时，并入上一点", "backspace", "narrative"),
    Action("move_point_up", "点上移", "把光标所在的一点上移", "alt+up", "narrative"),
    Action("move_point_down", "点下移", "把光标所在的一点下移", "alt+down", "narrative"),
    Action("delete_point", "删一点", "删除光标所在的一点，可撤销", "ctrl+d", "narrative"),
    Action("renumber", "重排编号", "给各点重新编号，没有编号的编上号", "ctrl+n", "narrative"),
    Action(
        "edit_outside", "外部编辑", "用环境变量 EDITOR 所指的编辑器写这一段", "ctrl+e", "narrative"
    ),
)
_SUGGESTIONS = (
    *(
        Action(f"take_listed({n})", f"采用第{n}条", f"采用第{n}条", f"{n},{wide}", "suggestions")
        for n, wide in enumerate("１２３４５６７８９", 1)
    ),
)
_PREVIEW = (
    Action("previous_page", "上一页", "到上一页", "f5", "preview"),
    Action("next_page", "下一页", "到下一页", "f6", "preview", shown=True),
    Action("compare", "比上年", "与上年的同一项目逐栏对照", "ctrl+l", "preview", shown=True),
    Action("export", "导出", "导出这份表", "f9", "preview", shown=True),
    Action("leave", "返回", "回到原处", "escape", "preview", shown=True),
)
_COMPARE = (
    Action("previous_change", "上一处", "到上一处不同", "f5", "compare", shown=True),
    Action("next_change", "下一处", "到下一处不同", "f6", "compare", shown=True),
    Action("show_all", "全部", "也列出没有变的栏目，再按只列不同", "f7", "compare", shown=True),
    Action("go_there", "去改", "到表中的这一栏", "enter", "compare", "从填表处打开", shown=True),
    Action("leave", "返回", "回到原处", "escape", "compare", shown=True),
)
_HISTORY = (
    Action("go_there", "去看", "到表中的这一栏", "enter", "history", shown=True),
    Action("take_back", "取消此处", "只取消选中的这一处改动，可撤销", "f7", "history", shown=True),
    Action("leave", "返回", "回到原处", "escape", "history", shown=True),
)
_OVERVIEW = (
    Action("open_form", "打开", "打开光标处的表，或列出有关的表", "enter", "overview", shown=True),
    Action("previous_page", "上一张", "到上一张图", "f5", "overview"),
    Action(
        "next_page", "下一张", "到下一张图：得分、执行率、失分、问题", "f6", "overview", shown=True
    ),
    Action("export_report", "存报告", "把汇总报告存成网页和工作簿", "f9", "overview", shown=True),
    Action("leave", "返回", "回到上一层，再按回到目录", "escape", "overview", shown=True),
)
_PICK = (
    Action(
        "choose", "打开", "打开文件夹；在文件上是导入", "enter", "pick", shown=True, priority=True
    ),
    Action(
        "mark",
        "选中",
        "选中光标处的文件或文件夹，再按放开",
        "space,ideographic_space",
        "pick",
        shown=True,
        priority=True,
    ),
    Action("mark_all", "全选", "选中列出的全部文件，再按放开", "f6", "pick", shown=True),
    Action(
        "import_marked",
        "导入",
        "导入选中的；没有选中的，就导入光标处的一项",
        "f9",
        "pick",
        shown=True,
    ),
    Action(
        "go_up", "上一级", "到上一级文件夹", "backspace,left", "pick", shown=True, priority=True
    ),
    Action("go_in", "进入", "进入光标处的文件夹", "right", "pick", priority=True),
    Action("complete", "补全", "补全正在输入的名称或路径", "tab", "pick", priority=True),
    Action("reload", "刷新", "重新读取文件夹", "ctrl+r", "pick", priority=True),
    Action("leave", "返回", "清除筛选；再按回到目录", "escape", "pick", shown=True),
)
_REVIEW = (
    Action(
        "accept",
        "认可",
        "认可这一处，到下一处；都看过之后保存",
        "enter",
        "review",
        shown=True,
        priority=True,
    ),
    Action(
        "edit_field",
        "改",
        "就地修改光标处的栏目，再按记下",
        "f2",
        "review",
        shown=True,
        priority=True,
    ),
    Action("previous_form", "上一份", "先看前一份还没有存的表", "f5", "review", priority=True),
    Action(
        "next_form", "下一份", "先看后一份还没有存的表", "f6", "review", shown=True, priority=True
    ),
    Action(
        "take_sure",
        "无疑问的全收",
        "把没有问题要问的表一次都存下",
        "f7",
        "review",
        shown=True,
        priority=True,
    ),
    Action(
        "accept_rest",
        "其余认可",
        "认可这份表其余各处并保存",
        "f8",
        "review",
        shown=True,
        priority=True,
    ),
    Action("next_pane", "换栏", "在疑问、表、原文三栏之间轮换", "tab", "review", priority=True),
    Action("previous_pane", "前一栏", "反方向换栏", "shift+tab", "review", priority=True),
    Action("undo", "撤销", "撤销上一个决定", "ctrl+z", "review", priority=True),
    Action(
        "leave", "离开", "不存这份表就离开，先问一声", "escape", "review", shown=True, priority=True
    ),
    *(
        Action(f"choose({n})", f"取第{n}个", f"取疑问中的第{n}个答案", f"{n},{wide}", "review")
        for n, wide in enumerate("１２３４５６７８９", 1)
    ),
)
ACTIONS: tuple[Action, ...] = (
    *_APP,
    *_HOME,
    *_EDITOR,
    *_GRID,
    *_FUNDS,
    *_NARRATIVE,
    *_SUGGESTIONS,
    *_PREVIEW,
    *_COMPARE,
    *_HISTORY,
    *_OVERVIEW,
    *_PICK,
    *_REVIEW,
)


def actions_of(*places: str) -> tuple[Action, ...]:
    """Return the actions of some places, in the order of the table."""
    return tuple(action for action in ACTIONS if action.where in places)
