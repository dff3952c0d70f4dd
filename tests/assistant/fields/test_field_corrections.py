"""Values put right, texts behind their labels, and what the form computes itself."""

import pytest

from perftui.evaluation import fields
from tests.assistant.fields.figures import BUDGET, EXECUTED, LAST, UNIT, money


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (["预算改为130万"], money("1300000")),
        (["把执行数改成118万"], money("", "1180000")),
        (["预算应该是130万"], money("1300000")),
        (["预算不是124万，是130万"], money("1300000")),
        (["预算错了，是130万"], money("1300000")),
        (["预算数填错了，应该是130万元"], money("1300000")),
        (["预算改为130万，执行改为120万"], money("1300000", "1200000")),
        (["执行118万", "不对，是95万"], money("", "950000")),
        (["执行118万", "错了，应该是95万"], money("", "950000")),
        (["执行118万", "说错了，95万"], money("", "950000")),
        (["执行118万", "改成95万"], money("", "950000")),
        (["执行95万", "不是95是96"], money("", "960000")),
        (["执行95万", "不是95万，是96万"], money("", "960000")),
        (["预算130万，执行95万", "不是130是140"], money("1400000", "950000")),
        (["单位改成上海市就业促进中心"], {"unit": "上海市就业促进中心"}),
        (["单位写错了，应该是上海市就业促进中心"], {"unit": "上海市就业促进中心"}),
        (["科室市场部", "不对，是人事部"], {"department": "人事部"}),
        (["自评时间改成4月15日"], {"date": "2020-04-15"}),
        (["自评时间4月15日", "不对，是4月16日"], {"date": "2020-04-16"}),
        (["改成一次性项目"], {"recurring": "否"}),
        (["预算调整为130万"], money("1300000")),
        (["预算追加到130万"], money("1300000")),
        (["执行数少了，应该是119万"], money("", "1190000")),
        (["预算写成124万了，应该是125万"], money("1250000")),
        (["刚才预算说错了，是130万"], money("1300000")),
        (["把预算和执行都改成100万"], money("1000000", "1000000")),
        (["上年预算改为100万，不对，200万"], money("", "", "2000000")),
        (["预算130万，执行120万，不对，执行是110万"], money("1300000", "1100000")),
        (["上年预算是100万，不是0"], money("", "", "1000000")),
        (["预算130万", "错了，执行110万"], money("1300000", "1100000")),
        (["预算130万 执行120万 上年没有", "不对，是110万", "是"], money("1300000", "1100000")),
        (["经常性改成一次性"], {"recurring": "否"}),
        (["经常性项目改为否"], {"recurring": "否"}),
        (["目标改为：完成4场招聘会，服务2000人"], {"goal": "完成4场招聘会，服务2000人"}),
        (["把目标清空"], {"goal": ""}),
        (["上年预算去掉"], {LAST: ""}),
        (["上年预算改为50万", "上年预算清空"], {LAST: ""}),
        (["科室市场部", "清空科室"], {}),
        (["科室市场部", "科室不填了"], {}),
        (["执行118万", "哦不，95万"], money("", "950000")),
        (["执行118万", "错了错了，95万"], money("", "950000")),
        (["执行118万", "错了，还是119万"], money("", "1190000")),
        (["执行118.73万", "执行补到元是1187370"], money("", "1187370")),
        (["执行118万", "把它改成95万"], money("", "950000")),
        (["自评时间4月15日", "不对，16号"], {"date": "2020-04-16"}),
    ],
)
def test_values_are_put_right(lines, said, expected):
    assert lines.changed("real", *said) == expected


@pytest.mark.parametrize("line", ["不对，是95万", "错了，应该是130万", "预算改回去"])
def test_a_correction_of_nothing_is_refused(lines, line):
    assert lines.after("real", line).evaluation == lines.forms["real"]
    assert "如「预算" in lines.reply("real", line) or "没有改过" in lines.reply("real", line)


@pytest.mark.parametrize(
    ("line", "path"),
    [
        ("预算：", BUDGET),
        ("执行数不对", EXECUTED),
        ("预算", BUDGET),
        ("主要问题：", "problems"),
        ("知晓度备注：", "indicators[27].remark"),
    ],
)
def test_a_name_without_a_value_is_asked_about_next(lines, line, path):
    state = lines.after("real", line)
    assert state.evaluation == lines.forms["real"]
    assert state.question is not None
    assert state.question.path == path


@pytest.mark.parametrize(
    ("line", "path", "expected"),
    [
        ("主要绩效：办4场招聘会。撤销预算124万。", "achievements", "办4场招聘会。撤销预算124万。"),
        ("改进措施=按月核对用款，预算：重新编", "measures", "按月核对用款，预算：重新编"),
        ("项目年度总目标：总分100", "goal", "总分100"),
    ],
)
def test_all_behind_a_colon_is_text(lines, line, path, expected):
    assert fields.get(lines.after("real", line).evaluation, path) == expected


def test_a_remark_goes_to_its_row(lines):
    row = next(i for i, r in enumerate(lines.forms["real"].indicators) if "知晓度" in r.name)
    state = lines.after("real", f"{lines.forms['real'].indicators[row].name}备注：预算124万，撤销")
    assert state.evaluation.indicators[row].remark == "预算124万，撤销"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("执行率95%", "和「95%」一致"),
        ("执行率95.33%", "一致"),
        ("执行率90%", "不是「90%」，没有改"),
        ("等级优秀", "绩效等级优秀"),
        ("等级良好", "不是「良好」，没有改"),
        ("结余5.81万", "一致"),
        ("结余7万", "不是「7万」"),
        ("总分94", "94"),
        ("预算1245505", "已经是"),
        (f"单位{UNIT}", "已经是"),
    ],
)
def test_what_the_form_computes_or_holds_is_only_compared(lines, line, said):
    assert lines.after("real", line).evaluation == lines.forms["real"]
    assert said in lines.reply("real", line)


@pytest.mark.parametrize(
    ("line", "is_words"),
    [
        ("全年预算执行率95.33%，资金使用规范。", True),
        ("全年预算124.5505万元，执行118.7376万元。", True),
        ("预算改为130万", False),
        ("预算130万", False),
    ],
)
def test_a_sentence_answers_a_question_for_words(lines, line, is_words):
    state = lines.after("real", line)
    assert (state.evaluation.budget == lines.forms["real"].budget) is is_words
    texts_now = [row.remark for row in state.evaluation.indicators]
    assert (line in texts_now or line in (state.evaluation.problems or "")) is is_words
