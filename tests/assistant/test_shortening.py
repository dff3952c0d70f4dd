"""Sentences made shorter: what is idle goes, what can be checked stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perftui.assistant.drafting.shortening import shortened


@pytest.mark.parametrize(
    ("words", "less"),
    [
        (
            "为提升服务水平，举办招聘会12场，进一步促进了人才流动。",
            "举办招聘会12场。",
        ),
        ("切实加强业务培训，不断完善管理制度。", "加强业务培训，完善管理制度。"),
        ("每半年抽查一次，结果公开，抽查结果作为安排的依据。", "每半年抽查一次，结果公开。"),
        ("编制用款计划（详见内部规程），按月核对。", "编制用款计划，按月核对。"),
        ("在上级部门的大力支持下，完成验收3项，取得了良好成效。", "完成验收3项。"),
    ],
)
def test_idle_words_and_clauses_go(words: str, less: str) -> None:
    assert shortened(words) == less


@pytest.mark.parametrize(
    "words", ["举办招聘会12场，10428家单位参会。", "宣传渠道单一。", "{渠道}推送{次数}次。", ""]
)
def test_what_says_something_stays_whole(words: str) -> None:
    assert shortened(words) == words


@given(st.text(alphabet="进一步切实加强12场，。确保为了（）、人", max_size=60))
def test_no_figure_is_lost_and_nothing_grows(words: str) -> None:
    less = shortened(words)
    assert len(less) <= len(words)
    assert all(less.count(digit) == words.count(digit) for digit in "12")
