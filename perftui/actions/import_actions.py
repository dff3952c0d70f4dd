"""The actions of bringing documents in: picking them, and looking through what was read."""

from perftui.actions.action import Action

PICK = (
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
REVIEW = (
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
