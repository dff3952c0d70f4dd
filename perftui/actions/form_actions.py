"""The actions of a form: filling it in, seeing it printed, compared, and what was changed."""

from perftui.actions.action import ALT_DIGITS, Action

EDITOR = (
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
    Action(
        "talk",
        "对话",
        "在表旁边对话：说什么填什么，再按回到表中；终端占用 F10 时按 Ctrl+F10",
        "f10,ctrl+f10",
        "editor",
        shown=True,
        priority=True,
        spare="ctrl+f10",
    ),
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
GRID = (
    Action(
        "full_marks",
        "满分",
        "当前格或选中的各格记为满分，转到下一行",
        "equals_sign,fullwidth_equals_sign",
        "grid",
    ),
    Action(
        "proposed_score",
        "按完成值",
        "按指标值与完成值算出的分数打分，转到下一行",
        "plus,fullwidth_plus_sign",
        "grid",
        "这一行能算出分数",
    ),
    Action(
        "turn_direction",
        "换方向",
        "在正向、反向、等于、定性之间轮换",
        "space,ideographic_space",
        "grid",
        "在方向一栏",
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
FUNDS = (
    Action(
        "add_fund",
        "加来源",
        "在下面加一项资金来源",
        "ctrl+n",
        "funds",
        "这种表列资金来源",
        priority=True,
    ),
    Action(
        "delete_fund",
        "删来源",
        "删除当前的资金来源，可撤销",
        "ctrl+d",
        "funds",
        "这种表列资金来源",
        priority=True,
    ),
)
NARRATIVE = (
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
SUGGESTIONS = (
    *(
        Action(f"take_listed({n})", f"采用第{n}条", f"采用第{n}条", f"{n},{wide}", "suggestions")
        for n, wide in enumerate("１２３４５６７８９", 1)
    ),
)
DIALOGUE = (
    Action(
        "say",
        "说出",
        "说出写好的一句；粘贴来的几行，逐行说出",
        "enter",
        "dialogue",
        shown=True,
    ),
    Action("page_up", "往上翻", "看前面说过的", "pageup", "dialogue", shown=True),
    Action("page_down", "往下翻", "看后面说过的", "pagedown", "dialogue"),
)
PREVIEW = (
    Action("previous_page", "上一页", "到上一页", "f5", "preview"),
    Action("next_page", "下一页", "到下一页", "f6", "preview", shown=True),
    Action("compare", "比上年", "与上年的同一项目逐栏对照", "ctrl+l", "preview", shown=True),
    Action("export", "导出", "导出这份表", "f9", "preview", shown=True),
    Action("leave", "返回", "回到原处", "escape", "preview", shown=True),
)
COMPARE = (
    Action("previous_change", "上一处", "到上一处不同", "f5", "compare", shown=True),
    Action("next_change", "下一处", "到下一处不同", "f6", "compare", shown=True),
    Action("show_all", "全部", "也列出没有变的栏目，再按只列不同", "f7", "compare", shown=True),
    Action("go_there", "去改", "到表中的这一栏", "enter", "compare", "从填表处打开", shown=True),
    Action("leave", "返回", "回到原处", "escape", "compare", shown=True),
)
HISTORY = (
    Action("go_there", "去看", "到表中的这一栏", "enter", "history", shown=True, priority=True),
    Action("take_back", "取消此处", "只取消选中的这一处改动，可撤销", "f7", "history", shown=True),
    Action("undo", "撤销", "撤销上一步，包括刚才的取消", "ctrl+z", "history", shown=True),
    Action("leave", "返回", "回到原处", "escape", "history", shown=True),
)
CONFLICTS = (
    Action("take_mine", "用我的", "这一处用我填的", "1,１", "conflicts", shown=True),
    Action("take_theirs", "用对方", "这一处用对方填的", "2,２", "conflicts", shown=True),
    Action(
        "keep_both",
        "都留",
        "两段文字都留下，我的在前",
        "3,３",
        "conflicts",
        "两边写的都是文字",
        shown=True,
    ),
    Action(
        "finish",
        "定下",
        "到下一处没有选的；都选好了就放进表里",
        "enter",
        "conflicts",
        shown=True,
        priority=True,
    ),
    Action("take_all_mine", "全我的", "每一处都用我填的", "f5", "conflicts", shown=True),
    Action("take_all_theirs", "全对方", "每一处都用对方填的", "f6", "conflicts", shown=True),
    Action(
        "leave",
        "返回",
        "没有选的留着我填的，选好的放进表里，回到表中",
        "escape",
        "conflicts",
        shown=True,
    ),
)
