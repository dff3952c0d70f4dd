"""Names of documents by a pattern: what it may name, and what is refused."""

import pytest

from perftui.writers.exporting import ExportError
from perftui.writers.naming import NAMES, check_pattern, named


def test_a_pattern_is_filled_with_what_the_form_says(realistic):
    assert named(realistic, "{{年度}}-{{项目名称}}") == "2019-人才大厦管理维护专项"
    assert named(realistic, "{{预算单位}}/{{绩效等级}} {{自评分合计}}分") == (
        "上海市人才服务中心/优秀 94.5分"
    )
    assert named(realistic, "{{文件名}}（定稿）", "2019-甲") == "2019-甲（定稿）"


@pytest.mark.parametrize("name", NAMES)
def test_every_name_there_is_can_be_used(realistic, name):
    check_pattern(f"{{{{{name}}}}}")
    named(realistic, f"{{{{{name}}}}}")


def test_what_a_form_says_is_no_pattern(build):
    form = build(name="{{ 7*7 }}{% raw %}")
    assert named(form, "{{项目名称}}") == "{{ 7*7 }}{% raw %}"


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("{{年份}}", "没有「年份」"),
        ("{{年度", "写得不对：到结尾还有没写完的，缺 }}；应像 {{年度}}-{{项目名称}} 这样。"),
        ("{% for x in %}", "写得不对：有一处少写了内容"),
        ("{{ open(9) }}", "没有「open」"),
        ("长" * 201, "太长"),
        ("{年度}", "两层半角"),
        ("｛｛年度｝｝", "两层半角"),
        ("{{" + "(" * 90 + "1" + ")" * 90 + "}}", "写得不对"),
    ],
)
def test_a_pattern_that_is_none_is_refused(pattern, said):
    with pytest.raises(ExportError) as caught:
        check_pattern(pattern)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "pattern", ["{{ 年度.__class__.__mro__ }}", "{{ '长' * 10**12 }}", "{{ 年度 / 0 }}"]
)
def test_a_pattern_that_does_more_than_name_is_refused(realistic, pattern):
    with pytest.raises(ExportError):
        named(realistic, pattern)
