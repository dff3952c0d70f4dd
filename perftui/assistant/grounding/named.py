"""Names of organisations and places in running text, known by how they end or by a list.

Where a name begins is a guess: behind the last word that no name holds. Words that any unit
uses, such as 区人才中心 and 各高校, name nobody.
"""

import re
from collections.abc import Iterator

# How names end, with what must not stand before or behind for it to be the end of one.
_ENDINGS = {
    "中心": ("为", "任务|工作|城区?|思想|环节|组|内容|点|地带|位置|思路"),
    "公司": ("", ""),
    "集团": ("", "化|军"),
    "委员会": ("", ""),
    "管委会": ("", ""),
    "办公室": ("", "设备|用品|环境"),
    "办事处": ("", ""),
    "局": ("格布结全大开当僵破时变残困骗", "面|限|部|势|长|域|促|气|级"),
    "厅": ("大客餐展前门歌舞过", "局"),
    "大学": ("", "生|习"),
    "学院": ("", "派"),
    "中学": ("", "生"),
    "小学": ("", "生"),
    "医院": ("", ""),
    "银行": ("", "卡|账|存|转|流水|业|家"),
    "协会": ("", ""),
    "学会": ("", "了"),
    "商会": ("", ""),
    "联合会": ("", ""),
    "基金会": ("", ""),
    "研究院": ("", ""),
    "研究所": ("", ""),
    "设计院": ("", ""),
    "事务所": ("", ""),
    "博物馆": ("", ""),
    "图书馆": ("", ""),
    "部": (
        "全内外干局总各底顶头背中西东南北上下首尾腹大面根边基支线本多门该一二三两俱乐分",
        "分|门|署|队|长|级|位|件|属|际|委|落|类|位",
    ),
    "区": (
        "地社园市城辖片景校郊全各特专小分山赛战库灾该本两街功厂院治间防展跨社片误盲禁库禁省",
        "域|别|间|级|块|位|政府|划|分|委|属|内|外|县|长|号",
    ),
    "县": ("各全区市郊该跨本", "级|委|域|城|区|长|处"),
    "镇": ("乡城各村街市重古小集该", "级|政府|区|静|痛|长|定"),
    "街道": ("各", "办|社区"),
    "路": (
        "道思公线网铁一之出电门来水回套走新老马高带各赛正理后前退沿活岔言",
        "径|线|演|上|由|牌|面|段|过|途|网|灯|况|障|口|人",
    ),
    "科学城": ("", ""),
    "科技园": ("", ""),
    "产业园": ("", ""),
    "工业园": ("", ""),
    "开发区": ("", ""),
}


def _ending(word: str) -> str:
    before, behind = _ENDINGS[word]
    guards = (f"(?<![{before}])" if before else "") + "{}" + (f"(?!{behind})" if behind else "")
    return guards.format(word)


_BY_LENGTH = sorted(_ENDINGS, key=lambda word: (-len(word), word))
_ENDING = re.compile("|".join(map(_ending, _BY_LENGTH)))
_LONGEST, _LONGEST_PLACE = 14, 3
_OF_PLACES = frozenset({"区", "县", "镇", "街道", "路"})
_INSIDE = re.compile("[A-Za-z0-9㐀-鿿·]")

