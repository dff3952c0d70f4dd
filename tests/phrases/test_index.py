"""Postings against counting by hand, their files against damage, and what people type."""

import json
import math
import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields
from itertools import pairwise, product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perftui.phrases.index.arrays_file import DamagedError
from perftui.phrases.index.catalog import Catalog
from perftui.phrases.index.grams import END, START, grams_of
from perftui.phrases.index.postings import Postings, build
from perftui.phrases.index.segment import Row, Segment, open_segment, save_segment, segment_of
from perftui.phrases.library import Phrase, PhraseKind
from perftui.phrases.library.sqlite import SqliteLibrary
from perftui.phrases.pinyin import initials_of, pinyin_of
from perftui.phrases.similarity import comparable

QUICK = settings(max_examples=80, deadline=None, database=None, derandomize=True)
PROBLEM = PhraseKind.PROBLEM
ALL_THE_EFFORT = 1.0
WIDTHS = pytest.mark.parametrize("width", [2, 3])
texts = st.text("预算执行abc", max_size=9)
many = st.lists(texts, max_size=30)


def _grams(text: str, width: int) -> set[str]:
    return {text[place : place + width] for place in range(len(text) - width + 1)}


def _all_grams(text: str, width: int) -> set[str]:
    """Return the grams of a stored text, which has its beginning and end marked."""
    return _grams(f"{START}{text}{END}", width)


def _count(gram: str, stored: Sequence[str]) -> int:
    return sum(gram in _all_grams(text, len(gram)) for text in stored)


def _weights(typed: str, stored: Sequence[str], width: int) -> dict[int, float]:
    """Return what each text shares with what is typed, by its number; nothing is left out."""
    held = [_all_grams(text, width) for text in stored]
    shared = dict.fromkeys(range(len(stored)), 0.0)
    for gram in _grams(typed, width):
        holders = [number for number, grams in enumerate(held) if gram in grams]
        for number in holders:
            shared[number] += math.log1p(len(stored) / len(holders))
    return {number: weight for number, weight in shared.items() if weight}


# Postings


@WIDTHS
@QUICK
@given(many, texts)
def test_each_gram_is_counted_in_as_many_texts_as_hold_it(
    width: int, stored: list[str], typed: str
) -> None:
    grams = sorted(_grams(typed, width) | _all_grams("预算a", width))
    codes = np.array([grams_of(gram, width)[0] for gram in grams], dtype=np.uint32)
    counts = build(stored, width).counts(codes)
    assert counts.tolist() == [_count(gram, stored) for gram in grams]


@WIDTHS
@QUICK
@given(many, texts, st.integers(1, 40))
def test_what_is_found_shares_a_gram_and_the_heaviest_comes_first(
    width: int, stored: list[str], typed: str, limit: int
) -> None:
    numbers, shared = build(stored, width).with_grams(typed, limit, ALL_THE_EFFORT)
    meant = _weights(typed, stored, width)
    heaviest = sorted(meant.values(), reverse=True)[:limit]
    assert shared.tolist() == pytest.approx(heaviest, rel=1e-5)
    assert shared.tolist() == sorted(shared.tolist(), reverse=True)
    assert len(set(numbers.tolist())) == len(numbers) == len(heaviest)
    for number, weight in zip(numbers.tolist(), shared.tolist(), strict=True):
        assert weight == pytest.approx(meant[number], rel=1e-5)


@QUICK
@given(many, texts)
def test_of_texts_that_weigh_alike_the_most_used_come_first(stored: list[str], typed: str) -> None:
    found = build(stored, 2).with_grams(typed, 40, ALL_THE_EFFORT)
    pairs = list(zip(*(array.tolist() for array in found), strict=True))
    assert pairs == sorted(pairs, key=lambda pair: (-pair[1], pair[0]))


@QUICK
@given(many, texts, texts)
def test_a_search_leaves_nothing_for_the_next(stored: list[str], one: str, other: str) -> None:
    used, fresh = build(stored, 2), build(stored, 2)
    used.with_grams(one, 9, ALL_THE_EFFORT)
    for again, meant in zip(
        used.with_grams(other, 9, ALL_THE_EFFORT),
        fresh.with_grams(other, 9, ALL_THE_EFFORT),
        strict=True,
    ):
        assert again.tolist() == meant.tolist()


