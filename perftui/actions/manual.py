"""The manual of the keys, as docs/keys.md holds it: made from the table of actions."""

from collections.abc import Iterator

from perftui.actions.free_keys import FREE_KEYS
from perftui.actions.keys import DEFAULT_KEYS, Keys
from perftui.actions.table import INSIDE, PLACES, Action, actions_of

_HEAD = """# 按键

由 `python -m perftui.actions.manual > docs/keys.md` 从操作表生成，请勿手改。
在程序里按 F1 看当前能用的键，按 Ctrl+P 按名称或拼音首字母（如 `dc` 是导出）找任何一个操作。
`perftui keys` 列出一个文件夹里实际用的键，连同改过的。

下面每一处除了自己的键，还有它所在一处的键和「随处」的键：指标表、资金来源、三段文字、推荐栏、对话都在填表中。

## 改键

在文件夹的 `perftui.toml` 里写一节 `[keys]`，
左边是操作的名称（中文的，或表中最后一栏的），右边是键：

```toml
[keys]
"editor.preview" = "F10"
"填表.比上年" = "F11"
"三段文字.点上移" = "Ctrl+上"
```

键写作 F1 到 F24、Ctrl+字母、Alt+字母、Alt+数字、Ctrl+F5、Alt+上、Ctrl+左、回车、Esc、空格、退格、
Tab、Insert、Delete、Home、End、= 和 +。不能用的有：

- 终端分不清的：Ctrl+I（Tab）、Ctrl+M（回车）、Ctrl+H（退格）、Ctrl+J、Shift+回车、Ctrl+回车；
- 输入法要用的：Ctrl+空格、Ctrl+.、单按 Shift；
- 打字要用的：单个字母、数字和标点，写字处的光标键；
- 同一处别的操作正在用的：那个操作也另定一个键，就可以对调。

写错的一行不起作用，其余照旧；打开程序时、`perftui keys` 都会说明哪一行错在哪里。
把 F10 给了别的操作，对话就只用 Ctrl+F10。
"""


def manual(keys: Keys = DEFAULT_KEYS) -> str:
    """Return docs/keys.md, or the same with the keys of a folder."""
    return "\n".join((_HEAD, *(line for place in PLACES for line in _section(place, keys))))


def _section(place: str, keys: Keys) -> Iterator[str]:
    outer = INSIDE.get(place)
    yield f"## {PLACES[place]}\n"
    if outer:
        yield f"在{PLACES[outer]}中；{PLACES[outer]}的键在这里也能用。\n"
    yield "| 键 | 操作 | 做什么 | 什么时候能用 | 名称 |"
    yield "|---|---|---|---|---|"
    yield from (_row(action, keys) for action in actions_of(place))
    free = FREE_KEYS.get(place, ())
    if free:
        yield "\n另有：\n"
        yield from (f"- {key}：{does}" for key, does in free)
    yield ""


def _row(action: Action, keys: Keys) -> str:
    cells = (keys.label_of(action), action.name, action.does, action.when, f"`{action.full_id}`")
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


if __name__ == "__main__":
    print(manual().rstrip())
