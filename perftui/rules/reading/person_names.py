"""Names of private persons in a text, where a label says that a person is named."""

import re
from collections.abc import Iterator

# Who is labelled so is a person, and none of those whose office makes the name public.
_LABELS = (
    "联系人 经办人 填表人 填报人 填写人 制表人 制单人 审核人 复核人 负责人 责任人 申请人 投诉人",
    "信访人 来访人 来电人 举报人 当事人 办事人 监护人 受助人 获奖人 受益人 户主 法人代表",
    "法定代表人 姓名 患者 病人 病患 伤者 死者 家属 学员 学生 获奖者 受助者 受助学生 困难学生 家长",
    "残疾人 老人 居民 村民 低保户 贫困户 困难户 特困户 困难职工 困难群众 职工 员工 劳务派遣人员",
    "志愿者 业主 租户 当事群众",
)
_COMPOUND = "欧阳|司马|上官|诸葛|皇甫|尉迟|公孙|慕容|令狐|端木|司徒|夏侯"
_COMMON = (
    "王李张刘陈杨赵黄周吴徐孙胡朱林郭罗梁宋郑谢许韩唐冯董曹袁邓傅沈吕苏卢蒋蔡魏薛叶潘杜汪姜范廖"
    "邹陆郝崔邱秦顾侯邵孟尹黎贺龚阎闫彭谭熊丁姚贾倪聂翟詹洪耿俞阮柯裴霍"
)
# These begin many a word as well, so a colon must stand before them.
_OTHERS = (
    "高方任安于万向文成时关路单查管游包宁章齐易左康温施段程金江石马白夏余曾严钟史陶毛龙雷常武"
    "何田肖庄鲁岳殷欧柳涂孔汤钱戴莫葛邢乔庞颜申焦祝尚符舒纪梅童凌毕季苗谷盛翁骆喻祁蒲房滕屈牟艾"
    "尤穆卓吉缪麦褚娄窦戚"
)
_GIVEN = (
    "[^\\W\\da-zA-Z_的了在是为有与及等个们员率度数部科室处院校议务边围区县市局厅司厂店馆户者某]"
)
_NO_NAMES = (
    "周[边围期末年转密全到岁身长刊报一二三四五六日]|许[可多诺愿久]|顾[虑客问念全]|林[业场地区间木带荫]"
    "|黄[浦色金昏河土沙山豆花石埔牌瓜酒]|张[江贴罗扬开掖榜]|陈[述列旧设酿说]|陆[续地家上路]|罗[列马]"
    "|苏[州北南联醒打]|王[国家牌府位]|胡[乱须同]|唐[代朝]|宋[代朝体]|范[围例本畴]|谢[绝意罪]|郑[重州]"
    "|贺[信卡岁年]|洪[涝流水]|孙[子女辈媳]|杜绝|董事|沈阳|叶[片酸]|梁[柱体]|丁香|秦岭|杨浦|徐汇|朱家"
    "|吴[江淞泾]|汪洋|韩[国语]|魏晋|姜汤|刘海|彭[浦泽]|贾宝|侯[诊门]"
)
_NEXT = (
    "同志 女士 先生 老师 师傅 电话 手机 联系 身份证 反映 投诉 来电 来访 表示 认为 提出 要求 申请",
    "因 于 未 在 的 等 和 与 及 被 向 对 家 一家 家庭 负责 获 住院 病情 患 生活 收到 领取 已 从",
    "由 为 到 称 将 经 参加 通过",
)
_STRONG = "同志|女士|先生|老师|师傅|电话|手机|身份证|反映|投诉|来电|来访"
_TITLED = "(?!女士|先生|老师|同学|师傅|阿姨|奶奶|爷爷|大爷|大妈|同志|主任|科长)"
_NO_HAN = r"(?![\u3400-\u9fff])"


def _either(words: tuple[str, ...]) -> str:
    return "|".join(sorted(" ".join(words).split(), key=len, reverse=True))


_SOME = f"(?:{_COMPOUND}|[{_COMMON}])"
_ANY = f"(?:{_COMPOUND}|[{_COMMON}{_OTHERS}])"
_END = f"(?:{_NO_HAN}|(?={_either(_NEXT)}))"
_NAME = re.compile(
    rf"(?:{_either(_LABELS)})(?:姓名|代表|家属)?(?:"
    rf"(?:[：:]|[ \u3000]+)\s*(?P<told>{_ANY}{_TITLED}{_GIVEN}{{1,2}}){_END}"
    rf"|[为是叫]?(?!{_NO_NAMES})(?:"
    rf"(?P<long>{_SOME}{_TITLED}{_GIVEN}{{2}}){_END}"
    rf"|(?P<short>{_SOME}{_GIVEN})(?:{_NO_HAN}|(?={_STRONG}))))"
)


def names_in(text: str) -> Iterator[tuple[int, int]]:
    """Yield where names of persons stand in a text, those that are labelled as such."""
    for match in _NAME.finditer(text):
        yield match.span(match.lastgroup or 0)