@pytest.mark.parametrize(("width", "typed"), [(2, "预"), (2, "a"), (3, "ab"), (3, "ca")])
@QUICK
@given(many, st.integers(1, 40))
def test_a_text_shorter_than_a_gram_is_found_wherever_it_stands(
    width: int, typed: str, stored: list[str], limit: int
) -> None:
    holders = [number for number, text in enumerate(stored) if typed in text]
    assert build(stored, width).beginning(typed, limit).tolist() == holders[:limit]


def test_a_single_letter_is_found_at_the_end_of_a_text_too() -> None:
    assert build(["yusn"], 3).beginning("n", 9).tolist() == [0]


def test_what_no_text_holds_is_not_found() -> None:
    postings = build(["预算执行", "执行进度"], 2)
    assert postings.beginning("晚", 9).tolist() == []
    assert postings.with_grams("资金下达", 9, ALL_THE_EFFORT)[0].tolist() == []
    assert postings.with_grams("", 9, ALL_THE_EFFORT)[0].tolist() == []
    assert postings.counts(grams_of("资金下达", 2)).tolist() == [0, 0, 0]


def test_a_gram_does_not_reach_from_one_text_into_the_next() -> None:
    postings = build(["预算", "执行", ""], 2)
    assert postings.counts(grams_of("算执", 2)).tolist() == [0]


def test_texts_of_one_character_and_rare_characters_are_found() -> None:
    stored = ["晚", "𠮷田", "𠮷", "\U0002f800"]
    postings = build(stored, 2)
    assert postings.beginning("晚", 9).tolist() == [0]
    assert set(postings.beginning("𠮷", 9).tolist()) >= {1, 2}
    assert postings.with_grams("𠮷田", 9, ALL_THE_EFFORT)[0].tolist() == [1]


@pytest.mark.parametrize("chunk", [1, 7, 50_000])
def test_postings_are_the_same_however_many_texts_are_taken_at_a_time(
    monkeypatch: pytest.MonkeyPatch, chunk: int
) -> None:
    chars = random.Random(1)
    stored = ["".join(chars.choices("预算执行率偏低", k=length % 9)) for length in range(40)]
    whole = build(stored, 2)
    monkeypatch.setattr("perftui.phrases.index.postings._CHUNK", chunk)
    _assert_same(build(stored, 2), whole)


def test_the_rarest_grams_find_a_text_among_more_than_are_read() -> None:
    chars = random.Random(1)
    common = ["".join(chars.choices("预算执行", k=12)) for _ in range(9_000)]
    postings = build([*common, "预算执行噪声执行预算"], 2)
    numbers, shared = postings.with_grams("预算执行的噪声", 5, ALL_THE_EFFORT)
    assert numbers[0] == 9_000
    (meant,) = _weights("预算执行的噪声", ["预算执行噪声执行预算"], 2).keys()
    assert meant == 0
    assert shared[0] > shared[1]


# Segments and their files


def _rows(stored: Sequence[str], first: int = 1) -> list[Row]:
    return [Row(n, text, initials_of(pinyin_of(text))) for n, text in enumerate(stored, first)]


def _assert_same(one: Postings, other: Postings) -> None:
    assert (one.width, one.size) == (other.width, other.size)
    for name in ("grams", "starts", "numbers"):
        assert getattr(one, name).tolist() == getattr(other, name).tolist()


def _assert_same_segments(one: Segment, other: Segment) -> None:
    assert {field.name for field in fields(one)} == {"ids", "words", "initials"}
    assert one.ids.tolist() == other.ids.tolist()
    _assert_same(one.words, other.words)
    _assert_same(one.initials, other.initials)


STORED = ("预算执行率偏低", "未验收", "资金下达晚", "预算编制粗", "hr系统")


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    path = tmp_path / "problem.index"
    save_segment(segment_of(_rows(STORED)), path)
    return path


