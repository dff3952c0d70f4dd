"""A library on the disk: many processes at once, damaged files, processes that are killed."""

import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from threading import Timer

import pytest

from perftui.jobs.learning import learn_all
from perftui.jobs.library import LEARNED_FILE, open_library, remember, remembered
from perftui.phrases.bank import Bank
from perftui.phrases.bank.wordings import bank_phrases
from perftui.phrases.index import arrays_file
from perftui.phrases.library import (
    Form,
    Learnt,
    Lesson,
    LibraryError,
    Origin,
    Phrase,
    PhraseKind,
    Status,
    database,
    learning,
    shelves,
)
from perftui.phrases.library.database import DamagedLibraryError
from perftui.phrases.library.shelves import REBUILT
from perftui.phrases.library.sqlite import DATABASE, INDEX, SqliteLibrary
from perftui.resources import sample_projects

ROOT = Path(__file__).parents[2]
PROBLEM, MEASURE = PhraseKind.PROBLEM, PhraseKind.MEASURE
CHARACTERS = (
    "预算执行率偏低未验收资金下达晚项目管理服务合同采购绩效目标指标完成年度计划培训人才补贴档案"
)
COMMON = "预算集中在下半年执行，年末支付压力较大。"
FEW = 60

Tell = Callable[[str], None]
Damage = Callable[[Path], object]


def _silent(sentence: str) -> None:
    raise AssertionError(sentence)


def _grown(count: int, kind: PhraseKind = PROBLEM, seed: int = 1) -> list[Phrase]:
    chars = random.Random(f"{kind} {seed}")
    return [Phrase("".join(chars.choices(CHARACTERS, k=18)), kind, "P20") for _ in range(count)]


def _lesson(number: int) -> Lesson:
    """Return what a form teaches: three sentences of its own, and one that every form has."""
    form = Form("乙中心", f"第{number}专项", 2019)
    texts = [phrase.text for phrase in _grown(3, seed=1_000 + number)]
    phrases = (
        Phrase(text, PROBLEM, "P20", *form, Origin.LEARNED, Status.DRAFT)
        for text in (*texts, COMMON)
    )
    return Lesson(form, f"digest {number}", tuple(phrases), topics=frozenset({(PROBLEM, "P20")}))


def _finds(library: SqliteLibrary, *phrases: Phrase) -> bool:
    """Whether each phrase is the first that its own text finds, and a part of it finds it too."""
    return all(
        library.candidates(phrase.text, phrase.kind, 1)[0][0].text == phrase.text
        and phrase.text
        in [p.text for p, _ in library.candidates(phrase.text[3:15], phrase.kind, 5)]
        for phrase in phrases
    )


def _index_files(folder: Path, kind: PhraseKind = PROBLEM) -> list[Path]:
    return sorted((folder / INDEX).glob(f"{kind}-*.index"))


def _healthy(folder: Path) -> None:
    """See that the database is whole, and every count in it what a recount gives."""
    connection = sqlite3.connect(folder / DATABASE)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    wrong = connection.execute(
        "SELECT text, used FROM phrase"
        " WHERE used != (SELECT COUNT(*) FROM use WHERE use.phrase = phrase.id)"
    )
    assert wrong.fetchall() == []
    summed = "SELECT what, name, kind, topic, COUNT(*) FROM evidence GROUP BY 1, 2, 3, 4"
    kept = "SELECT what, name, kind, topic, forms FROM tally WHERE forms != 0"
    assert sorted(connection.execute(summed)) == sorted(connection.execute(kept))
    connection.close()


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Callable[..., SqliteLibrary]]:
    """Open libraries, by default on one folder and with nothing to tell; all are closed."""
    made: list[SqliteLibrary] = []

    def open_one(folder: Path = tmp_path / "data", tell: Tell = _silent) -> SqliteLibrary:
        made.append(SqliteLibrary(folder, tell))
        return made[-1]

    yield open_one
    for library in made:
        library.close()


Opened = Callable[..., SqliteLibrary]


@pytest.fixture
def small_segments(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelves, "_SETTLES", FEW)


# Several at once


