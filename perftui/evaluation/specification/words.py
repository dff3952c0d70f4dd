"""The words of the specification: how fields are spoken of and asked for, and why they matter."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """What is said of a field beside its label; {label} and the like stand for a profile's words.

    `label` stands in where no profile has one. `aliases` are what people say for it beside the
    labels that forms print, set apart by blanks. `item` names it in a question for several
    fields, `saying` is an answer that names it.
    """

    label: str = ""
    aliases: str = ""
    ask_long: str = ""
    ask: str = ""
    item: str = ""
    why: str = ""
    example: str = ""
    example_in_myriads: str = ""
    saying: str = ""
    hint: str = ""


WORDS: dict[str, Words] = {
    "year": Words(
        aliases="评价年度 自评年度 年度 年份 哪年的",
        ask_long="这张表评价的是哪一年？",
        ask="评价的是哪一年？",
        item="评价年度",
        why="评价年度定下自评时间（PT031）、承诺的时限（PT029）和文中的年份（PT030）按哪一年核对。",
        example="2019",
        saying="年度{example}",
        hint="评价的是哪一年，如 2020",
    ),
    "name": Words(
        aliases="项目名字 项目名 名称 项目叫做 项目叫 名字",
        ask_long="{label}是什么？要与预算批复的名称一致。",
        why="{label}必填（PT008），各年的表也按名称对照。",
        example="长三角一体化服务专项",
        saying="{label}是{example}",
        hint="与预算批复的名称一致",
    ),
    "unit": Words(
        aliases="单位全称 单位名 单位 所属单位",
        ask_long="{label}是哪个单位？请写全称。",
        ask="{label}是哪个单位？",
        why="{label}必填（PT008），表头和文件名都用它。",
        example="上海市人才服务中心",
        saying="单位是{example}",
        hint="填全称",
    ),
    "department": Words(
        aliases="科室 处室 部门 具体科室 具体处室 实施处 责任处",
        ask_long="{label}是哪一个？没有的可以跳过。",
        ask="{label}是哪一个？",
        why="{label}空着会有提醒（PT008），改进措施里的责任科室也可以照它写。",
        example="市场部",
        saying="科室{example}",
        hint="具体办这件事的处室或科室",
    ),
    "recurring": Words(
        aliases="是不是经常性项目 是不是经常性的 是不是经常性 是否经常性 经常性",
        ask_long="这是经常性项目吗？每年都有的答「是」，只此一年的答「不是」。",
        ask="这是经常性项目吗？",
        item="是不是经常性项目",
        why="经常性项目年年都有，上年预算不应是 0（PT033）。",
        example="是",
        saying="经常性项目",
        hint="每年都有的填 是，只此一年的填 否",
    ),
    "budget": Words(
        aliases=(
            "今年的预算 当年的预算 本年的预算 项目总预算 项目预算 今年预算 总预算 "
            "预算额 预算 批复预算 预算批复 批复金额 批复了 批复 批下来 批了 下达了"
        ),
        ask_long="{label}是多少？可以写 {example}。",
        ask="{label}是多少？",
        why="预算执行率＝{executed}÷{budget}（PT005），「预算执行率」一行的分也看它（PT022）。",
        example="1245505",
        example_in_myriads="386.5",
        saying="预算{example}",
    ),
    "last_year_budget": Words(
        aliases=(
            "上年预算 上一年的预算 上一年预算 上年度预算 上年度的预算 上年的预算 去年的预算 "
            "去年度预算 去年预算数 去年预算额 去年预算 前一年预算 上一年度 上一年 上年度 上年 去年"
        ),
        ask_long="{label}是多少？上年没有的写「没有」。",
        ask="{label}是多少？",
        why=(
            "预算比上年增减{growth}%以上要说明原因（PT032），"
            "经常性项目的上年预算不应是 0（PT033）。"
        ),
        example="没有",
        example_in_myriads="没有",
        saying="上年{example}",
    ),
    "executed": Words(
        aliases=(
            "全年实际支出 实际花费 实际花了 实际用了 实际执行 全年执行 全年支出 "
            "总共花了 一共花了 总共用了 一共用了 预算执行 执行了 支出了 项目支出 支出数 "
            "支出额 执行额 决算数 决算 执行 支出 花费 花掉 花了 用掉 用了 支了 开支 支付了 "
            "支付 总支出 总执行 完成支出 执行完成 执行完 花销 开销"
        ),
        ask_long="{label}是多少？可以写 {example}。",
        ask="{label}是多少？",
        why=(
            "预算执行率＝{executed}÷{budget}（PT005）。超过预算要说明（PT006），"
            "执行率低于{low}%要说明原因（PT023）。"
        ),
        example="1187376",
        example_in_myriads="372.25",
        saying="执行{example}",
    ),
    "execution_rate": Words(
        aliases="占预算的 占预算",
        ask_long="{label}由{executed}÷{budget}算出，不用填。",
        ask="{label}不用填。",
        why="{label}由{executed}÷{budget}算出（PT005）。",
        example="95.33%",
    ),
    "unspent": Words(
        label="结余",
        aliases="结余资金 预算结余 资金结余 结余 剩余 剩下",
        why="结余由{budget}减{executed}算出，表上没有这一栏。",
    ),
    "goal": Words(
        aliases="项目的目标 年度的目标 绩效目标 目标",
        ask_long="{label}是什么？照年初批复的绩效目标写。",
        item="{label}",
        why="{label}必填（PT008），写的年份要是评价年度（PT030）。",
        example="全年举办招聘会4场，为2000名高校毕业生提供岗位",
        saying="目标：{example}",
        hint="与年初批复的绩效目标一致",
    ),
    "date": Words(
        aliases="评价完成时间 自评的时间 自评的日期 自评日 日期 时间 自评",
        ask_long="{label}是哪一天？可以写 4月20日，也可以写「今天」。",
        ask="{label}是哪一天？",
        why="{label}要在评价年度的次年{months}，不能晚于今天（PT031），承诺的时限也同它比（PT029）。",
        example="4月20日",
        saying="自评时间{example}",
        hint="如 2020-4-20、2020年4月20日、2020.4.20",
    ),
    "grade": Words(
        aliases="评为 评定为 等次",
        ask_long="{label}按自评分合计算出，不用填。",
        ask="{label}不用填。",
        why="{label}按自评分合计所在的分数段算出（PT007）。",
        example="优秀",
    ),
    "total_score": Words(
        aliases="自评分合计 自评总分 合计得分 总得分 得分合计 自评合计 总分 合计 总成绩",
        why="自评分合计是各行自评分之和（PT003），不用填。",
        example="94",
    ),
    "achievements": Words(
        aliases="绩效 成绩 成效",
        ask_long="{label}有哪些？从分量最重的指标写起，写清做了什么、多少、什么时候。",
        ask="{label}还有哪些？",
        why="{label}必填（PT008），要有数字（PT037），也不能同扣分、金额对不上（PT018、PT027）。",
        example="全年举办招聘会4场，1100家单位参会",
    ),
    "problems": Words(
        aliases="问题 不足",
        ask_long="{label}有哪些？每一处扣分都要有对应的问题。",
        ask="{label}还有哪些？",
        why="扣了分就要写出问题（PT015），扣分的指标要能在问题里找到（PT014）。",
        example="上半年预算执行较慢，支出集中在四季度",
    ),
    "measures": Words(
        aliases="措施",
        ask_long="{label}有哪些？一个问题对一条，写清谁、做什么、什么时候完成。",
        ask="{label}还有哪些？",
        why="每个问题都要有对应的措施（PT016），时限要在自评时间之后（PT029）。",
        example="由市场部在6月底前完成分月用款计划",
    ),
    "funds": Words(ask="资金来源有哪些？", hint="资金来源的名称，如 当年财政拨款"),
    "indicators.category": Words(why="各类指标的权重合计由表式规定（PT002）。", example="产出目标"),
    "indicators.name": Words(
        ask="这一项{label}是什么？",
        why="指标名称要看得出怎样衡量（PT039），不能重复（PT011）。",
        example="招聘会完成率",
    ),
    "indicators.explanation": Words(
        why="指标解释说明这一项看什么，表式规定的几行照原文（PT010）。",
        example="反映招聘会按计划完成的情况",
    ),
    "indicators.weight": Words(
        ask="{label}是多少分？",
        why="权重合计要是 100（PT001），各类也有规定（PT002）。",
        example="5",
        hint="这一项最多得几分",
    ),
    "indicators.score": Words(
        ask="得几分？",
        why="得分不能高于权重，也不能是负数（PT004）；扣了分要说明原因（PT013）。",
        example="扣1分",
        hint="不高于权重的分数",
    ),
    "indicators.remark": Words(
        ask="扣分的原因是什么？",
        why="扣分的行要有原因（PT013），权重为 0 的行要有说明（PT012）。",
        example="宣传主要靠现场，线上渠道少",
        hint="扣分的原因",
    ),
    "indicators.target": Words(
        ask="{label}是多少？", why="完成情况要同它比（PT019、PT020）。", example="≥4场"
    ),
    "indicators.actual": Words(
        ask="{label}是多少？", why="没有达到目标的不应得满分（PT019）。", example="5场"
    ),
    "indicators.measure_unit": Words(example="场"),
    "indicators.direction": Words(
        label="指标方向",
        ask="指标方向是什么？",
        why="正向的越大越好，反向的越小越好，按它算分（PT019）。",
        example="正向",
    ),
}
"""By field; columns of the table stand behind `indicators.`"""
