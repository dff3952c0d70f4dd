"""Quantities in running text: what counts, how much, in what unit; and what is none."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perftui.evaluation.quantities import Quantity, quantities

UNITS = ["人次", "人", "份", "件", "家", "场", "项", "元", "平方米", "小时", "%", "分", "百分点"]
TEXTS = st.text(max_size=80) | st.text(
    "0123456789０５,，.．、年月日第一二三十百千万亿余约近个家场%％成点分之/-~至（）()“”\n人次元 G",
    max_size=60,
)


def the(text: str) -> Quantity:
    (quantity,) = quantities(text)
    return quantity


def values(text: str) -> list[tuple[str, str]]:
    return [(f"{quantity.value.normalize():f}", quantity.unit) for quantity in quantities(text)]


@pytest.mark.parametrize(
    ("text", "value", "unit", "quantum"),
    [
        ("审批通过109116份", "109116", "份", "1"),
        ("审批通过109,116份", "109116", "份", "1"),
        ("1，245，505.00元", "1245505", "元", "0.01"),
        ("１００家", "100", "家", "1"),
        ("1,100 家单位", "1100", "家", "1"),
        ("预算124.55万元", "1245500", "元", "100"),
        ("1.2亿元", "120000000", "元", "10000000"),
        ("1亿2000万元", "120000000", "元", "10000"),
        ("三百万元", "3000000", "元", "10000"),
        ("执行率95.33%", "95.33", "%", "0.01"),
        ("达９５．３％", "95.3", "%", "0.1"),
        ("百分之九十五点五", "95.5", "%", "0.1"),
        ("百分之95", "95", "%", "1"),
        ("九成", "90", "%", "10"),
        ("九成五", "95", "%", "1"),
        ("提高5个百分点", "5", "百分点", "1"),
        ("得36分", "36", "分", "1"),
        ("6台客梯", "6", "台", "1"),
        ("350平米", "350", "平方米", "1"),
        ("350㎡", "350", "平方米", "1"),
        ("政策宣讲十七场", "17", "场", "1"),
        ("两项课题研究", "2", "项", "1"),
        ("一百二十人", "120", "人", "1"),
        ("举办一场招聘会", "1", "场", "1"),
        ("3.5小时", "3.5", "小时", "0.1"),
        ("1900.00人次", "1900", "人次", "0.01"),
        ("2019.50元", "2019.50", "元", "0.01"),
        ("3个月", "3", "月", "1"),
        ("5日内办结", "5", "日", "1"),
        ("每人200元/天", "200", "元/天", "1"),
        ("为期3年", "3", "年", "1"),
        ("增加2名工作人员", "2", "名", "1"),
        ("岗位数为2200", "2200", "", "1"),
    ],
)
def test_what_a_text_counts(text: str, value: str, unit: str, quantum: str) -> None:
    found = the(text)
    assert (found.value, found.unit, found.quantum) == (Decimal(value), unit, Decimal(quantum))
    assert not found.is_approximate


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("提供岗位22000余个", "22000", "个"),
        ("10万余个岗位", "100000", "个"),
        ("10余万个岗位", "100000", "个"),
        ("岗位十余万", "100000", ""),
        ("岗位十万余", "100000", ""),
        ("近17万人次", "170000", "人次"),
        ("约4380人次", "4380", "人次"),
        ("约为4380人次", "4380", "人次"),
        ("60余家", "60", "家"),
        ("100多人", "100", "人"),
        ("二十几名", "20", "名"),
        ("达到98%以上", "98", "%"),
        ("不少于10场", "10", "场"),
        ("超过20家", "20", "家"),
        ("30人左右", "30", "人"),
        ("50人以下", "50", "人"),
        ("≥95%", "95", "%"),
    ],
)
def test_what_a_text_says_only_about(text: str, value: str, unit: str) -> None:
    found = the(text)
    assert (found.value, found.unit, found.is_approximate) == (Decimal(value), unit, True)


@pytest.mark.parametrize(
    "text", ["预约100人", "签约100家", "节约100元", "附近100米", "达到100家", "共计100项"]
)
def test_a_word_that_only_ends_like_about_is_exact(text: str) -> None:
    assert not the(text).is_approximate


@pytest.mark.parametrize(
    "text",
    [
        *("2019年", "2019 年", "2019年度", "二〇一九年", "2019-2020年", "2019至2020年度"),
        *("2019、2020年", "19年底", "2019学年", "2020年1月1日", "4月20日", "7月1日", "12月底"),
        *("2020-04-20", "2020/4/20", "2020.4.20", "2020-04", "2、3月", "1-3月", "7月1日—5日"),
        *("9:30", "9时30分", "12月31日24时", "第一季度", "第3届", "第十七场", "第1、2季度"),
        *("一季度", "上半年", "第三方", "3号楼", "二楼", "90后", "98周年", "3级"),
        *(
            "1、招聘会",
            "2. 招聘会",
            "3．招聘会",
            "（3）招聘会",
            "(3) 招聘会",
            "一是招聘",
            "①招聘会",
        ),
        *("G60科创走廊", "IBM3", "5G网络", "HR2", "3D打印", "COVID-19", "1.2.3"),
        *("财预〔2020〕10号", "沪人社〔2019〕12号", "12345热线", "021-12345678", "附件1"),
        *("一体化", "一网通办", "五位一体", "“五位一体”", "一站式", "五证联办", "一事一议"),
        *("一人一策", "三省一市", "一系列", "一批", "一定", "十分重要", "万一", "统一", "进一步"),
        *("一线", "双一流", "四个意识", "“四个意识”", "三个代表", "八项规定", "十三五", "一个平台"),
        *("三部门", "两部分", "二次供水", "三次产业", "同一场活动", "每一次", "最多跑一次"),
        *("三期工程", "三年行动计划", "1+16体系", "7×24小时", "两三家", "数百家", "几十家"),
        *("百家企业", "万人计划", "一等奖", "100,00", "310101199001011234"),
    ],
)
def test_what_is_no_quantity(text: str) -> None:
    assert quantities(text) == ()


def test_numbering_and_dates_beside_quantities_are_left_out() -> None:
    text = "1、2019年举办招聘会9场 2、第二季度起，3名工作人员于7月1日到岗\n3.2019年度完成5项"
    assert values(text) == [("9", "场"), ("3", "名"), ("5", "项")]


def test_a_list_shares_its_last_unit() -> None:
    expected = [("10", "场"), ("20", "场"), ("30", "场")]
    assert values("分别为10、20和30场") == expected
    assert values("分别为10场、20场、30场") == expected
    assert values("得分2.5/2.5分") == [("2.5", "分"), ("2.5", "分")]


def test_a_range_is_two_approximate_quantities() -> None:
    found = quantities("每场2～3万人次")
    assert [(q.value, q.unit, q.is_approximate) for q in found] == [
        (20000, "人次", True),
        (30000, "人次", True),
    ]


def test_the_place_is_that_of_number_and_unit() -> None:
    text = "接待约4380人次，其中团体10万余人。"
    assert [text[q.start : q.end] for q in quantities(text)] == ["4380人次", "10万余人"]


def test_project_and_department_are_no_measure_words() -> None:
    assert values("完成3项目标，5个项目") == [("3", "项"), ("5", "个")]
    assert values("5部门联合、3场馆开放") == [("5", ""), ("3", "")]


@given(TEXTS)
def test_any_text_can_be_read(text: str) -> None:
    found = quantities(text)
    assert all(0 <= quantity.start < quantity.end <= len(text) for quantity in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(quantity.quantum > 0 and quantity.value >= 0 for quantity in found)
    assert all(text[q.start : q.end] == text[q.start : q.end].strip() for q in found)


@given(st.integers(0, 10**9), st.integers(0, 3), st.sampled_from(UNITS), st.booleans())
def test_a_number_that_was_written_is_read_back(
    digits: int, places: int, unit: str, is_grouped: bool
) -> None:
    value = Decimal(digits).scaleb(-places)
    found = the(f"共完成{value:{',' if is_grouped else ''}f}{unit}。")
    assert (found.value, found.unit, found.is_approximate) == (value, unit, False)
    assert found.quantum == Decimal(1).scaleb(-places)


@given(st.decimals(0, 9999, places=2), st.sampled_from(["万", "亿", "千万", "百万"]))
def test_large_amounts_are_worked_out(number: Decimal, factor: str) -> None:
    times = {"万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8}[factor]
    found = the(f"预算{number:f}{factor}元")
    assert (found.value, found.unit, found.quantum) == (number * times, "元", Decimal(times) / 100)
