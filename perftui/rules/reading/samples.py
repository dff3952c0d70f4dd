"""Whether a form says how many people were asked: 回收问卷480份, 电话回访200家企业."""

import re

from perftui.evaluation.sentences import clauses
from perftui.rules.form import Form
from perftui.rules.passage import Passage

# Who does this asks people; what is 抽查, 抽样 or 回收 may be goods, so people's opinion is named.
_ASKED = re.compile(
    "问卷|样本[量数容]|有效样本|受访|访谈|回访|测评|评议|评价[表器]|调查表|调查(?:了|对象|人数|户数)"
    "|满意[度率]?(?:情况)?的?(?:电话|抽样|随机|现场|网上)?(?:调查|评价|调研|统计)|(?:调查|评价)满意"
)
_TAKEN = re.compile("样本|回收|收回|抽样|抽查|抽取|随机|扫码|评价|调查|征求")
_OPINION = re.compile("满意|意见|好评")
_PEOPLE = re.compile(
    r"\d[\d,，.十百千万]{0,19}\s{0,9}[余多]?\s{0,9}(?:份|人(?!次数)|名|位|家|户|张|个(?=家庭|样本|单位|企业|对象))"
    "|[一二两三四五六七八九十百千万]{1,9}[余多]?(?:份|人|名|位|家|户|张)"
    r"|(?:样本|回收|发放|有效|问卷)[^\d，。；率]{0,6}[1-9]\d{0,19}(?![\d.,]{0,19}[%％次条件个])"
    r"|(?:评价|问卷|反馈|答卷|回复)[^\d，。；]{0,6}\d[\d,.万千百]{0,19}\s{0,9}[条个例]"
)
# 开展问卷调查，回收480份: the number may come in the next clause, which is then of the survey.
_GOES_ON = re.compile(
    r"回收|收回|发[放出]|有效|共|覆盖|反馈|填[写报]|对象|邀请|其中|参[与加]|收到|^\W*\d"
)


def tells_sample(form: Form) -> bool:
    """Whether the form says how many were asked, in its texts, explanations or actual values."""
    rows = form.evaluation.indicators
    beside = (text for row in rows for text in (row.explanation, row.actual) if text)
    return any(map(_is_sample, beside)) or any(map(_tells, form.passages.values()))


def _tells(passage: Passage) -> bool:
    if not _ASKED.search(passage.text) and not _TAKEN.search(passage.text):
        return False
    return any(_is_sample(sentence.text) for sentence in passage.sentences)


def _is_sample(sentence: str) -> bool:
    """Whether a number of people stands in a clause about asking them, or in the next one."""
    if not _PEOPLE.search(sentence):
        return False
    has_opinion = _OPINION.search(sentence)
    was_asked = False
    for clause in clauses(sentence):
        asks = _ASKED.search(clause.text) or (has_opinion and _TAKEN.search(clause.text))
        is_meant = asks or (was_asked and _GOES_ON.search(clause.text))
        if is_meant and _PEOPLE.search(clause.text):
            return True
        was_asked = bool(is_meant)
    return False
