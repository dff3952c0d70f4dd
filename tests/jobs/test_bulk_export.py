"""Many forms out: each its own documents; what hinders one does not stop the rest."""

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from perftui.jobs.bulk_export import Exported, export_all
from perftui.jobs.exporting import ExportOrder
from perftui.resources import sample_projects
from perftui.storage.errors import StorageError
from perftui.writers.exporting import ExportError

TODAY = date(2023, 5, 1)
MAIN = "2019-长三角一体化服务专项"


@pytest.fixture
def forms(tmp_path: Path) -> Path:
    """A folder of three forms: one ready, one with an error, one that is no form."""
    folder = tmp_path / "自评表"
    folder.mkdir()
    for start in ("2019-长三角", "2019-外国人"):
        (file,) = sample_projects().glob(f"{start}*")
        shutil.copy(file, folder)
    (folder / "坏的.perf.json").write_text("{", "utf-8")
    return folder


def run(forms: Path, *formats: str, **more: object) -> dict[str, Exported]:
    order = ExportOrder(forms.parent / "成品", formats or ("txt",), **more)  # type: ignore[arg-type]
    return {one.path.name[:8]: one for one in export_all([forms], order, TODAY)}


def written(forms: Path) -> list[str]:
    return sorted(file.name for file in (forms.parent / "成品").glob("*"))


def test_a_form_with_errors_and_a_bad_file_do_not_stop_the_rest(forms: Path) -> None:
    told = run(forms, "md", "txt")
    assert [file.name for file in told["2019-长三角"].files] == [f"{MAIN}.md", f"{MAIN}.txt"]
    refused = told["2019-外国人"]
    assert [f.code for f in refused.obstacles] == ["PT008"]
    assert (refused.files, refused.draft) == ((), False)
    assert "坏的" in told["坏的.perf."].error
    assert written(forms) == [f"{MAIN}.md", f"{MAIN}.txt"]


def test_force_exports_forms_with_errors_as_drafts(forms: Path) -> None:
    told = run(forms, "txt", force=True)
    forced = told["2019-外国人"]
    assert forced.draft
    assert [f.code for f in forced.obstacles] == ["PT008"]
    assert "草稿" in forced.files[0].read_text("utf-8")
    assert not told["2019-长三角"].draft
    assert "草稿" not in told["2019-长三角"].files[0].read_text("utf-8")


def test_an_error_that_a_unit_has_set_aside_does_not_hinder(forms: Path) -> None:
    (file,) = forms.glob("2019-外国人*")
    data = json.loads(file.read_text("utf-8"))
    file.write_text(json.dumps({**data, "suppressed": {"PT008": "没有要改进的"}}), "utf-8")
    assert run(forms)["2019-外国人"].files


def test_the_levels_of_the_folder_decide_what_hinders(forms: Path) -> None:
    (forms / "perftui.toml").write_text('[check.levels]\nPT008 = "warning"\n', "utf-8")
    assert run(forms)["2019-外国人"].files


def test_what_is_there_is_left_alone_unless_forced(forms: Path) -> None:
    present = forms.parent / "成品" / f"{MAIN}.md"
    present.parent.mkdir()
    present.write_text("手工改过", "utf-8")
    told = run(forms, "txt", "md")
    assert str(present) in told["2019-长三角"].error
    assert written(forms) == [present.name]
    assert present.read_text("utf-8") == "手工改过"
    run(forms, "txt", "md", force=True)
    assert "长三角" in present.read_text("utf-8")


def test_forms_of_one_name_get_a_number_each(forms: Path) -> None:
    (file,) = forms.glob("2019-长三角*")
    shutil.copy(file, forms / "2019-长三角（二）.perf.json")
    run(forms, force=True)
    assert [name for name in written(forms) if "长三角" in name] == [f"{MAIN}-2.txt", f"{MAIN}.txt"]


def test_forms_of_one_name_get_a_number_where_nothing_was_there_before(forms: Path) -> None:
    (file,) = forms.glob("2019-长三角*")
    shutil.copy(file, forms / "2019-长三角（二）.perf.json")
    told = list(export_all([forms], ExportOrder(forms.parent / "成品", ("txt",)), TODAY))
    assert len([one for one in told if one.files]) == 2
    assert written(forms) == [f"{MAIN}-2.txt", f"{MAIN}.txt"]


def test_names_that_some_systems_take_for_one_are_numbered_too(forms: Path) -> None:
    (file,) = forms.glob("2019-长三角*")
    data = json.loads(file.read_text("utf-8"))
    for number, name in enumerate(("APP建设", "app建设", "CON", "caf\u00e9", "cafe\u0301")):
        form = {**data, "name": name, "year": None}
        (forms / f"丁{number}.perf.json").write_text(json.dumps(form), "utf-8")
    run(forms, force=True)
    names = [name for name in written(forms) if not name.startswith("2019")]
    assert sorted(names) == sorted(
        ["APP建设.txt", "app建设-2.txt", "CON_.txt", "caf\u00e9.txt", "caf\u00e9-2.txt"]
    )


def test_a_format_that_cannot_hold_a_form_does_not_stop_the_others(forms: Path) -> None:
    (file,) = forms.glob("2019-长三角*")
    data = json.loads(file.read_text("utf-8"))
    long = {**data, "name": "长表", "problems": "长" * 33_000}
    (forms / "长.perf.json").write_text(json.dumps(long), "utf-8")
    told = run(forms, "xlsx", "txt", force=True)["长.perf.js"[:8]]
    assert [path.suffix for path in told.files] == [".txt"]
    assert told.error.startswith("「长表」没有导出 xlsx：")


def test_names_follow_a_pattern(forms: Path) -> None:
    run(forms, name="{{文件名}}：{{绩效等级}}/{{自评分合计}}")
    assert written(forms) == [f"{MAIN}：优秀_94.txt"]


@pytest.mark.parametrize(
    ("order", "refusal"),
    [
        ({"formats": ("txt", "odt")}, ExportError),
        ({"name": "{{没有的}}"}, ExportError),
    ],
)
def test_a_bad_order_is_refused_before_anything_is_written(
    forms: Path, order: dict[str, object], refusal: type[Exception]
) -> None:
    target = forms.parent / "成品"
    with pytest.raises(refusal):
        list(export_all([forms], ExportOrder(target, **order), TODAY))  # type: ignore[arg-type]
    assert not target.exists()


def test_bad_settings_are_refused_before_anything_is_written(forms: Path) -> None:
    (forms / "perftui.toml").write_text("[export]\nto = 3\n", "utf-8")
    with pytest.raises(StorageError, match=r"export\.to"):
        run(forms)


def test_many_forms_are_exported_on_all_cores_in_their_order(forms: Path) -> None:
    (file,) = forms.glob("2019-长三角*")
    data = json.loads(file.read_text("utf-8"))
    for number in range(12):
        form = {**data, "name": f"项目{number:02}"}
        (forms / f"丁{number:02}.perf.json").write_text(json.dumps(form), "utf-8")
    shown: list[tuple[int, int]] = []
    order = ExportOrder(forms.parent / "成品", ("docx", "txt"))
    told = list(export_all([forms], order, TODAY, lambda n, of, _: shown.append((n, of))))
    assert shown == [(n, 15) for n in range(1, 16)]
    names = [one.name for one in told if one.name.startswith("项目")]
    assert names == [f"项目{number:02}" for number in range(12)]
    assert len(written(forms)) == 26


def test_a_folder_without_forms_is_told(tmp_path: Path) -> None:
    (told,) = export_all([tmp_path], ExportOrder(tmp_path), TODAY)
    assert "没有自评表文件" in told.error
