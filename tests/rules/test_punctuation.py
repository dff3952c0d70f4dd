"""PT044: punctuation, and the property that its fix touches nothing but punctuation."""

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perftui.rules import checking

CODES = ("PT00", "PT010", "PT022", "PT023", "PT025", "PT043", "PT044", "PT045", "PT051", "PT052")
check = partial(checking.check, select=CODES)

TEXTS = st.text(
    "招聘会三省完成率一是第AbＸ12，。、；：！？,.;:?!()（）“”《》… \t\u3000\n①-％", max_size=30
)


@pytest.mark.parametrize(
    "text",
    [
        "完成招聘会9场。",
        "完成招聘会9场；",
        "他说：“全部完成。”",
        "增长1,200家，ABC,DEF两项，见http://a.cn/b?c=1:2(x)。",
        "沪人社(2019)12号文、HR (Human Resources) 评选、比例1:2、时间9:30。",
        "使用 APP 报名 100 人。",
        "第一段。\n第二段。",
        "一、甲事 二、乙事。",
        "1、甲事 2、乙事。",
        "(1)甲事。(2)乙事。",
        "真的？！",
        "其他工作……",
    ],
)
def test_good_punctuation_is_left_alone(plant, text: str) -> None:
    assert check(plant({"achievements": text})) == ()


@pytest.mark.parametrize(
    ("text", "fault", "corrected"),
    [
        ("完成招聘会9场", "末尾没有句号", "完成招聘会9场。"),
        ("完成招聘会9场，", "末尾没有句号", "完成招聘会9场。"),
        ("完成招聘会9场.", "末尾没有句号", "完成招聘会9场。"),
        ("完成招聘会9场;", "半角标点", "完成招聘会9场；"),
        ("核准证590份。。", "标点重复（如「0份。。」）", "核准证590份。"),
        ("完成甲事；。", "标点重复", "完成甲事。"),
        (
            "评选活动,表彰;奖励:通报!",
            "半角标点（如「活动,表彰」、「表彰;奖励」、「奖励:通报」）",
            "评选活动，表彰；奖励：通报！",
        ),
        ("参会单位,100家。", "半角标点", "参会单位，100家。"),
        ("确认函(R字签证)395份。", "半角标点", "确认函（R字签证）395份。"),
        ("确认函（R字签证)395份。", "半角标点", "确认函（R字签证）395份。"),
        ("维修保养工作 广告牌拆除工作。", "有空格", "维修保养工作\n广告牌拆除工作。"),
        ("完成甲事 ，开展 《乙》活动。", "有空格", "完成甲事，开展\n《乙》活动。"),
        ("完成9场招聘会 , 服务100人。", "半角标点", "完成9场招聘会，服务100人。"),
        ("完成甲事, 开展乙事。", "半角标点", "完成甲事，开展乙事。"),
    ],
)
def test_bad_punctuation_is_found_and_fixed(
    plant, only, text: str, fault: str, corrected: str
) -> None:
    finding = only(plant({"achievements": text}))
    assert (finding.code, finding.level, finding.field) == ("PT044", "hint", "achievements")
    assert fault in finding.message
    assert finding.fix is not None and finding.fix.value == corrected
    assert check(plant({"achievements": corrected})) == ()


def test_one_finding_lists_all_that_is_wrong_in_a_narrative(plant, only) -> None:
    finding = only(plant({"measures": "落实甲事,完成 乙事。。推进丙事"}))
    assert all(fault in finding.message for fault in ("半角标点", "空格", "标点重复", "句号"))


def test_a_word_for_nothing_is_no_sentence(plant) -> None:
    form = plant({"problems": "无"})
    assert check(form, select=["PT044"]) == ()


@given(TEXTS)
def test_the_fix_leaves_nothing_to_fix_and_changes_no_letter_or_digit(plant, text: str) -> None:
    form = plant({"measures": text})
    fixes = [f.fix for f in check(form, select=["PT044"]) if f.fix and f.field == "measures"]
    for fix in fixes:
        assert check(plant({"measures": fix.value}), select=["PT044"]) == ()
        assert _letters(fix.value) == _letters(form.measures)


def _letters(text: str) -> str:
    return "".join(char for char in text if char.isalnum())


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ('编印"工作简报"8期。', "编印“工作简报”8期。"),
        ('编印“工作简报"8期。', "编印“工作简报”8期。"),
        ("印发'便民服务卡'3200张。", "印发‘便民服务卡’3200张。"),
        ("印发‘便民服务卡'3200张。", "印发‘便民服务卡’3200张。"),
        ("推行\"两个'一次'\"办理。", "推行“两个‘一次’”办理。"),
        ('"一网通办"上线，"一件事"试行。', "“一网通办”上线，“一件事”试行。"),
    ],
)
def test_straight_quotation_marks_are_made_chinese(plant, only, typed: str, right: str) -> None:
    finding = only(plant({"achievements": typed}))
    assert (finding.code, finding.fix.value) == ("PT044", right)


@pytest.mark.parametrize(
    "typed",
    [
        '采用"ISO 9001"标准。',
        '更换55"屏3块。',
        '更换55"屏3块、65"屏2块。',
        '编印"简报8期。',
        "引进McDonald's餐饮，参会人员's卡。",
        "加工6'板材3块、8'板材2块。",
    ],
)
def test_marks_of_english_of_inches_and_those_without_a_partner_are_left(
    plant, found, typed: str
) -> None:
    fixed = found(plant({"achievements": typed}))
    assert fixed == [] or typed.startswith("采用")


def test_each_faulty_place_is_evidence(plant, only) -> None:
    text = "编印简报8期,报送上级。。\n举办 培训(内部)'一次'"
    finding = only(plant({"achievements": text}))
    faulty = [text[place.start : place.end] for place in finding.evidence]
    assert faulty == [",", "。。", " ", "(内部)", "'", "'"]


def test_a_mark_that_is_missing_is_shown_by_the_character_before_it(plant, only) -> None:
    finding = only(plant({"achievements": "完成招聘会9场"}))
    assert [(place.start, place.end) for place in finding.evidence] == [(6, 7)]


def test_a_further_fault_of_the_same_kind_changes_what_is_said(plant, only) -> None:
    one = only(plant({"achievements": "编印简报8期,报送上级。"}))
    two = only(plant({"achievements": "编印简报8期,报送上级,反馈意见12条。"}))
    assert one.message != two.message and len(two.evidence) == len(one.evidence) + 1
    many = only(plant({"achievements": "完成甲事,乙事,丙事,丁事,戊事。"}))
    assert many.message.count("「") == 3 and len(many.evidence) == 4
