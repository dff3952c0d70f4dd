"""Phrase libraries of any size, grown from the shipped wordings: what the engines are measured on.

A phrase is one to three clauses of a shipped wording or sample form, or of two that share a topic,
with the slots filled, synonyms swapped, and now and then an opening or an ending.
"""

import random
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import NamedTuple

from perftui.phrases.bank.file import load_bank
from perftui.phrases.slots import SLOT_NAME
from perftui.resources import phrasebank, sample_projects
from perftui.storage.workspace import Workspace

SHORTEST, LONGEST = 10, 80
MOST_USED = 500
_LEAST = 8  # characters of a run, its slots unfilled
_AT_ONCE = 8  # variants grown of a base each time it is picked, at most
_KEPT = 3  # how many times likelier a word is to stay than to give way to one synonym
_FORMS = 2019

# What a slot may be filled with; a filling may have slots that stand above it.
_FILLINGS = """
地区: 中心城区 浦东新区 徐汇区 静安区 杨浦区 闵行区 宝山区 嘉定区 奉贤区 崇明区 临港片区 张江科学城
虹桥商务区 长三角地区 远郊乡镇 产业园区 行业: 集成电路 生物医药 人工智能 信息软件 航空航天 新能源
新材料 高端装备 汽车制造 现代物流 文化创意 金融服务 医疗卫生 养老服务 环境保护 食品加工 建筑工程
现代农业 家政服务 电子商务 轨道交通 法律服务 人群/对象: 高校毕业生 用人单位 流动党员 办事群众
留学归国人员 博士后 高层次人才 创业团队 社区居民 退役军人 残疾人 科技特派员 经办人员 新进人员
社会组织 中小企业 外国专家 技能人才 外来务工人员 个体工商户 志愿者 {行业}企业 {地区}居民 {地区}企业
科室/科室甲/科室乙: 办公室 综合科 财务科 人事科 市场管理部 业务受理部 信息技术部 档案管理科
后勤保障科 政策研究室 监督检查科 对外合作部 培训教育部 工程管理科 窗口服务科 基层指导科 {地区}分中心
{地区}服务站 时限: 第一季度末 第三季度末 下一年三月底 六月底 九月底 年中 年底 春节 汛期 下次自评
下一年度预算申报 明年上半年结束 下一批次实施 月份/日期: 一月 三月 四月 五月 六月 七月 九月 十月
十一月 三月下旬 五月中旬 六月底 九月中旬 十二月中旬 四月初 设备: 客梯 自助查询终端 叫号机 服务器
不间断电源 核心交换机 复印机 高速扫描仪 自动扶梯 消防水泵 备用发电机 安检仪 冷却塔 除湿机 智能书柜
水质监测仪 救护车 设施: 消防系统 门禁系统 中央空调 玻璃幕墙 屋面防水层 排水管网 供电线路 照明灯具
停车场道闸 报告厅音响 机房精密空调 给水泵房 无障碍坡道 卫生间洁具 档案密集架 电子显示屏 食堂排烟管道
充电桩 道路标线 阅览室书架 健身步道 实验室通风橱 病房呼叫系统 污水处理池 {设备} 工程内容: 改造 维修
更新 加固 检测 清洗 安装 翻新 迁移 维护保养 扩容 大修 资料: 政策问答手册 办事指南 宣传折页
业务操作规程 典型案例汇编 统计年报 培训教材 岗位目录 科普读本 安全须知 {行业}人才目录 {行业}发展报告
业务: 居住证积分受理 人才引进落户 工作许可审批 档案转递 职称评审 社会保险代办 培训补贴申领
高层次人才认定 公租房配租 医疗救助 图书外借 食品抽检 渣土运输许可 老年助餐 残疾人辅具适配
职业资格核验 法律援助 农机购置补贴 失业登记 餐饮许可 疫苗接种预约 工伤认定 系统: 业务受理系统
档案管理系统 网上报名系统 资产管理系统 统计直报系统 数据交换平台 人才数据库 服务热线系统 {业务}系统
功能/服务内容: 网上报名 在线缴费 进度查询 电子签章 短信提醒 材料预审 智能问答 健康咨询 岗位对接
上门服务 季节: 春季 夏季 秋季 冬季 年度 首届 新春 暑期 国庆 岁末 政策: 人才引进政策 创业扶持政策
住房补贴政策 税收优惠政策 培训补贴政策 外国人来华政策 医疗救助政策 {行业}扶持政策 活动: {季节}招聘会
{行业}论坛 {人群}座谈会 {政策}宣讲会 {业务}培训班 {行业}技能竞赛 {地区}巡回服务 {行业}洽谈会
{地区}读书节 {人群}交流会 {行业}成果展 开放日活动 技术比武 揭牌仪式 征文评比 应急演练 服务商:
物业服务公司 保安公司 软件开发单位 会务公司 印刷厂 维保单位 保洁公司 广告公司 监理单位 原因:
立项批复较晚 供应商更换 图纸多次变更 场地协调困难 技术参数确认滞后 原材料涨价 配件停产 审批环节较多
验收资料不全 合同条款争议 前期调研不深 职能划转 连续高温 报名人数不足 需求反复修改 {设备}到货延迟
{系统}接口调整 {活动}改期 {地区}拆迁进度较慢 {行业}市场波动 {服务商}退出 事项: {设施}{工程内容}
{资料}编印 {活动}筹备 {业务}外包 {系统}升级 {人群}走访慰问 {人群}技能培训 {行业}课题研究 {设备}采购
{地区}网点建设 场地租赁 宣传品制作 档案数字化 专家评审 数据清洗 绿化养护 保洁服务 评选表彰
{地区}服务站装修 子项/子项甲/子项乙: 场地租赁费 会务费 培训费 印刷费 专家咨询费 物业管理费
设备购置费 委托业务费 劳务费 宣传费 {设施}{工程内容} {资料}编印费 {设备}购置 {活动}经费 {系统}运维费
合同: {设施}{工程内容}合同 {设备}采购合同 {系统}开发合同 {资料}印刷合同 {活动}承办合同 物业服务合同
场地租赁合同 采购事项: {设备}采购 {系统}开发采购 {设施}{工程内容}采购 {资料}印刷采购 物业服务采购
{活动}承办采购 指标/指标项: {业务}及时率 {活动}参与率 {设施}完好率 {人群}满意度 {资料}发放率
{政策}知晓率 {设施}{工程内容}完成率 {系统}运行稳定性 {事项}完成率 宣传覆盖率 验收合格率
{设备}故障次数 {地区}覆盖率 档案完整率 培训合格率 {行业}人才引进数 方面: 等候时间 停车便利 指引标识
材料要求 告知方式 办理时限 人员配备 资料完整性 数据准确性 现场秩序 设备维护 餐饮质量 讲师水平
隐私保护 无障碍设施 夜间照明 收费公示 安全管理 结果: 稳定就业 技能提升 项目落地 签约意向 成果转化
参展成交 投诉减少 {行业}岗位对接 {人群}留用 {地区}落户 成果: 调研报告 宣传片 标识系统 数据目录
{资料} {设施}{工程内容}工程 {行业}规划文本 {系统}软件 时长: 半个月 一个月 两个月 三个月 一个季度
两周 数日 半天 几/场次/次数/数量/样本量/数量甲/数量乙/日均量/面积: 若干 多 十余 数十 近百
比例/目标值/实际值/执行率/上半年执行率/四季度占比/满意度/百分比/增幅/改善量: 七成左右 近八成
八成以上 八成五 近九成 九成以上 三分之二 半数以上 六成 四成 近三成 两成
金额/预算数/执行数/结余/上年预算数/送审金额: 若干 若干万 数万 十余万 数十万 近百万 上百万 数百万
范围/其他范围: {地区} {行业}企业 主城区网点 骨干企业 首批试点单位 {地区}网点 {行业}小微企业 偏远乡镇
新入驻企业 非公企业 流动摊点 合作单位/采用单位/接收单位/验收单位: 各区人才服务中心 市级主管部门
{地区}街道 {行业}协会 高校就业指导中心 工会 市场监管部门 医保经办机构 税务部门 {地区}管委会
第三方机构 专家组 机制: 设备定期检查机制 信息通报机制 {人群}回访机制 {业务}会商机制
{行业}人才评价机制 应急联动机制 {地区}结对帮扶机制 制度: 活动经费管理办法 资产管理办法 采购管理规定
{业务}操作规程 {设备}维护规程 合同管理办法 {系统}使用管理规定 {人群}培训管理办法 文件: 协作工作规程
{业务}工作指引 {制度} {机制}实施细则 年度工作要点 事件: 台风 疫情 强降雨 高温限电 机构改革 行业检查
{地区}道路封闭 {系统}停机维护 {政策}调整 方式: 现场问卷 电话回访 线上问卷 抽样访谈 书面检查 视频会议
线上办理 随机抽查 渠道: 微信公众号 门户网站 政务大厅 社区宣传栏 短信平台 校园就业网 服务热线
{行业}协会 环节: 初审和复核 材料预审 现场勘查 专家评审 合同会签 公示 制证 归档 资格核验 方案论证
交付调试 条件: 竣工结算审计完成 质保期满 资料移交完毕 验收合格 发票开具 试运行结束 主管部门批复
类别/类别甲/类别乙: 新办 延期 变更 注销 补办 {地区}申请 {行业}企业申请 天数: 三 五 七 十 十五 二十
三十 四十五 六十 季度: 上半年 下半年 第一季度 第二季度 第三季度 第四季度 时间比较: 符合计划节点
略早于计划 较计划稍晚 年度: 本 当 该 今 冲突事项: 期末考试 {季节}促销 {行业}展会 {活动} 防汛值守
频次: 每月 每季度 每半年 每两周 每年 人次/总量: 若干 数百 上千 数千 近万 百余 资产: {设备} 办公家具
图书资料 软件著作权 活动器材 原环节数: 六 七 八 九 现环节数: 三 四 五 比较结果: 超出年初目标
与目标基本持平 略低于预期 高于上年水平 量: 若干项 若干件 数十项 近百件 上百次 十余项 数百件 多项
扣分: 一 两 三 若干 负面事件: 安全事故 有效投诉 网络中断 返工 泄密事件 人员受伤 层级/覆盖单元: 街道
区级单位 行业协会 {地区} 办法: 集中采购 竞争性谈判 旧件利用 错峰用电
"""

