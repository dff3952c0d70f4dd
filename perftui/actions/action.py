"""What an action is, and the places that have some."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Action:
    """One thing the user can do.

    `id` names the method `action_<id>`; `key` is what textual calls its keys, parted by commas;
    `where` is the place that has it, of `PLACES`; `when` says in Chinese what it needs there beyond
    that, if anything. `shown` is whether the footer shows it, `priority` whether it works while a
    field of the place is being written in. `spare` is the one of its keys that is left to it where
    a folder gives the first to something else.
    """

    id: str
    name: str
    does: str
    key: str
    where: str
    when: str = ""
    shown: bool = False
    priority: bool = False
    spare: str = ""

    @property
    def full_id(self) -> str:
        """Its name among all actions: editor.next_step."""
        return f"{self.where}.{self.id}"


PLACES = {
    "app": "随处",
    "home": "目录",
    "results": "结果",
    "editor": "填表",
    "grid": "指标表",
    "funds": "资金来源",
    "narrative": "三段文字",
    "suggestions": "推荐栏",
    "dialogue": "对话",
    "preview": "预览",
    "compare": "与上年对照",
    "history": "改动记录",
    "conflicts": "两边都改",
    "overview": "总览",
    "pick": "选文件",
    "review": "核对",
}
INSIDE = {
    "grid": "editor",
    "funds": "editor",
    "narrative": "editor",
    "suggestions": "editor",
    "dialogue": "editor",
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
