"""The rule about measures that only say how one means to work."""

import re
from collections.abc import Iterator

from perftui.rules.finding import Found
from perftui.rules.form import Form
from perftui.rules.reading.words import excerpt
from perftui.rules.registry import rule

# Who does it, by when, how much.
_WHO = (
    "(?:由|请|会同|联合|委托|督促|约谈|协调|责成)[^，,。；;]{0,14}?(?:[科处室部局办站队院所组]|中心|公司|单位|监理|机构)",
    "专人 牵头 责任人 第三方 供应商 专家 网格员",
    "(?:[一-龥]{2}|责任|业务)[科处]室?(?=[^，,。；;]{0,3}[按每负于在])",
)
_WHEN = (
    "[月日年季周]底?[之以]?前 月底 年底前 [季月年]度末 季末 每[年季月周日天场次半]",
    "按[月季周旬日] 逐月 逐季 第?[一二三四]季度 [上下]半年 预算批复后 自评结束后 限期 前三年",
    "近[两二三]年 当[月日天场] (?:前|后|内)[一二两三四五六七八九十半]{1,3}个?[天日周月]",
    "[一二两三四五六七八九十]{1,3}个?(?:工作日|月内|周内|天内|日内)",
)
_HOW_MUCH = (
    r"\d(?!\d{0,3}年(?![\d底末内前第上下]))",
    "[一二两三四五六七八九十百千]{1,9}[次场个项份家名人期批轮条种遍倍] 半数 逐[一项个条份户件笔家]",
)
# What is made or used: a paper, a system, a thing.
_THING = (
    "清单 台账 推进表 计划表 节点表 时间表 进度表 一览表 登记表 考核表 测算表 对照表 统计表",
    "跟踪表 明细表 签到表 方案 细则 办法 手册 指南 预案 指引 规程 条例 章程 协议 合同 问卷 报告",
    "纪要 通报 公告 档案 案例 题库 教材 图册 海报 折页 短视频 公众号 微信 短信 网站 热线 系统",
    "平台 小程序 软件 接口 数据库 app 二维码 指标体系 指标库 定额 标准 流程图 时间节点 分月",
    "分季 用款计划 采购计划 年度计划 培训计划 宣传计划 月报 周报 例会 联席会议 座谈会",
    "账目 票据 备件 配件 设备 器材 场地 窗口 展板 证明 评价器 预警 积分 罚款 违约金 奖惩 会签",
)
# What is done, if it is more than 加强.
_DEED = (
    "核对 复核 抽查 抽检 排查 盘点 清查 巡查 巡检 检修 检测 维修 更换 返工 复验 复检 验收 结算",
    "清理 核减 核销 报备 备案 回访 走访 跟踪 随访 调研 调查 摸底 测试 考试 测评 复测 演练 轮训",
    "补训 带教 跟班 讲解 宣讲 推送 发放 张贴 播放 公示 公布 通报 约谈 扣款 扣减 挂钩 退出 退回",
    "登记 归档 留存 存档 备份 建档 贴签 入账 移交 交接 签订 签约 续签 招标 采购 询价 比价 比选",
    "论证 测算 分解 细化 拆分 合并 压缩 压减 取消 删除 修订 制定 起草 印发 编制(?!的) 编印 汇编",
    "预约 报名 确认 递补 候补 错开 避开 提前 补办 补齐 补充 增设 增加 增派 增聘 招聘 引入 开发",
    "上线 对接 打通 升级 调剂 调减 追缴 上缴 收回 盘活 缴回 拨付 预拨 支付 付款 报批 审批 会商",
    "集体决策 集体研究 轮岗 选派 邀请 采用 开设 开通 设立 设置 安装 改造 建立 汇总 统计 量化",
    "公开 举办 前置 倒排 预留 备齐 替代 重写 重新 并入 去掉 删去 报送 不低于 不少于 上调 下调",
    "删掉 一律 优先 同步 同审 单独 书面",
)
_WORDS = (*_WHO, *_WHEN, *_HOW_MUCH, *_THING, *_DEED)
_CONCRETE = re.compile("|".join(word for line in _WORDS for word in line.split()), re.IGNORECASE)
# To better how something is managed is an attitude, whatever it may be: 加强设备管理.
_ATTITUDE = re.compile(
    "(?:加强|强化|提高|提升|加大|增强|重视|完善|优化|规范|健全|严格|做好|推进|深化|注重|抓好|改进|合理)"
    r"[^，,。；;、\d]{0,12}?(?:管理|监管|监督|管控|监控|工作|力度|意识|能力|水平|质量|效率|效益|建设|领导"
    "|沟通|协调|学习|认识|责任|作风|服务|统筹|衔接|协作|配合|要求|标准|精神)"
    "|高标准|更[高严]的[^，,。；;]{0,4}(?:标准|要求)"
)


@rule("PT038", level="hint", title="改进措施只有表态")
def mere_attitudes(form: Form) -> Iterator[Found]:
    """改进措施要看得出谁来做、何时做、做多少、用什么办法，至少有一样。

    「加强」「提高」「合理」「优化」都是态度，不是做法，年底也无从检查做了没有。逐条看，一条一个提示。
    错：进一步加强管理，合理安排预算，提高资金使用效益。
    对：年初编制分月用款计划，每季度末由财务科核对执行进度。
    """
    passage = form.passage("measures")
    for place, point in enumerate(passage.points):
        if not _CONCRETE.search(_ATTITUDE.sub("", point.text)) and any(
            c.isalpha() for c in point.text
        ):
            message = (
                f"「{excerpt(point.text)}」没有写出做法，看不出谁来做、何时做、做多少、怎么做。"
            )
            hint = "请写明做法，并至少写出责任科室、时间、数量、文件或办法中的一样。"
            evidence = (passage.evidence(point.start, point.end),)
            yield Found(f"measures[{place}]", message, hint, evidence=evidence)