# Words that stand for one another; a word alone is only kept from being taken apart.
_SYNONYMS = """
加强/强化/加大 尚未/还未/未能/仍未 导致/造成/致使 不足/欠缺 不足以 不够充分/不充分/欠充分
不够深入/不深入/欠深入 不够及时/不及时/欠及时 不够完善/不完善/不健全 不够清晰/不清晰/较模糊
不够规范/不规范/欠规范 不够具体/不具体/较笼统 不够明确/不明确/欠明确 不够细/较粗/偏粗
不够全面/不全面/欠全面 衔接不紧/衔接不畅/脱节 衔接不够/衔接不足 有待/还需/尚待/仍需 进一步/持续/不断
仍有不足/还有差距 建立/构建/设立 完善/健全 开展/实施 及时性 及时率 及时/按时/适时 付款/支付
实际支出/实际开支 序时进度 年末/年底 每季度/逐季 每月/逐月 核对/比对/核查 检查/督查/查验 说明/解释
明确/确定/厘清 责任科室/主办科室 牵头科室/主责科室 财务部门/财务科室/财务人员 主管部门/上级部门
经费/资金 款项/费用 合理安排/科学安排/统筹安排 较晚/偏晚/滞后 较长/偏长/过长 较少/偏少/不多
偏低/较低/不高 偏高/较高/过高 较大/偏大 较多/偏多 影响了/制约了/妨碍了 受到影响/受到制约/受阻
缺少/缺乏 不均衡/不平衡/失衡 均衡性/平衡性 集中在/集中于/多集中在 下一年度/来年/次年 调整/变更
同步/一并/同时 实际需求/实际需要/真实需求 测算依据/测算基础/计算依据 测算/估算/核算 审核/复核/审查
修订/修改 制定/拟定/编制 印发/下发 汇总/归集/整理 反馈/回复/回应 收集/征集/采集 归档/存档/建档
留存/保存/保管 登记/记录 台账/明细账/清册 牵头与 牵头/主导 会同/联合/协同 按程序/依程序/按流程
严格/从严 逐项/逐条/逐一 覆盖面/覆盖范围/受益面 针对性/适配性 渠道/途径 提高/提升/增进
扩大/拓展/拓宽 优化/改进/改善 推进/推动 社会保障 保障/确保 发现/查出 整改/改正/纠正 复查/回查/复检
跟踪/跟进/追踪 回访/走访 分析/研判/剖析 评估/评定 减少/降低/压减 增加/增设/新增
较上年增长/比上年增长/同比增长 提前/提早 推迟/延后/延迟 取消/撤销 原定/既定/原计划 故障/异常
服务对象/办事群众/受益群众 意见/建议/诉求 满意度/满意率 参加/参与 举办/承办/主办 宣传/宣介/推介
培训/轮训/集训 问卷/调查表/测评表 效果/成效/实效 反映/体现 达到/达成 目标值/计划值/预期值 权重/分值
取数来源/数据来源/数据出处 佐证材料/证明材料/支撑材料 签订/签署/订立 结算/清算 尾款/余款/剩余款
流标/废标 供应单位/供货单位/供应商 服务单位/服务机构 扣款/扣减 考核/考评 挂钩/关联/联动
信息化/数字化 流程/程序 时限/期限 办理/经办 压力/负担 制度/规章 制度化 职责/职能 沟通/对接/联络
协商/磋商/会商 部分/个别/少数 积极/主动 全面/完整 存在/出现 偏差/出入/差距 主要是/多是/主要在于
薄弱环节/短板 难以/不易 不利于/不便于 未按/没有按 用时/耗时 上报/报送 反映较多 联络员 接近 完成效果
办理登记 预判/预估 估计/预计 细化/分解 压缩/缩短 造成的
"""

