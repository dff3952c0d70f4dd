"""The manual of the rules, as docs/rules.md holds it: made from the rules themselves."""

from collections.abc import Iterator

from perftui.evaluation.thresholds import Thresholds
from perftui.rules.finding import Level
from perftui.rules.registry import Rule, all_rules

_HEAD = """# 检查规则

由 `python -m perftui.rules.manual > docs/rules.md` 从各条规则自己的说明生成，请勿手改。
`perftui rule PT026` 在终端里解释一条。

一份表的检查结果分三级：**错误**要改了才能上报，**警告**要改或者说明理由，**提示**供参考。
规则可以在表式里、在文件夹的 `perftui.toml` 里调整级别或关掉，也可以写明理由后在一份表里搁置：

```toml
[check]
ignore = ["PT049"]        # 不查这些（写规则编号或编号的开头）

[check.levels]
PT013 = "error"           # error 错误、warning 警告、hint 提示、off 不查

[check.thresholds]
low_rate = 85             # 执行率低于多少要说明
```

```
perftui check 自评表.perf.json --suppress 'PT013: 主管部门不要求'
```
"""


def manual() -> str:
    """Return docs/rules.md."""
    entries = (line for rule in all_rules() for line in _entry(rule))
    return "\n".join((_HEAD, *_catalogue(), *_thresholds(), *entries))


def _catalogue() -> Iterator[str]:
    yield "| 规则 | 级别 | 查什么 |"
    yield "|---|---|---|"
    for rule in all_rules():
        yield f"| [{rule.code}](#{rule.code.lower()}) | {rule.level.label} | {rule.title} |"
    counts = ((level, sum(r.level is level for r in all_rules())) for level in Level)
    yield ""
    listed = "，".join(f"{level.label}{count}条" for level, count in counts)
    yield f"共{len(all_rules())}条：{listed}（有的规则按情形另定级别）。"


def _thresholds() -> Iterator[str]:
    yield "\n## 可以调整的数\n"
    yield "写在 `perftui.toml` 的 `[check.thresholds]` 或表式的 `[thresholds]` 里。\n"
    yield "| 名称 | 默认 | 含义 |"
    yield "|---|---|---|"
    for name, field in Thresholds.model_fields.items():
        default = {False: "false", (): "不设"}.get(field.default, str(field.default))
        yield f"| `{name}` | {default} | {field.description} |"


def _entry(rule: Rule) -> Iterator[str]:
    yield f"\n## {rule.code}\n"
    yield f"**{rule.title}**（{rule.level.label}）\n"
    lines = [line for line in rule.explanation.split("\n") if line.strip()]
    examples = [line for line in lines if line.startswith(("错：", "对："))]
    yield "".join(line for line in lines if line not in examples)
    if examples:
        yield ""
        yield from (f"- {line[0]}：{line[2:]}" for line in examples)
    if rule.needs:
        yield f"\n要有{rule.needs.what}才能查。"


if __name__ == "__main__":
    print(manual())
