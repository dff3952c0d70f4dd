"""The forms of a list: read once, examined and spelled later, filtered and put in order."""

import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perftui.jobs.home.catalog import Catalog, Line
from perftui.jobs.home.picking_forms import Order, arranged, has_all, words_of
from perftui.jobs.rulebook import RuleBook
from perftui.phrases.pinyin import pinyin_of, spells
from perftui.rules.finding import Level
from perftui.storage.evaluation_file import load, save
from perftui.storage.workspace import Workspace

TODAY = date(2020, 4, 20)


def lines_of(folder: Path) -> list[Line]:
    catalog = Catalog()
    catalog.use(RuleBook())
    lines = catalog.read(Workspace(folder).files())
    return [catalog.examine(catalog.spell(line), TODAY) for line in lines]


def found(folder: Path, typed: str) -> list[str]:
    words = words_of(typed)
    return [line.path.name for line in lines_of(folder) if has_all(line, words)]


def test_a_line_has_the_figures_at_once_and_what_rules_find_later(folder: Path) -> None:
    catalog = Catalog()
    catalog.use(RuleBook())
    (line,) = catalog.read([folder / "2020-人才大厦管理维护专项.perf.json"])
    assert (line.year, line.name, line.grade) == ("2020", "人才大厦管理维护专项", "")
    assert (line.done, line.parts, line.wants) == (2, 6, "基本信息")
    assert (line.findings, line.pinyin) == (None, None)
    assert not line.is_complete
    assert line.next_place == "date"
    catalog.spell(line)
    line = catalog.examine(line, TODAY)
    assert line.count(Level.ERROR) == 2
    assert line.pinyin is not None


def test_a_file_is_read_again_only_when_it_has_changed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalog = Catalog()
    catalog.use(RuleBook())
    files = Workspace(folder).files()
    before = [catalog.examine(line, TODAY) for line in catalog.read(files)]
    assert all(new is old for new, old in zip(catalog.read(files), before, strict=True))
    save(load(files[0]).model_copy(update={"name": "改了"}), files[0])
    os.utime(files[0], ns=(1, 1))
    after = catalog.read(files)
    assert [line is old for line, old in zip(after, before, strict=True)].count(False) == 1
    assert after[0].name == "改了"
    files[1].unlink()
    assert len(catalog.read(files)) == len(files) - 1


def test_other_rules_forget_what_was_found(folder: Path) -> None:
    catalog = Catalog()
    catalog.use(RuleBook())
    lines = [catalog.examine(line, TODAY) for line in catalog.read(Workspace(folder).files())]
    catalog.use(RuleBook())
    assert all(line.findings is not None for line in catalog.current(lines))
    catalog.use(RuleBook(ignore=("PT008",)))
    assert all(line.findings is None for line in catalog.current(lines))
    assert "PT008" not in {
        finding.code
        for line in catalog.current(lines)
        for finding in catalog.examine(line, TODAY).findings or ()
    }


def test_what_cannot_be_read_is_listed_by_its_file_and_has_no_findings(tmp_path: Path) -> None:
    (tmp_path / "坏\u202e的.perf.json").write_text("{", encoding="utf-8")
    (line,) = lines_of(tmp_path)
    assert line.name == "坏的.perf.json"
    assert (line.findings, line.year, line.next_place) == (None, "", "")
    assert not line.is_complete
    assert "损坏" in line.entry.error


@pytest.mark.parametrize(
    ("typed", "count"),
    [
        ("", 11),
        ("大厦", 2),
        ("rcds", 2),
        ("RCDS", 2),
        ("rencaidasha", 2),
        ("rencds", 2),
        ("rcds,2019", 1),
        ("rcds，2019", 1),
        ("2019大厦", 1),
        ("２０１９、大厦", 1),
        ("大厦 2020", 1),
        ("csj", 1),
        ("优秀", 9),
        ("错误", 2),
        ("改进措施", 1),
        ("图书馆", 1),
        ("rds", 0),
        ("大厦,长三角", 0),
        ("，，", 11),
    ],
)
def test_words_and_letters_find_forms(folder: Path, typed: str, count: int) -> None:
    assert len(found(folder, typed)) == count


@settings(max_examples=80, deadline=None, derandomize=True, database=None)
@given(st.text(alphabet="人才大厦管理维护专项长行重", min_size=1, max_size=8), st.data())
def test_any_cut_of_each_syllable_spells_the_name(name: str, data: st.DataObject) -> None:
    pinyin = pinyin_of(name)
    syllables = pinyin.split()
    first = data.draw(st.integers(0, len(syllables) - 1))
    run = syllables[first : data.draw(st.integers(first + 1, len(syllables)))]
    letters = "".join(s[: data.draw(st.integers(1, len(s)))] for s in run)
    assert spells(letters, pinyin)
    assert not spells(letters + "vv", pinyin)


def test_letters_that_stand_for_no_run_do_not_spell() -> None:
    assert spells("", "ren cai")
    assert not spells("rd", "ren cai da")
    assert not spells("en", "ren cai")
    assert not spells("r", "")


def test_each_order_puts_first_what_it_says(folder: Path) -> None:
    lines = lines_of(folder)
    firsts = {order: arranged(lines, order)[0] for order in Order}
    assert firsts[Order.YEAR].year == "2022"
    assert firsts[Order.NAME].name == "长三角一体化服务专项"
    assert firsts[Order.SCORE].score == min(line.score for line in lines if line.score)
    assert firsts[Order.FINDINGS].count(Level.ERROR) == 2
    assert firsts[Order.PROGRESS].done == 2
    for order in Order:
        assert sorted(line.path for line in arranged(lines, order)) == sorted(
            line.path for line in lines
        )


def test_orders_follow_one_another_round() -> None:
    order, seen = Order.YEAR, []
    while order not in seen:
        seen.append(order)
        order = order.next
    assert seen == list(Order)