_OPENINGS = {
    "problems": "自评认为 从全年情况看 在{地区} 据{合作单位}介绍 在{行业}领域 因{原因}",
    "measures": "下一步 今后 针对上述问题 结合{行业}特点 会同{合作单位} 从{季度}起 面向{人群}",
    "achievements": "全年 在{地区} 围绕{行业}发展 按照年度计划 为方便{人群} 会同{合作单位}",
}
_ENDINGS = {
    "problems": "有待进一步改进 {地区}较为突出 {行业}领域较为明显 {人群}反映较多 {业务}受到影响",
    "measures": "确保取得实效 {科室}跟踪督促 逐步推广到{地区} 重点向{人群}倾斜 {频次}通报进展",
    "achievements": "取得良好效果 得到{人群}好评 {地区}率先受益 {方面}明显改善 带动了{业务}",
}

# What is rewritten before a text is cut: joined slots, list numbers, and every digit.
_REWRITTEN = (
    (re.compile(r"(?<=\{对象\})\{数量\}\{单位\}|\{数量\}\{单位\}(?=参加)"), "{人次}人"),
    (re.compile(r"\{[^}]+\}\{单位\}"), "{量}"),
    (re.compile(r"得益于\{原因\}"), "得益于{活动}"),
    (re.compile(r"(?:^|\s)\d+、|[一二三]是"), "。"),
    (re.compile(r"[12]\d{3}年(?:\d+月(?:\d+日)?)?"), "{年度}年"),
    (re.compile(r"\d+月(?:\d+日|底)?"), "{日期}"),
    (re.compile(r"\d+(?=日|个工作日)"), "{天数}"),
    (re.compile(r"\d[\d,.]*万?余?"), "若干"),
)
_SENTENCE_END = re.compile(r"[。；;\n]+|\s+(?=[\u4e00-\u9fff])")
_LEANS_BACK = re.compile(
    r"[并也其但且使仍即占扣附才是据以]|影响|造成|致使|保障|形成跨年|主要[是受得]|为(?:年度|目标)"
    r"|完成率|低于|高于|比上年|报单位|经(?:财务|整改)|到场率|直至"
)
_LEANS_ON = re.compile(
    r".*(?:[时前后外看内起年]|期间)$|因.{0,12}$|对.*的.{1,5}$|受.*(?:影响|限制)$|围绕.*等$|截止"
    r"|.*(?:包括|根据).{0,15}$"
)
_NOT_A_WORD = re.compile(r"[\W_]+")

