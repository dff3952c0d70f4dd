"""PT045: placeholders."""

from functools import partial

import pytest

from perftui.rules import checking

CODES = ("PT00", "PT010", "PT022", "PT023", "PT025", "PT043", "PT044", "PT045", "PT051", "PT052")
check = partial(checking.check, select=CODES)

PLACES = ["name", "unit", "department", "goal", "problems[0]", "indicators[6].remark"]


@pytest.mark.parametrize(
    "text",
    [
        "XX单位",
        "xx区××街道",
        "联系＊＊",
        "共**场",
        "（请填写）",
        "（请在此填写具体原因）",
        "原因待补充",
        "主要是{原因}",
        "完成____场",
        "第ＸＸ届",
    ],
)
@pytest.mark.parametrize("path", PLACES)
def test_a_placeholder_is_an_error_wherever_it_stands(plant, only, path: str, text: str) -> None:
    sentence = f"{text}。" if path.startswith("problems") else text
    finding = only(plant({path.removesuffix("[0]"): sentence}))
    assert (finding.code, finding.level, finding.field) == ("PT045", "error", path)


def test_the_point_of_the_narrative_is_named(plant, only) -> None:
    finding = only(plant({"measures": "1、完成甲事。\n2、完成{数量}场，{数量}人。\n3、落实丙事。"}))
    assert finding.field == "measures[1]"
    assert finding.message == "改进措施第2点中有没填的空：「{数量}」。"


def test_the_name_of_an_indicator_is_looked_at(plant, only) -> None:
    assert only(plant({"indicators[6].name": "××完成率"})).field == "indicators[6].name"


@pytest.mark.parametrize(
    "text",
    ["编号XX2019", "EXXON公司", "3×5平方米", "MAXX设备", "资料有待补充", "（请见附件）", "{}"],
)
def test_what_only_looks_like_a_placeholder_is_left_alone(plant, text: str) -> None:
    assert check(plant({"goal": text})) == ()


@pytest.mark.parametrize("text", ["暂无", "暂无。", "暂无问题。", "暂无改进措施"])
def test_none_yet_is_a_warning(plant, text: str) -> None:
    (finding,) = check(plant({"problems": text}), select=["PT045"])
    assert (finding.level, finding.field) == ("warning", "problems[0]")


def test_none_yet_inside_a_sentence_is_left_alone(plant) -> None:
    assert check(plant({"problems": "招聘会完成9场，暂无投诉。"})) == ()


def test_a_finding_rests_on_the_placeholders_themselves(plant, only) -> None:
    text = "1、举办招聘会。\n2、XX单位参会{数量}家。"
    finding = only(plant({"achievements": text}))
    assert finding.field == "achievements[1]"
    assert [text[e.start : e.end] for e in finding.evidence] == ["XX", "{数量}"]
