"""Checking many forms, and mending what is certain."""

import json
from pathlib import Path

import pytest

from perftui.jobs.checking import CheckedForm, check_paths
from perftui.resources import sample_projects
from perftui.rules.checking import check
from perftui.storage.evaluation_file import load

SEED_FILE = Path(__file__).parents[1] / "data" / "self-evaluations-2019.txt"


@pytest.fixture
def yangtze(folder: Path) -> Path:
    """Form 1, which numbers its achievements 1, 2, 2 and ends fields without a mark."""
    (file,) = folder.glob("2019-长三角*")
    return file


def checked(*paths: Path, fix: bool = False, **chosen: list[str]) -> list[CheckedForm]:
    return list(check_paths(paths, fix=fix, **chosen))


def test_a_folder_gives_the_findings_of_every_form(folder: Path) -> None:
    forms = checked(folder)
    assert len(forms) == 10
    for form in forms:
        assert form.evaluation is not None
        assert form.findings == check(form.evaluation)
        assert form.name == form.evaluation.name
        assert form.fixed == ()


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
    assert (first.evaluation, first.findings, first.name) == (None, (), "")
    assert third.findings


def test_checking_changes_nothing_unless_told_to_mend(folder: Path) -> None:
    files = [*folder.iterdir(), SEED_FILE]
    before = [path.read_bytes() for path in files]
    checked(folder)
    checked(SEED_FILE, fix=True)
    assert [path.read_bytes() for path in files] == before
    assert len(list(folder.iterdir())) == 10


def test_mending_leaves_nothing_that_could_be_mended(folder: Path) -> None:
    for form in checked(folder, fix=True):
        assert form.evaluation is not None
        assert load(form.path) == form.evaluation
        assert [finding for finding in form.findings if finding.fix] == []
    again = checked(folder, fix=True)
    assert all(form.fixed == () for form in again)


def test_mending_tells_what_it_did_and_changes_narratives_only(yangtze: Path) -> None:
    before = load(yangtze)
    (form,) = checked(yangtze, fix=True)
    assert form.fixed
    assert form.evaluation is not None
    assert "3、通过HR经理人" in form.evaluation.achievements
    changes = ("achievements", "problems", "measures")
    assert form.evaluation == before.model_copy(
        update={field: getattr(form.evaluation, field) for field in changes}
    )


def test_only_the_chosen_rules_are_checked_and_mended(yangtze: Path) -> None:
    (form,) = checked(yangtze, fix=True, select=["PT043"])
    assert form.fixed
    assert all(line.startswith("PT043") for line in form.fixed)
    (rest,) = checked(yangtze, ignore=["PT"])
    assert rest.findings == ()


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


def test_a_finding_names_its_field_as_people_do(folder: Path) -> None:
    (file,) = folder.glob("2019-外国人*")
    (form,) = checked(file)
    names = {form.field_name(finding) for finding in form.findings}
    assert "改进措施" in names
    assert CheckedForm(file).field_name(form.findings[0]) == ""


def test_the_samples_are_the_shipped_ones(folder: Path) -> None:
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        path.name for path in sample_projects().glob("*.perf.json")
    )
