"""Checking many forms, and mending what is certain."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from perftui.jobs.checking import COMPARING, CheckedForm, Order, check_paths
from perftui.resources import sample_projects
from perftui.rules.checking import check
from perftui.storage.evaluation_file import load

SEED_FILE = Path(__file__).parents[1] / "data" / "self-evaluations-2019.txt"


@pytest.fixture
def yangtze(folder: Path) -> Path:
    """Form 1, which numbers its achievements 1, 2, 2 and ends fields without a mark."""
    (file,) = folder.glob("2019-长三角*")
    return file


def checked(*paths: Path, **order: Any) -> list[CheckedForm]:
    return list(check_paths(paths, Order(**order)))


def test_a_folder_gives_the_findings_of_every_form(folder: Path) -> None:
    forms = checked(folder, ignore=COMPARING)
    assert len(forms) == len(list(folder.glob("*.perf.json")))
    for form in forms:
        evaluation = load(form.path)
        assert form.findings == check(evaluation, ignore=COMPARING)
        assert form.name == evaluation.name
        assert form.changes == ()


def test_forms_of_a_folder_are_compared_with_one_another(folder: Path) -> None:
    """Forms 4 and 7 share a sentence of their measures."""
    shared = {form.name: form.findings for form in checked(folder, select=("PT036",))}
    assert shared["公共服务专项经费"] or shared["人才发展服务平台一体化建设专项"]
    (alone,) = checked(next(folder.glob("2019-长三角*")), select=("PT036",))
    assert alone.findings == ()


def test_a_single_form_is_compared_with_those_beside_it_and_those_named(
    folder: Path, tmp_path: Path
) -> None:
    (form,) = folder.glob("2019-人才发展*")
    (beside,) = checked(form, select=("PT036",))
    away = tmp_path / "别处"
    away.mkdir()
    moved = form.rename(away / form.name)
    (alone,) = checked(moved, select=("PT036",))
    (named,) = checked(moved, select=("PT036",), beside=(folder,))
    assert [f.message for f in named.findings] == [f.message for f in beside.findings] != []
    assert alone.findings == ()
    assert "PT036" in {one.code for one in alone.report.unchecked}


def test_many_files_on_all_cores_give_what_each_gives_alone(folder: Path) -> None:
    (form,) = folder.glob("2019-长三角*")
    for number in range(40):
        shutil.copy(form, folder / f"{number:02}.perf.json")
    (folder / "坏.perf.json").write_text("{", "utf-8")
    told: list[tuple[int, int]] = []
    order = Order(ignore=COMPARING)
    forms = list(check_paths([folder], order, lambda n, total, _: told.append((n, total))))
    assert [f.path for f in forms] == sorted(folder.iterdir())
    (alone,) = checked(form, ignore=COMPARING)
    assert all(f.findings == alone.findings for f in forms if f.name == alone.name)
    assert [f.path.name for f in forms if f.error] == ["坏.perf.json"]
    assert told == [(number, len(forms)) for number in range(1, len(forms) + 1)]


def test_a_document_gives_its_forms_one_by_one() -> None:
    forms = checked(SEED_FILE)
    assert [form.path for form in forms] == [SEED_FILE] * 9
    assert len({form.name for form in forms}) == 9


def test_a_bad_file_does_not_stop_the_rest(folder: Path, yangtze: Path) -> None:
    bad = folder / "坏.perf.json"
    bad.write_text("{", "utf-8")
    first, second, third = checked(bad, folder / "没有.txt", yangtze)
    assert first.error
    assert second.error
    assert (first.findings, first.name) == ((), "")
    assert third.findings


def test_checking_changes_nothing_unless_told_to_mend(folder: Path) -> None:
    files = [*folder.iterdir(), SEED_FILE]
    before = [path.read_bytes() for path in files]
    checked(folder)
    checked(SEED_FILE, fix=True)
    assert [path.read_bytes() for path in files] == before
    assert sorted(folder.iterdir()) == sorted(files[:-1])


def test_mending_leaves_nothing_that_could_be_mended(folder: Path) -> None:
    for form in checked(folder, fix=True):
        certain = (finding.fix.certain for finding in form.findings if finding.fix)
        assert not any(certain)
        assert form.findings == check(load(form.path), ignore=COMPARING) or form.changes
    assert all(form.changes == () for form in checked(folder, fix=True))


def test_mending_tells_what_it_did_and_changes_what_is_certain_only(yangtze: Path) -> None:
    before = load(yangtze)
    (form,) = checked(yangtze, fix=True)
    after = load(yangtze)
    (change,) = (change for change in form.changes if change.field_name == "主要绩效")
    assert "PT043 重新编号" in change.why
    assert change.old[0].startswith("2、通过HR经理人") and change.new[0].startswith(
        "3、通过HR经理人"
    )
    fields = ("achievements", "problems", "measures", "stated")
    assert after == before.model_copy(update={field: getattr(after, field) for field in fields})
    assert after.stated is not None and after.stated.execution_rate == "95.33%"


def test_what_would_be_mended_is_shown_without_a_change(yangtze: Path) -> None:
    before = yangtze.read_bytes()
    (form,) = checked(yangtze, show_fixes=True)
    assert form.changes
    assert any(finding.fix for finding in form.findings)
    assert yangtze.read_bytes() == before


def test_only_the_chosen_rules_are_checked_and_mended(yangtze: Path) -> None:
    (form,) = checked(yangtze, fix=True, select=("PT043",))
    assert [change.why for change in form.changes] == ["PT043 重新编号"]
    (rest,) = checked(yangtze, ignore=("PT",))
    assert rest.findings == ()


def test_the_folder_says_which_rules_hold_in_it(folder: Path, yangtze: Path) -> None:
    settings = """[check]
    ignore = ["PT051"]
    [check.levels]
    PT008 = "hint"
    """
    (folder / "perftui.toml").write_text(settings, "utf-8")
    (form,) = checked(yangtze)
    levels = {finding.code: finding.level for finding in form.findings}
    assert levels["PT008"] == "hint"
    assert "PT051" not in levels


def test_unknown_keys_survive_mending(yangtze: Path) -> None:
    data = json.loads(yangtze.read_text("utf-8"))
    yangtze.write_text(json.dumps({**data, "来源": "预算系统"}), "utf-8")
    checked(yangtze, fix=True)
    assert json.loads(yangtze.read_text("utf-8"))["来源"] == "预算系统"


def test_a_form_that_cannot_be_saved_is_told_and_left_as_it_was(
    yangtze: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    before = yangtze.read_bytes()
    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", fail)
        (form,) = checked(yangtze, fix=True)
    assert "不能保存" in form.error
    assert yangtze.read_bytes() == before


def test_findings_come_with_the_names_and_texts_of_their_fields(folder: Path) -> None:
    (file,) = folder.glob("2019-外国人*")
    (form,) = checked(file)
    assert form.names["measures"] == "改进措施"
    assert form.texts["achievements"] == load(file).achievements


def test_the_samples_are_the_shipped_ones(folder: Path) -> None:
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        path.name for path in sample_projects().glob("*.perf.json")
    )
