"""What the words of the form mean, in a sentence or two."""

from rapidfuzz import fuzz, process

from perftui.assistant.reading.commands.places import field_named
from perftui.assistant.state import Scene
from perftui.evaluation.values import print_number

_NEAR = 75
_WORDS = {
    "项目绩效自评": "项目实施单位对上一年度项目的预算执行、产出、效果自己打分并说明的表，每个项目"
    "一份。",
    "投入与管理": "看钱和管理：资金合规、目标合理、立项规范、预算执行、财务制度和项目制度。固定六"
    "项，权重不改。",
    "产出目标": "看做了什么：数量、质量、时效和成本，如完成率、合格率、及时率。指标由单位自己设。",
    "效果目标": "看做了有什么用：受益对象得到的便利、知晓、满意等。指标由单位自己设。",
    "影响力目标": "看长远的作用：长效机制、能力提升、可持续的影响。指标由单位自己设。",
    "年度指标值": "年初给指标定的数，如「≥95%」「100场」。完成值与它对照，才算得出该得几分。",
    "实际完成值": "到年底指标实际做到的数，与年度指标值用同样的单位。",
    "权重": "一项指标满分是几分。各类的权重之和、全表的100分都由表式定好。",
    "自评分": "单位给一项指标打的分，从0到权重之间，扣了分要写原因。",
    "预算执行率": "预算执行数除以当年预算数，用百分数表示。低于90%要说明原因。",
    "当年预算数": "批复的当年预算，有年中调整的填调整后的数。",
    "上年预算金额": "上一年度同一项目的预算，当年才设立的项目填0。",
    "预算执行数": "到年底实际支出的数，以财务账为准。",
    "经常性项目": "每年都安排的项目是经常性项目；只此一年的是一次性项目。",
    "项目年度总目标": "年初批复的绩效目标，照批复写，不用改写。",
    "主要绩效": "做成了什么：一项一句，写清数量、时间和效果，要有可以核对的数字。",
    "主要问题": "为什么没有得满分：每处扣分对应一个问题，写事实和数字，不写进度。",
    "改进措施": "每个问题对应一条措施，写清谁、什么时候前、做到什么程度。",
    "绩效等级": "按总分定的等级，由程序算出，不用填。",
    "备注": "写扣分的原因，如差了多少、为什么；权重为0的指标也要在这里说明。",
    "满意度": "服务对象的评价，要有问卷等依据；写明样本量更可信。",
    "偏差": "完成值与指标值的差。没有达到或大大超过指标值，都要说明原因。",
    "正向指标": "越大越好的指标，完成值达到指标值得满分，不到的按比例得分。",
    "反向指标": "越小越好的指标，如投诉次数、成本；超过指标值的部分按比例扣分。",
    "定性指标": "没有数的指标，按达成、部分达成、未达成三档打分。",
    "具体实施处（科室）": "具体办这个项目的处室或科室。",
    "自评时间": "填这份表的日期，一般在次年上半年。",
    "结余": "当年预算数减去预算执行数。",
    "搁置": "某条检查不适用时，写明理由放在一边，以后不再提。",
    "长效机制": "把一次性的做法固定成制度：有文件、有责任人、有周期。",
}
_OTHER_NAMES = {
    "指标值": "年度指标值",
    "目标值": "年度指标值",
    "完成值": "实际完成值",
    "分值": "权重",
    "得分": "自评分",
    "打分": "自评分",
    "执行率": "预算执行率",
    "预算": "当年预算数",
    "当年预算": "当年预算数",
    "上年预算": "上年预算金额",
    "去年预算": "上年预算金额",
    "执行数": "预算执行数",
    "经常性": "经常性项目",
    "一次性项目": "经常性项目",
    "总目标": "项目年度总目标",
    "年度总目标": "项目年度总目标",
    "绩效目标": "项目年度总目标",
    "等级": "绩效等级",
    "产出": "产出目标",
    "产出指标": "产出目标",
    "效果": "效果目标",
    "效益": "效果目标",
    "影响力": "影响力目标",
    "投入和管理": "投入与管理",
    "自评": "项目绩效自评",
    "绩效自评": "项目绩效自评",
    "自评表": "项目绩效自评",
    "绩效": "主要绩效",
    "问题": "主要问题",
    "措施": "改进措施",
    "偏差原因": "偏差",
    "扣分原因": "备注",
    "处室": "具体实施处（科室）",
    "科室": "具体实施处（科室）",
    "正向": "正向指标",
    "反向": "反向指标",
    "定性": "定性指标",
}


def is_known(word: str) -> bool:
    """Whether a word is explained here."""
    return word in _WORDS or word in _OTHER_NAMES


def meaning(argument: str, scene: Scene) -> str:
    """Say what a word of the form means."""
    word = argument.strip("「」“”\"' ")
    name = _OTHER_NAMES.get(word, word)
    if name not in _WORDS:
        name = term_of(field_named(word, scene) or "") or name
    if name not in _WORDS:
        near = process.extractOne(name, tuple(_WORDS), scorer=fuzz.ratio, score_cutoff=_NEAR)
        if near is None:
            return f"没有「{word}」的解释。可以问指标的名称、栏目的名称，或规则的编号。"
        name = near[0]
    return f"{name}：{_WORDS[name]}{_bands(scene) if name == '绩效等级' else ''}"


def term_of(path: str) -> str:
    """Return the word that explains a field; "" where none does."""
    field = path.rpartition(".")[2].partition("[")[0]
    return _TERMS.get(field, "")


_TERMS = {
    "budget": "当年预算数",
    "last_year_budget": "上年预算金额",
    "executed": "预算执行数",
    "goal": "项目年度总目标",
    "date": "自评时间",
    "recurring": "经常性项目",
    "department": "具体实施处（科室）",
    "achievements": "主要绩效",
    "problems": "主要问题",
    "measures": "改进措施",
    "score": "自评分",
    "remark": "备注",
    "weight": "权重",
}


def _bands(scene: Scene) -> str:
    told = (f"{print_number(band.at_least)}分起{band.label}" for band in scene.profile.grades)
    return f"{'，'.join(told)}。"