def test_what_one_learns_another_sees_at_once(opened: Opened) -> None:
    one, other = opened(), opened()
    for number in range(3):
        lesson = _lesson(number)
        assert not any(likeness == 1 for _, likeness in other.candidates(COMMON[:-4], PROBLEM, 9))
        assert one.learn(lesson) == (Learnt(new=3, known=1) if number else Learnt(new=4))
        assert _finds(other, *lesson.phrases)
        assert other.learn(lesson) is None
        assert other.tally(PROBLEM).topics == {"P20": number + 1}
    one.remove(PROBLEM, COMMON)
    assert COMMON not in [phrase.text for phrase, _ in other.candidates(COMMON, PROBLEM, 9)]
    assert other.learn(replace(_lesson(0), digest="changed", phrases=())) == Learnt()
    gone = _lesson(0).phrases[0].text
    assert gone not in [phrase.text for phrase, _ in one.candidates(gone, PROBLEM, 9)]


def test_two_that_learn_by_turns_lose_nothing(opened: Opened, tmp_path: Path) -> None:
    one, other = opened(), opened()
    for number in range(0, 20, 2):
        one.learn(_lesson(number))
        other.learn(_lesson(number + 1))
    assert one.statistics() == other.statistics()
    assert one.statistics().forms == 20
    assert one.statistics().kinds == {PROBLEM: 61}
    _healthy(tmp_path / "data")


def test_who_opens_a_new_library_waits_while_another_makes_it(tmp_path: Path) -> None:
    connected = sqlite3.connect(tmp_path / DATABASE, isolation_level=None, check_same_thread=False)
    connected.execute("BEGIN IMMEDIATE")  # the other has read that there is nothing yet
    done = Timer(0.2, connected.execute, ["ROLLBACK"])
    done.start()
    try:
        SqliteLibrary(tmp_path, _silent).close()
    finally:
        done.join()
        connected.close()


