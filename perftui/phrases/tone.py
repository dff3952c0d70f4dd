"""How a sentence is meant: whether it finds fault, states, preaches or reports what went well.

Praise, slogans and plain facts stand among the problems and measures of a form and use the words of
the topics. What tells them apart has nothing to do with any topic: words that find fault, once the
faults that are said to be absent are taken out, and words of what is done or only vowed.
"""

import re
from enum import Enum
from functools import cache

_CLAUSE = "[^，,。；;！!？?\n]"


class Tone(Enum):
    """How a sentence is meant; GOOD is praise, a fact or a wish: neither problem nor measure."""

    FAULT = "fault"
    PLAIN = "plain"
    PREACHING = "preaching"
    GOOD = "good"


def tone_of_problem(sentence: str) -> Tone:
    """Return how a sentence is meant where problems are written."""
    rest = _any_of(_ABSENT).sub("", sentence)
    if _any_of(_PREACHING).search(rest):
        return Tone.PREACHING
    if _any_of(_FAULT).search(_any_of(_HARMLESS).sub("", rest)):
        return Tone.FAULT
    good = rest != sentence or _any_of(_PRAISE).search(rest) or _any_of(_FACT).search(rest)
    return Tone.GOOD if good else Tone.PLAIN


def tone_of_measure(sentence: str) -> Tone:
    """Return how a sentence is meant where measures are written."""
    if _any_of(_PREACHING).search(sentence) or _any_of(_VOW).search(sentence):
        return Tone.PREACHING
    done = _any_of(_DONE).search(sentence) and not _any_of(_TO_BE_DONE).search(sentence)
    return Tone.GOOD if done or _any_of(_WISH).search(sentence) else Tone.PLAIN