# No name goes on across these words, nor across these characters unless less than two are left.
_WORDS = (
    "会同|联合|委托|通过|组织|参加|参与|邀请|依托|走访|协调|协助|配合|移交|聘请|引进|举办|开展|召开|承担"
    "|支持|指导|围绕|成立|位于|设立|设在|借助|结合|前往|赶赴|以及|包括|例如|受到|得到|完成|提供|选择|按照"
    "|根据|作为|对接|签订|采购|建立|建设|推进|服务于|涉及|覆盖|其中|所有|负责|我们|他们|进驻|入驻|报送|上报"
    "|形成|聚焦|增加|提升|提高|制作|加强|改革|进一步|[今去明本当]年度?|季度|期间|来自|隶属|直接|统一|全部|合理"
)
_CUT = re.compile(
    rf"(?P<word>{_WORDS})|[与和及或由向在对为被把将经至到从的了等于是以并让给赴往请据受按靠含即如]"
)
# What is left when these are taken away names somebody.
_ANYBODY = re.compile(
    "有关|相关|其他|其它|上级|下级|主管|多家|各级|部分|分管|基层|区级|市级|省级|国家级|全市|全国|全区|本市|市区"
    "|各区|各市|各省|服务|管理|人才|公共|用人|参会|企业|事业|行业|专业|社会|政府|高校|重点|合作|承办|主办|委托"
    "|第三方|物业|施工|中标|供应商?|外包|监理|审计|会计师?|律师|设计|工程|咨询|技术|信息|网络|数据|系统|活动|就业"
    "|创业|社区|培训|文化|体育|科技|科研|业务|党员|党群|受理|办事|接待"
    "|指挥|调度|监控|运营|运维|维护|维保|保洁|保安|招聘|市场|展示|展览|会议|档案|资源|保障|发展|交流|指导|研究"
    "|评估|评价|质量|安全|应急|综合|便民|政务|事务|行政|后勤|单位|机构|团队|公立|综合性|知名|优秀|本地|外地|外省"
    "|国有|民营|外资|中小|大型|小型|具体|执行|实施|使用|参与|协同|牵头|责任|负责|所在|所属|直属|下属|附属|属地"
    "|本单位|有限|股份|责任|专门|合同|签约|乙方|甲方|[各本我该分总市区县省多几每某新老原现两三四五一二家个所的全诸]"
)
_LEAST = 2

_PLACES = (
    "北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 "
    "湖南 广东 海南 四川 贵州 云南 陕西 甘肃 青海 台湾 内蒙古 广西 西藏 宁夏 新疆 香港 澳门 "
    "石家庄 太原 沈阳 大连 长春 哈尔滨 南京 苏州 无锡 常州 南通 扬州 徐州 杭州 宁波 温州 "
    "嘉兴 湖州 绍兴 金华 义乌 舟山 台州 合肥 芜湖 福州 厦门 泉州 南昌 济南 青岛 烟台 郑州 "
    "洛阳 武汉 长沙 广州 深圳 珠海 佛山 东莞 海口 三亚 成都 贵阳 昆明 拉萨 西安 兰州 西宁 "
    "银川 乌鲁木齐 呼和浩特 南宁 桂林 浦东 徐汇 长宁 静安 普陀 虹口 杨浦 闵行 宝山 嘉定 金山 "
    "松江 青浦 奉贤 崇明 张江 临港 虹桥 陆家嘴 长三角 珠三角 京津冀 粤港澳 美国 英国 法国 "
    "德国 日本 韩国 新加坡 俄罗斯"
)
_PLACE = re.compile("|".join(sorted(_PLACES.split(), key=lambda name: (-len(name), name))))


def named(text: str) -> Iterator[tuple[int, int]]:
    """Yield where a text names organisations and places."""
    last = 0
    for match in _ENDING.finditer(text):
        longest = _LONGEST_PLACE if match[0] in _OF_PLACES else _LONGEST
        start = _beginning(text, max(last, match.start() - _LONGEST), match.start())
        start = max(start, match.start() - longest)
        if len(_ANYBODY.sub("", text[start : match.start()])) >= _LEAST:
            yield start, match.end()
            last = match.end()
    yield from (match.span() for match in _PLACE.finditer(text))


def without_common_words(text: str) -> str:
    """Return what of a text may be part of a name."""
    return _ANYBODY.sub("", _CUT.sub("", text))


def ending_of(name: str) -> str:
    """Return how a name ends that ends as names do; "" for another."""
    return next((ending for ending in _BY_LENGTH if name.endswith(ending)), "")


def _beginning(text: str, least: int, end: int) -> int:
    """Return where the name that has its ending at `end` begins, not before `least`."""
    start = end
    while start > least and _INSIDE.match(text[start - 1]):
        start -= 1
    for match in _CUT.finditer(text, start, end):
        if match["word"] or end - match.end() >= _LEAST:
            start = match.end()
    return start
