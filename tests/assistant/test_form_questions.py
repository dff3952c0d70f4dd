"""Questions about the form: answered from it at any turn, and never taken for values."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from perftui.assistant.conversation.conversation import Conversation, Reply
from perftui.assistant.reading.commands.commands import read_command
from perftui.assistant.reading.commands.control import read_control
from perftui.assistant.reading.commands.plain_commands import read_plain_command
from perftui.assistant.reading.commands.suppressing import read_fix
from perftui.assistant.reading.questions.inquiries import read_inquiry
from perftui.assistant.state import Expects, Question, Scene, State
from perftui.evaluation.model import Evaluation
from perftui.evaluation.narrative import split

Said = Callable[[Reply], list[str]]
Talk = Callable[..., Conversation]

ANSWERS = [
    ("总分多少", "合计94分，优秀"),
    ("现在多少分", "合计94分"),
    ("总分是多少？", "合计94分"),
    ("一共得了多少分", "合计94分"),
    ("自评总分是几分", "合计94分"),
    ("总分", "合计94分"),
    ("各类得分", "产出目标：34分"),
    ("各类得了多少分", "影响力目标：12分"),
    ("得分情况", "效果目标：14分"),
    ("产出得了多少分", "产出目标34/34"),
    ("影响力多少分", "影响力目标12/15"),
    ("权重合计多少", "权重合计100"),
    ("预算执行率多少", "1,187,376.00除以1,245,505.00，等于95.33%"),
    ("执行率是多少？", "95.33%"),
    ("执行率", "95.33%"),
    ("请问执行率百分之几", "95.33%"),
    ("结余多少", "58,129.00"),
    ("还剩多少钱", "58,129.00"),
    ("有没有结余", "58,129.00"),
    ("比上年增长多少", "上年预算金额是0"),
    ("等级", "绩效等级优秀"),
    ("现在什么等级", "绩效等级优秀"),
    ("能评优秀吗", "优秀"),
    ("差几分优秀", "94分"),
    ("多少分算良好", "75分（含）到90分"),
    ("哪些扣分了", "6项扣分，共扣6分"),
    ("哪几项扣分了", "第27项「宣传方式多元性」3分得2分"),
    ("扣了几分", "共扣6分"),
    ("扣分项有哪些", "共扣6分"),
    ("哪些指标没得满分", "共扣6分"),
    ("哪些没打分", "每一项都打了分"),
    ("有几项满分", "27项满分"),
    ("还缺什么", "该填的都填了"),
    ("还差什么没填", "该填的都填了"),
    ("填完了吗", "该填的都填了"),
    ("有什么问题", "检查结果：错误 0"),
    ("检查一下", "检查结果：错误 0"),
    ("帮我检查", "检查结果：错误 0"),
    ("有哪些警告", "1 警告："),
    ("PT026是什么", "文字中的分项与总数对不上"),
    ("pt26怎么回事", "没有发现这个问题"),
    ("PT013怎么改", "这份表里：有6行扣了分"),
    ("PT13", "扣分没有写明原因"),
    ("PT099是什么", "没有「PT099」这条规则"),
    ("预算是多少", "当年预算数：1,245,505.00元"),
    ("预算多少", "1,245,505.00元"),
    ("上年预算是多少", "0.00元"),
    ("单位是什么", "上海市人才服务中心"),
    ("单位是哪家", "上海市人才服务中心"),
    ("项目叫什么名字", "长三角一体化服务专项"),
    ("自评时间是哪天", "2020-04-20"),
    ("是不是经常性项目", "是"),
    ("主要问题写了什么", "三省一市网络招聘"),
    ("看看主要问题", "三省一市网络招聘"),
    ("主要绩效写了吗", "主要绩效，"),
    ("处室填了吗", "还没有填"),
    ("知晓度几分", "第28项「招聘会信息知晓度」"),
    ("第3项是什么", "项目设立的规范性"),
    ("第3项解释", "立项的规范"),
    ("第三项几分", "5分，得5分"),
    ("宣传方式多元性扣了几分", "扣1分"),
    ("指标有哪些", "产出目标：权重34/34"),
    ("有多少项指标", "共33项指标"),
    ("字数", "主要问题102字"),
    ("主要绩效多少字", "主要绩效323字"),
    ("什么是年度指标值", "年初给指标定的数"),
    ("长效机制是什么意思", "固定成制度"),
    ("改进措施怎么写", "每个问题对应一条措施"),
    ("今天几号", "2020年4月20日"),
    ("今天星期几？", "星期一"),
    ("主要问题第3点", "预算使用集中在下半年"),
    ("主要问题有几条", "主要问题，4点"),
    ("产出目标有哪些指标", "产出目标有18项指标"),
    ("权重最大的是哪项", "第2项「绩效目标合理性」、第4项「预算执行率」"),
    ("这个项目花了多少钱", "1,187,376.00"),
    ("有哪些规则", "PT052"),
    ("跳过了哪些", "没有跳过的问题"),
    ("执行率为什么是95%", "95.33%"),
    ("能不能导出了", "该填的都填了"),
    ("导出在哪里", "导出后会说出文件名"),
    ("再看看总分", "合计94分"),
    ("今天会下雨吗", "答不上来"),
    ("和去年比", "没有找到上年的同一项目"),
    ("看看表", "长三角一体化服务专项"),
    ("你是谁", "助手"),
    ("能做什么", "可以随时说"),
]

NO_QUESTIONS = [
    "预算100万",
    "预算改为100万",
    "去年没有",
    "执行率95%",
    "优秀",
    "满分",
    "全部满分",
    "知晓度扣1分",
    "第3项扣1分",
    "1 3",
    "主要问题：宣传渠道单一",
    "全年举办招聘会12场，无论规模多少均安排专人统计到场人数",
    "多少有些宣传不到位，群众知晓渠道单一",
    "检查发现部分设备老化，已安排更换",
    "总分馆制建设稳步推进，新增分馆3家",
]


@pytest.fixture(scope="module")
def conversation(talk: Talk) -> Conversation:
    return talk("长三角")


@pytest.mark.parametrize(("line", "told"), ANSWERS)
def test_a_question_about_the_form_is_answered(
    line: str, told: str, conversation: Conversation, said: Said
) -> None:
    before = conversation.document.evaluation
    assert told in "\n".join(said(conversation.say(line)))
    assert conversation.document.evaluation == before


@pytest.mark.parametrize("line", NO_QUESTIONS)
def test_values_and_sentences_are_no_questions(line: str, conversation: Conversation) -> None:
    assert read_inquiry(line, Scene(conversation.state, conversation._aids)) is None


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("总分多少", "6项指标都还没有打分"),
        ("执行率多少", "预算执行数、当年预算数没有填"),
        ("结余多少", "没有填"),
        ("等级", "打完分"),
        ("哪些扣分了", "还有6项没有打分"),
        ("还缺什么", "主要问题：还没有写"),
        ("主要问题写了什么", "还没有填"),
        ("单位是什么", "还没有填"),
    ],
)
def test_what_is_not_there_yet_is_said_so(
    line: str, told: str, talk: Talk, said: Said, new_form: Callable[[], Evaluation]
) -> None:
    assert told in "\n".join(said(talk(new_form()).say(line)))


def test_the_grade_says_how_many_points_are_missing(
    talk: Talk, said: Said, seed: Callable[..., Evaluation]
) -> None:
    form = seed("长三角")
    nothing = {"score": Decimal(0)}
    rows = tuple(
        row.model_copy(update=nothing) if place in range(6, 11) else row
        for place, row in enumerate(form.indicators)
    )
    conversation = talk(form.model_copy(update={"indicators": rows}))
    assert "差6分" in said(conversation.say("为什么不是优秀"))[0]
    assert "差6分" in said(conversation.say("差几分优秀"))[0]


@pytest.mark.parametrize("expects", [Expects.TEXT, Expects.SCORES])
def test_no_sentence_of_a_real_form_is_taken_for_something_else(
    expects: Expects, conversation: Conversation, seeds: tuple[Evaluation, ...]
) -> None:
    question = Question("problems:x", ("problems",), "?", "?", expects=expects)
    state = State(conversation.document.evaluation, question=question)
    scene = Scene(state, conversation._aids)
    texts = [text for form in seeds for text in (form.achievements, form.problems, form.measures)]
    points = [point.text for text in texts for point in split(text)]
    assert points
    taken = [
        (point, reader.__name__)
        for point in points
        for reader in (read_command, read_control, read_plain_command, read_fix, read_inquiry)
        if reader(point, scene) is not None
    ]
    assert not taken


def test_last_years_form_is_held_against_this_one(
    talk: Talk, said: Said, seed: Callable[..., Evaluation]
) -> None:
    before = seed("人才大厦")
    assert isinstance(before.budget, Decimal)
    now = before.model_copy(update={"year": 2020, "budget": before.budget * 2})
    told = "\n".join(said(talk(now, last_year=before).say("和去年比有什么不同")))
    assert "与2019年度对照" in told
    assert "增100.00%" in told
    assert "一字不差" in told


def test_the_list_of_findings_leads_to_each_of_them(talk: Talk, said: Said) -> None:
    conversation = talk("长三角")
    conversation.say("有什么问题")
    told = said(conversation.say("3"))
    assert "PT043" in told[0]
    before = conversation.document.evaluation.achievements
    conversation.say("1")
    assert conversation.document.evaluation.achievements != before


@pytest.mark.parametrize("line", ["去预算", "到预算", "改预算", "预算", "/去 预算", "回到预算"])
def test_one_can_go_to_a_field(line: str, talk: Talk, new_form: Callable[[], Evaluation]) -> None:
    conversation = talk(new_form())
    conversation.say(line)
    assert conversation.state.question is not None
    assert "budget" in conversation.state.question.paths
    conversation.say("1245505")
    assert conversation.document.evaluation.budget == 1245505