# One text, several one after another, or one of several.
Part = str | tuple["Part", ...] | list["Part"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A phrase, the number of the clauses it was grown from, and how often it was used."""

    text: str
    cluster: int
    used: int


def bare(text: str) -> str:
    """Return a text without punctuation and blanks, its Latin letters small."""
    return _NOT_A_WORD.sub("", text).lower()


def corpus(count: int, seed: int = 1) -> list[Entry]:
    """Grow phrases that differ by more than punctuation; a smaller corpus begins a larger one."""
    return list(islice(_entries(random.Random(seed)), count))


@cache
def synonyms() -> dict[str, tuple[str, ...]]:
    """Return every word that has synonyms with all that may stand for it, itself among them."""
    groups = [tuple(group.split("/")) for group in _SYNONYMS.split()]
    return {word: group for group in groups for word in group}


class _Run(NamedTuple):
    """One to three adjacent clauses of a sentence."""

    sentence: str
    text: str
    part: Part


def _entries(rng: random.Random) -> Iterator[Entry]:
    draw, taken = rng.random, set[str]()
    clusters: dict[tuple[str, ...], int] = {}
    subjects = [(kind, [run for each in said for run in _runs(each)]) for kind, said in _said()]
    weighted = [subject for subject in subjects for _ in subject[1]]
    while True:
        kind, runs = rng.choice(weighted)
        base = _base(runs, rng)
        cluster = clusters.setdefault(tuple(run.text for run in base), len(clusters))
        phrase = _phrase(kind, base)
        for _ in range(1 + int(draw() ** 2 * _AT_ONCE)):
            text = _put(phrase, draw)
            key = bare(text)
            if SHORTEST <= len(text) <= LONGEST and key not in taken:
                taken.add(key)
                yield Entry(text, cluster, min(MOST_USED, int((1 - draw()) ** -0.6)))


def _base(runs: Sequence[_Run], rng: random.Random) -> tuple[_Run, ...]:
    """Pick one run, or two of different sentences, three clauses at most."""
    first, second = rng.choice(runs), rng.choice(runs)
    commas = first.text.count("，") + second.text.count("，")
    return (first, second) if commas < 2 and first.sentence != second.sentence else (first,)


def _phrase(kind: str, base: tuple[_Run, ...]) -> Part:
    """Join the runs of a base, with every opening and ending it may have."""
    joined: list[Part] = [["；", "，", "，同时", "；此外，"], base[1].part] if len(base) > 1 else []
    opening, ending = _optional(_OPENINGS[kind], "{}，"), _optional(_ENDINGS[kind], "，{}")
    return (opening, base[0].part, *joined, ending, "。")


@cache
def _optional(texts: str, form: str) -> list[Part]:
    parts = [_part(form.format(text), _choices()) for text in texts.split()]
    return ["" for _ in range(2 * len(parts))] + parts


def _put(part: Part, draw: Callable[[], float]) -> str:
    """Put a part into words, choosing wherever there is a choice."""
    if isinstance(part, str):
        return part
    if isinstance(part, list):
        return _put(part[int(draw() * len(part))], draw)
    return "".join([_put(inner, draw) for inner in part])


def _said() -> Iterator[tuple[str, list[str]]]:
    """Yield what the bank and each sample form say on one subject, with its kind."""
    bank = load_bank(phrasebank())
    for topic in bank.topics:
        yield "problems", _cut(topic.problems)
        yield "measures", _cut(topic.measures)
    for shape in bank.shapes:
        yield "achievements", _cut(shape.wordings)
    for form in Workspace(sample_projects()).evaluations():
        if form.known_year == _FORMS:
            for kind in _OPENINGS:
                yield kind, _cut([getattr(form, kind)])


def _cut(texts: Iterable[str]) -> list[str]:
    """Cut texts into sentences without digits."""
    whole = "\n".join(texts)
    for pattern, replacement in _REWRITTEN:
        whole = pattern.sub(replacement, whole)
    return [sentence for sentence in _SENTENCE_END.split(whole) if sentence]


def _runs(sentence: str) -> Iterator[_Run]:
    """Yield the runs of one to three clauses that can stand alone."""
    clauses = re.split("[，,]", sentence)
    for start in range(len(clauses)):
        for end in range(start + 1, min(start + 3, len(clauses)) + 1):
            leans_back = start > 0 and _LEANS_BACK.match(clauses[start])
            leans_on = end < len(clauses) and _LEANS_ON.match(clauses[end - 1])
            text = "，".join(clauses[start:end])
            if not leans_back and not leans_on and _LEAST <= len(text) <= LONGEST:
                yield _Run(sentence, text, _part(text, _choices()))


@cache
def _choices() -> dict[str, list[Part]]:
    """Return what may stand for each slot, written in braces, and for each word with synonyms."""
    choices: dict[str, list[Part]] = {}
    for names, fillings in re.findall(r"(\S+):([^:]*)(?=\s\S+:|$)", _FILLINGS):
        options = [_part(filling, choices) for filling in fillings.split()]
        choices |= {f"{{{name}}}": options for name in names.split("/")}
    for word, group in synonyms().items():
        choices[word] = [*[word] * _KEPT, *(other for other in group if other != word)]
    return choices


def _part(text: str, choices: Mapping[str, list[Part]]) -> Part:
    """Cut a text at what may be filled or swapped; a slot without fillings says its own name."""
    words = sorted((word for word in choices if word[0] != "{"), key=len, reverse=True)
    pieces = re.split("(" + "|".join([rf"\{{{SLOT_NAME}\}}", *words]) + ")", text)
    return tuple(choices.get(piece, piece.strip("{}")) for piece in pieces if piece)
