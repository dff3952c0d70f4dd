"""PT048: misspellings, and what only looks like one."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perftui.evaluation import fields
from perftui.evaluation.model import Evaluation
from perftui.rules.reading.misspellings import MISSPELLINGS
from perftui.rules.reading.spelling import corrected, misspelt

CODES = ("PT048",)
SAMPLES = Path(__file__).parents[2] / "sample_projects"


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("预算执行集中在下半年底。", "预算执行集中在下半年。"),
        ("将在次组织培训。", "将再次组织培训。"),
        ("既使遇到困难也按期完成。", "即使遇到困难也按期完成。"),
        ("款项汇入专用帐户，已对帐。", "款项汇入专用账户，已对账。"),
        ("设备按装完毕。", "设备安装完毕。"),
        ("按照上级布署开展工作。", "按照上级部署开展工作。"),
        ("帮助企业度过难关。", "帮助企业渡过难关。"),
        ("做为牵头科室，以经完成招标。", "作为牵头科室，已经完成招标。"),
        ("维护通迅设备和帐蓬。", "维护通讯设备和帐篷。"),
        ("项目按期完成完成。", "项目按期完成。"),
        ("招聘会的的组织工作进行进行调整。", "招聘会的组织工作进行调整。"),
        ("取的了良好的社会效益。", "取得了良好的社会效益。"),
        ("部份设备末完成验收。", "部分设备未完成验收。"),
        ("年未余额较大，工作己完成。", "年末余额较大，工作已完成。"),
        ("检侧结果附合要求。", "检测结果符合要求。"),
    ],
)
def test_a_misspelling_is_found_and_put_right(plant, only, text: str, right: str) -> None:
    finding = only(plant({"measures": text}))
    assert (finding.code, finding.level, finding.field) == ("PT048", "hint", "measures[0]")
    assert finding.fix is not None and not finding.fix.certain
    assert (finding.fix.field, finding.fix.value) == ("measures", right)


@pytest.mark.parametrize(
    "text",
    [
        "目前存在次数不足的情况，现在次年预算已编。",
        "既使企业受益，又使群众满意。",
        "既使办事更便捷，也使成本下降。",
        "抽检控制在次均3小时以内，建在次干道两侧。",
        "研究竞争性谈判方案，平台经济颠覆行业格局。",
        "答辩认定12人，强调拔尖人才培养，攻坚难题3项。",
        "参观人数剧增，预防泛滥，警示犯罪后果。",
        "恢复盖章业务，互连系统3套，严峻工作形势，举措失当。",
        "对帐篷进行检查，转帐篷60顶，蚊帐户均1顶。",
        "登记律师320人，政协条例，应急须知，采购标的的质量。",
        "修正再印发，做为期3天的培训，普遍离家较远，沟渠到田。",
        "按装修方案施工，按排名发放，按全年计划执行。",
        "发布署名文章，帐篷和蚊帐按时发放。",
        "开展为老服务，做为民实事，所做为人称道。",
        "为了了解情况，除了了解需求，项目的目的的确达到。",
        "维和和温和和平共处。",
        "2019年末完成验收，周末开展活动，始末能查。",
        "全年未余留问题，本年未发生事故。",
        "自己完成，于己于人，来自已建成的场馆。",
        "社会组织组织活动，任务完成完成率统计，项目实施实施方案。",
        "采取的积极措施，收取的一定费用，产值的推广。",
        "沟通迅速，物资迅速到位，物资询价。",
        "预防犯罪，党报负责人，触摸式屏幕，公开募捐，开幕捐赠。",
        "内部份额，补充份数，讲座落实到位，提供献血服务。",
        "以经济效益为主，以经办人为准。",
        "万事俱备，必须求真务实，随即定下，立即然后。",
        "由市区两级中心中心主任会议审定，公共服务服务人次。",
        "好像、渡过难关、账户、再次、即使、安装、部署、作为、通讯、截至12月底。",
    ],
)
def test_right_words_side_by_side_are_left_alone(plant, found, text: str) -> None:
    assert found(plant({"achievements": text})) == []


def test_wherever_people_write_it_is_looked_at(plant, found) -> None:
    typed = {
        "name": "设备按装专项",
        "department": "帐务科",
        "goal": "完成布署。",
        "indicators[6].name": "设备按装完成率",
        "indicators[6].remark": "部份未完成",
        "indicators[7].actual": "己完成",
    }
    assert {field for _, field in found(plant(typed))} == set(typed)


def test_the_point_is_named_or_the_field_if_several_are_wrong(plant, only) -> None:
    one = "1、完成甲事。\n2、部份未完成，部份延期。"
    finding = only(plant({"problems": one}))
    assert finding.field == "problems[1]"
    assert finding.message.count("「部份」宜作「部分」") == 1
    assert [one[e.start : e.end] for e in finding.evidence] == ["部份", "部份"]
    assert only(plant({"problems": "1、按装完成。\n2、部份未完成。"})).field == "problems"


def test_many_are_listed_in_short(plant, only) -> None:
    text = "按装、布署、部份、帐户、帐目、以经完成、渠到、陷井。"
    assert only(plant({"measures": text})).message.endswith("等8处。")


def test_what_a_correction_brings_up_is_put_right_too() -> None:
    assert corrected("的的的的工作") == "的工作"
    assert corrected("在在次完成完成") == "再次完成"


@pytest.mark.parametrize("known", MISSPELLINGS, ids=lambda known: known.wrong)
def test_the_table_is_sound(known) -> None:
    following = known.before.split()[0] if known.before else "，"
    text = f"，{known.wrong}{following}"
    assert text[1:].startswith(tuple(one.wrong for one in misspelt(text)) or "nothing")
    assert known.wrong != known.right
    assert not misspelt(f"，{known.right}，")


def test_there_are_enough_and_none_is_there_twice() -> None:
    wrong = [known.wrong for known in MISSPELLINGS]
    assert len(wrong) >= 200 and len(wrong) == len(set(wrong))


@given(st.text("在次再既使即的了帐户按装以经完成，。又年末未己", max_size=30))
def test_the_fix_leaves_nothing_and_moves_no_mark(text: str) -> None:
    right = corrected(text)
    assert not misspelt(right)
    assert [char for char in right if char in "，。"] == [char for char in text if char in "，。"]


def test_of_the_real_forms_one_has_a_misspelling(found) -> None:
    places = {
        path.name[5:].removesuffix(".perf.json"): found(form)
        for path in sorted(SAMPLES.glob("2019-*.perf.json"))
        if found(form := Evaluation.model_validate_json(path.read_text("utf-8")))
    }
    assert places == {"公共服务专项经费": [("PT048", "problems[2]")]}


def test_the_fix_can_be_typed(plant, only, profile, found) -> None:
    fix = only(plant({"goal": "按装设备"})).fix
    assert fix is not None
    assert found(plant({fix.field: fix.value})) == []
    assert fields.read(fix.field, fix.value, profile) == "安装设备"
