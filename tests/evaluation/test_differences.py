"""What differs between two forms: each changed field once, nothing else."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perftui.evaluation import fields
from perftui.evaluation.comparing.difference import Difference, Kind, growth, points_more
from perftui.evaluation.comparing.forms import compare
from perftui.evaluation.model import Evaluation, Fund
from perftui.evaluation.profile import load_profile
from perftui.resources import sample_projects
from perftui.storage.evaluation_file import load

SAMPLES = {path.name[:8]: load(path) for path in sorted(sample_projects().glob("*.json"))}
TOWER = next(form for name, form in SAMPLES.items() if name.startswith("2019-人才大"))
BOOKS = next(form for name, form in SAMPLES.items() if name.startswith("2022"))
NEW_VALUES = {
    "name": "全新的名称",
    "unit": "别的单位",
    "budget": Decimal("1.00"),
    "executed": Decimal("2.00"),
    "last_year_budget": Decimal("3.00"),
    "goal": "另一个目标",
    "score": Decimal("0.25"),
    "weight": Decimal("0.75"),
    "remark": "另有说明",
    "target": "另一个值",
    "actual": "另一个完成值",
    "explanation": "另一种解释",
}
HEADER = [field for field in NEW_VALUES if field in Evaluation.model_fields]
CELLS = [field for field in NEW_VALUES if field not in Evaluation.model_fields]


def held(old: Evaluation, new: Evaluation) -> list[Difference]:
    return [one for p in compare(old, new, load_profile(new.profile)) for one in p.differences]


def told(old: Evaluation, new: Evaluation) -> list[tuple[str, str, Kind]]:
    alike = (Kind.COPIED, Kind.SAME)
    return [(one.path, one.label, one.kind) for one in held(old, new) if one.kind not in alike]


@pytest.mark.parametrize("name", SAMPLES)
def test_a_form_does_not_differ_from_itself(name):
    form = SAMPLES[name]
    assert not told(form, form)


@pytest.mark.parametrize("name", SAMPLES)
def test_texts_that_are_word_for_word_the_same_are_pointed_out(name):
    form = SAMPLES[name]
    copied = {one.path for one in held(form, form) if one.kind is Kind.COPIED}
    long = [field for field in fields.NARRATIVES if len(getattr(form, field)) > 30]
    assert {"goal", *(f"{field}[0]" for field in long)} <= copied
    assert not [path for path in copied if path.endswith((".name", ".explanation", ".score"))]


@given(st.data())
def test_every_changed_field_is_told_exactly_once(data: st.DataObject):
    old = data.draw(st.sampled_from([TOWER, BOOKS]))
    rows = range(len(old.indicators))
    cells = [fields.cell(row, sub) for row in rows for sub in CELLS]
    chosen = data.draw(st.lists(st.sampled_from([*HEADER, *cells]), unique=True, max_size=12))
    new = old
    for path in chosen:
        new = fields.replace(new, path, NEW_VALUES[path.rpartition(".")[2]])
    assert sorted(path for path, _, _ in told(old, new)) == sorted(chosen)


@given(st.permutations(range(len(TOWER.indicators))), st.integers(0, 5))
def test_rows_are_known_wherever_they_stand_and_dropped_ones_told_once(
    order: list[int], dropped: int
):
    rows = [TOWER.indicators[n] for n in order[dropped:]]
    found = told(TOWER, TOWER.model_copy(update={"indicators": tuple(rows)}))
    assert [kind for _, _, kind in found] == [Kind.DROPPED] * dropped
    paths = (fields.parse_path(path) for path, _, _ in found)
    assert all(path.index is not None and path.index < len(rows) for path in paths)


def test_a_row_that_was_renamed_a_little_is_the_same_row():
    rows = list(TOWER.indicators)
    renamed = rows[15].model_copy(update={"name": f"{rows[15].name}情况", "score": Decimal("0.5")})
    new = TOWER.model_copy(update={"indicators": (*rows[:15], renamed, *rows[16:])})
    assert [path for path, _, _ in told(TOWER, new)] == [
        "indicators[15].name",
        "indicators[15].score",
    ]


def test_a_row_that_has_another_name_altogether_is_new_and_the_old_one_gone():
    rows = list(TOWER.indicators)
    other = rows[15].model_copy(update={"name": "噪声投诉"})
    new = TOWER.model_copy(update={"indicators": (*rows[:15], other, *rows[16:])})
    assert {(path, kind) for path, _, kind in told(TOWER, new)} == {
        ("indicators[15].name", Kind.ADDED),
        ("indicators[14].name", Kind.DROPPED),
    }


def test_a_row_moved_to_another_category_differs_in_that_alone():
    rows = list(TOWER.indicators)
    moved = rows[8].model_copy(update={"category": "效果目标"})
    new = TOWER.model_copy(update={"indicators": (*rows[:8], *rows[9:], moved)})
    assert told(TOWER, new) == [(f"indicators[{len(rows) - 1}].category", "一级指标", Kind.CHANGED)]


def test_the_points_of_a_text_are_told_one_by_one():
    old = Evaluation(
        problems="1、预算编制不够精准，部分科目调剂较多。\n2、验收资料归档不及时。\n3、无。"
    )
    new = Evaluation(
        problems=(
            "1、验收资料归档不及时。\n2、预算编制不够精准，个别科目调剂较多。\n3、问卷回收率偏低。"
        )
    )
    found = [one for one in held(old, new) if one.path.startswith("problems")]
    assert [(one.path, one.kind, one.note) for one in found] == [
        ("problems[0]", Kind.COPIED, ""),
        ("problems[2]", Kind.DROPPED, ""),
        ("problems[1]", Kind.CHANGED, "上年第1点"),
        ("problems[2]", Kind.ADDED, ""),
    ]


def test_what_is_not_written_yet_is_no_deletion():
    new = TOWER.model_copy(update={"problems": "", "goal": "", "budget": None})
    assert {kind for _, _, kind in told(TOWER, new)} == {Kind.BLANK}
    assert not Kind.BLANK.is_told


def test_a_short_text_may_well_be_the_same_again():
    old = Evaluation(problems="无", measures="无。")
    assert all(one.kind is Kind.SAME for one in held(old, old))


def test_sources_of_money_are_matched_by_name():
    old = BOOKS.model_copy(
        update={"funds": (Fund(name="当年财政拨款", budget=Decimal(100)), Fund(name="其他资金"))}
    )
    new = BOOKS.model_copy(
        update={"funds": (Fund(name="上年结转"), Fund(name="当年财政拨款", budget=Decimal(120000)))}
    )
    parts = compare(old, new, load_profile(new.profile))
    differing = (Kind.ADDED, Kind.CHANGED, Kind.DROPPED)
    every = ((part.name, one) for part in parts for one in part.differences)
    found = [(name, one.path, one.kind) for name, one in every if one.kind in differing]
    assert found == [
        ("上年结转", "funds[0].name", Kind.ADDED),
        ("当年财政拨款", "funds[1].budget", Kind.CHANGED),
        ("其他资金", "budget", Kind.DROPPED),
    ]


def test_forms_of_two_kinds_can_be_compared():
    assert held(TOWER, BOOKS)
    assert held(BOOKS, TOWER)
    assert held(Evaluation(), TOWER)
    assert all(one.kind is not Kind.CHANGED or one.new for one in held(TOWER, Evaluation()))


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        ("100", "112.5", "增12.50%"),
        ("1500", "1000", "减33.33%"),
        ("0", "5", "上年为0"),
        ("5", "5.00", ""),
        (None, "5", ""),
    ],
)
def test_how_much_more_money_it_is_is_said_in_per_cent(was, now, said):
    assert growth(was and Decimal(was), now and Decimal(now)) == said


def test_how_much_a_score_is_more_is_said_in_points():
    assert points_more(Decimal(4), Decimal("3.50")) == "减0.5分"
    assert points_more(Decimal(4), Decimal(6)) == "加2分"
    assert points_more(None, Decimal(6)) == ""