@pytest.mark.parametrize("stored", [(), ("",), ("晚",), STORED, STORED * 100], ids=len)
def test_a_segment_comes_back_from_its_file(tmp_path: Path, stored: tuple[str, ...]) -> None:
    segment = segment_of(_rows(stored, first=7))
    save_segment(segment, tmp_path / "problem.index")
    _assert_same_segments(open_segment(tmp_path / "problem.index"), segment)
    assert [path.name for path in tmp_path.iterdir()] == ["problem.index"]


def test_a_segment_takes_the_place_of_an_older_file(kept: Path) -> None:
    segment = segment_of(_rows(["另一句"]))
    save_segment(segment, kept)
    _assert_same_segments(open_segment(kept), segment)


def test_a_segment_that_is_open_outlives_its_file(kept: Path) -> None:
    opened = open_segment(kept)
    kept.unlink()
    assert Catalog([opened]).sharing("预算", 9) == [1, 4]


def test_a_file_that_is_not_there_is_no_damage(tmp_path: Path) -> None:
    for path in (tmp_path / "none.index", tmp_path):
        with pytest.raises(OSError):
            open_segment(path)


def test_a_file_cut_short_anywhere_is_damaged(kept: Path) -> None:
    whole = kept.read_bytes()
    for length in (*range(0, 400), *range(400, len(whole), 13), len(whole) - 1):
        kept.write_bytes(whole[:length])
        with pytest.raises(DamagedError):
            open_segment(kept)


def test_a_file_with_something_behind_it_is_damaged(kept: Path) -> None:
    kept.write_bytes(kept.read_bytes() + b"\0")
    with pytest.raises(DamagedError):
        open_segment(kept)


@pytest.mark.parametrize(
    "garbage",
    [b"", b"\0" * 4096, b"{}", "不是索引".encode(), b"SQLite format 3\0" * 99, b"\xff" * 4096],
    ids=lambda garbage: repr(garbage[:8]),
)
def test_garbage_is_damaged(kept: Path, garbage: bytes) -> None:
    whole = kept.read_bytes()
    for damaged in (garbage, whole[:24] + garbage, whole[:24] + garbage + whole):
        kept.write_bytes(damaged)
        with pytest.raises(DamagedError):
            open_segment(kept)


@pytest.mark.parametrize("described", ["[]", "{}", "1", "null", '{"arrays": 1, "size": 0}'])
def test_a_file_that_describes_itself_wrongly_is_damaged(kept: Path, described: str) -> None:
    magic = kept.read_bytes()[:16]
    kept.write_bytes(magic + len(described).to_bytes(8, "little") + described.encode())
    with pytest.raises(DamagedError):
        open_segment(kept)


def _flips(whole: bytes, places: range, *masks: int) -> Iterator[bytes]:
    for place, mask in product(places, masks):
        changed = bytearray(whole)
        changed[place] ^= mask
        yield bytes(changed)


def _body(whole: bytes) -> int:
    """Return where the arrays begin."""
    length = int.from_bytes(whole[16:24], "little")
    return len(whole) - int(json.loads(whole[32 : 32 + length])["size"])


def test_any_byte_of_the_arrays_that_has_changed_is_seen(kept: Path) -> None:
    whole = kept.read_bytes()
    for changed in _flips(whole, range(_body(whole), len(whole), 5), 0x10):
        kept.write_bytes(changed)
        with pytest.raises(DamagedError):
            open_segment(kept)


def test_any_byte_of_the_head_that_has_changed_is_seen_or_changes_nothing(kept: Path) -> None:
    whole, segment = kept.read_bytes(), open_segment(kept)
    for changed in _flips(whole, range(_body(whole)), 0x01, 0x04, 0x10):
        kept.write_bytes(changed)
        try:
            opened = open_segment(kept)
        except DamagedError:
            continue
        _assert_same_segments(opened, segment)


# Catalogs