def test_who_only_reads_waits_for_no_writer(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer = opened()
    writer.learn(_lesson(0))
    monkeypatch.setattr(database, "_PATIENCE", 0)
    with database.transaction(writer._connection):
        assert _finds(opened(), *_lesson(0).phrases)


# Segments


def test_two_thousand_new_phrases_are_put_into_a_file_and_later_ones_merged_with_them(
    opened: Opened, tmp_path: Path
) -> None:
    early = opened()
    first, second = _grown(2_000, seed=1), _grown(2_000, seed=2)
    assert early.candidates(first[0].text, PROBLEM, 1) == []
    assert opened().add(first) == 2_000
    (file,) = _index_files(tmp_path / "data")
    middle = opened()
    assert _finds(early, first[0], first[-1])
    assert _finds(middle, first[0], first[-1])
    assert opened().add(second) == 2_000
    (merged,) = _index_files(tmp_path / "data")
    assert merged != file
    for library in (early, middle, opened()):
        assert _finds(library, first[0], first[-1], second[0], second[-1])


def test_a_few_new_phrases_are_kept_in_memory(opened: Opened, small_segments: None) -> None:
    library = opened()
    library.add(_grown(FEW - 1))
    library.add(_grown(FEW - 1, MEASURE))
    assert _finds(opened(), *_grown(FEW - 1)[:3], *_grown(FEW - 1, MEASURE)[:3])


def test_each_kind_has_its_own_files(opened: Opened, small_segments: None, tmp_path: Path) -> None:
    opened().add([*_grown(FEW), *_grown(FEW, MEASURE), *_grown(9, PhraseKind.REMARK)])
    for kind, files in ((PROBLEM, 1), (MEASURE, 1), (PhraseKind.REMARK, 0)):
        assert len(_index_files(tmp_path / "data", kind)) == files
        assert _finds(opened(), *_grown(9, kind)[:3])


def test_what_is_learnt_is_put_into_a_file_when_that_is_asked(
    opened: Opened, small_segments: None, tmp_path: Path
) -> None:
    library = opened()
    for number in range(FEW // 3):
        library.learn(_lesson(number))
    assert _index_files(tmp_path / "data") == []
    library.settle()
    assert len(_index_files(tmp_path / "data")) == 1
    assert _finds(library, *_lesson(0).phrases, *_lesson(7).phrases)
    assert _finds(opened(), *_lesson(0).phrases, *_lesson(7).phrases)


def test_a_near_identical_wording_is_known_again_among_those_in_files(
    opened: Opened, small_segments: None
) -> None:
    library = opened()
    library.add([*_grown(FEW), Phrase("受资金下达时间较晚影响，部分工程尾款未能支付。", PROBLEM)])
    form = Form("乙中心", "甲专项", 2019)
    nearly = Phrase(
        "受资金下达时间偏晚影响，部分工程尾款未能支付。", PROBLEM, "", *form, Origin.LEARNED
    )
    assert library.learn(Lesson(form, "1", (nearly,))) == Learnt(new=0, known=1)


def test_what_a_changed_form_took_back_is_not_found_though_a_file_lists_it(
    opened: Opened, small_segments: None
) -> None:
    library = opened()
    for number in range(FEW // 3):
        library.learn(_lesson(number))
    library.settle()
    gone, others = _lesson(0).phrases[0], _lesson(1).phrases
    library.learn(replace(_lesson(0), digest="changed", phrases=_lesson(0).phrases[1:]))
    assert gone.text not in [p.text for p, _ in library.candidates(gone.text, PROBLEM, 99)]
    assert _finds(opened(), *others)


def test_a_large_segment_is_left_alone(
    opened: Opened, small_segments: None, tmp_path: Path
) -> None:
    library, early = opened(), _grown(FEW * 5)
    library.add(early)
    (large,) = _index_files(tmp_path / "data")
    library.add(_grown(FEW, seed=2))
    assert large in _index_files(tmp_path / "data")
    assert len(_index_files(tmp_path / "data")) == 2
    assert _finds(opened(), early[0], early[-1], *_grown(FEW, seed=2)[::20])


def test_of_two_that_settle_the_same_at_once_one_gives_way(
    opened: Opened, small_segments: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = opened(), opened()
    for number in range(FEW // 3):
        one.learn(_lesson(number))
    save = shelves.save_segment

    def save_behind_another(*arguments: object) -> None:
        monkeypatch.setattr(shelves, "save_segment", save)
        other.settle()
        save(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(shelves, "save_segment", save_behind_another)
    one.settle()
    assert len(_index_files(tmp_path / "data")) == 1
    for library in (one, other, opened()):
        assert _finds(library, *_lesson(0).phrases, *_lesson(7).phrases)


def test_a_reader_goes_on_when_a_file_is_merged_away_just_before_it_is_opened(
    opened: Opened, small_segments: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer, reader = opened(), opened()
    writer.add(_grown(FEW))
    open_segment = shelves.open_segment

    def open_too_late(path: Path) -> object:
        monkeypatch.setattr(shelves, "open_segment", open_segment)
        writer.add(_grown(FEW, seed=2))
        assert not path.exists()
        return open_segment(path)

    monkeypatch.setattr(shelves, "open_segment", open_too_late)
    assert _finds(reader, _grown(FEW)[0], _grown(FEW, seed=2)[0])


def test_files_that_a_killed_process_left_are_swept_up_when_they_are_old(
    opened: Opened, small_segments: None, tmp_path: Path
) -> None:
    library = opened()
    library.add(_grown(FEW))
    (counting,) = _index_files(tmp_path / "data")
    old, new = counting.with_name("problem-0.index"), counting.with_name("problem-1.123.new")
    for path in (old, new):
        path.write_bytes(b"unfinished")
    for path in (old, counting):
        os.utime(path, (0, 0))
    library.settle()
    assert sorted((tmp_path / "data" / INDEX).iterdir()) == sorted([counting, new])


# Damage to the index


@pytest.fixture(scope="module")
def settled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with a file for problems and one for measures, not to be written in."""
    folder = tmp_path_factory.mktemp("settled")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shelves, "_SETTLES", FEW)
        library = SqliteLibrary(folder, _silent)
        library.add([*_grown(FEW), *_grown(FEW, MEASURE)])
        library.close()
    return folder


@pytest.fixture
def indexed(settled: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(settled, tmp_path / "data"))


def _flip(path: Path) -> None:
    whole = bytearray(path.read_bytes())
    whole[len(whole) * 3 // 4] ^= 0x10
    path.write_bytes(whole)


def _half(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


DAMAGES: dict[str, Damage] = {
    "gone": Path.unlink,
    "half": _half,
    "empty": lambda path: path.write_bytes(b""),
    "garbage": lambda path: path.write_bytes("不是索引".encode() * 500),
    "flipped": _flip,
}


@pytest.mark.parametrize("kind", [PROBLEM, MEASURE])
@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_index_is_made_anew_and_that_is_told_once(
    opened: Opened, indexed: Path, damage: Damage, kind: PhraseKind
) -> None:
    (file,) = _index_files(indexed, kind)
    whole = file.read_bytes()
    damage(file)
    told: list[str] = []
    library = opened(tell=told.append)
    for _ in range(2):
        assert _finds(library, *_grown(FEW, PROBLEM)[::20], *_grown(FEW, MEASURE)[::20])
    assert told == [REBUILT]
    assert file.read_bytes() == whole
    assert _finds(opened(), *_grown(FEW, kind)[::20])


def test_a_damaged_index_hinders_no_learning(opened: Opened, indexed: Path) -> None:
    (file,) = _index_files(indexed)
    _flip(file)
    told: list[str] = []
    assert opened(tell=told.append).learn(_lesson(1)) == Learnt(new=4, known=0)
    assert told == [REBUILT]
    assert _finds(opened(), *_lesson(1).phrases, *_grown(FEW)[::20])


def test_damage_while_a_library_is_open_is_seen_by_the_next(opened: Opened, indexed: Path) -> None:
    early = opened()
    assert _finds(early, *_grown(FEW)[::20])
    (file,) = _index_files(indexed)
    file.unlink()
    assert _finds(early, *_grown(FEW)[::20])
    told: list[str] = []
    assert _finds(opened(tell=told.append), *_grown(FEW)[::20])
    assert told == [REBUILT]


def _damage_unchecked(indexed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Damage a file as if it were too large to be checked on opening: no number in it is right."""
    monkeypatch.setattr(arrays_file, "_CHECKED", 0)
    (file,) = _index_files(indexed)
    whole = bytearray(file.read_bytes())
    described = json.loads(whole[32 : 32 + int.from_bytes(whole[16:24], "little")])
    for name, _, count, begin in described["arrays"]:
        if name.endswith(".numbers"):
            place = len(whole) - described["size"] + begin
            whole[place : place + 4 * count] = b"\x7f" * 4 * count
    file.write_bytes(whole)


def test_damage_to_a_large_index_is_mended_when_a_search_meets_it(
    opened: Opened, indexed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = _index_files(indexed)[0].read_bytes()
    _damage_unchecked(indexed, monkeypatch)
    told: list[str] = []
    library = opened(tell=told.append)
    assert _finds(library, *_grown(FEW)[::20])
    assert set(told) == {REBUILT}
    assert _index_files(indexed)[0].read_bytes() == whole
    assert _finds(opened(), *_grown(FEW)[::20])


def test_damage_to_a_large_index_is_told_once(
    opened: Opened, indexed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _damage_unchecked(indexed, monkeypatch)
    told: list[str] = []
    library = opened(tell=told.append)
    library.candidates(_grown(1)[0].text, PROBLEM, 1)
    library.candidates(_grown(1, MEASURE)[0].text, MEASURE, 1)
    assert told == [REBUILT]


@pytest.mark.parametrize(
    "typed",
    [
        "预算执行",
        "ysjz",
        "预",
        "an",
    ],
)
def test_damage_to_a_large_index_is_mended_whatever_is_typed(
    opened: Opened, indexed: Path, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    expected = [phrase.text for phrase, _ in opened().candidates(typed, PROBLEM, 5)]
    _damage_unchecked(indexed, monkeypatch)
    found = opened(tell=lambda _: None).candidates(typed, PROBLEM, 5)
    assert [phrase.text for phrase, _ in found] == expected


def test_without_its_index_folder_a_library_finds_the_same(opened: Opened, indexed: Path) -> None:
    shutil.rmtree(indexed / INDEX)
    told: list[str] = []
    assert _finds(opened(tell=told.append), *_grown(FEW)[::20], *_grown(FEW, MEASURE)[::20])
    assert set(told) == {REBUILT}
    assert _finds(opened(), *_grown(FEW)[::20], *_grown(FEW, MEASURE)[::20])


def test_without_its_index_folder_a_library_tells_once(opened: Opened, indexed: Path) -> None:
    shutil.rmtree(indexed / INDEX)
    told: list[str] = []
    assert _finds(opened(tell=told.append), *_grown(FEW)[::20], *_grown(FEW, MEASURE)[::20])
    assert told == [REBUILT]


def test_an_index_that_cannot_be_written_hinders_no_search(opened: Opened, indexed: Path) -> None:
    shutil.rmtree(indexed / INDEX)
    (indexed / INDEX).write_text("in its place", "utf-8")
    assert _finds(opened(tell=lambda _: None), *_grown(FEW)[::20])


# Damage to the database


@pytest.fixture(scope="module")
def taught(tmp_path_factory: pytest.TempPathFactory, bank: Bank) -> Path:
    """A user's library that has learnt two sample forms, not to be written in."""
    folder = tmp_path_factory.mktemp("taught")
    forms = sorted(sample_projects().glob("2019-*.perf.json"))[2:4]
    library = open_library(bank, _silent, folder)
    assert all(not learnt.error for learnt in learn_all(library, bank, forms, folder))
    library.close()
    return folder


@pytest.fixture
def data(taught: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(taught, tmp_path / "data"))


def _execute(statement: str) -> Damage:
    def execute(path: Path) -> None:
        connection = sqlite3.connect(path)
        connection.execute(statement)
        connection.commit()
        connection.close()

    return execute


def _blank(path: Path) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[:8192] + bytes(65536) + whole[8192 + 65536 :])


DATABASE_DAMAGES: dict[str, Damage] = {
    "garbage": lambda path: path.write_bytes("这不是数据库".encode() * 999),
    "zeros": lambda path: path.write_bytes(bytes(40960)),
    "half": _half,
    "first page": lambda path: path.write_bytes(path.read_bytes()[:4096]),
    "pages blanked": _blank,
    "newer version": _execute("PRAGMA user_version = 99"),
}


def _holds_all(library: SqliteLibrary, bank: Bank, forms: int) -> None:
    found = library.statistics()
    assert found.origins[Origin.BANK] == len(list(bank_phrases(bank)))
    assert found.forms == forms
    assert (found.origins.get(Origin.LEARNED, 0) > 0) == (forms > 0)


@pytest.mark.parametrize("damage", DATABASE_DAMAGES.values(), ids=DATABASE_DAMAGES)
def test_a_damaged_library_is_set_aside_and_learnt_again_and_that_is_told_once(
    bank: Bank, data: Path, damage: Damage
) -> None:
    before = open_library(bank, _silent, data)
    _holds_all(before, bank, forms=2)
    statistics = before.statistics()
    before.close()
    damage(data / DATABASE)
    damaged, told = (data / DATABASE).read_bytes(), list[str]()
    library = open_library(bank, told.append, data)
    assert library.statistics() == statistics
    assert len(told) == 1
    assert "短语库损坏" in told[0]
    assert "学过的2处自评表" in told[0]
    library.close()
    assert damaged in [path.read_bytes() for path in data.glob(f"{DATABASE}.damaged-*")]
    again = open_library(bank, _silent, data)
    assert again.statistics() == statistics
    again.close()
    _healthy(data)


def test_what_has_gone_cannot_be_learnt_again_and_that_is_told(bank: Bank, data: Path) -> None:
    paths = remembered(data)
    (data / LEARNED_FILE).write_text(f"{paths[0]}\n{data / '没有.perf.json'}\n\n", "utf-8")
    DATABASE_DAMAGES["garbage"](data / DATABASE)
    told: list[str] = []
    library = open_library(bank, told.append, data)
    _holds_all(library, bank, forms=1)
    assert len(told) == 1
    assert "学过的1处自评表" in told[0]
    assert "1处原文件已不在" in told[0]
    library.close()


def test_nothing_was_ever_learnt_and_the_bank_is_there_again(bank: Bank, data: Path) -> None:
    (data / LEARNED_FILE).unlink()
    DATABASE_DAMAGES["half"](data / DATABASE)
    told: list[str] = []
    library = open_library(bank, told.append, data)
    _holds_all(library, bank, forms=0)
    assert len(told) == 1
    library.close()


def test_a_form_that_can_no_longer_be_read_hinders_no_other(bank: Bank, data: Path) -> None:
    broken = data / "坏.perf.json"
    broken.write_text("{", "utf-8")
    remember(data, broken)
    DATABASE_DAMAGES["garbage"](data / DATABASE)
    told: list[str] = []
    library = open_library(bank, told.append, data)
    _holds_all(library, bank, forms=2)
    assert len(told) == 1
    library.close()


def test_a_damaged_list_of_what_was_learnt_hinders_no_opening(bank: Bank, data: Path) -> None:
    with (data / LEARNED_FILE).open("ab") as file:
        file.write(b"\xff\x00garbage\n" + b"x" * 5000 + b"\n")
    DATABASE_DAMAGES["garbage"](data / DATABASE)
    told: list[str] = []
    library = open_library(bank, told.append, data)
    _holds_all(library, bank, forms=2)
    assert len(told) == 1
    library.close()


def test_an_emptied_library_is_learnt_again(bank: Bank, data: Path) -> None:
    (data / DATABASE).write_bytes(b"")
    told: list[str] = []
    library = open_library(bank, told.append, data)
    assert library.statistics().forms == 2
    assert len(told) == 1


@pytest.mark.parametrize("ending", ["-wal", "-shm"])
def test_garbage_in_the_files_beside_the_database_does_no_harm(
    bank: Bank, data: Path, ending: str
) -> None:
    (data / f"{DATABASE}{ending}").write_bytes("垃圾".encode() * 9999)
    library = open_library(bank, _silent, data)
    _holds_all(library, bank, forms=2)
    library.close()
    _healthy(data)


def test_a_damaged_library_is_said_to_be_damaged(data: Path) -> None:
    for damage in ("garbage", "newer version"):
        DATABASE_DAMAGES[damage](data / DATABASE)
        with pytest.raises(DamagedLibraryError, match=r"^短语库.*。$"):
            SqliteLibrary(data)
        (data / DATABASE).unlink()
        SqliteLibrary(data).close()


# Folders that cannot be used


def _served_from_memory(bank: Bank, folder: Path) -> None:
    told: list[str] = []
    library = open_library(bank, told.append, folder)
    _holds_all(library, bank, forms=0)
    assert library.learn(_lesson(1)) == Learnt(new=4, known=0)
    library.settle()
    assert _finds(library, *_lesson(1).phrases)
    library.close()
    assert len(told) == 1
    assert told[0].endswith("这次只用词库和当前文件夹里的表。")


def test_with_a_folder_where_the_database_should_be_the_bank_is_there(
    bank: Bank, tmp_path: Path
) -> None:
    (tmp_path / DATABASE).mkdir()
    _served_from_memory(bank, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [DATABASE]


def test_with_a_file_where_the_folder_should_be_the_bank_is_there(
    bank: Bank, tmp_path: Path
) -> None:
    (tmp_path / "data").write_text("in its place", "utf-8")
    _served_from_memory(bank, tmp_path / "data")
    with pytest.raises(LibraryError, match=r"^短语库不能读写"):
        SqliteLibrary(tmp_path / "data" / "deeper")


@pytest.fixture
def read_only(data: Path) -> Iterator[Callable[[], Path]]:
    """Make the folder of a taught library read-only, where that means anything."""

    def protected() -> Path:
        for path in (*data.iterdir(), data):
            path.chmod(0o500)
        if os.access(data, os.W_OK):
            pytest.skip("nothing is read-only to this user")
        return data

    yield protected
    data.chmod(0o700)


def test_in_a_read_only_folder_the_bank_is_there(bank: Bank, read_only: Callable[[], Path]) -> None:
    _served_from_memory(bank, read_only())


def test_in_a_read_only_folder_a_damaged_library_does_no_harm(
    bank: Bank, data: Path, read_only: Callable[[], Path]
) -> None:
    DATABASE_DAMAGES["garbage"](data / DATABASE)
    _served_from_memory(bank, read_only())


def test_a_library_that_has_no_more_room_is_not_said_to_be_damaged(opened: Opened) -> None:
    library = opened()
    library.learn(_lesson(0))
    (pages,) = library._connection.execute("PRAGMA page_count").fetchone()
    library._connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(LibraryError) as failed:
        library.add(_grown(500))
    assert not isinstance(failed.value, DamagedLibraryError)
    assert "磁盘满了" in str(failed.value)


def test_a_library_that_had_no_more_room_goes_on_when_there_is_some(opened: Opened) -> None:
    library = opened()
    library.learn(_lesson(0))
    (pages,) = library._connection.execute("PRAGMA page_count").fetchone()
    library._connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(LibraryError):
        library.add(_grown(500))
    assert library.statistics().kinds == {PROBLEM: 4}
    library._connection.execute("PRAGMA max_page_count = 100000")
    assert library.add(_grown(500)) == 500
    assert _finds(library, *_lesson(0).phrases, *_grown(500)[::200])


# Processes


def _started(*arguments: object, **streams: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, *map(str, arguments)],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        stdout=subprocess.PIPE,
        encoding="utf-8",
        **({"stdin": subprocess.DEVNULL} | streams),
    )


def _forms(folder: Path, owner: str, count: int) -> list[Path]:
    """Write forms like the samples, each of a project of its own."""
    folder.mkdir()
    samples = sorted(sample_projects().glob("2019-*.perf.json"))
    paths = []
    for number in range(count):
        sample = json.loads(samples[number % len(samples)].read_text("utf-8"))
        sample |= {"name": f"{owner}第{number}专项", "year": 2010 + number}
        sample["problems"] = f"1.{_grown(1, seed=_seed_of(owner, number))[0].text}。\n2.{COMMON}"
        paths.append(folder / f"{number}.perf.json")
        paths[-1].write_text(json.dumps(sample, ensure_ascii=False), "utf-8")
    return paths


def _seed_of(owner: str, number: int) -> int:
    return ord(owner) * 100 + number


def test_two_processes_that_learn_at_once_wait_for_each_other(
    bank: Bank, data_folder: Path, tmp_path: Path
) -> None:
    count = 12
    open_library(bank, _silent).close()
    reader = SqliteLibrary(data_folder, _silent)
    paths = {owner: _forms(tmp_path / owner, owner, count) for owner in "甲乙"}
    processes = [
        _started("-m", "perftui", "learn", tmp_path / owner, stderr=subprocess.PIPE)
        for owner in paths
    ]
    while any(process.poll() is None for process in processes):
        assert reader.candidates("预算执行率偏低", PROBLEM, 5)
        forms = reader.tally(PROBLEM).forms
        assert 0 <= forms <= 2 * count
    for process in processes:
        out, err = process.communicate()
        assert (process.returncode, err) == (0, "")
        assert f"学了{count}份表" in out.splitlines()[-1]
    assert reader.statistics().forms == reader.tally(PROBLEM).forms == 2 * count
    ((phrase, _),) = reader.candidates(COMMON, PROBLEM, 1)
    assert (phrase.text, phrase.used) == (COMMON, 2 * count)
    assert set(remembered(data_folder)) == {
        path.resolve() for written in paths.values() for path in written
    }
    reader.close()
    _healthy(data_folder)


IN_THIS_FILE = "import runpy, sys; runpy.run_path(sys.argv[1])[sys.argv[2]](sys.argv[3])"


def learn_one_by_one(folder: str) -> None:
    """Learn forms without end, telling each when it is learnt; run in a process of its own."""
    library = SqliteLibrary(Path(folder))
    for number in range(10_000):
        library.learn(_lesson(number))
        print(number, flush=True)


def stop_in_the_middle(folder: str) -> None:
    """Learn three forms, and stop when a fourth is half written."""
    library = SqliteLibrary(Path(folder))
    for number in range(3):
        library.learn(_lesson(number))
        print(number, flush=True)

    def stop(*_: object) -> None:
        print("half", flush=True)
        sys.stdin.read()

    learning._report = stop
    library.learn(_lesson(3))


@pytest.mark.parametrize(
    "how", [learn_one_by_one, stop_in_the_middle], ids=lambda how: how.__name__
)
def test_a_process_that_is_killed_while_it_learns_leaves_what_it_told(
    opened: Opened, tmp_path: Path, how: Callable[[str], None]
) -> None:
    folder = tmp_path / "data"
    with _started(
        "-c", IN_THIS_FILE, __file__, how.__name__, folder, stdin=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        for number in range(3):
            assert process.stdout.readline() == f"{number}\n"
        if how is stop_in_the_middle:
            assert process.stdout.readline() == "half\n"
        process.kill()
    library = opened()
    known = library.statistics().forms
    assert known == 3 if how is stop_in_the_middle else known >= 3
    _healthy(folder)
    for number in range(known + 5):
        learnt = library.learn(_lesson(number))
        assert learnt == (None if number < known else Learnt(new=3, known=1))
    assert library.statistics().forms == known + 5
    assert _finds(library, *_lesson(0).phrases, *_lesson(known).phrases)
    library.close()
    _healthy(folder)
