"""PT047: personal data in forms that are published."""

from pathlib import Path

import pytest

from perftui.evaluation.model import Evaluation
from perftui.rules.checking import check

CODES = ("PT047",)
SAMPLES = Path(__file__).parents[2] / "sample_projects"


@pytest.mark.parametrize(
    ("text", "kind", "secret"),
    [
        ("身份证号11010519491231002X已核实", "身份证号码", "11010519491231002X"),
        ("人员440524188001010014", "身份证号码", "440524188001010014"),
        ("持310101199003072316", "身份证号码", "310101199003072316"),
        ("持310101 19900307 2316", "身份证号码", "19900307"),
        ("身份证310101900307231", "身份证号码", "310101900307231"),
        ("身份证：310101201903072316", "身份证号码", "310101201903072316"),
        ("请联系13812345678。", "手机号码", "13812345678"),
        ("手机138-1234-5678", "手机号码", "1234-5678"),
        ("手机138 1234 5678", "手机号码", "1234 5678"),
        ("（+86）13812345678", "手机号码", "13812345678"),
        ("手机１３８１２３４５６７８", "手机号码", "３８１２３４５６７８"),
        ("tel13812345678", "手机号码", "13812345678"),
        ("联系电话021-63210000", "电话号码", "63210000"),
        ("（021）63210000转8001", "电话号码", "63210000"),
        ("0571-87654321-802", "电话号码", "87654321"),
        ("021-6321 0000", "电话号码", "6321 0000"),
        ("电话6321-0000", "电话号码", "6321-0000"),
        ("联系电话：63210000", "电话号码", "63210000"),
        ("材料发至wang.xm@example.com。", "电子邮箱", "wang.xm"),
        ("补贴汇入6222021234567890123", "银行卡号", "6222021234567890123"),
        ("卡号：6222 0212 3456 7890", "银行卡号", "3456"),
        ("汇入4111111111111111", "银行卡号", "4111111111111111"),
        ("联系人：张三", "姓名", "张三"),
        ("经办人王小明未及时报销。", "姓名", "王小明"),
        ("经办人：欧阳修远，办公室", "姓名", "修远"),
        ("患者李建国反映排队时间长。", "姓名", "李建国"),
        ("项目联系人为李晓明。", "姓名", "李晓明"),
        ("学员陈晓丽、周敏未参加。", "姓名", "陈晓丽"),
        ("困难职工赵志强一家。", "姓名", "赵志强"),
        ("姓名：高圆圆", "姓名", "高圆圆"),
    ],
)
def test_personal_data_is_found_and_not_told_again(
    plant, only, text: str, kind: str, secret: str
) -> None:
    finding = only(plant({"measures": f"1、完善制度。\n2、{text}"}))
    assert (finding.code, finding.level, finding.field) == ("PT047", "warning", "measures[1]")
    assert kind in finding.message and "*" in finding.message
    assert secret not in finding.message


@pytest.mark.parametrize(
    "text",
    [
        "合同编号13812345678，编号：310101199003072316。",
        "项目编号310115202005120001，统一社会信用代码12310000425006790X。",
        "金额13812345678元，共1380013800138份，13,812,345.00元，13812345678.5。",
        "2019年7月1日至2019年12月31日，20190701-20191231。",
        "2017 2018 2019 2020四个年度分别服务2100 2200 2300 2400人。",
        "流水号4111111111111111，4111111111111112。",
        "热线021-12345，服务热线：021-63210000，咨询电话63210000，投诉电话（021-63210000）。",
        "手机号138****5678，患者李某某，学员王某反映，家长王女士反映。",
        "患者满意度95%，学员高度评价，职工张贴告示，学员陆续到岗，居民周边、环境整洁。",
        "联系人：市场管理部。负责人：办公室。责任人：各科室。联系人、电话均已更新。",
        "老人孙子、孙女，老人高龄津贴，患者许可后，残疾人康复，学生毕业、就业，困难群众何时。",
        "经办人员按规定操作，负责人应当签字。",
        "关注@上海发布，微信公众号12万人。",
        "执行率95.33%，预算1245505.00元，执行1187376.00元。",
    ],
)
def test_numbers_of_things_and_mere_words_are_left_alone(plant, found, text: str) -> None:
    assert found(plant({"achievements": text})) == []


def test_several_in_one_field_are_one_finding(plant, only) -> None:
    text = "联系人：张三，手机13812345678，邮箱zhang@example.com。"
    finding = only(plant({"problems": text}))
    for said in ("姓名「张*」", "手机号码「138****78」", "电子邮箱「z***@example.com」"):
        assert said in finding.message
    assert [text[e.start : e.end] for e in finding.evidence] == [
        "张三",
        "13812345678",
        "zhang@example.com",
    ]


def test_wherever_people_write_it_is_looked_at(plant, found) -> None:
    typed = {
        "department": "市场部（联系人：张三）",
        "goal": "联系13812345678。",
        "indicators[6].remark": "经办人李明",
        "indicators[7].actual": "电话021-63210000",
    }
    assert {field for _, field in found(plant(typed))} == set(typed)


def test_the_real_forms_tell_nothing_personal() -> None:
    for path in SAMPLES.glob("*.perf.json"):
        form = Evaluation.model_validate_json(path.read_text("utf-8"))
        assert check(form, select=CODES) == ()
