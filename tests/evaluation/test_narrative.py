"""Narratives as points, in whatever way people number them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perftui.evaluation.narrative import append, join, numbering_of, renumber, split
from perftui.evaluation.numbering import NUMBERINGS, Numbering
from perftui.resources import sample_projects
from perftui.storage.evaluation_file import load

QUICK = settings(max_examples=80, deadline=None, database=None, derandomize=True)
BY_NAME = {style.name: style for style in NUMBERINGS}
# No digits, no separators: such words number nothing.
WORDING = (
    st.text("预算执行率偏低招聘会场次，。“”%abc", min_size=1, max_size=12)
    .map(str.strip)
    .filter(lambda text: text.strip("，。"))
)
MARKERS = [
    *("1、", "2、", "3、", "1.", "2. ", "（1）", "（2）", "(1)", "1)", "①", "②", "⑴", "㈠"),
    *("一、", "二、", "（一）", "（二）", "一是", "二是", "第一，", "第二，", "首先", "其次，"),
]
WORDS = ["甲", "乙丙", "投入1.5万", "2、3月开展", "共10家", "“丁”", "X"]
ENDS = ["。", "。\n", "；", "\n", "。 "]
SEPARATORS = ["；", ";", "，", "：", "。", "。\n", "\n", " ", "\u3000", ""]
SCRAPS = st.lists(st.sampled_from([*MARKERS, *WORDS, *SEPARATORS]), max_size=14).map("".join)


@st.composite
def misnumbered(draw: st.DrawFn) -> str:
    """Write a narrative in one style, from 1 on and then as it comes."""
    style = draw(st.sampled_from(NUMBERINGS))
    numbers = [1, *draw(st.lists(st.integers(1, 10), max_size=7))]
    return "".join(
        style.write(number) + draw(st.sampled_from(WORDS)) + draw(st.sampled_from(ENDS))
        for number in numbers
    )


STYLES = {
    "1、": "1、甲。2、乙。3、丙。",
    "1.": "1.甲。2.乙。3.丙。",
    "1. ": "1. 甲。\n2. 乙。\n3. 丙。",
    "1．": "1．甲。2．乙。3．丙。",
    "1)": "1)甲。2)乙。3)丙。",
    "1）": "1）甲。\n2）乙。\n3）丙。",
    "（1）": "（1）甲。（2）乙。（3）丙。",
    "(1)": "(1)甲。(2)乙。(3)丙。",
    "⑴": "⑴甲。⑵乙。⑶丙。",
    "①": "①甲。②乙。③丙。",
    "一、": "一、甲。二、乙。三、丙。",
    "（一）": "（一）甲。（二）乙。（三）丙。",
    "㈠": "㈠甲。㈡乙。㈢丙。",
    "一是": "一是甲。二是乙。三是丙。",
    "一是，": "一是甲，二是乙，三是丙。",
    "第一，": "第一，甲。第二，乙。第三，丙。",
    "首先": "首先，甲。其次，乙。最后，丙。",
    "；": "甲；乙；丙。",
    ";": "甲;乙;丙。",
    "lines": "甲\n乙。\n\n丙",
    "blanks": "甲甲 乙乙。 丙丙",
    "wide blanks": "甲甲\u3000乙乙\u3000丙丙。",
}


def texts_of(narrative: str) -> list[str]:
    return [point.text for point in split(narrative)]


@pytest.mark.parametrize("style", STYLES)
def test_three_points_are_found_in_every_style(style: str) -> None:
    found = [text.strip("。，") for text in texts_of(STYLES[style])]
    assert [text[0] for text in found] == ["甲", "乙", "丙"]
    assert all(len(set(text)) == 1 for text in found)


@pytest.mark.parametrize(
    "narrative",
    [
        "邀请苏、浙、皖三省人才中心共同举办。",
        "2、3月组织招聘会。",
        "1、2月份组织招聘会。",
        "1、2、3季度执行率偏低。",
        "一、二季度预算执行偏慢。",
        "第一、二季度预算执行偏慢。",
        "一、二、三线城市均有覆盖。",
        "1.5万人次参加。",
        "1.2亿元用于维修，2.5万元用于检测。",
        "2019年完成3项。",
        "服务工作始终把一是一、二是二作为准则。",
        "共有100家，10场。",
        "这一是重点工作。",
        "整体情况一是一。",
        "完成A、B、C三项。",
        "12月底完成。",
        "第一季度完成，第二季度验收。",
    ],
)
def test_what_is_no_heading_numbers_nothing(narrative: str) -> None:
    assert texts_of(narrative) == [narrative]
    assert numbering_of(narrative) is None
    assert renumber(narrative) == narrative


def test_an_enumeration_inside_a_point_stays_inside() -> None:
    narrative = "1、邀请苏、浙、皖三省。2、到2、3月参加。3、投入1.5万元。"
    assert texts_of(narrative) == ["邀请苏、浙、皖三省。", "到2、3月参加。", "投入1.5万元。"]


def test_a_lead_before_the_numbering_is_a_point_without_marker() -> None:
    lead, first, second = split("主要问题如下：1、甲。2、乙。")
    assert (lead.text, lead.marker) == ("主要问题如下：", "")
    assert [(p.marker, p.number) for p in (first, second)] == [("1、", 1), ("2、", 2)]


@pytest.mark.parametrize("narrative", ["", " ", "\n\n", "；", "\u3000"])
def test_an_empty_narrative_has_no_points(narrative: str) -> None:
    assert split(narrative) == ()


# domain.md 6.5 item 16: points of 主要绩效, 主要问题 and 改进措施.
SEEDS = {
    "长三角": (3, 4, 3),
    "高峰人才": (1, 2, 1),
    "高校毕业生": (1, 1, 1),
    "公共服务专项经费": (3, 3, 1),
    "科创人才": (6, 3, 1),
    "人才大厦": (5, 2, 1),
    "一体化建设": (3, 1, 1),
    "流动人才党员": (4, 1, 1),
    "外国人": (1, 1, 0),
}


@pytest.mark.parametrize("name", SEEDS)
def test_the_nine_forms_have_the_points_their_writers_meant(name: str) -> None:
    (file,) = sample_projects().glob(f"2019-*{name}*.perf.json")
    form = load(file)
    narratives = (form.achievements, form.problems, form.measures)
    assert tuple(len(split(text)) for text in narratives) == SEEDS[name]
    for text in narratives:
        for point in split(text):
            assert text[point.start : point.end] == point.text


def test_the_first_form_numbers_its_third_achievement_two_and_renumbering_mends_it() -> None:
    (file,) = sample_projects().glob("2019-*长三角*.perf.json")
    achievements = load(file).achievements
    assert [point.number for point in split(achievements)] == [1, 2, 2]
    mended = renumber(achievements)
    assert [point.number for point in split(mended)] == [1, 2, 3]
    assert mended == achievements.replace("2、通过HR", "3、通过HR")


@QUICK
@given(SCRAPS | st.text(max_size=40))
def test_points_lie_in_the_text_in_order(narrative: str) -> None:
    position = 0
    for point in split(narrative):
        assert position <= point.start <= point.end <= len(narrative)
        assert narrative[point.start : point.end] == point.text
        assert narrative[position : point.start].strip("；; \n\t\u3000").startswith(point.marker)
        position = point.end
    assert not narrative[position:].strip().strip("；; \n\t\u3000")


@pytest.mark.parametrize("style", NUMBERINGS, ids=lambda style: style.name)
@QUICK
@given(texts=st.lists(WORDING, min_size=1, max_size=15))
def test_what_is_joined_in_a_style_splits_into_the_same_points(
    style: Numbering, texts: list[str]
) -> None:
    most = 10 if len(style.pattern) == 5 else len(texts)  # ①, ⑴ and ㈠ stop at ten
    texts = texts[:most]
    narrative = join(texts, style)
    assert texts_of(narrative) == texts
    assert numbering_of(narrative) == style
    assert renumber(narrative) == narrative


@QUICK
@given(st.lists(WORDING, min_size=1, max_size=6))
def test_points_on_lines_split_into_the_same_points(texts: list[str]) -> None:
    assert texts_of(join(texts)) == texts


@QUICK
@given(misnumbered())
def test_renumbering_changes_markers_only_and_once(narrative: str) -> None:
    mended = renumber(narrative)
    assert renumber(mended) == mended
    assert texts_of(mended) == texts_of(narrative)


@QUICK
@given(SCRAPS)
def test_renumbering_comes_to_rest_whatever_the_text(narrative: str) -> None:
    for _ in narrative:
        narrative = renumber(narrative)
    assert renumber(narrative) == narrative


@pytest.mark.parametrize("style", ["1、", "（一）", "一是", "①"])
@QUICK
@given(narrative=st.lists(WORDING, min_size=1, max_size=6).map(join))
def test_renumbering_in_another_style_keeps_the_points(style: str, narrative: str) -> None:
    changed = renumber(narrative, BY_NAME[style])
    assert texts_of(changed) == texts_of(narrative)
    assert numbering_of(changed) == BY_NAME[style]


@pytest.mark.parametrize("style", [None, *NUMBERINGS], ids=lambda s: s.name if s else "none")
@QUICK
@given(texts=st.lists(WORDING, max_size=8), wording=WORDING)
def test_appending_adds_one_point_in_the_same_style(
    style: Numbering | None, texts: list[str], wording: str
) -> None:
    narrative = join(texts, style)
    longer = append(narrative, wording)
    assert texts_of(longer) == [*texts, wording]
    if len(texts) > 1 or (style is not None and texts):
        assert numbering_of(longer) == style


@pytest.mark.parametrize("style", STYLES)
def test_appending_to_every_style_keeps_what_was_there(style: str) -> None:
    narrative = STYLES[style]
    longer = append(narrative, "补充一点。")
    assert len(split(longer)) == (2 if "blanks" in style else 4)
    assert split(longer)[-1].text == "补充一点。"
    if style not in ("；", ";", "blanks", "wide blanks"):
        assert longer.startswith(narrative)


@pytest.mark.parametrize(
    ("narrative", "longer"),
    [
        ("", "乙。"),
        ("甲。", "1、甲。\n2、乙。"),
        ("1. 甲。", "1. 甲。\n2. 乙。"),
        ("一是甲；二是乙甲。\n", "一是甲；二是乙甲。\n三是乙。"),
        ("甲；丙。", "1、甲；\n2、丙。\n3、乙。"),
        ("资金批准较晚 未能验收", "1、资金批准较晚 未能验收\n2、乙。"),
        ("甲\n丙", "甲\n丙\n乙。"),
        ("1、甲。2、丙。2、丁。", "1、甲。2、丙。2、丁。\n4、乙。"),
    ],
)
def test_appending_writes_the_point_as_people_would(narrative: str, longer: str) -> None:
    assert append(narrative, "乙。") == longer


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("1、6月底前完成验收。2、9月底前完成结算。", ["6月底前完成验收。", "9月底前完成结算。"]),
        ("1、第一季度启动。2、三季度验收。", ["第一季度启动。", "三季度验收。"]),
        ("2、3月集中开展。", ["2、3月集中开展。"]),
        ("一、二、三季度各开展一次。", ["一、二、三季度各开展一次。"]),
        ("3、6、9月各检查一次。", ["3、6、9月各检查一次。"]),
    ],
)
def test_a_number_before_a_month_is_a_marker_unless_they_follow_one_another(
    text: str, points: list[str]
) -> None:
    assert [point.text for point in split(text)] == points
