"""Which form a line means, of those of a folder."""

from pathlib import Path

import pytest

from perftui.assistant.conversation.choosing import (
    Forward,
    Listed,
    Meant,
    New,
    Open,
    Other,
    Several,
    chosen,
)
from perftui.assistant.moves import Word

FORMS = tuple(
    Listed(Path(f"{year}-{name}.perf.json"), name, year, "填好了")
    for year, name in (
        ("2020", "人才大厦管理维护专项"),
        ("2019", "人才大厦管理维护专项"),
        ("2019", "公共服务专项经费"),
        ("2019", "科创人才公共服务专项"),
        ("2019", "长三角一体化服务专项"),
    )
)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("1", Open(0)),
        ("３", Open(2)),
        ("第2份", Open(1)),
        ("#4。", Open(3)),
        ("打开5", Open(4)),
        ("6", Other("6")),
        ("0", Other("0")),
        ("长三角", Open(4)),
        ("长三角一体化服务专项", Open(4)),
        ("2020年度 人才大厦管理维护专项", Open(0)),
        ("2019 人才大厦", Open(1)),
        ("2019-公共服务专项经费", Open(2)),
        ("人才大厦", Several((0, 1))),
        ("公共服务", Several((2, 3))),
        ("长三脚一体化", Several((4,))),
        ("新建 人才服务专项", New("人才服务专项")),
        ("／新建「人才服务专项」", New("人才服务专项")),
        ("新建一份 2021年度 人才服务专项", New("人才服务专项", "2021")),
        ("新建2021-人才服务专项", New("人才服务专项", "2021")),
        ("新建", New("")),
        ("沿用去年 5", Forward(4)),
        ("沿用去年的长三角", Forward(4)),
        ("结转 第3份", Forward(2)),
        ("沿用上年的表 2019 人才大厦", Forward(1)),
        ("沿用去年 人才大厦", Several((0, 1), forward=True)),
        ("沿用去年", Several((0, 1, 2, 3, 4), forward=True)),
        ("用去年的", Several((0, 1, 2, 3, 4), forward=True)),
        ("去年的表", Several((0, 1, 2, 3, 4), forward=True)),
        ("去年的长三角", Several((4,), forward=True)),
        ("我想用去年的长三角", Forward(4)),
        ("我想填2019年长三角的表", Open(4)),
        ("2021年长三角", Several((4,), forward=True)),
        ("2021人才大厦", Several((0,), forward=True)),
        ("我要填第2份", Open(1)),
        ("打开科创那份", Open(3)),
        ("你好", Other("你好", wants_list=True)),
        ("退出", Other("退出", Word.QUIT)),
        ("帮助", Other("帮助", Word.HELP)),
        ("全部", Other("全部", wants_list=True)),
        ("~/表/2019.docx", Other("~/表/2019.docx")),
        ("预算124.55万", Other("预算124.55万")),
        ("", Other("")),
    ],
)
def test_a_line_says_which_form(line: str, expected: Meant) -> None:
    assert chosen(line, FORMS) == expected


@pytest.mark.parametrize("forward", [False, True])
def test_yes_takes_the_one_that_was_asked_about(forward: bool) -> None:
    asked = Several((4,), forward=forward)
    assert chosen("是", FORMS, asked) == (Forward(4) if forward else Open(4))
    assert chosen("是", FORMS, Several((0, 1))) == Other("是")


def test_a_single_form_is_the_one_that_goes_on() -> None:
    assert chosen("沿用去年", FORMS[:1]) == Forward(0)


def test_a_form_called_like_a_command_can_be_opened_by_its_name() -> None:
    named = Listed(Path("新建校舍.perf.json"), "新建校舍", "2019", "")
    assert chosen("新建校舍", (*FORMS, named)) == Open(5)


@pytest.mark.parametrize(
    "line", ["(" * 4000, "新建 " * 800, "2019 " * 800, "沿用去年" * 900, "\x00" * 9]
)
def test_no_line_is_too_much(line: str) -> None:
    chosen(line, FORMS)
