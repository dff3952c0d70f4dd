"""The measure words by which quantities in running text are told from other figures."""

import re

# What must not follow a measure word, for then it begins another word: 3项目, 两部分, 三次产业.
_TRAPS = {
    "个": "别|性(?!化)",
    "人": "才|事|民|力|社|均|员|工智|大代|体|类",
    "位": "一体|于|置",
    "名": "义|单|称|誉|录|校|牌|师",
    "家": "庭|长|具|电|园|乡|属",
    "件": "套|数",
    "份": "额",
    "本": "市|区|年|单位|部门|项目|中心|次|地|校|院|职|级|科(?!目)",
    "册": "子",
    "套": "路|餐",
    "台": "账|帐|阶|湾|港澳|风|胞|式",
    "部": "分|门|委|署|队|长|级|位|件|属|际",
    "条": "件|例|款|线",
    "项": "目(?![标前的])|规定|指标解",
    "场": "地|所|馆|景|合|面",
    "次": "性|产业|要|序|日|年|数|月|级|生|方",
    "期": "间|限|望|末|初|货|刊",
    "批": "准|复|示|发|评|判|量|文",
    "篇": "幅|章",
    "幅": "度",
    "块": "状|链",
    "座": "谈|位|椅|右",
    "间": "隔|接|断|距|歇",
    "处": "室|理|长|于|置|分|罚|级|方",
    "所": "有|在|以|得|属|需|谓|示|述|涉|长|产|提",
    "层": "次|级|面",
    "组": "织|建|成|长|合|委|员|装",
    "类": "似|别|型",
    "种": "植|子|族|草",
    "轮": "岗|流|换|值|训|候|椅",
    "支": "付|持|出|撑|行|部|队伍建|委|援|一扶",
    "例": "如|行|外|会",
    "起": "来|草|步|止|点|到|始|诉|重|初|动|用|执|施|至|算|实行|为|正式",
    "笔": "记|试|者",
    "门": "户|诊|店|口|槛|禁|急",
    "节": "气|日|约|点|能|目|省|假|余|水",
    "堂": "食",
    "集": "中|体|团|成|聚|合|约|市|资",
    "封": "闭|控|面",
    "日": "[^内]|\\Z",
    "天": "津|然|气|河|空|花",
    "周": "边|期|转|末|岁|密|围|年",
    "年": "度|级|代|底|初|末|龄|计划|行动|规划|制|限|期|审|检|报|鉴|会|[0-9]",
    "倍": "增|受",
    "米": "粉|饭",
    "页": "面|码",
    "枚": "举",
    "只": "有|要|是|能|需|为|在",
    "元": "旦|素|件|宵|月",
    "分": "之|别|类|公司|中心|阶段|层|享|析|布|散|店|支|局|管|步|期|项|工|组|会场|值|解",
    "对": "于|口|接|应|外|照|象|比|方|待|本|全|各|上|其|相|重|该|企|人|策|标",
    "票": "据|价",
    "字": "体|样|号|典|幕",
    "包": "括|含|装|容|保|干",
    "单": "位|项|一|独|个|价|元|次|笔",
    "班": "子|组|次长|车",
    "区": "域|别|间|级|块|位|政府|县|划|分",
    "县": "级|委|域|城",
    "省": "级|委|份|市|内|外|钱|时|直",
    "市": "级|委|场|民|区|内|外|政",
    "村": "民|委|级|务",
    "镇": "级|政府|区",
    "点": "击|对|位|面|评|赞|多|半|整|前|后|钟|至|到|开",
    "亩": "均",
    "度": "假",
    "桶": "装",
    "箱": "子|式",
    "瓶": "装|颈",
    "盒": "子",
    "袋": "装",
    "根": "据|本|治",
    "款": "项|式",
    "课": "题|程|件|堂|外|后",
    "站": "式|点|台|位",
    "秒": "杀",
}


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# Words that count with figures and Chinese numerals alike.
COUNT_WITH_NUMERALS = _words("""
人次 场次 批次 件次 台次 车次 户次 家次 项次 频次 班次 册次 份次 张次 人天 人日 个工作日 工作日
个百分点 百分点 个小时 小时 个月 分钟 秒钟 课时 学时 平方公里 平方千米 平方米 平米 立方米 公里
千米 厘米 毫米 公顷 公斤 千克 毫升 千瓦时 美元 欧元 港元 日元 英镑 块钱 街镇 社区 人 位 名 家
户 个 件 份 张 本 册 套 台 辆 部 条 项 场 次 期 批 篇 幅 块 座 栋 幢 间 处 所 层 组 类 种 轮
支 例 起 宗 笔 门 节 堂 集 封 天 周 年 倍 米 页 枚 只 艘 架 盏 株 棵 岁 周岁 吨 亩 元 圆
""")
# Words that after a Chinese numeral are part of a name more often than not: 三省一市, 十分, 三点.
_WITH_FIGURES = _words("""
m² m³ m2 m3 ㎡ ㎥ ℃ % ‰ km kg cm mm KB MB GB TB kW kWh 分 对 票 字 单 班 区 县 省 市 村 镇 点
度 日 秒 升 克 包 箱 瓶 盒 袋 桶 根 款 课 站 床 席 格 卷 颗 顶 床位 工位 席位 机位 车位 学分
标段
""")
# A lone 一 is mostly no count (一个平台, 一套机制); with these it is.
COUNT_WITH_ONE = _words("场次 人次 场 次 台 辆 份 册 名 篇 幅 座 栋 幢")

# Words for the same measure, by the one that stands for all.
_SAME = {
    "平方米": ("平米", "㎡", "m²", "m2"),
    "立方米": ("㎥", "m³", "m3"),
    "平方公里": ("平方千米",),
    "公里": ("千米", "km"),
    "公斤": ("千克", "kg"),
    "元": ("圆", "块钱"),
    "百分点": ("个百分点",),
    "工作日": ("个工作日",),
    "小时": ("个小时",),
    "月": ("个月",),
    "岁": ("周岁",),
    "千瓦时": ("kWh",),
}
_STANDARD = {word: standard for standard, words in _SAME.items() for word in words}


def _measure_word(word: str) -> str:
    trap = _TRAPS.get(word)
    return re.escape(word) + (f"(?!{trap})" if trap else "")


_LONGEST_FIRST = sorted(COUNT_WITH_NUMERALS | _WITH_FIGURES, key=lambda word: (-len(word), word))
MEASURE_WORD = "|".join(map(_measure_word, _LONGEST_FIRST))
_LATIN = sorted(word for word in _WITH_FIGURES if re.match("[A-Za-z]", word))
LATIN_MEASURE = "|".join(f"{word}(?![A-Za-z0-9])" for word in _LATIN)


def standard_measure(word: str) -> str:
    """Return the measure word that stands for all of the same measure: 平方米 for ㎡."""
    return _STANDARD.get(word, word)
