"""The demo does the whole job without a screen, on a copy that is thrown away."""

import shutil
from pathlib import Path

import pytest

from perftui.evaluation import narrative
from perftui.evaluation.model import Evaluation
from perftui.jobs.demo import FORMATS, run_demo, temporary_copy
from perftui.phrases.slots import slot_names
from perftui.resources import sample_projects
from perftui.rules.checking import check
from perftui.rules.finding import Level
from perftui.storage.evaluation_file import load


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, list[str]]:
    """Run the demo: the folder of its copy, that of its documents, and what it said."""
    folder, target = tmp_path_factory.mktemp("自评表"), tmp_path_factory.mktemp("导出")
    shutil.copytree(sample_projects(), folder, dirs_exist_ok=True)
    return folder, target, list(run_demo(folder, target))


@pytest.fixture(scope="module")
def finished(done: tuple[Path, Path, list[str]]) -> Evaluation:
    """The form that the demo has written."""
    (path,) = done[0].glob("2020-*")
    return load(path)


def test_three_documents_are_written(done: tuple[Path, Path, list[str]]) -> None:
    _, target, said = done
    files = sorted(target.iterdir())
    assert [file.name for file in files] == sorted(
        f"2020-人才大厦管理维护专项.{name}" for name in FORMATS
    )
    assert all(file.stat().st_size > 1000 for file in files)
    assert all(any(str(file) in line for line in said) for file in files)


def test_the_narratives_are_written_without_open_slots(finished: Evaluation) -> None:
    problems, measures = map(narrative.split, (finished.problems, finished.measures))
    assert len(problems) == len(measures) == 3
    for text in (finished.achievements, finished.problems, finished.measures):
        assert text
        assert slot_names(text) == ()


def test_the_finished_form_has_no_error(finished: Evaluation) -> None:
    assert [f for f in check(finished) if f.level is Level.ERROR] == []


def test_it_tells_the_steps_in_order(done: tuple[Path, Path, list[str]]) -> None:
    steps = [line for line in done[2] if line[:1] in "一二三四五六"]
    assert [line[:4] for line in steps] == [
        *("一、结转", "二、填数", "三、检查", "四、措辞", "五、复查", "六、导出")
    ]
    assert "88.65%" in steps[1]
    assert "错误 0" in steps[4]


def test_the_other_forms_of_the_copy_stay_as_they_were(
    done: tuple[Path, Path, list[str]],
) -> None:
    for sample in sample_projects().glob("2019-*"):
        assert (done[0] / sample.name).read_bytes() == sample.read_bytes()


def test_the_copy_is_a_new_folder_with_every_sample(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    first, second = temporary_copy(), temporary_copy()
    assert first != second
    assert first.parent == tmp_path
    samples = {file.name: file.read_bytes() for file in sample_projects().glob("*.perf.json")}
    assert {file.name: file.read_bytes() for file in first.iterdir()} == samples