@QUICK
@given(many, texts, st.lists(st.integers(0, 30), max_size=3))
def test_several_segments_find_what_one_finds(
    stored: list[str], typed: str, cuts: list[int]
) -> None:
    rows = _rows(stored)
    ends = [0, *sorted(min(cut, len(rows)) for cut in cuts), len(rows)]
    parts = [rows[begin:end] for begin, end in pairwise(ends)]
    several, one = Catalog(map(segment_of, parts)), Catalog([segment_of(rows)])
    letters = "".join(filter(str.isascii, typed))
    assert sorted(several.sharing(typed, 99)) == sorted(one.sharing(typed, 99))
    assert sorted(several.sounding(letters, 99)) == sorted(one.sounding(letters, 99))
    pairs = sorted(_grams(typed, 2))
    assert several.rarity(pairs) == pytest.approx(one.rarity(pairs))


def test_no_segments_find_nothing() -> None:
    assert Catalog([]).sharing("预算", 9) == []
    assert Catalog([]).sounding("ys", 9) == []


def test_what_is_found_in_several_segments_is_put_in_one_order() -> None:
    parts = [["预算进度"], ["预算执行进度", "晚"], ["晚", "预算执行"]]
    rows = _rows([text for part in parts for text in part])
    segments = [segment_of(rows[:1]), segment_of(rows[1:3]), segment_of(rows[3:])]
    assert Catalog(segments).sharing("预算执行进度", 2)[0] == 2
    assert Catalog(segments).sharing("晚", 1) == [3]


# Queries as people type them

SUBJECTS = (
    "部分房屋维修工程",
    "个别信息系统升级任务",
    "高层次人才服务活动",
    "档案数字化加工",
    "设备更新采购",
    "课题研究成果",
    "物业管理服务",
    "人才公寓配套设施",
    "外籍专家接待工作",
    "窗口服务满意度调查",
    "青年人才培训班",
    "专项补贴发放",
)
STATES = (
    "因资金下达时间较晚未能按期完成。",
    "前期论证不够充分，实施中多次变更。",
    "未及时办理验收手续，尾款没有支付。",
    "由于招标流程较长，合同签订时间推迟。",
    "缺少可以量化的质量指标，考核依据不足。",
    "实际支出低于年初预算，结余较多。",
    "过程资料归档不完整，佐证材料缺失。",
    "受疫情影响规模缩减，参与人数低于目标。",
    "第三方机构履约不到位，质量有待提高。",
    "部门之间沟通不畅，进度衔接不够紧密。",
    "绩效目标编制偏高，与实际情况不符。",
    "缺乏长效管理机制，后续维护责任不明。",
    "服务对象反馈渠道单一，意见收集不全面。",
    "成本测算依据不足，单价高于市场水平。",
    "日常巡查记录不完整，整改闭环不及时。",
    "宣传力度不够，社会知晓率有待提升。",
)
MEANT = (
    "预算集中在下半年执行，年末支付压力较大。",
    "施工噪声扰民，周边居民投诉偏多。",
    "HR系统与财务系统数据口径不一致，需人工核对。",
    "预算执行率偏低，{金额}元未能支出，主要是立项审批滞后。",
    "食堂用餐人数少于预计，食材采购存在浪费。",
    "电梯老化导致故障频发，维保响应时间超过合同约定。",
    "志愿者招募渠道有限，大型活动人手紧张。",
)
VOWELS = re.compile("[aeo]")
PARAGRAPH = (
    "2019年，本项目在市局的统一部署下稳步推进，全年组织各类活动42场。从自评情况看，主要存在以下不足："
    "一是年初对工作量估计不足。二是电梯老化造成故障频繁发生，维保单位响应时间超过了合同的约定。"
    "三是内部制度尚在修订。下一步，将按照财政部门要求，逐项落实整改责任，确保资金使用安全高效！"
)


@pytest.fixture(scope="module")
def library() -> Iterator[SqliteLibrary]:
    library = SqliteLibrary()
    grown = (f"{subject}{state}" for subject, state in product(SUBJECTS, STATES))
    library.add(Phrase(text, PROBLEM) for text in (*grown, *MEANT))
    yield library
    library.close()


