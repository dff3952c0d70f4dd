"""What is remembered from one start to the next."""

import json
from pathlib import Path

import pytest

from perftui.evaluation.model import Evaluation
from perftui.storage.session import FILE, Session

FORM = Path("表") / "2020-甲.perf.json"


def evaluation(name: str = "甲") -> Evaluation:
    return Evaluation(profile="sh2019", name=name)


def test_without_a_folder_it_lasts_for_this_time_only(tmp_path: Path) -> None:
    session = Session()
    session.leave(tmp_path / FORM, "problems[1]")
    session.save()
    assert session.place_in(tmp_path / FORM) == "problems[1]"
    assert Session().place_in(tmp_path / FORM) == ""
    assert list(tmp_path.iterdir()) == []


def test_what_was_noted_is_there_at_the_next_start(tmp_path: Path) -> None:
    data, form = tmp_path / "数据" / "里", tmp_path / FORM
    session = Session(data)
    assert session.is_new
    session.leave(form, "indicators[3].score")
    session.note_export(form, evaluation())
    session.leave_folder(form.parent, form)
    session.theme, session.sort = "perftui-day", "name"
    session.note_tour()
    session.save()

    again = Session(data)
    assert not again.is_new
    assert again.place_in(form) == "indicators[3].score"
    assert again.is_exported(form, evaluation())
    assert not again.is_exported(form, evaluation("乙"))
    assert again.left_inside(form.parent) == form.resolve()
    assert (again.theme, again.sort, again.is_tour_offered) == ("perftui-day", "name", True)
    assert "甲" not in (data / FILE).read_text("utf-8").replace(str(form.name), "")


def test_leaving_from_the_list_is_not_leaving_inside(tmp_path: Path) -> None:
    session = Session(tmp_path)
    session.leave_folder(tmp_path, tmp_path / FORM)
    session.leave_folder(tmp_path, None)
    session.save()
    assert Session(tmp_path).left_inside(tmp_path) is None
    assert Session(tmp_path).left_inside(tmp_path / "另一个") is None


def test_a_form_is_known_by_where_it_lies_however_it_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    session = Session()
    session.leave(FORM, "date")
    assert session.place_in(tmp_path / "表" / ".." / FORM) == "date"


def test_two_programs_at_once_lose_nothing(tmp_path: Path) -> None:
    one, other = Session(tmp_path), Session(tmp_path)
    one.leave(Path("甲"), "date")
    other.leave(Path("乙"), "year")
    other.sort = "score"
    one.save()
    other.save()
    one.leave(Path("丙"), "name")
    one.save()
    after = Session(tmp_path)
    assert [after.place_in(Path(name)) for name in "甲乙丙"] == ["date", "year", "name"]
    assert after.sort == "score"


def test_the_newest_forms_are_kept(tmp_path: Path) -> None:
    session = Session(tmp_path)
    for number in range(600):
        session.leave(Path(f"{number}"), "date")
    session.leave(Path("150"), "year")
    session.save()
    session.leave(Path("new"), "name")
    session.save()
    after = Session(tmp_path)
    assert [after.place_in(Path(name)) for name in ("0", "99", "150", "599", "new")] == [
        "",
        "",
        "year",
        "date",
        "name",
    ]
    assert len(json.loads((tmp_path / FILE).read_text("utf-8"))["forms"]) == 500


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[]",
        b"null",
        b'{"forms": [], "folders": 3, "settings": "x"}',
        b'{"forms": {"a": 1, "b": {"place": 2}}, "settings": {"theme": []}}',
        b"[" * 100_000,
        b'{"forms": {}}' + b" " * 3_000_000,
    ],
)
def test_a_file_that_is_broken_or_foreign_is_as_good_as_none(
    tmp_path: Path, content: bytes
) -> None:
    (tmp_path / FILE).write_bytes(content)
    session = Session(tmp_path)
    assert (session.theme, session.sort, session.place_in(Path("a"))) == ("", "", "")
    assert session.left_inside(tmp_path) is None
    session.leave(Path("甲"), "date")
    session.save()
    assert Session(tmp_path).place_in(Path("甲")) == "date"


def test_a_folder_that_cannot_be_written_is_no_reason_to_complain(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    session = Session(tmp_path / "file")
    session.leave(Path("甲"), "date")
    session.save()
    assert session.place_in(Path("甲")) == "date"


def test_nothing_changed_writes_nothing(tmp_path: Path) -> None:
    Session(tmp_path).save()
    assert list(tmp_path.iterdir()) == []
