"""Words that are mistyped for others, but may also be two right words side by side.

存在 and 次数 meet in 存在次数, which has nothing to do with 再次: so some are wrong only after or
before certain characters, or never there.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Misspelling:
    """A wrong word and the right one.

    It is none behind one of the characters `not_after`, or ahead of one of the words `not_before`;
    where `before` names words, only ahead of these; and not with one of the words
    `not_with` later in the sentence.
    The words are set apart by blanks.
    """

    wrong: str
    right: str
    not_after: str = ""
    not_before: str = ""
    before: str = ""
    not_with: str = ""


# Wrong but where two right words meet.
MEETING = (
    Misspelling(
        "在次", "再次", "现存所内实", "年 日 月 周 级 序 数 要 品 优 季 席 生 均 干 高 低 新 中 一"
    ),
    Misspelling("既使", "即使", not_before="用", not_with="又 也使 还使 更使 也让"),
    Misspelling("既将", "即将", not_with="又 也将 还将 也把"),
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
        "年月期周季旬岁本始学纪代春夏秋冬粉泡微煤药茶端",
        before="完成 能 达到 达标 按 验收 及时 开展 发生 支付 落实 形成 实施",
    ),
    Misspelling("年未", "年末", before="余额 结存 存栏"),
    Misspelling("期未", "期末", before="余额 结存 考试"),
    Misspelling("按装", "安装", not_before="修 置 机 配 载 备 箱 卸 车 订 船 饰 运 潢 填 袋"),
    Misspelling("按排", "安排", not_before="名 序 放 列 行 班 水 查 污 除 量 期 头 队 位 片 演 课"),
    Misspelling("按全", "安全", before="生产 隐患 管理 责任 保卫 防护 事故 意识 运行 第一"),
    Misspelling("安期", "按期", before="完成 交付 支付 开展 验收 拨付 归还"),
    Misspelling("安时", "按时", "公治保平", before="完成 支付 拨付 上报 报送 发放"),
    Misspelling("安照", "按照", "公治", "片 常 顾 明 护 料 样 相"),
    Misspelling("布署", "部署", "发公颁宣", "名"),
    Misspelling(
        "做为",
        "作为",
        "叫当看要多能愿所",
        "期 民 老 农 企 群众 人民 什么 了 基层 侨 兵 您 他 她 社区 学生",
    ),
    Misspelling("通迅", "通讯", "沟开流疏交", "速 捷 猛 即"),
    Misspelling("资迅", "资讯", "物投外", "速 捷 猛 即"),
    Misspelling("资询", "咨询", "投物出外", "价 问"),
    Misspelling("予算", "预算", "给授准"),
    Misspelling("核消", "核销", "审考", "费 防 毒 息 除 化 失"),
    Misspelling("报消", "报销", "申上通播情汇填举", "费 防 毒 息 极 除 化 失"),
    Misspelling("部份", "部分", "内外全", "额 数"),
    Misspelling("充份", "充分", "补扩", "额 数"),
    Misspelling("座落", "坐落", "讲", "实 幕 地 下 成 户 款"),
    Misspelling("年渡", "年度", not_before="过 口 假"),
    Misspelling("竟价", "竞价", "究毕"),
    Misspelling("偿试", "尝试", "补赔有无代", "点 行 用"),
    Misspelling("严竣", "严峻", "从", "工"),
    Misspelling("隐弊", "隐蔽", not_before="端 病"),
    Misspelling("供献", "贡献", "提", "血 计 策 花 爱"),
    Misspelling("就象", "就像", "成", "征 形 牙 棋"),
    Misspelling("图象", "图像", not_before="征 形"),
    Misspelling(
        "取的",
        "取得",
        "采收获提换领抽听争汲选吸录夺考拿骗榨索摄",
        before="了 较好 良好 明显 显著 成效 一定 积极 很好 阶段",
    ),
    Misspelling(
        "值的", "值得", "价产数分均总市目差峰量面", before="肯定 推广 注意 借鉴 关注 一提 学习"
    ),
    Misspelling("正再", "正在", "修改更校矫纠真补", "次 度 生 现 审 认 考"),
    Misspelling("过度期", "过渡期", not_before="望 待 盼"),
    Misspelling("过度阶段", "过渡阶段"),
    Misspelling("急须", "急需", "应紧救", "知 备"),
    Misspelling("摸式", "模式", "触"),
    Misspelling("防犯", "防范", not_before="罪 人 法"),
    Misspelling("须要", "需要", "必务无勿"),
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
    Misspelling("做用", "作用", "叫当", "户 工 人 途 电 水 气 能 地 药 车 餐"),
    Misspelling("的的", "的", "目打面标众", "确 士"),
    Misspelling("了了", "了", "为除不大得算明", "解 结 之 然 望"),
    Misspelling("和和", "和", "温共随平调缓饱总维", "平 谐 睦 美 气 解"),
    Misspelling("在在", "在", "现存所正内外潜实旨重好自", "校 册 职 岗 建 线 读 编 场 家"),
)
