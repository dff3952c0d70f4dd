"""The things of one form that another does not have: known in a sentence, and left open there."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perftui.evaluation.model import Evaluation, Indicator
from perftui.phrases.bank import Bank
from perftui.phrases.harvest import harvest
from perftui.phrases.library import Form
from perftui.phrases.names import (
    SLOT_FOR_NAMES,
    OwnNames,
    form_of,
    row_name,
    vocabulary,
    with_slots_for,
    words_of,
)
from perftui.phrases.slots import has_stray_brace

QUICK = settings(max_examples=100, deadline=None, database=None, derandomize=True)


def form(*rows: str, **fields: object) -> Evaluation:
    found = tuple(Indicator(category="产出目标", name=row) for row in rows)
    return Evaluation.model_validate({"indicators": found, **fields})


def names_in(sentence: str, bank: Bank, *rows: str, **fields: object) -> tuple[str, ...]:
    return OwnNames(form(*rows, **fields), bank).within(sentence)


@pytest.mark.parametrize(
    ("sentence", "fields", "names"),
    [
        ("博士后公寓未验收。", {"name": "博士后公寓运营专项"}, ("博士后公寓",)),
        ("博士后的待遇有待提高。", {"name": "博士后公寓运营专项"}, ("博士后",)),
        ("梅园路总部未验收。", {"unit": "梅园路总部管理处"}, ("梅园路总部",)),
        ("船舶检修科人手不足。", {"department": "船舶检修科"}, ("船舶检修科",)),
        ("工程未验收。", {"name": "博士后公寓运营专项"}, ()),
        ("", {"name": "博士后公寓运营专项"}, ()),
    ],
)
def test_things_are_known_by_a_piece_of_their_name(
    bank: Bank, sentence: str, fields: dict[str, str], names: tuple[str, ...]
) -> None:
    assert names_in(sentence, bank, **fields) == names


def test_the_rows_a_form_made_up_are_its_own_things(bank: Bank) -> None:
    assert names_in("玻璃栏杆更换较晚。", bank, "中庭玻璃栏杆更换完成率") == ("玻璃栏杆更换",)


def test_the_rows_that_every_form_has_are_nobodys_own(bank: Bank) -> None:
    sentence = "绩效目标合理性有待提高，项目设立的规范性有待加强。"
    assert names_in(sentence, bank, "绩效目标合理性", "项目设立的规范性") == ()


def test_words_of_the_bank_are_nobodys_own(bank: Bank) -> None:
    topic = bank.topic("P34")
    assert all(word in vocabulary(bank) for word in topic.keywords)
    keyword = max(topic.keywords, key=len)
    assert names_in(f"还未做到{keyword}。", bank, keyword) == ()


def test_several_names_are_told_the_longest_first_and_each_once(bank: Bank) -> None:
    found = names_in(
        "龙华分馆、朵云轩展厅与龙华分馆均未验收。", bank, "龙华分馆开放率", name="朵云轩展厅专项"
    )
    assert found == ("朵云轩展厅", "龙华分馆")


def test_every_form_has_a_project_a_unit_and_perhaps_a_department(bank: Bank) -> None:
    own = OwnNames(form(name="朵云轩展厅专项", unit="某区文化馆", department="展览陈列科"), bank)
    assert (
        own.generalised("某区文化馆展览陈列科承办朵云轩展厅专项。")
        == "{预算单位}{科室}承办{项目}。"
    )
    assert own.generalised("朵云轩展厅") == "朵云轩展厅"
    assert OwnNames(form(), bank).generalised("某区文化馆。") == "某区文化馆。"


def test_a_unit_in_the_name_of_its_project_is_not_taken_out_of_it(bank: Bank) -> None:
    own = OwnNames(form(name="某区文化馆维修专项", unit="某区文化馆"), bank)
    assert own.generalised("某区文化馆的某区文化馆维修专项。") == "{预算单位}的{项目}。"


def test_a_name_that_looks_like_a_slot_is_no_name(bank: Bank) -> None:
    own = OwnNames(form("{执行率}达标情况", name="{执行率}专项经费"), bank)
    assert own.generalised("{执行率}专项经费") == "{执行率}专项经费"
    assert own.within("预算{执行率}偏低。") == ()


def test_another_form_gets_a_slot_for_what_it_does_not_have(bank: Bank) -> None:
    past = form(
        name="博士后公寓专项", unit="乙中心", year=2019, problems="博士后公寓部分项目未验收。"
    )
    (lesson,) = harvest([past], bank)
    (phrase,) = lesson.phrases
    other, same = words_of(form(name="人才大厦专项")), words_of(form(name="博士后公寓专项"))
    assert with_slots_for(phrase.names, phrase.text, other) == "{事项}部分项目未验收。"
    assert with_slots_for(phrase.names, phrase.text, same) == phrase.text


def test_a_row_of_the_same_name_is_the_same_thing(bank: Bank) -> None:
    words = words_of(form("博士后公寓运营及时率", name="人才大厦专项"))
    assert with_slots_for(["博士后公寓"], "博士后公寓未验收。", words) == "博士后公寓未验收。"


def test_only_the_names_a_form_does_not_have_are_left_open() -> None:
    words = words_of(form(name="朵云轩展厅专项"))
    found = with_slots_for(["朵云轩展厅", "龙华分馆"], "朵云轩展厅与龙华分馆未验收。", words)
    assert found == "朵云轩展厅与{事项}未验收。"


def test_two_names_side_by_side_are_one_gap() -> None:
    found = with_slots_for(["朵云轩展厅", "龙华分馆"], "朵云轩展厅龙华分馆未验收。", "")
    assert found == f"{SLOT_FOR_NAMES}未验收。"
    assert with_slots_for([], "朵云轩展厅未验收。", "") == "朵云轩展厅未验收。"


def test_a_form_is_known_by_unit_project_and_a_year_that_can_be_read() -> None:
    assert form_of(form(name="甲", unit="乙", year=2019)) == Form("乙", "甲", 2019)
    assert form_of(form(name="甲", unit="乙", year="某年")) == Form("乙", "甲", None)
    assert form_of(form()) == Form("", "", None)


def test_the_name_of_a_row_has_no_blanks() -> None:
    (row,) = form("高峰人才 服务\n工作\u3000机制").indicators
    assert row_name(row) == "高峰人才服务工作机制"


def test_words_are_those_of_the_header_and_the_rows() -> None:
    named = form("戊完成率", name="甲专项", unit="乙中心", department="丙科", problems="丁未验收。")
    assert words_of(named).split("\n") == ["甲专项", "乙中心", "丙科", "戊完成率"]


@QUICK
@given(
    project=st.text("人才大厦管理维护{}", max_size=10),
    row=st.text("梅园路总部修缮{} ", max_size=10),
    sentence=st.text("人才大厦梅园路总部未验收，。", max_size=30),
)
def test_names_are_parts_of_the_sentence_and_leave_no_stray_brace(
    bank: Bank, project: str, row: str, sentence: str
) -> None:
    own = OwnNames(form(row, name=project), bank)
    text = own.generalised(sentence)
    names = own.within(text)
    assert all(name in text and len(name) >= 3 for name in names)
    assert list(names) == sorted(set(names), key=lambda name: (-len(name), name))
    open_elsewhere = with_slots_for(names, text, "")
    assert not any(name in open_elsewhere for name in names)
    assert not has_stray_brace(open_elsewhere)
    assert with_slots_for(names, text, "\n".join([text, *names])) == text
