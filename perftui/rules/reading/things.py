"""What a quantity in a text counts: 校园招聘会 of 举办校园招聘会24场, 24场校园招聘会."""

import re
from dataclasses import dataclass
from functools import lru_cache

from perftui.rules.reading.said import Said

# These do not tell one thing done from another; 维修3处 and 更换3处 are two things.
_VERB = "举办|举行|开展|组织|召开|完成|实施|进行|接待|提供|参加"
_DEED = re.compile(
    "印[发制刷]|制作|发[放布]|推送|刊发|受理|办[理结]|新建|建[成立设]|采购|购[买置]|安装|维[修护]|更换|改造|编[制印发]"
    "|收[到集]|回[收访]|签订|走访|走进|调研|检[查测]|抽[检查]|审[核批]|处[理置]|培训|服务|引进|清理|核查"
)
_TELLING = re.compile(f"{_DEED.pattern}|新增")
_IDLE = (
    r"共计?|合计|总[计共]|累计|全[年市]|本?年度|20\d\d年度?|当年|年[末终底]|截[至止]|12月[底末]?|已经?|实际|顺利|成功|圆满"
    "|先后|陆续|各[类种项]|有关|相关|了|的|虽然?|约|近|仅|只有?|我(?:中心|单位|部门?)|项目|达到?|到|有(?!效)|正式|按[期时]|如期|全部|一是|二是|计划|原定|预计"
)
_FOR_SOMEONE = re.compile("[为在赴向与对]|面向|针对|联合|会同")
_LAST_VERB = re.compile(f"(?P<before>.*)(?:{_VERB})(?P<rest>.*)")
_IDLE_BEFORE = re.compile(f"(?:{_IDLE}|统计|测评|调查|抽样|显示)*")
_NO_NOUN = re.compile(f"{_VERB}|{_IDLE}|^[为是\\d.．]+|[为是]$|电话(?=回访)|并(?=发)")
_NOUN_AFTER = re.compile(
    f"(?:(?!{_VERB}|{_IDLE}|{_DEED.pattern}|[及和与中均后因由共未]|吸引|覆盖|参[加与]|惠及|达|反映|存在|出现|暴露|突发|发生)[\u4e00-\u9fff]){{2,16}}"
)
_OF_A_ROW = re.compile(
    "(?:场次|次数|人数|人次|数量|[家册卷份件个套户]?数)$"
    "|(?:完成|及时|合格|达标|参与|发放|到场|验收|举办|开展){0,3}(?:情况|及时性|(?<!满意)率)$"
)
# Many things go by these names.
_COMMON = (
    "活动|工作|项目|任务|人员|单位|企业|会议|事项|内容|问题|资料|材料|业务|服务|对象|机构|部门|设备|方面|指标|措施"
    "|制度|成果|环节|学校|高校|社区|街镇|街道|学员|学生|群众|居民|市民|点位|系统|平台|岗位|工单|资金|费用|经费|金额|预算|支出"
    "|执行|结余|比例|占比|(?:完成|合格|及时|覆盖|知晓|满意|达标|参与|执行)[率度]|线[上下]"
)
_OTHER = re.compile("问卷|样本|抽样[调访]|访问|受访|预算|(?:执行|支出|支付|使用)(?:率|进度)")
_ANYTHING, _VAGUE = re.compile(_COMMON), re.compile(f"(?:{_COMMON})+")
_LONG = 3


@dataclass(frozen=True)
class Thing:
    """What is counted: `noun` as a text names it, `core` without what is done with it.

    `whom` are the words before it that say for whom, where or with whom: 为应届毕业生.
    """

    noun: str
    core: str
    deeds: frozenset[str] = frozenset()
    whom: str = ""

    def may_be(self, other: "Thing") -> bool:
        """Whether two things of one core may be the same: 维修房屋 and 改造房屋 are not."""
        return not self.deeds or not other.deeds or bool(self.deeds & other.deeds)

    @property
    def is_told(self) -> bool:
        """Whether it is a thing and not one of the words many things go by."""
        is_common = _ANYTHING.fullmatch(self.core) or _OTHER.search(self.noun)
        return len(self.core) > 1 and not is_common

    @property
    def is_one(self) -> bool:
        """Whether its name is long and telling enough to mean one thing throughout a text."""
        return len(self.core) >= _LONG and not _VAGUE.fullmatch(self.core)


NO_THING = Thing("", "")


def thing_counted(told: Said) -> Thing:
    """Return what a quantity counts, from the words before it and after it in its clause."""
    if told.quantity.unit == "%":
        return _rate(_IDLE_BEFORE.sub("", told.label).rstrip("为达到是约"))
    after, verb = _NOUN_AFTER.match(told.rest), _LAST_VERB.fullmatch(told.label)
    before, noun = (verb["before"], _bare(verb["rest"])) if verb else ("", "")
    if noun:
        return _thing(noun, before if _FOR_SOMEONE.search(before) else "")
    noun = _bare(told.label)
    if not after:
        return _thing(noun)
    return _thing(after[0] if verb or not _TELLING.search(noun) else noun + after[0])


@lru_cache(maxsize=1024)
def thing_of_row(name: str, unit: str) -> Thing:
    """Return what the indicator of a name counts, or of what it is the rate."""
    name = "".join(name.split())
    return _rate(name) if unit == "%" else _thing(_bare(_OF_A_ROW.sub("", name)))


def _thing(noun: str, whom: str = "") -> Thing:
    core = _DEED.sub("", noun)
    core = noun if _ANYTHING.fullmatch(core) else core  # 服务单位, not any 单位
    return Thing(noun, core, frozenset(_DEED.findall(noun)), whom)


def _rate(name: str) -> Thing:
    return Thing(name, name)


def _bare(text: str) -> str:
    return _NO_NOUN.sub("", text)
