"""One change of many is taken back, and nothing else."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perftui.evaluation import fields
from perftui.evaluation.history.changes import changes_of, settled
from perftui.evaluation.history.row_tracking import follow, where_now
from perftui.evaluation.history.taking_back import TakingBack, place_of, take_back
from perftui.evaluation.history.telling import brief_change, differences, lines_of, tell, when
from perftui.evaluation.model import Evaluation, Indicator, Stated
from perftui.storage.document import Document

QUIET = settings(max_examples=150, deadline=None, database=None, derandomize=True)
NAMES = "甲乙丙丁戊己庚辛"


def row(name: str, score: int | None = 5, **more: Any) -> Indicator:
    number = None if score is None else Decimal(score)
    return Indicator(category="产出", name=name, weight=Decimal(10), score=number, **more)


def form(*names: str) -> Evaluation:
    return Evaluation(name="专项", indicators=tuple(row(name) for name in names))


def back(document: Document, number: int = -1) -> TakingBack:
    """Take a change of a document back as far as is sure, and return what was found."""
    history = document.history()
    change = changes_of(history)[number]
    found = take_back(change, history, document.evaluation)
    document.put_all((put.path, put.value) for put in found.puts)
    return found


def names(document: Document) -> str:
    return "".join(one.name for one in document.evaluation.indicators)


EDITS = st.one_of(
    st.tuples(
        st.just("set"),
        st.sampled_from(["name", "budget", "problems", "measures"]),
        st.sampled_from(["", "8", "7", "甲。", "甲。乙", "乙"]),
    ),
    st.tuples(
        st.just("cell"),
        st.sampled_from(["score", "weight", "remark", "name"]),
        st.sampled_from(["", "8", "7", "晚了"]),
        st.integers(0, 9),
    ),
    st.tuples(st.just("add"), st.integers(0, 9), st.sampled_from(NAMES)),
    st.tuples(st.just("delete"), st.integers(0, 9)),
    st.tuples(st.just("move"), st.integers(0, 9), st.integers(0, 9)),
    st.tuples(st.just("fill"), st.sampled_from(["8", "10", ""])),
    st.tuples(st.just("undo")),
    st.tuples(st.just("redo")),
)


def do(document: Document, edit: tuple[Any, ...]) -> None:
    """Do one of `EDITS`, as the sections of the editor do them."""
    what, *more = edit
    rows = list(document.evaluation.indicators)
    if what == "set":
        document.set(*more)
    elif what == "cell" and rows:
        document.set(fields.cell(more[2] % len(rows), more[0]), more[1])
    elif what == "add":
        rows.insert(more[0] % (len(rows) + 1), row(more[1]))
        document.put("indicators", tuple(rows))
    elif what == "delete" and rows:
        del rows[more[0] % len(rows)]
        document.put("indicators", tuple(rows))
    elif what == "move" and rows:
        rows.insert(more[1] % len(rows), rows.pop(more[0] % len(rows)))
        document.put("indicators", tuple(rows))
    elif what == "fill":
        value = fields.read("indicators[0].score", more[0], document.profile)
        document.put("indicators", tuple(r.model_copy(update={"score": value}) for r in rows))
    elif what in ("undo", "redo"):
        getattr(document, what)()


@QUIET
@given(st.lists(EDITS, min_size=1, max_size=12))
def test_taking_the_latest_change_back_is_undo(edits: list[Any]) -> None:
    stated = Stated(total_score="15", grade="合格")
    document = Document(form("甲", "乙", "丙").model_copy(update={"stated": stated}))
    for edit in edits:
        do(document, edit)
    history = document.history()
    changes = changes_of(history)
    if not changes or changes[-1].kind:
        return
    found = take_back(changes[-1], history, document.evaluation)
    assert not found.changed_again
    assert not found.gone
    document.put_all((put.path, put.value) for put in found.puts)
    taken = document.evaluation
    if found.puts:
        document.undo()
    document.undo()
    assert taken == document.evaluation


@QUIET
@given(st.lists(EDITS, min_size=1, max_size=12), st.data())
def test_taking_a_change_of_one_field_back_leaves_all_others(edits: list[Any], data: Any) -> None:
    document = Document(form("甲", "乙", "丙"))
    for edit in edits:
        do(document, edit)
    history = document.history()
    changes = changes_of(history)
    if not changes:
        return
    change = data.draw(st.sampled_from(changes))
    before = document.evaluation
    found = take_back(change, history, before)
    touched = {fields.parse_path(part.path).field for part in change.parts}
    for put in found.puts:
        assert fields.parse_path(put.path).field in touched
    document.put_all((put.path, put.value) for put in found.puts)
    for field in Evaluation.model_fields:
        if field not in touched:
            assert getattr(document.evaluation, field) == getattr(before, field)
    if not found.changed_again:
        history = document.history()
        again = take_back(change, history, document.evaluation)
        assert again.puts == ()
        assert again.changed_again == ()
    tell(changes, before, document.profile)
    place = place_of(change, history, before)
    assert place is None or fields.get(before, place) is not NotImplemented


@QUIET
@given(st.lists(st.sampled_from(NAMES), unique=True, max_size=6), st.lists(EDITS, max_size=6))
def test_rows_with_names_of_their_own_are_followed_wherever_they_go(
    given_names: list[str], edits: list[Any]
) -> None:
    document = Document(form(*given_names))
    for edit in edits:
        if edit[0] in ("delete", "move", "cell") and edit[1] != "name":
            do(document, edit)
    later = document.history()
    for index, name in enumerate(given_names):
        path = where_now(f"indicators[{index}].score", later)
        if path is None:
            assert name not in names(document)
        else:
            place = fields.parse_path(path).index
            assert place is not None
            assert document.evaluation.indicators[place].name == name


@QUIET
@given(st.lists(EDITS, min_size=1, max_size=12))
def test_what_was_undone_leaves_the_later_edits_to_follow(edits: list[Any]) -> None:
    document = Document(form("甲", "乙", "丙"))
    for edit in edits:
        do(document, edit)
    kept = settled(document.history())
    assert [(e.path, e.old, e.new) for e in kept] == [
        (e.path, e.old, e.new) for e in document.edits
    ]


def test_a_change_that_was_undone_needs_no_taking_back() -> None:
    document = Document(form("甲", "乙"))
    do(document, ("delete", 0))
    document.undo()
    document.set("indicators[0].score", "9")
    assert back(document, 0) == TakingBack()
    assert names(document) == "甲乙"


@pytest.mark.parametrize(
    ("before", "after", "places"),
    [
        ("甲乙丙", "甲新乙丙", [0, 2, 3]),
        ("甲乙丙", "甲丙", [0, None, 1]),
        ("甲乙丙", "丙甲乙", [1, 2, 0]),
        ("甲乙丙", "甲乙乙丙", [0, 1, 3]),
        ("甲乙", "甲新", [0, 1]),
        ("甲", "", [None]),
        ("", "甲", []),
    ],
)
def test_rows_are_found_again(before: str, after: str, places: list[int | None]) -> None:
    assert follow(form(*before).indicators, form(*after).indicators) == places


def test_a_row_that_moves_to_another_category_is_the_same() -> None:
    rows = form("甲", "乙").indicators
    moved = rows[0].model_copy(update={"category": "效果"})
    assert follow(rows, (rows[1], moved)) == [1, 0]


def test_a_deleted_row_comes_back_to_its_place_with_all_that_changed_since_kept() -> None:
    document = Document(form("甲", "乙", "丙"))
    do(document, ("delete", 1))
    document.set("indicators[1].score", "9")
    do(document, ("add", 0, "新"))
    assert back(document, 0).changed_again == ()
    assert names(document) == "新甲乙丙"
    assert document.evaluation.indicators[3].score == 9


def test_an_added_row_goes_again_unless_it_was_filled_in() -> None:
    document = Document(form("甲", "乙"))
    do(document, ("add", 1, "新"))
    do(document, ("delete", 0))
    assert back(document, 0).changed_again == ()
    assert names(document) == "乙"
    document = Document(form("甲"))
    do(document, ("add", 1, "新"))
    document.set("indicators[1].score", "9")
    (again,) = back(document, 0).changed_again
    assert again.path == "indicators"
    assert names(document) == "甲新"


def test_a_row_moved_back_leaves_rows_added_since_where_they_are() -> None:
    document = Document(form("甲", "乙", "丙"))
    do(document, ("move", 2, 0))
    do(document, ("add", 3, "新"))
    back(document, 0)
    assert names(document) == "甲乙丙新"


def test_a_move_after_a_move_is_asked_about() -> None:
    document = Document(form("甲", "乙", "丙"))
    do(document, ("move", 2, 0))
    do(document, ("move", 1, 2))
    assert back(document, 0).changed_again


def test_a_score_is_put_back_where_its_row_is_now() -> None:
    document = Document(form("甲", "乙"))
    document.set("indicators[1].score", "7")
    do(document, ("move", 1, 0))
    do(document, ("add", 0, "新"))
    back(document, 0)
    assert [one.score for one in document.evaluation.indicators] == [5, 5, 5]
    assert names(document) == "新乙甲"


def test_what_was_changed_again_is_not_put_back_but_asked_about() -> None:
    document = Document(form("甲"))
    document.set("indicators[0].score", "8")
    document.set("indicators[0].score", "7")
    (again,) = back(document, 0).changed_again
    assert (again.path, again.present, again.before) == ("indicators[0].score", 7, 5)
    assert again.without is None
    assert document.evaluation.indicators[0].score == 7


def test_a_row_that_is_gone_is_told() -> None:
    document = Document(form("甲", "乙"))
    document.set("indicators[0].score", "8")
    do(document, ("delete", 0))
    assert back(document, 0).gone == 1
    history = document.history()
    change = changes_of(history)[0]
    assert place_of(change, history, document.evaluation) is None


def test_a_sentence_can_be_taken_out_of_a_text_that_was_written_on() -> None:
    document = Document(form())
    document.set("problems", "一是晚了。")
    document.set("problems", "一是晚了。二是少了。")
    document.set("problems", "一是太晚了。二是少了。三是散了。")
    (again,) = back(document, 1).changed_again
    assert again.without == "一是太晚了。三是散了。"
    assert again.before == "一是晚了。"


def test_what_is_already_as_before_needs_nothing() -> None:
    document = Document(form())
    document.set("name", "甲")
    back(document)
    assert back(document, 0) == TakingBack()


def test_printed_totals_come_back_only_while_they_are_those_of_the_figures() -> None:
    printed = form("甲", "乙").model_copy(update={"stated": Stated(total_score="10")})
    document = Document(printed)
    document.set("indicators[0].score", "8")
    back(document)
    assert document.evaluation == printed
    document = Document(printed)
    document.set("indicators[0].score", "8")
    document.set("indicators[1].score", "8")
    back(document, 0)
    assert document.evaluation.stated == Stated()


def test_many_cells_filled_at_once_are_one_change_of_cells() -> None:
    document = Document(form("甲", "乙"))
    do(document, ("fill", "8"))
    (change,) = changes_of(document.history())
    assert [part.path for part in change.parts] == ["indicators[0].score", "indicators[1].score"]
    document.set("indicators[0].score", "9")
    found = back(document, 0)
    assert (len(found.puts), len(found.changed_again)) == (1, 1)
    (told,) = tell([change], document.evaluation, document.profile)
    assert told.field == "2个指标的自评分"
    assert told.brief == "「甲」的自评分「5」改为「8」等2处"


def test_cells_and_rows_changed_in_one_step_are_one_part() -> None:
    document = Document(form("甲", "乙"))
    document.put("indicators[0].score", Decimal(1))
    document.put("indicators", (*document.evaluation.indicators, row("丙")), same_step=True)
    document.put("indicators[2].remark", "新", same_step=True)
    (change,) = changes_of(document.history())
    (part,) = change.parts
    assert part.path == "indicators"
    assert [one.score for one in part.old] == [5, 5]
    assert part.new[2].remark == "新"
    back(document)
    assert names(document) == "甲乙"


def test_a_run_of_typing_is_one_change_and_a_pause_parts_two() -> None:
    times = [datetime(2020, 4, 17, 9, 0, tzinfo=UTC) + timedelta(seconds=n) for n in (0, 1, 90, 91)]
    clock = iter(times)
    document = Document(form(), clock=lambda: next(clock))
    for text in ("晚", "晚了。", "晚了。少", "晚了。少了。"):
        document.type("problems", text)
    parts = [
        [(part.old, part.new) for part in change.parts]
        for change in changes_of(document.history(), timedelta(minutes=1))
    ]
    assert parts == [[("", "晚了。")], [("晚了。", "晚了。少了。")]]
    assert len(changes_of(document.history())) == 2


def test_fields_are_called_what_they_were_called_then() -> None:
    document = Document(form("甲", "乙"))
    document.set("indicators[0].score", "8")
    document.set("indicators[0].name", "新甲")
    do(document, ("delete", 0))
    do(document, ("move", 0, 0))
    told = tell(changes_of(document.history()), document.evaluation, document.profile)
    assert [(one.field, one.brief) for one in told] == [
        ("指标表", "删了「新甲」"),
        ("「新甲」的指标名称", "「甲」改为「新甲」"),
        ("「甲」的自评分", "「5」改为「8」"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "brief"),
    [
        ("8", "7", "「8」改为「7」"),
        ("", "7", "填入「7」"),
        ("7", "", "清空，原为「7」"),
        (
            "甲" * 30 + "执行率95.5%" + "乙" * 9,
            "甲" * 30 + "执行率95.8%" + "乙" * 9,
            "「95.5%」改为「95.8%」",
        ),
        ("甲" * 30, "甲" * 30 + "乙", "加上「乙」"),
        ("甲" * 30 + "乙", "甲" * 30, "删去「乙」"),
        ("", "甲" * 40, f"填入「{'甲' * 11}...{'甲' * 11}」"),
        (
            "甲" * 9 + "早" + "乙" * 9 + "小" + "丙" * 9,
            "甲" * 9 + "晚" + "乙" * 9 + "丙" * 9,
            "「早」改为「晚」等2处",
        ),
        ("甲\n乙", "丙[/red]", "「甲 乙」改为「丙[/red]」"),
    ],
)
def test_a_change_is_told_in_brief(old: str, new: str, brief: str) -> None:
    assert brief_change(old, new) == brief


def test_times_are_told_as_one_says_them() -> None:
    now = datetime(2021, 4, 3, 15, 0, tzinfo=UTC)
    shown = [
        when(now - timedelta(**ago), now)
        for ago in ({"minutes": 55}, {"days": 1}, {"days": 2}, {"days": 400})
    ]
    assert shown == ["今天 14:05", "昨天 15:00", "4月1日 15:00", "2020年2月28日"]


def test_rows_are_told_one_by_one() -> None:
    document = Document(form("甲", "乙", "丙"))
    rows = document.evaluation.indicators
    document.put("indicators", (rows[1], rows[0].model_copy(update={"score": None}), row("新")))
    (told,) = tell(changes_of(document.history()), document.evaluation, document.profile)
    lines = lines_of(told.parts, document.profile)
    assert "移动了「乙」" in lines or "移动了「甲」" in lines
    assert "「甲」的自评分清空，原为「5」" in lines


@QUIET
@given(st.text("甲乙丙95.%\n", max_size=30), st.text("甲乙丙95.%\n", max_size=30))
def test_apart_from_where_they_differ_two_texts_are_the_same(old: str, new: str) -> None:
    kept: list[list[str]] = [[], []]
    places = [0, 0]
    for start, end, first, last in differences(old, new):
        kept[0].append(old[places[0] : start])
        kept[1].append(new[places[1] : first])
        places = [end, last]
    assert [*kept[0], old[places[0] :]] == [*kept[1], new[places[1] :]]