@cache
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern of words apart by blanks, made when first needed: all take 7 ms."""
    return re.compile("|".join(pattern for line in words for pattern in line.split()))


_EVIL = (
    "问题|不足|故障|事故|投诉|拖欠|偏差|中断|突击|违规|违纪|滞后|超支|差错|隐患|流标|浪费|挪用|尾款|"
    "结余|结转|影响|整改|变化|事件|预算调整|现象|逾期|追加|争议|纠纷|返工|遗漏|损失|伤亡"
)
_ABSENT = (
    f"(?:未|没有|没|不)[再曾]?(?:发生|出现|发现|存在|产生|接到|收到|进行预算调整){_CLAUSE}*",
    f"(?:未|无|没有|没|零){_CLAUSE}{{0,6}}?(?:{_EVIL}) 成本{_CLAUSE}{{0,12}}低于",
    "不低于 不少于 (?:投诉|事故|故障|差错)[^，。]{0,4}(?:下降|减少)",
)
_HARMLESS = (
    "不断 不仅 不忘 不错 不同 不动产 不限 不少 减少 至少 多少 青少年 少年 少数民族 少儿 人才 才能",
    "可靠 低保 低收入 低碳 困难(?:家庭|群众|群体|职工|学生|人员|企业) 弱势 差旅 差额 晚会 晚间",
    "慢性 老旧小区 停车 紧密 超过 超市 超额 推进 推广 推文 推送 推动 推行 无障碍 无人机 无偿",
)
_FAULT = (
    "未 没 不 无 缺 少 低 晚 迟 慢 滞 难 差 弱 漏 错 逾 拖 偏 尚 仍 靠 才 仅 只 太 贵 涨 伤 怨 嫌",
    "砍 撤 坏 损 粗 旧 窄 紧 繁 剩 有待 亟待 推迟 推后 推到 延期 延后 延误 延迟 延至 转入 留待",
    "耽误 单一 有限 超支 超出 超标 超期 超时 超预算 超概 过于 过[高低长多少大小松窄] 中断 断档 停",
    "取消 终止 故障 事故 死机 死亡 险情 困人 隐患 投诉 质疑 笼统 空泛 空白 混乱 模糊 反复 多次",
    "好几次 [两三四]次 [两三]回 突击 扎堆 脱节 推诿 扯皮 流于 走过场 挤占 挪用 闲置 沉淀 挂账 流标",
    "废标 追加 保守 悬殊 失衡 冲突 翻番 翻了 高出 明显高于 流失 丢失 遗失 失效 盲目 随意 重复 老化",
    "下降 瓶颈 薄弱 壁垒 寥寥 缺席 漫长 繁琐 复杂 环节多 耗时 等待 总是 还[是在有] 就占 评价一般",
    "遭受 遭遇 碰上 受.{1,12}影响 被压 划转 划归 并入 接管 转由 压缩[^，。]{0,4}时间",
    "排[^，。]{0,3}队 跑[^，。]{0,4}[趟次个] 各[^，。]{1,3}各 待[^，。]{2,10}后 跨[^，。]{0,2}年",
)
_PRAISE = (
    "全部(?:完成|通过|落实|达标|到位|验收|投入|拨付|按) (?<!平)均[已按在为达由完合] 达到 达标 符合",
    "合格 优于 高于目标",
    r"(?:超过|突破)(?:目标|预期|计划|年初|[\d.]+万)",
    "超出[^，。]{0,4}任务 较好 良好 优秀 优异 为优 先进 顺利 平稳 稳定 正常 规范 齐全 完整 完善",
    "健全 完备 清晰 明确 科学 合理 合规 合法 准确 妥善 到位 及时 均衡 节约 缩短 简化 提前 好评",
    "点赞 表扬 获评 被评 荣获 获得 取得 得到 积极 改善 提高 提升 增强 优化 促进 惠及 有效 有力",
    "密切 顺畅 匹配 相符 一致 如期 按期 按时 按计划 覆盖 圆满 显著 成效",
    "(?<!不)满意(?!度|率|情况|程度) 完成 实现 形成 踊跃 热烈 共享 同步 专款专用 留存 运转 保障",
    "建成 投入使用 增至 领先 日益 全额 带动 持平 付清 通过",
    r"(?:率|度|达|比例)[^\d，。；]{0,6}(?:9\d(?:\.\d+)?|100)\s*[%％]",
)
_FACT = (
    "现有 [共设]有 [内下]设 [设成]立于 始于 位于 属于 建筑面积 人口",
    r"编制\d",
    "共投入",
    r"自\d+年起?(?:设立|实施|开展|执行|安排)",
    "^根据 ^依据 依据[^，。]{2,20}(?:设立|制定) 按照《?[^，。]{0,12}(?:要求|部署|精神) 为贯彻",
    "为落实 资金来源 主要用于 为[^，。]{1,8}项目。?$ 详见 见附 承担[^，。]{2,16}(?:职责|任务)。",
    "负责[^，。]{2,16}工作 总抓手 ^《 ^为(?:加强|推进|规范|提高|进一步)",
    r"得分\d",
    "全年共?(?:组织|开展|受理|接待|办理|出动|举办|服务)",
)
_PREACHING = (
    "思想 政治 作风 担当 站位 理论学习 大局 宗旨 精神 党的 党建 初心 使命 凝心聚力 再接再厉 劲头",
    "期盼 党员 先锋 本领 信念 学习型 先进地区 提升空间 精细化程度",
    "(?:服务|创新|责任|精品|争先|进取|忧患)意识 工作[^，。]{0,4}(?:主动性|思路|方法|标准|能力)",
)
_VOW = (
    "新台阶 新局面 佳绩 发扬 先进经验 高度重视 持续发力 良好形象 一如既往 多措并举 举一反三 卓越",
    "^(?:下一步|今后)?[，,]?(?:我们)?(?:将|要)?(?:不断|继续|进一步|持续)(?:做好|巩固|保持|总结|规范管理|改进)",
    "^(?:不断|继续|进一步|持续)(?:提高|提升)(?:工作|服务|绩效)",
)
_DONE = (
    "(?:[已共]|(?<!平)均|全部|顺利|圆满|超额|[今全]年|本年度?)(?:经|按[^，。]{0,4})?(?:完成|达标|更换|建成|发放|付清)",
    r"[率度][^\d，。；]{0,6}\d+(?:\.\d+)?\s*[%％]",
    rf"完成了?{_CLAUSE}{{0,12}}\d",
    "被评 荣获 获.{0,6}奖 取得了",
    "(?:较好|良好|顺利|平稳|稳定|完备|齐备|正常|热烈|广泛|合理|合格|到位|专款专用)(?=[，。！]|$)",
    "得到.{0,8}肯定 未发生 无需 不需 暂无 维持不变",
)
_TO_BE_DONE = (
    "每[日天周旬月季年半场次人个] 按[月季周旬] [月日季年度]底?前 年内 明年 来年 下一?年 次年 今后",
    "下次 将 须 应 不低于 不少于 一律 确保 争取 力争 避免 防止 尽快 抓紧 提前 限期 逐[一项份] 列明",
    "由.{1,10}[科处室部办局站院]",
)
_WISH = ("感谢 (?:希望|恳请|建议)[^，。]{0,8}(?:支持|投入|经费|关心)",)
