"""Sentences of past forms become phrases without the figures of their form."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perftui.evaluation.fields import NARRATIVES
from perftui.evaluation.model import Evaluation, Indicator
from perftui.phrases.bank import Bank
from perftui.phrases.harvest import harvest, without_figures
from perftui.phrases.library import Phrase, PhraseKind
from perftui.phrases.slots import has_stray_brace

QUICK = settings(max_examples=80, deadline=None, database=None, derandomize=True)


def harvested(bank: Bank, **fields: object) -> list[Phrase]:
    form = Evaluation.model_validate({"year": 2019, "name": "甲专项", "unit": "乙中心", **fields})
    return list(harvest([form], bank))


@pytest.mark.parametrize(
    ("sentence", "phrase"),
    [
        ("预算执行率为95.33%。", "预算执行率为{比例}。"),
        ("执行率95％，结余58,129.00元。", "执行率{比例}，结余{金额}元。"),
        ("追加5.5万元。", "追加{金额}万元。"),
        ("2019年度未验收项目。", "{年度}年度未验收项目。"),
        ("2019年完成，2017年成立。", "{年度}年完成，{年份}年成立。"),
        ("2020年第一季度验收。", "{年份}年{季度}验收。"),
        ("2020年1月1日移交。", "{年份}年{日期}移交。"),
        ("截止12月底办理1493件，3月启动。", "截止{日期}办理{数量}件，{日期}启动。"),
        ("提供岗位22000余个。", "提供岗位{数量}余个。"),
        ("提供10万余个岗位。", "提供{数量}万余个岗位。"),
        ("６台客梯运行正常。", "{数量}台客梯运行正常。"),
        ("业务制度不够完善。", "业务制度不够完善。"),
    ],
)
def test_figures_become_slots_and_the_own_year_is_the_year_of_the_form(
    sentence: str, phrase: str
) -> None:
    assert without_figures(sentence, 2019) == phrase


def test_without_a_year_of_its_own_every_year_is_some_year() -> None:
    assert without_figures("2019年完成2019年度任务。", None) == "{年份}年完成{年份}年度任务。"


def test_no_digit_of_the_nine_forms_survives(bank: Bank, seeds: tuple[Evaluation, ...]) -> None:
    phrases = list(harvest(seeds, bank))
    assert len(phrases) > 60
    assert not [phrase.text for phrase in phrases if re.search(r"\d|[①-⑩]", phrase.text)]
    assert not [phrase.text for phrase in phrases if has_stray_brace(phrase.text)]


def test_every_phrase_says_where_it_comes_from(bank: Bank, seeds: tuple[Evaluation, ...]) -> None:
    for form in seeds:
        for phrase in harvest([form], bank):
            assert (phrase.project, phrase.unit, phrase.year) == (form.name, form.unit, 2019)
            assert phrase.used == 1
            assert phrase.source == f"2019年《{form.name}》"


def test_each_narrative_and_the_remarks_have_a_kind_of_their_own(bank: Bank) -> None:
    row = Indicator(category="产出目标", name="验收合格率", remark="部分工程受雨季影响延后")
    found = harvested(
        bank,
        achievements="1、完成全部系统的维修保养工作。",
        problems="1、部分工程未能在当年度验收。\n2、预算集中在下半年使用。",
        measures="1、制定验收计划并按月检查。",
        indicators=(row,),
    )
    assert [phrase.kind for phrase in found] == [
        PhraseKind.ACHIEVEMENT,
        *(PhraseKind.PROBLEM,) * 2,
        PhraseKind.MEASURE,
        PhraseKind.REMARK,
    ]
    assert [phrase.text for phrase in found[1:3]] == [
        "部分工程未能在当年度验收。",
        "预算集中在下半年使用。",
    ]
    assert [phrase.topic for phrase in found[1:3]] == ["P20", "P02"]
    assert found[-1].text == "部分工程受雨季影响延后。"


def test_scraps_and_monsters_are_left_out(bank: Bank) -> None:
    assert harvested(bank, problems="无。") == []
    assert harvested(bank, problems="甲" * 200 + "。") == []
    assert harvested(bank) == []


def test_points_are_cut_into_sentences_and_closed(bank: Bank) -> None:
    texts = [
        phrase.text for phrase in harvested(bank, problems="部分工程未验收；资金下达时间较晚，")
    ]
    assert texts == ["资金下达时间较晚。"]
    texts = [p.text for p in harvested(bank, problems="部分工程未能验收。资金下达时间较晚")]
    assert texts == ["部分工程未能验收。", "资金下达时间较晚。"]


def test_a_phrase_knows_the_things_of_its_own_form(bank: Bank) -> None:
    (phrase,) = harvested(bank, name="博士后公寓专项", problems="博士后公寓部分项目未完成验收。")
    assert phrase.names
    assert phrase.fits("博士后公寓验收合格率")
    assert not phrase.fits("人才大厦验收合格率")


@QUICK
@given(st.text("1234567890年月日第一季度万元%％，。；{}执行率偏低未验收 \n", max_size=60))
def test_whatever_a_form_says_it_is_harvested_without_figures(bank: Bank, text: str) -> None:
    for field in NARRATIVES:
        for phrase in harvested(bank, **{field: text}):
            assert not re.search(r"\d", phrase.text)
