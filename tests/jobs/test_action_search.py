"""Actions found by a few letters, the best first."""

import pytest

from perftui.actions.keys import Keys
from perftui.actions.table import actions_of
from perftui.jobs.action_search import find_actions, spelled

PINYIN = spelled()
THERE = actions_of("grid", "editor", "app")


def found(typed: str, keys: Keys | None = None) -> list[str]:
    return [action.name for action in find_actions(typed, THERE, keys or Keys(), PINYIN)]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("导出", "导出"),
        ("dc", "导出"),
        ("daochu", "导出"),
        ("DaoChu", "导出"),
        ("daoc", "导出"),
        ("daocu", "导出"),  # a slip
        ("f9", "导出"),
        ("export", "导出"),
        ("mf", "满分"),
        ("下页", "下一页"),
        ("xyy", "下一页"),
        ("cz", "重做"),
        ("shanhang", "删行"),
        ("撤", "撤销"),
        ("ctrl+z", "撤销"),
        ("存盘", "保存"),
    ],
)
def test_the_best_comes_first(typed: str, name: str) -> None:
    assert found(typed)[0] == name


def test_all_words_must_fit_and_nothing_typed_finds_all() -> None:
    assert found("上 页") == ["上一页"]
    assert found("导出 删") == []
    assert found("") == [action.name for action in THERE]


def test_a_remapped_key_finds_its_action() -> None:
    keys = Keys({"editor.preview": "f10"})
    assert found("F10", keys)[0] == "预览"
    assert "预览" not in found("ctrl+o", keys)


@pytest.mark.parametrize("typed", ["[red]", "\x1b[31m", "zzzz", "（", "'", "%"])
def test_what_fits_nothing_finds_nothing(typed: str) -> None:
    assert found(typed) == []


def test_letters_still_find_ids_before_the_pinyin_is_there() -> None:
    assert [a.name for a in find_actions("export", THERE, Keys(), {})] == ["导出"]
