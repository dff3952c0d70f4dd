"""Forms bound into one document: all of them or none, with a cover that lists them."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from perftui.jobs.binding import Bound, bind
from perftui.jobs.exporting import ExportOrder
from perftui.resources import sample_projects
from perftui.storage.errors import StorageError

TODAY = date(2023, 5, 1)
TITLE = "2019年度自评表汇编"


@pytest.fixture
def forms(tmp_path: Path) -> Path:
    """A folder of two forms that are ready."""
    folder = tmp_path / "自评表"
    folder.mkdir()
    for start in ("2019-长三角", "2019-人才大厦"):
        (file,) = sample_projects().glob(f"{start}*")
        shutil.copy(file, folder)
    return folder


def run(forms: Path, *formats: str, force: bool = False) -> Bound:
    order = ExportOrder(forms.parent / "成品", formats or ("txt",), force=force)
    return bind([forms], TITLE, order, TODAY, lambda *_: None)


def add_one_with_an_error(forms: Path) -> None:
    (file,) = sample_projects().glob("2019-外国人*")
    shutil.copy(file, forms)


def test_one_document_a_format_holds_all_forms(forms: Path) -> None:
    bound = run(forms, "txt", "md")
    assert [file.name for file in bound.files] == [f"{TITLE}.txt", f"{TITLE}.md"]
    text = bound.files[0].read_text("utf-8")
    assert (
        text.index(TITLE) < text.index("人才大厦管理维护专项") < text.index("长三角一体化服务专项")
    )
    assert "2份" in text


def test_nothing_is_written_while_a_form_has_errors(forms: Path) -> None:
    add_one_with_an_error(forms)
    bound = run(forms)
    assert bound.files == ()
    assert [[f.code for f in leaf.obstacles] for leaf in bound.hindered] == [["PT008"]]
    assert not (forms.parent / "成品").exists()


def test_forced_the_form_with_errors_alone_is_a_draft(forms: Path) -> None:
    add_one_with_an_error(forms)
    bound = run(forms, force=True)
    assert [ready.draft for ready in bound.forms] == [False, True, False]
    (file,) = bound.files
    assert "草稿" in file.read_text("utf-8")


def test_with_a_file_that_cannot_be_read_nothing_is_written_unless_forced(forms: Path) -> None:
    (forms / "坏的.perf.json").write_text("{", "utf-8")
    assert run(forms).files == ()
    bound = run(forms, force=True)
    assert len(bound.files) == 1
    assert [leaf.path.name for leaf in bound.leaves if leaf.error] == ["坏的.perf.json"]


def test_a_document_that_is_there_is_left_alone_unless_forced(forms: Path) -> None:
    there = forms.parent / "成品" / f"{TITLE}.txt"
    there.parent.mkdir()
    there.write_text("旧的", "utf-8")
    with pytest.raises(StorageError, match="没有覆盖"):
        run(forms)
    assert there.read_text("utf-8") == "旧的"
    run(forms, force=True)
    assert "长三角" in there.read_text("utf-8")


def test_a_title_is_no_path(forms: Path) -> None:
    order = ExportOrder(forms.parent / "成品", ("txt",))
    bound = bind([forms], "../../甲/乙", order, TODAY, lambda *_: None)
    assert [file.parent for file in bound.files] == [forms.parent / "成品"]


def test_a_folder_without_forms_is_told(tmp_path: Path) -> None:
    bound = bind([tmp_path], TITLE, ExportOrder(tmp_path), TODAY, lambda *_: None)
    assert bound.files == ()
    assert [("没有自评表文件" in leaf.error) for leaf in bound.leaves] == [True]
