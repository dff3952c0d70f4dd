"""Words that people mistype or mix up, and what they should be.

What looks wrong may be two right words side by side, 存在 and 次数: so some are wrong only after or
before certain characters, or never there.
"""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Misspelling:
    """A wrong word and the right one.

    It is none behind one of the characters `not_after`, or ahead of one of the words `not_before`;
    where `before` names words, only ahead of these; and not with `not_with` later in the sentence.
    The words are set apart by blanks.
    """

    wrong: str
    right: str
    not_after: str = ""
    not_before: str = ""
    before: str = ""
    not_with: str = ""


# Wrong wherever they stand.
_ALWAYS = (
    "再所难免→在所难免 如火如茶→如火如荼 陷井→陷阱 追朔→追溯 名符其实→名副其实 默守成规→墨守成规",
    "鼎立相助→鼎力相助 鼎立支持→鼎力支持 明查暗访→明察暗访 防泛→防范 规泛→规范 示犯→示范",
    "模底→摸底 摸拟→模拟 平恒→平衡 均恒→均衡 继绪→继续 手绪→手续 考滤→考虑 覆行→履行 履盖→覆盖",
    "尊循→遵循 循序渐近→循序渐进 驱势→趋势 数剧→数据 测式→测试 下半年底→下半年 上半年底→上半年",
    "布骤→步骤 逐布→逐步 进一布→进一步 截止目前→截至目前 截止到目前→截至目前 截止至→截至",
    "度过难关→渡过难关 欢渡→欢度 渡假→度假 坐谈会→座谈会 签定→签订 按步就班→按部就班 贯切→贯彻",
    "撤底→彻底 必须品→必需品 咨讯→咨询 咨金→资金 拔款→拨款 划拔→划拨 下拔→下拨 调拔→调拨",
    "核拔→核拨 选拨→选拔 竟争→竞争 竟赛→竞赛 竟聘→竞聘 竟标→竞标 究竞→究竟 毕竞→毕竟",
    "分辩率→分辨率 辩认→辨认 辩识→辨识 答辨→答辩 复盖→覆盖 答覆→答复 反覆→反复 锻练→锻炼",
    "提练→提炼 训炼→训练 连系→联系 联贯→连贯 互连互通→互联互通 具乐部→俱乐部 俱体→具体 俱有→具有",
    "措失→措施 错施→措施 迷补→弥补 缺泛→缺乏 协条→协调 渲传→宣传 陪训→培训 倍训→培训 检侧→检测",
    "捡查→检查 捡测→检测 监都→监督 修茸→修葺 惟护→维护 峻工→竣工 讫今→迄今 普偏→普遍 遍离→偏离",
    "震奋→振奋 亲睐→青睐 尝还→偿还 合谐→和谐 暇疵→瑕疵 蔽端→弊端 沉旧→陈旧 简漏→简陋 漏动→漏洞",
    "邦助→帮助 抚持→扶持 招幕→招募 讲坐→讲座 典形→典型 故章→故障 枯躁→枯燥 浮燥→浮躁 急燥→急躁",
    "干躁→干燥 幅射→辐射 脉博→脉搏 针贬→针砭 装璜→装潢 松驰→松弛 渠到→渠道 隐换→隐患 下栽→下载",
    "登栽→登载 世记→世纪 记律→纪律 会议记要→会议纪要 会议纪录→会议记录 历行节约→厉行节约",
    "励行节约→厉行节约 奖厉→奖励 鼓历→鼓励 激厉→激励 操做→操作 攻艰→攻坚 坚巨→艰巨 坚难→艰难",
    "坚绝→坚决 录象→录像 摄象→摄像 蓝球→篮球 气侯→气候 等侯→等候 时侯→时候 侯选→候选 侯车→候车",
    "侯诊→候诊 随既→随即 在接再厉→再接再厉 再接再励→再接再厉 迫不急待→迫不及待 一愁莫展→一筹莫展",
    "穿流不息→川流不息 走头无路→走投无路 不径而走→不胫而走 名列前矛→名列前茅 一如继往→一如既往",
    "因地治宜→因地制宜 因地置宜→因地制宜 全力以付→全力以赴 责无旁代→责无旁贷 有的放失→有的放矢",
    "相辅相承→相辅相成 行之有校→行之有效 持之以衡→持之以恒 义不容词→义不容辞 招聘启示→招聘启事",
    "招生启示→招生启事 社会各届→社会各界 自已的→自己的 好象是→好像是 帐蓬→帐篷 帐薄→账簿",
    "账薄→账簿 帐户→账户 帐目→账目 帐务→账务 帐簿→账簿 帐册→账册 帐号→账号 帐款→账款 帐面→账面",
    "做帐→做账 对帐→对账 记帐→记账 建帐→建账 挂帐→挂账 呆帐→呆账 坏帐→坏账 台帐→台账 报帐→报账",
    "结帐→结账 转帐→转账 查帐→查账 欠帐→欠账 算帐→算账",
)
# Wrong but where two right words meet.
_SOMETIMES = (
    Misspelling("在次", "再次", "现存所内实", "年 日 月 周 级 序 数 要 品 优 季 席 生"),
    Misspelling("既使", "即使", not_with="又"),
    Misspelling("既将", "即将", not_with="又"),
    Misspelling("即然", "既然", "立随当", "后"),
    Misspelling(
        "以经",
        "已经",
        before="完成 开展 建成 建立 取得 形成 达到 实现 投入 启用 落实 下发 全部 超过",
    ),
    Misspelling("己经", "已经", "自利知"),
    Misspelling(
        "己",
        "已",
        "自知利克律舍贴体一彼异",
        before="完成 开展 全部 建成 投入 形成 取得 验收 支付 落实 制定",
    ),
    Misspelling(
        "自已", "自己", "来出源发选取亲各", before="承担 负责 组织 申报 开展 解决 动手 完成"
    ),
    Misspelling(
        "末",
        "未",
        "年月期周季旬岁本始学纪代春夏秋冬粉泡微煤药茶",
        before="完成 能 达到 达标 按 验收 及时 开展 发生 支付 落实 形成 实施",
    ),
    Misspelling("年未", "年末", before="余额 结存 存栏"),
    Misspelling("期未", "期末", before="余额 结存 考试"),
    Misspelling("按装", "安装", not_before="修 置 机 配 载 备 箱 卸 车 订 船"),
    Misspelling("按排", "安排", not_before="名 序 放 列 行 班 水 查 污 除 量 期"),
    Misspelling("按全", "安全", before="生产 隐患 管理 责任 保卫 防护 事故 意识 运行 第一"),
    Misspelling("安期", "按期", before="完成 交付 支付 开展 验收 拨付 归还"),
    Misspelling("安时", "按时", "公治保平", before="完成 支付 拨付 上报 报送 发放"),
    Misspelling("安照", "按照", "公治", "片 常 顾 明 护 料 样 相"),
    Misspelling("布署", "部署", "发公颁宣", "名"),
    Misspelling(
        "做为",
        "作为",
        "叫当看要多能愿所",
        "民 老 农 企 群众 人民 什么 了 基层 侨 兵 您 他 她 社区 学生",
    ),
    Misspelling("通迅", "通讯", "沟开流疏交", "速 捷 猛 即"),
    Misspelling("资迅", "资讯", "物投外", "速 捷 猛 即"),
    Misspelling("资询", "咨询", "投物出外", "价 问"),
    Misspelling("予算", "预算", "给授准"),
    Misspelling("核消", "核销", "审考", "费 防 毒 息"),
    Misspelling("报消", "报销", "申上通播情汇填举", "费 防 毒 息 极"),
    Misspelling("部份", "部分", "内外全", "额 数"),
    Misspelling("充份", "充分", "补扩", "额 数"),
    Misspelling("座落", "坐落", "讲", "实 幕 地 下 成"),
    Misspelling("年渡", "年度", not_before="过 口 假"),
    Misspelling("竟价", "竞价", "究毕"),
    Misspelling("偿试", "尝试", "补赔有无代", "点 行 用"),
    Misspelling("严竣", "严峻", "从", "工"),
    Misspelling("隐弊", "隐蔽", not_before="端 病"),
    Misspelling("供献", "贡献", "提", "血 计"),
    Misspelling("就象", "就像", "成", "征"),
    Misspelling("图象", "图像", not_before="征"),
    Misspelling(
        "取的",
        "取得",
        "采收获提换领抽听争汲选吸录夺考拿骗榨索摄",
        before="了 较好 良好 明显 显著 成效 一定 积极 很好 阶段",
    ),
    Misspelling(
        "值的", "值得", "价产数分均总市目差峰量面", before="肯定 推广 注意 借鉴 关注 一提 学习"
    ),
    Misspelling("正再", "正在", not_before="次 度 生 现 审 认 考"),
    Misspelling("过度期", "过渡期", not_before="望 待 盼"),
    Misspelling("过度阶段", "过渡阶段"),
    Misspelling("急须", "急需"),
    Misspelling("摸式", "模式", "触"),
    Misspelling("防犯", "防范", not_before="罪 人 法"),
    Misspelling("须要", "需要", "必务无"),
    Misspelling("必需", "必须", before="加强 按照 严格 做到 坚持 符合 完成 提前 进行 遵守 落实"),
    Misspelling("登陆", "登录", before="系统 平台 账号 网站 网址 小程序 APP 后台 页面"),
    Misspelling("须求", "需求", "必务无"),
    Misspelling("即定", "既定", "立随当", before="目标 计划 任务 方案 要求"),
    Misspelling("有代", "有待", before="加强 提高 提升 改进 完善 优化 健全"),
    Misspelling("附合", "符合", before="要求 规定 条件 标准 实际 政策 程序"),
    Misspelling("符和", "符合", before="要求 规定 条件 标准 实际 政策 程序"),
    Misspelling("修善", "修缮", "维", "后"),
    Misspelling("大副", "大幅", before="提 增 下 度 减 上 超 压"),
    Misspelling("积效", "绩效", "面体容累"),
    Misspelling("园满", "圆满", before="完成 成功 结束 落幕 举办 收官"),
    Misspelling("极时", "及时", "积消北南"),
    Misspelling("遍差", "偏差", "普"),
    Misspelling(
        "宜传", "宣传", "适不便", before="资料 活动 力度 教育 培训 推广 手册 工作 报道 栏 片 月 周"
    ),
    Misspelling("群众反应的", "群众反映的"),
    Misspelling("企业反应的", "企业反映的"),
    Misspelling("居民反应的", "居民反映的"),
    Misspelling("反应了问题", "反映了问题"),
    Misspelling("入帐", "入账", "收", not_before="篷 蓬 子 幕"),
    Misspelling("尊守", "遵守", not_before="护 候 望"),
    Misspelling("俱备", "具备", "事"),
    Misspelling("到帐", "到账", not_before="篷 蓬 子 幕"),
    Misspelling("做用", "作用", "叫当", "户 工 人 途"),
    Misspelling("的的", "的", "目打面", "确 士"),
    Misspelling("了了", "了", "为除不大得算明", "解 结 之 然 望"),
    Misspelling("和和", "和", "温共随平调缓饱总维", "平 谐 睦 美 气 解"),
    Misspelling("在在", "在", "现存所正内外潜实旨重好自", "校 册 职 岗 建 线 读 编 场 家"),
)
# Wrong where they stand twice over.
_TWICE = (
    "进行 加强 提高 提升 促进 举办 进一步 以及 由于 因此 但是 已经 我们 各项 主要 确保 完善 制定",
    "没有 存在 按照 根据 为了 对于 同时 积极 不断 全面 切实 认真 充分 有待 未能 需要 严格 做好",
)
_TWICE_BUT = (
    Misspelling("完成完成", "完成", not_before="率 情况 度"),
    Misspelling("通过通过", "通过", not_before="率"),
    Misspelling("及时及时", "及时", not_before="率 性"),
    Misspelling("开展开展", "开展", not_before="率 情况"),
    Misspelling("落实落实", "落实", not_before="率 情况"),
    Misspelling("推进推进", "推进", not_before="会 率 表"),
    Misspelling("组织组织", "组织", "会类党业级群团", "部 生活"),
    Misspelling("实施实施", "实施", not_before="方案 办法 细则 意见 条例 单位 主体 计划 率 情况"),
)


def _pairs() -> Iterator[Misspelling]:
    for pair in " ".join(_ALWAYS).split():
        wrong, right = pair.split("→")
        yield Misspelling(wrong, right)
    for word in " ".join(_TWICE).split():
        yield Misspelling(word * 2, word)


MISSPELLINGS = (*_pairs(), *_SOMETIMES, *_TWICE_BUT)