def _found(library: SqliteLibrary, typed: str) -> list[str]:
    return [phrase.text for phrase, _ in library.candidates(typed, PROBLEM, 5)]


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("噪", 1),  # one character
        ("荒", None),
        ("噪声", 1),  # two
        ("食堂", 4),
        ("年末", 0),
        ("预算集中", 0),  # how it begins
        ("电梯老化导致", 5),
        ("下半年执行", 0),  # from its middle
        ("维保响应时间", 5),
        ("人数少于预计，食材", 4),
        ("周围居民因为施工的噪声多次投诉", 1),  # worded otherwise
        ("预算执行率不高，主要由于项目立项审批比较滞后", 3),
        ("招募志愿者的渠道不多，举办大活动时人手不够", 6),
        ("故障頻发的电梯，维保响应超时", 5),
        (PARAGRAPH, 5),  # a long text of several sentences, pasted
        (PARAGRAPH.replace("。", "；"), 5),
        ("ysjzxbn", 0),  # the initials of 预算集中下半年
        ("ysjzzxbn", 0),
        ("sgzsrm", 1),
        ("SGZSRM", 1),
        ("yusuanjizhong", 0),  # pinyin written out
        ("yusuanzhixinglv", 3),
        ("dian ti lao hua", 5),
        ("zhiyuanzhezhaomu", 6),
        ("yusuanjz", 0),  # both
        ("yusuanzxl", 3),
        ("shitangycrs", 4),
        ("dianti", 5),
        ("HR", 2),  # Latin words
        ("hr", 2),
        ("HR系统", 2),
        ("hr系统与财务", 2),
    ],
)
def test_what_is_typed_finds_the_phrase_that_is_meant_among_the_first_five(
    library: SqliteLibrary, typed: str, place: int | None
) -> None:
    found = _found(library, typed)
    assert MEANT[place] in found if place is not None else not found


@pytest.mark.parametrize(
    "typed_of",
    [
        lambda text: text,
        lambda text: text[: len(text) - 4],
        lambda text: text[3:-3],
        lambda text: f"另外，{text.rstrip('。')}，请关注。",
        lambda text: f"前面还有一句话。{text}后面也有一句话！",
    ],
    ids=["whole", "unfinished", "middle", "embedded", "pasted"],
)
def test_every_phrase_is_found_by_most_of_itself(
    library: SqliteLibrary, typed_of: Callable[[str], str]
) -> None:
    grown = [f"{subject}{state}" for subject, state in product(SUBJECTS, STATES)]
    for text in (*grown[::9], *MEANT):
        assert text in _found(library, typed_of(text))


def _initials(text: str) -> str:
    return initials_of(pinyin_of(comparable(text)))


def test_every_phrase_is_found_by_all_its_initials(library: SqliteLibrary) -> None:
    grown = [f"{subject}{state}" for subject, state in product(SUBJECTS, STATES)]
    for text in (*grown[::9], *MEANT):
        if not VOWELS.search(_initials(text)):
            assert text in _found(library, _initials(text))


def test_initials_may_be_vowels(library: SqliteLibrary) -> None:
    grown = [f"{subject}{state}" for subject, state in product(SUBJECTS, STATES)]
    for text in grown:
        if VOWELS.search(_initials(text)):
            assert text in _found(library, _initials(text))


def test_a_character_that_many_phrases_hold_finds_phrases_that_hold_it(
    library: SqliteLibrary,
) -> None:
    for char in "年不未人":
        found = _found(library, char)
        assert len(found) == 5
        assert all(char in text for text in found)


@pytest.mark.parametrize("typed", ["''", "' '", "'' ''"])
def test_apostrophes_alone_find_nothing(library: SqliteLibrary, typed: str) -> None:
    assert _found(library, typed) == []


@QUICK
@given(typed=st.text(max_size=30))
def test_whatever_is_typed_something_or_nothing_is_found(
    library: SqliteLibrary, typed: str
) -> None:
    for _, likeness in library.candidates(typed, PROBLEM, 9):
        assert 0 <= likeness <= 1 + 1e-9


def test_a_control_character_in_a_phrase_disturbs_no_other() -> None:
    library = SqliteLibrary(tell=lambda _: None)
    library.add([Phrase(START, PROBLEM), *(Phrase(text, PROBLEM) for text in MEANT)])
    assert MEANT[1] in _found(library, MEANT[1])
