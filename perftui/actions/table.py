"""The table of actions: keys, footer, help, palette, commands of the dialogue and docs/keys.md."""

from perftui.actions.action import ALT_DIGITS, INSIDE, PLACES, Action
from perftui.actions.form_actions import (
    COMPARE,
    CONFLICTS,
    DIALOGUE,
    EDITOR,
    FUNDS,
    GRID,
    HISTORY,
    NARRATIVE,
    PREVIEW,
    SUGGESTIONS,
)
from perftui.actions.import_actions import PICK, REVIEW

__all__ = ["ACTIONS", "ALT_DIGITS", "INSIDE", "PLACES", "Action", "actions_of"]

_APP = (
    Action("show_help", "帮助", "列出这里能用的全部按键，可按名称筛选", "f1", "app", shown=True),
    Action("command_palette", "命令", "输入名称或拼音首字母找到任何一个操作", "ctrl+p", "app"),
    Action("switch_theme", "换配色", "在浅色与深色之间切换", "f12", "app"),
    Action("tour", "导览", "用一份临时的示例走一遍，约两分钟", "ctrl+f1", "app"),
    Action("quit", "退出", "离开程序；一切都已保存", "ctrl+q", "app", priority=True),
)
_HOME = (
    Action("open_form", "打开", "打开光标处的自评表", "enter", "home", priority=True),
    Action("new_form", "新建", "新建一份空白自评表", "f2", "home", shown=True),
    Action(
        "import_documents",
        "导入",
        "读入以往的自评表：文件、文件夹、压缩包",
        "f3",
        "home",
        shown=True,
    ),
    Action("check_forms", "检查", "检查选中的表，没有选中的就是列出的全部", "f4", "home"),
    Action("overview", "总览", "看列出的表的得分、等级、执行率和失分", "f5", "home", shown=True),
    Action("mark_all", "全选", "选中列出的全部表，再按放开", "f6", "home"),
    Action("roll_forward", "结转", "把选中的表结转为下一年度的草稿", "f7", "home", shown=True),
    Action(
        "next_form",
        "接着填",
        "从光标处起，打开第一份没有填完的表，到要填的地方",
        "f8",
        "home",
        shown=True,
    ),
    Action("export", "导出", "导出选中的表，没有选中的就是光标处的一份", "f9", "home", shown=True),
    Action(
        "talk",
        "对话",
        "打开光标处的表，用对话来填；终端占用 F10 时按 Ctrl+F10",
        "f10,ctrl+f10",
        "home",
        shown=True,
        priority=True,
        spare="ctrl+f10",
    ),
    Action(
        "mark", "选中", "选中光标处的表，再按放开", "space,ideographic_space", "home", priority=True
    ),
    Action("preview", "预览", "看光标处的表印出来的样子", "ctrl+o", "home", priority=True),
    Action(
        "sort",
        "排序",
        "换一种排列：年度、名称、得分、问题、进度、修改时间",
        "ctrl+s",
        "home",
        priority=True,
    ),
    Action("duplicate", "复制", "把光标处的表另存一份", "ctrl+k", "home", priority=True),
    Action(
        "archive",
        "归档",
        "把选中的表移到归档；在归档和回收站里是放回在用",
        "ctrl+g",
        "home",
        priority=True,
    ),
    Action(
        "delete",
        "删除",
        "把选中的表移到回收站，可撤销；在回收站里是彻底删除，先问一声",
        "ctrl+d",
        "home",
        priority=True,
    ),
    Action(
        "undo", "撤销", "撤销上一次新建、删除、归档、复制或结转", "ctrl+z", "home", priority=True
    ),
    Action("next_shelf", "换栏", "在在用、归档、回收站之间轮换", "tab", "home", priority=True),
    Action(
        "learn",
        "学措辞",
        "把列出的表中的句子学进短语库；正在学时停下",
        "ctrl+x",
        "home",
        priority=True,
    ),
    Action(
        "last_results",
        "看结果",
        "再看上一次检查、导出或导入的结果",
        "ctrl+t",
        "home",
        priority=True,
    ),
    Action("reload", "刷新", "重新读取文件夹", "ctrl+r", "home", priority=True),
    Action(
        "leave",
        "退出",
        "停下正在做的，清除筛选，放开选中的，再按离开程序",
        "escape",
        "home",
        shown=True,
    ),
)
_RESULTS = (
    Action("open_form", "打开", "打开这份表，到有问题的地方", "enter", "results", shown=True),
    Action(
        "only_bad", "只列错误", "只列错误和没有做成的，再按列出全部", "f4", "results", shown=True
    ),
    Action(
        "save_list",
        "存清单",
        "把检查结果存成网页和问题清单",
        "f9",
        "results",
        "检查之后",
        shown=True,
    ),
    Action("leave", "返回", "回到目录", "escape", "results", shown=True),
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
ACTIONS: tuple[Action, ...] = (
    *_APP,
    *_HOME,
    *_RESULTS,
    *DIALOGUE,
    *EDITOR,
    *GRID,
    *FUNDS,
    *NARRATIVE,
    *SUGGESTIONS,
    *PREVIEW,
    *COMPARE,
    *HISTORY,
    *CONFLICTS,
    *_OVERVIEW,
    *PICK,
    *REVIEW,
)


def actions_of(*places: str) -> tuple[Action, ...]:
    """Return the actions of some places, in the order of the table."""
    return tuple(action for action in ACTIONS if action.where in places)
