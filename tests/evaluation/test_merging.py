"""Two versions of a form become one: nothing of either is lost, and only what must be is asked."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perftui.evaluation import fields
from perftui.evaluation.merging import Conflict, Merged, merge
from perftui.evaluation.merging.choosing import Choice, both_of, edits_for, where_now
from perftui.evaluation.merging.telling import GONE, told_conflict
from perftui.evaluation.model import Evaluation, Fund, Indicator, Stated
from perftui.evaluation.profile import load_profile
from perftui.evaluation.values import Unread

QUIET = settings(max_examples=120, deadline=None, database=None, derandomize=True)
PROFILE = load_profile("sh2019")
POINTS = ("1、甲晚了；\n2、乙晚了；\n3、丙晚了。", "一是慢。二是贵。", "没有编号", "")


def row(name: str, score: int | None = 5, **more: Any) -> Indicator:
    number = None if score is None else Decimal(score)
    return Indicator(category="产出", name=name, weight=Decimal(10), score=number, **more)


def form(names: str = "甲乙丙丁", **more: Any) -> Evaluation:
    return Evaluation(indicators=tuple(row(name) for name in names), **more)


def changed(evaluation: Evaluation, *edits: tuple[str, Any]) -> Evaluation:
    for path, value in edits:
        evaluation = fields.replace(evaluation, path, value)
    return evaluation


def names(evaluation: Evaluation) -> str:
    return "".join(one.name for one in evaluation.indicators)


SCORES = st.none() | st.sampled_from([Decimal(3), Decimal(5), Unread("约八分", "读不懂")])
ROWS = st.builds(
    Indicator,
    category=st.sampled_from(["投入", "产出"]),
    name=st.sampled_from(["", *"甲乙丙丁戊己"]),
    explanation=st.sampled_from(["", "是否按时", "是否足额"]),
    weight=SCORES,
    score=SCORES,
    remark=st.sampled_from(["", "晚了。"]),
    later=st.sampled_from([1, 2]),
)
FORMS = st.builds(
    Evaluation,
    year=st.sampled_from([None, 2019, Unread("去年", "读不懂")]),
    unit=st.sampled_from(["", "一处", "二处"]),
    budget=st.sampled_from([None, Decimal(100), Unread("约百", "读不懂")]),
    problems=st.sampled_from(POINTS),
    measures=st.lists(st.sampled_from("甲乙丙丁"), max_size=4).map(
        lambda said: "\n".join(f"{n}、{words}办好。" for n, words in enumerate(said, 1))
    ),
    indicators=st.lists(ROWS, max_size=6).map(tuple),
    funds=st.lists(
        st.builds(Fund, name=st.sampled_from(["拨款", "自筹"]), budget=SCORES), max_size=3
    ).map(tuple),
    stated=st.none() | st.builds(Stated, grade=st.sampled_from([None, "优秀", "良好"])),
    suppressed=st.dictionaries(st.sampled_from(["PT001", "PT002"]), st.sampled_from("是否")),
    audit=st.sampled_from([1, 2, 3]),
)


def put(merged: Merged, mine: Evaluation) -> Evaluation:
    return changed(mine, *merged.taken)


def without_unknown(evaluation: Evaluation) -> Evaluation:
    """Return a form without its own unknown keys, which no edit reaches."""
    known = {name: getattr(evaluation, name) for name in Evaluation.model_fields}
    return Evaluation.model_construct(**known)


@QUIET
@given(FORMS, FORMS)
def test_what_only_one_side_changed_is_taken(base: Evaluation, other: Evaluation) -> None:
    assert merge(base, other, base) == Merged(other, (), ())
    taken = merge(base, base, other)
    assert (taken.evaluation, taken.conflicts) == (other, ())
    assert without_unknown(put(taken, base)) == without_unknown(other)
    assert merge(base, other, other) == Merged(other, (), ())


@QUIET
@given(FORMS, FORMS, FORMS)
def test_nothing_of_either_is_lost_and_the_edits_give_the_form(
    base: Evaluation, mine: Evaluation, theirs: Evaluation
) -> None:
    merged = merge(base, mine, theirs)
    assert without_unknown(put(merged, mine)) == without_unknown(merged.evaluation)
    asked = {conflict.path for conflict in merged.conflicts}
    for side in (mine, theirs):
        assert_kept(base, side, merged.evaluation, merged.conflicts)
        for key in ("year", "unit", "budget", "audit"):
            value = getattr(side, key)
            if value != getattr(base, key):
                is_asked = bool(asked & {key, f"unknown.{key}"})
                assert getattr(merged.evaluation, key) == value or is_asked
    for conflict in merged.conflicts:
        told = told_conflict(conflict, merged.evaluation, PROFILE)
        assert told.field
        assert told.mine != told.theirs or conflict.mine != conflict.theirs


def assert_kept(
    base: Evaluation, side: Evaluation, merged: Evaluation, conflicts: Iterable[Conflict]
) -> None:
    """Every cell that a side has written and the base did not have is there, or asked about."""
    there = {*cells(merged.indicators)}
    for conflict in conflicts:
        for value in (conflict.mine, conflict.theirs):
            rows = value if isinstance(value, tuple) else (value,)
            there |= {*cells(one for one in rows if isinstance(one, Indicator))}
            if conflict.path.startswith("indicators["):
                there.add((fields.parse_path(conflict.path).sub, repr(value)))
    for one in side.indicators:
        if one not in base.indicators:
            assert {*cells([one])} - {*cells(base.indicators)} <= there


def cells(rows: Iterable[Indicator]) -> set[tuple[str, str]]:
    return {
        (name, repr(getattr(one, name)))
        for one in rows
        for name in (*Indicator.model_fields, *(one.model_extra or {}))
    }


@QUIET
@given(FORMS, FORMS, FORMS, st.data())
def test_what_is_chosen_comes_into_the_form(
    base: Evaluation, mine: Evaluation, theirs: Evaluation, data: Any
) -> None:
    merged = merge(base, mine, theirs)
    choices = [
        (one, data.draw(st.sampled_from([Choice.MINE, Choice.THEIRS]))) for one in merged.conflicts
    ]
    chosen = changed(merged.evaluation, *edits_for(merged.evaluation, choices))
    kept = [one for one, choice in choices if choice is Choice.MINE and one.mine is not None]
    if len(kept) == len(choices):
        assert chosen == merged.evaluation
    rows_go = any(
        None in (one.mine, one.theirs) or one.path in ("indicators", "funds") for one, _ in choices
    )
    for one, choice in choices:
        if not rows_go and fields.parse_path(one.path).sub and one.is_open:
            expected = one.mine if choice is Choice.MINE else one.theirs
            assert fields.get(chosen, one.path) == (
                expected or None if "stated" in one.path else expected
            )


EDITS = {
    "year": 2021,
    "unit": "三处",
    "budget": Decimal(7),
    "goal": "做好",
    "problems": "一是少。",
    "indicators[0].score": Decimal(1),
    "indicators[1].name": "乙的新名",
    "indicators[2].remark": "缓了",
    "indicators[3].weight": Unread("十分", "读不懂"),
    "funds[0].executed": Decimal(9),
    "stated.grade": "良好",
    "suppressed": {"PT009": "不要求"},
}
MOVES = {"gone": "甲乙丙", "added": "甲乙新丙丁", "moved": "丁甲乙丙", "same": "甲乙丙丁"}


@QUIET
@given(st.lists(st.sampled_from([*EDITS]), unique=True), st.data())
def test_edits_of_different_fields_come_together_either_way_round(
    paths: list[str], data: Any
) -> None:
    base = form(funds=(Fund(name="拨款"),), stated=Stated(grade="优秀"))
    mine, theirs = base, base
    for path in paths:
        if data.draw(st.booleans()):
            mine = changed(mine, (path, EDITS[path]))
        else:
            theirs = changed(theirs, (path, EDITS[path]))
    one, other = merge(base, mine, theirs), merge(base, theirs, mine)
    assert one.evaluation == other.evaluation == changed(base, *((p, EDITS[p]) for p in paths))
    assert one.conflicts == other.conflicts == ()


@pytest.mark.parametrize(
    ("mine", "theirs", "expected"),
    [
        ("甲乙新丙丁", "甲乙丙丁", "甲乙新丙丁"),
        ("甲乙新丙丁", "丙丁", "新丙丁"),
        ("新甲乙丙丁", "甲乙丙丁末", "新甲乙丙丁末"),
        ("甲乙一丙丁", "甲乙二丙丁", "甲乙一二丙丁"),
        ("甲乙同丙丁", "甲乙同丙丁末", "甲乙同丙丁末"),
        ("甲乙同丙丁", "同甲乙丙丁", "甲乙同丙丁"),
        ("甲乙丙丁同同", "甲乙丙丁同", "甲乙丙丁同同"),
        ("丁甲乙丙", "甲乙丙", "甲乙丙"),
        ("丁甲乙丙", "甲乙丙丁新", "丁甲乙丙新"),
        ("乙甲丙丁", "甲乙丁丙", "乙甲丁丙"),
        ("", "甲乙丙丁新", "新"),
        ("丙", "乙", ""),
    ],
)
def test_rows_come_go_and_move(mine: str, theirs: str, expected: str) -> None:
    for one, other in ((mine, theirs), (theirs, mine)):
        merged = merge(form(), form(one), form(other))
        assert "".join(sorted(names(merged.evaluation))) == "".join(sorted(expected))
        assert not merged.conflicts
    assert names(merge(form(), form(mine), form(theirs)).evaluation) == expected


def test_cells_are_merged_in_rows_that_were_moved() -> None:
    mine = changed(form("丁甲乙丙"), ("indicators[0].score", Decimal(1)))
    theirs = changed(form("甲乙新丙丁"), ("indicators[4].remark", "晚了"))
    merged = merge(form(), mine, theirs)
    assert names(merged.evaluation) == "丁甲乙新丙"
    assert merged.evaluation.indicators[0] == row("丁", 1, remark="晚了")
    assert not merged.conflicts


def test_a_row_that_took_the_place_of_another_gets_nothing_of_it() -> None:
    mine = changed(form(), ("indicators[1]", row("完全另一个", 8, explanation="别的")))
    theirs = changed(form(), ("indicators[1].score", Decimal(2)))
    merged = merge(form(), mine, theirs)
    assert row("完全另一个", 8, explanation="别的") in merged.evaluation.indicators
    (conflict,) = merged.conflicts
    assert (conflict.mine, conflict.theirs) == (None, row("乙", 2))


def test_a_row_under_a_new_name_is_still_that_row() -> None:
    base = Evaluation(indicators=(row("社会满意度"), row("乙")))
    mine = changed(base, ("indicators[0].name", "社会公众满意度"))
    merged = merge(base, mine, changed(base, ("indicators[0].score", Decimal(2))))
    assert merged.evaluation.indicators[0] == row("社会公众满意度", 2)


@pytest.mark.parametrize("is_mine", [True, False])
def test_a_row_that_one_removed_and_the_other_changed_stays_and_is_asked_about(
    is_mine: bool,
) -> None:
    removed, edited = form("甲丙丁"), changed(form(), ("indicators[1].score", Decimal(2)))
    sides = (removed, edited) if is_mine else (edited, removed)
    merged = merge(form(), *sides)
    assert names(merged.evaluation) == "甲乙丙丁"
    (conflict,) = merged.conflicts
    assert conflict.path == "indicators[1]"
    told = told_conflict(conflict, merged.evaluation, PROFILE)
    assert told.field == "「乙」"
    assert "得分：2（原来5）" in f"{told.mine}{told.theirs}".replace("自评分", "得分")
    assert (told.mine if is_mine else told.theirs) == GONE
    goes = Choice.MINE if is_mine else Choice.THEIRS
    chosen = changed(merged.evaluation, *edits_for(merged.evaluation, [(conflict, goes)]))
    assert names(chosen) == "甲丙丁"


def test_a_row_moved_to_two_places_is_asked_about() -> None:
    merged = merge(form("甲乙丙丁戊"), form("戊甲乙丙丁"), form("甲戊乙丙丁"))
    (conflict,) = merged.conflicts
    assert conflict.path == "indicators"
    assert names(merged.evaluation) == "戊甲乙丙丁"
    edits = edits_for(merged.evaluation, [(conflict, Choice.THEIRS)])
    assert names(changed(merged.evaluation, *edits)) == "甲戊乙丙丁"


def test_what_was_typed_since_moves_what_is_asked_about() -> None:
    mine = changed(form("丁甲乙丙"), *((f"indicators[{n}].score", Decimal(1)) for n in (1, 2)))
    theirs = form("甲丁乙丙", audit="一")
    theirs = changed(theirs, *((f"indicators[{n}].score", Decimal(2)) for n in (0, 2)))
    merged = merge(form(audit="二"), mine.model_copy(update={"audit": "三"}), theirs)
    asked = [one.path for one in merged.conflicts]
    assert asked == ["indicators[1].score", "indicators[2].score", "indicators", "unknown.audit"]
    rows = merged.evaluation.indicators
    now = changed(merged.evaluation, ("indicators", (row("新"), rows[0], rows[2], rows[3])))
    later = where_now(merged.conflicts, merged.evaluation, now)
    assert [one.path for one in later] == ["indicators[2].score", "unknown.audit"]
    assert edits_for(now, [(one, Choice.THEIRS) for one in later]) == (
        ("indicators[2].score", Decimal(2)),
    )
    assert where_now(merged.conflicts, merged.evaluation, merged.evaluation) == merged.conflicts


POINTED = "1、甲晚了；\n2、乙晚了；\n3、丙晚了。"


@pytest.mark.parametrize(
    ("mine", "theirs", "expected"),
    [
        (
            POINTED.replace("乙晚", "乙早"),
            f"{POINTED[:-1]}；\n4、丁新的。",
            "1、甲晚了；\n2、乙早了；\n3、丙晚了；\n4、丁新的。",
        ),
        (
            POINTED.replace("乙", "子"),
            POINTED.replace("丙", "丑"),
            "1、甲晚了；\n2、子晚了；\n3、丑晚了。",
        ),
        (
            "1、乙晚了；\n2、丙晚了。",
            POINTED.replace("丙", "丑"),
            "1、乙晚了；\n2、丑晚了。",
        ),
        (
            "1、先说；\n2、甲晚了；\n3、乙晚了；\n4、丙晚了。",
            POINTED.replace("丙", "丑"),
            "1、先说；\n2、甲晚了；\n3、乙晚了；\n4、丑晚了。",
        ),
        (
            f"问题如下：\n{POINTED}",
            POINTED.replace("丙", "丑"),
            "问题如下：\n1、甲晚了；\n2、乙晚了；\n3、丑晚了。",
        ),
        (POINTED.replace("乙晚", "乙早"), POINTED.replace("乙晚", "乙很晚"), None),
        (f"{POINTED}\n4、一。", f"{POINTED}\n4、二。", None),
        ("1、甲晚了。", "1、甲晚了；\n2、乙晚了；\n3、新的；\n4、丙晚了。", None),
        (POINTED.replace("乙晚", "乙早"), "（1）甲晚了；（2）乙晚了；（3）丙早了。", None),
        (POINTED.replace("乙晚", "乙早"), "全部另写。", None),
        (POINTED.replace("乙晚", "乙早"), "", None),
        (POINTED.replace("甲晚", "甲早"), POINTED.replace("2、", "1、"), None),
        ("1、甲晚了；\n2、子；\n3、丑；\n4、寅。", POINTED.replace("丙", "卯"), None),
    ],
)
def test_narratives_come_together_point_by_point(
    mine: str, theirs: str, expected: str | None
) -> None:
    for one, other in ((mine, theirs), (theirs, mine)):
        merged = merge(*(Evaluation(problems=text) for text in (POINTED, one, other)))
        assert merged.evaluation.problems == (one if expected is None else expected)
        asked = [(c.path, c.mine, c.theirs) for c in merged.conflicts]
        assert asked == ([] if expected is not None else [("problems", one, other)])


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "expected"),
    [
        ("甲晚；乙晚；丙晚。", "子晚；乙晚；丙晚。", "甲晚；乙晚；丑晚。", "子晚；乙晚；丑晚。"),
        ("甲晚\n乙晚", "子晚\n乙晚", "甲晚\n丑晚", "子晚\n丑晚"),
        ("资金批准较晚 未能当年验收", "资金到得晚 未能当年验收", "资金批准较晚 当年没有验收", None),
    ],
)
def test_points_without_numbers_come_together_where_sentences_end(
    base: str, mine: str, theirs: str, expected: str | None
) -> None:
    merged = merge(*(Evaluation(problems=text) for text in (base, mine, theirs)))
    assert merged.evaluation.problems == (mine if expected is None else expected)
    assert bool(merged.conflicts) == (expected is None)


WORDS = st.text("甲乙丙丁晚早，第月", min_size=1, max_size=5)


@QUIET
@given(
    st.lists(WORDS, min_size=1, max_size=5),
    st.sampled_from(["{}、{}", "（{}）{}", "{}.{}"]),
    st.sampled_from(["；\n", "。", "。\n"]),
    st.data(),
)
def test_no_sentence_is_mangled(said: list[str], style: str, stop: str, data: Any) -> None:
    def written(words: list[str]) -> str:
        return stop.join(style.format(n, one) for n, one in enumerate(words, 1)) + "。"

    sides = []
    for _ in range(2):
        words = list(said)
        for _ in range(data.draw(st.integers(1, 3))):
            place = data.draw(st.integers(0, len(words)))
            words[place : place + data.draw(st.integers(0, 2))] = data.draw(
                st.lists(WORDS, max_size=2)
            )
        sides.append(words)
    base, mine, theirs = map(written, (said, *sides))
    merged = merge(*(Evaluation(measures=text) for text in (base, mine, theirs)))
    result = merged.evaluation.measures
    if merged.conflicts or result in (mine, theirs):
        return
    allowed = {one.strip("，") for words in (said, *sides) for one in words}
    taken = {one.strip("，") for one in strip_numbers(result, style, stop)}
    assert taken <= allowed
    assert result.endswith("。")


def strip_numbers(text: str, style: str, stop: str) -> list[str]:
    pieces = text.removesuffix("。").split(stop)
    heads = [style.format(n, "") for n in range(1, len(pieces) + 1)]
    assert all(piece.startswith(head) for piece, head in zip(pieces, heads, strict=True))
    return [piece.removeprefix(head).strip() for piece, head in zip(pieces, heads, strict=True)]


@pytest.mark.parametrize(
    ("path", "mine", "theirs", "both"),
    [
        ("problems", f"{POINTED}\n4、一。", f"{POINTED}\n4、二。", f"{POINTED}\n4、一。\n5、二。"),
        ("problems", "另写。", "再写。", "另写。\n再写。"),
        ("goal", "甲", "乙", "甲\n乙"),
        ("indicators[0].remark", "晚了", "缓了", "晚了；缓了"),
        ("indicators[0].remark", "晚了。", "缓了", "晚了。缓了"),
        ("goal", "甲", "甲和乙", "甲和乙"),
        ("goal", "甲", "", None),
        ("unit", "一处", "二处", None),
        ("budget", Decimal(1), Decimal(2), None),
    ],
)
def test_both_texts_can_be_kept(path: str, mine: Any, theirs: Any, both: str | None) -> None:
    base = form("甲", problems=POINTED)
    merged = merge(base, changed(base, (path, mine)), changed(base, (path, theirs)))
    if not merged.conflicts:
        merged = Merged(base, (), (Conflict(path, fields.get(base, path), mine, theirs),))
    (conflict,) = merged.conflicts
    assert both_of(conflict) == both
    if both is not None:
        edits = edits_for(merged.evaluation, [(conflict, Choice.BOTH)])
        assert edits == ((path, both),)


def test_what_a_document_printed_is_put_last() -> None:
    base = form(budget=Decimal(1), stated=Stated(grade="优秀", execution_rate="95%"))
    theirs = changed(base, ("stated.execution_rate", None), ("budget", Decimal(2)))
    merged = merge(base, changed(base, ("unit", "一处")), theirs)
    assert [path for path, _ in merged.taken] == ["budget", "stated"]
    assert merged.evaluation.stated == Stated(grade="优秀")


def test_keys_of_another_version_are_merged_too() -> None:
    base = Evaluation(indicators=(row("甲", seal="a"),), audit="一", other="一")
    mine = Evaluation(indicators=(row("甲", seal="b"),), audit="二")
    theirs = Evaluation(indicators=(row("甲", 1, seal="c"),), audit="三", other="一", new="新")
    merged = merge(base, mine, theirs)
    assert merged.evaluation.model_extra == {"audit": "二", "new": "新"}
    assert merged.evaluation.indicators == (row("甲", 1, seal="b"),)
    in_row, of_form = merged.conflicts
    assert (in_row.path, in_row.theirs) == ("indicators[0]", row("甲", 1, seal="c"))
    assert "audit" in told_conflict(of_form, merged.evaluation, PROFILE).field
    edits = edits_for(merged.evaluation, [(one, Choice.THEIRS) for one in merged.conflicts])
    assert edits == (("indicators[0]", row("甲", 1, seal="c")),)


def test_a_conflict_is_told_as_the_form_prints_it() -> None:
    base = form("甲", budget=Decimal(100))
    mine = changed(base, ("budget", Decimal("1245505")), ("indicators[0].score", Decimal("7.50")))
    theirs = changed(base, ("budget", Unread("约一百", "读不懂")), ("indicators[0].score", None))
    money, score = (
        told_conflict(one, mine, PROFILE) for one in merge(base, mine, theirs).conflicts
    )
    assert (money.base, money.mine, money.theirs) == ("100.00", "1,245,505.00", "约一百")
    assert (score.field, score.mine, score.theirs) == ("「甲」的自评分", "7.5", "")


def test_what_another_version_wrote_is_told_without_escapes() -> None:
    forms = (Evaluation(**{"a\x1b]0;x\x07": value}) for value in ("一", "\x9b2J二", "\u202e三"))
    merged = merge(*forms)
    told = told_conflict(merged.conflicts[0], merged.evaluation, PROFILE)
    assert (told.field, told.mine, told.theirs) == ("文件中的「a」", '"2J二"', '"三"')
