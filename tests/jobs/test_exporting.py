"""Exports never overwrite unless told to, and write nothing when something is wrong."""

from datetime import date
from pathlib import Path

import pytest

from perftui.evaluation.model import Evaluation
from perftui.jobs.exporting import ExportOrder, completed, export_form, foresee, targets
from perftui.resources import sample_projects
from perftui.storage.errors import StorageError
from perftui.storage.evaluation_file import load
from perftui.writers.exporting import FORMATS, ExportError

ALL = tuple(FORMATS)
STEM = "2019-人才大厦管理维护专项"
TODAY = date(2020, 5, 1)


@pytest.fixture(scope="module")
def tower() -> Evaluation:
    (file,) = sample_projects().glob("2019-人才大厦*")
    return load(file)


def test_every_format_is_written_into_a_folder_made_for_it(
    tower: Evaluation, tmp_path: Path
) -> None:
    folder = tmp_path / "导出" / "2019"
    files = export_form(tower, ALL, folder)
    assert files == targets(STEM, ALL, folder)
    assert sorted(folder.iterdir()) == sorted(files)
    assert [file.name for file in files] == [f"{STEM}.{name}" for name in ALL]
    assert all(file.stat().st_size > 500 for file in files)
    assert "13,180,638.00" in files[ALL.index("txt")].read_text("utf-8")


def test_a_file_that_is_there_is_not_overwritten_and_nothing_else_is_written(
    tower: Evaluation, tmp_path: Path
) -> None:
    (present,) = targets(STEM, ["md"], tmp_path)
    present.write_text("手工改过", "utf-8")
    with pytest.raises(StorageError, match="没有覆盖") as caught:
        export_form(tower, ["txt", "md", "html"], tmp_path)
    assert present.name in str(caught.value)
    assert list(tmp_path.iterdir()) == [present]
    assert present.read_text("utf-8") == "手工改过"


def test_a_file_is_overwritten_when_told(tower: Evaluation, tmp_path: Path) -> None:
    (present,) = targets(STEM, ["txt"], tmp_path)
    present.write_text("旧的", "utf-8")
    export_form(tower, ["txt"], tmp_path, overwrite=True)
    assert "人才大厦" in present.read_text("utf-8")


@pytest.mark.parametrize("name", ["doc", "odt", "", "../x"])
def test_an_unknown_format_writes_nothing(tower: Evaluation, tmp_path: Path, name: str) -> None:
    with pytest.raises(ExportError):
        export_form(tower, ["txt", name], tmp_path / "导出")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_told(tower: Evaluation, tmp_path: Path) -> None:
    (tmp_path / "导出").write_text("是文件", "utf-8")
    with pytest.raises(StorageError, match="导出"):
        export_form(tower, ["txt"], tmp_path / "导出")
    assert (tmp_path / "导出").read_text("utf-8") == "是文件"


def test_a_disk_that_fails_leaves_the_old_document_and_no_scraps(
    tower: Evaluation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    (present,) = export_form(tower, ["txt"], tmp_path)
    before = present.read_bytes()
    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", fail)
        with pytest.raises(StorageError, match="不能保存"):
            export_form(tower, ["txt", "md"], tmp_path, overwrite=True)
    assert present.read_bytes() == before
    assert list(tmp_path.iterdir()) == [present]


@pytest.mark.parametrize("name", ["../../x", "a/b", "长" * 200, "", "\x1b[2J"])
def test_a_form_of_any_name_is_exported_inside_the_folder(
    tower: Evaluation, tmp_path: Path, name: str
) -> None:
    form = Evaluation.model_validate({**tower.model_dump(), "name": name})
    folder = tmp_path / "导出"
    files = export_form(form, ["txt", "html"], folder)
    assert sorted(folder.iterdir()) == sorted(files)
    assert list(tmp_path.iterdir()) == [folder]


def test_a_form_with_unreadable_values_is_exported_as_typed(tmp_path: Path) -> None:
    form = Evaluation(name="甲", year="今年", budget="约百万", date="20-4-20")
    (file,) = export_form(form, ["txt"], tmp_path)
    text = file.read_text("utf-8")
    assert "约百万" in text
    assert "20-4-20" in text


def test_a_pattern_and_formats_of_the_folder_are_followed(
    tower: Evaluation, tmp_path: Path
) -> None:
    (tmp_path / "perftui.toml").write_text(
        '[export]\nto = ["md", "txt"]\nname = "{{预算单位}}_{{项目名称}}"\n', "utf-8"
    )
    order = completed(ExportOrder(tmp_path / "成品"), tmp_path)
    assert order.formats == ("md", "txt")
    files = export_form(tower, ["md"], tmp_path / "成品", home=tmp_path)
    assert [file.name for file in files] == ["上海市人才服务中心_人才大厦管理维护专项.md"]
    chosen = completed(ExportOrder(tmp_path, ("html",), "{{年度}}"), tmp_path)
    assert (chosen.formats, chosen.name) == (("html",), "{{年度}}")


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ('to = ["odt"]', "odt"),
        ('to = "docx"', "export[.]to"),
        ('name = "{{年份}}"', "年份"),
        ("namen = 1", "没有这一项"),
    ],
)
def test_settings_that_make_no_sense_are_one_sentence(
    tmp_path: Path, settings: str, said: str
) -> None:
    (tmp_path / "perftui.toml").write_text(f"[export]\n{settings}\n", "utf-8")
    with pytest.raises((StorageError, ExportError), match=said):
        completed(ExportOrder(tmp_path), tmp_path)


def test_errors_and_files_that_are_there_are_foreseen(tower: Evaluation, tmp_path: Path) -> None:
    order = ExportOrder(tmp_path, ("txt",))
    clear = foresee(tower, order, tmp_path, TODAY)
    assert (clear.obstacles, clear.present) == ([], [])
    (there,) = export_form(tower, ["txt"], tmp_path)
    over = Evaluation.model_validate({**tower.model_dump(), "executed": "99999999.00"})
    prospect = foresee(over, order, tmp_path, TODAY)
    assert "PT006" in {finding.code for finding in prospect.obstacles}
    assert prospect.present == [there]
