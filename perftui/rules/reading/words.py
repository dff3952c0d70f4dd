"""Which words a text is about: pairs of characters, without the words that any form uses."""

import re
from functools import lru_cache
from itertools import pairwise

# What stands in the name of any indicator or in any problem and measure tells nothing.
_COMMON = (
    "项目 专项 工作 活动 服务 管理 建设 开展 召开 举办 组织 实施 安排 计划 完成 及时 准时 合格",
    "达标 情况 机制 长效 制度 体系 健全 有效 执行 预算 资金 经费 绩效 目标 指标 年度 全年 当年",
    "本年 上年 下年 明年 来年 去年 年初 年中 年末 年底 年内 部分 个别 相关 有关 各类 各项 主要",
    "进一步 加强 加大 提高 提升 完善 优化 改进 合理 规范 使用 方面 问题 不足 不够 有待 需要",
    "存在 未能 没有 由于 因此 影响 导致 造成 使得 时间 力度 程度 水平 质量 数量 实际 得到 进行",
    "以及 通过 确保 做好 落实 明确 单位 部门 人员 科室 责任 每年 每月 每季 季度 半年 参与 满意",
    "知晓 覆盖 业务 内容 过程 原因 措施 结果 效果 促进 对各 对该 其中 较为 比较 现象 下一步",
    "今后 一次 及 和 与 或 的 了 等 率 性 度",
)
_BREAK = re.compile("|".join(sorted(" ".join(_COMMON).split(), key=len, reverse=True)))
_RUN = re.compile(r"[^\W\d_]{2,}")
# 覆盖率 and 满意度 are measured; 年度, 季度, 力度, 制度 and the like are not.
RATE = r"[^\W\d_]{2}(?:率|(?<![年季力程进制])度)"
_RATE = re.compile(RATE)
# Half of all forms speak of these two, whatever else they speak of.
_EVERYWHERE = frozenset({"执行率", "完成率"})
_LONG = 3
_QUOTED = 30


def excerpt(text: str) -> str:
    """Return a text as messages quote it: without its final mark, its beginning if it is long."""
    bare = text.strip().rstrip("。；;")
    return bare if len(bare) <= _QUOTED else f"{bare[:_QUOTED]}……"


@lru_cache(maxsize=4096)
def runs(text: str) -> tuple[frozenset[str], ...]:
    """Return the pairs of characters of each unbroken stretch of telling words."""
    bare = _BREAK.sub(" ", "".join(text.split()).casefold())
    return tuple(frozenset(map("".join, pairwise(run))) for run in _RUN.findall(bare))


@lru_cache(maxsize=4096)
def content(text: str) -> frozenset[str]:
    """Return all pairs of characters of a text's telling words."""
    return frozenset().union(*runs(text))


@lru_cache(maxsize=4096)
def rates(text: str) -> frozenset[str]:
    """Return what a text says is measured: 覆盖率, 满意度."""
    return frozenset(_RATE.findall(text)) - _EVERYWHERE


@lru_cache(maxsize=16384)
def is_named(name: str, text: str) -> bool:
    """Whether a text takes up half of an indicator's telling words, or of a long one among them."""
    said, parts = content(text), runs(name)
    if len(parts) == 1:
        return 2 * len(parts[0] & said) >= len(parts[0])
    # one short word of several may stand for anything: 公共 of 公共服务大厅装修完成情况
    whole = content(name)
    long = (part for part in parts if len(part) >= _LONG - 1)
    return 2 * len(whole & said) > len(whole) or any(
        2 * len(part & said) >= len(part) for part in long
    )
