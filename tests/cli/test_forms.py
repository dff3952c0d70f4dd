"""`new` and `import`."""

import json
from pathlib import Path

import pytest

from perftui.evaluation.model import Evaluation
from perftui.storage.evaluation_file import load

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "tests" / "data" / "self-evaluations-2019.txt"


def _written(out: str) -> Evaluation:
    return load(Path(out.strip()))


def test_new_writes_a_blank_form_with_the_fixed_rows(perftui, folder):
    made = perftui("new", "人才驿站", "-o", folder)
    assert (made.status, made.err) == (0, "")
    assert made.out.strip() == str(folder / "人才驿站.perf.json")
    form = _written(made.out)
    assert (form.name, form.profile, form.year, len(form.indicators)) == (
        "人才驿站",
        "sh2019",
        None,
        6,
    )


def test_new_takes_a_profile_and_a_year(perftui, folder):
    made = perftui("new", "人才驿站", "--profile", "national2020", "--year", "2021", "-o", folder)
    form = _written(made.out)
    assert (form.profile, form.year) == ("national2020", 2021)
    assert made.out.strip().endswith("2021-人才驿站.perf.json")


def test_new_takes_a_year_as_people_write_it(perftui, folder):
    assert _written(perftui("new", "人才驿站", "--year", "2021年度", "-o", folder).out).year == 2021


def test_new_from_last_year_rolls_it_forward(perftui, sample):
    last = load(sample("长三角"))
    form = _written(perftui("new", "长三角一体化服务专项", "--from", sample("长三角")).out)
    assert (form.year, form.last_year_budget, form.executed) == (2020, last.budget, None)
    assert form.problems == ""
    assert [row.name for row in form.indicators] == [row.name for row in last.indicators]
    assert not any(row.is_scored for row in form.indicators)


def test_new_from_last_year_takes_another_name_and_year(perftui, sample):
    form = _written(perftui("new", "新名", "--from", sample("长三角"), "--year", "2022").out)
    assert (form.name, form.year) == ("新名", 2022)


def test_new_does_not_drop_a_profile_silently(perftui, sample):
    last = sample("长三角")
    refused = perftui("new", "新名", "--from", last, "--profile", "national2020")
    assert "national2020" in refused.complaint
    assert perftui("new", "新名", "--from", last, "--profile", "sh2019").status == 0


def test_new_never_writes_over_a_form(perftui, folder):
    paths = [perftui("new", "人才驿站", "-o", folder).out.strip() for _ in range(3)]
    assert len(set(paths)) == 3


@pytest.mark.parametrize("name", ["../../逃", "a/b\\c:d", "\x1b[31m红\x9b2J", "  \n\t", "名" * 300])
@pytest.mark.parametrize("rolled", [False, True], ids=["blank", "rolled"])
def test_a_hostile_name_stays_in_its_folder(perftui, sample, tmp_path, name, rolled):
    last = ["--from", sample("长三角")] if rolled else []
    target = tmp_path / "新"
    made = perftui("new", name, "-o", target, *last)
    (path,) = target.iterdir()
    assert made.status == 0
    assert made.out.strip() == str(path)
    assert "\x1b" not in path.read_text("utf-8")
    assert "\\u001b" not in path.read_text("utf-8")


def test_import_says_what_it_repaired(perftui, tmp_path):
    imported = perftui("import", SEEDS, "-o", tmp_path)
    repairs = [line for line in imported.out.splitlines() if line.startswith("  已修复 第")]
    listed = perftui("import", SEEDS, "--json").json
    assert len(repairs) == sum(len(form["repairs"]) for form in listed) > 0


def test_the_json_of_import_is_the_file_with_repairs_and_questions(perftui, sample):
    (imported,) = [
        form
        for form in perftui("import", SEEDS, "--json").json
        if form["name"] == "长三角一体化服务专项"
    ]
    more = {key: imported.pop(key) for key in ("source", "repairs", "questions", "left_out")}
    assert imported == json.loads(sample("长三角").read_text("utf-8"))
    assert all(list(repair) == ["where", "what", "field"] for repair in more["repairs"])
    assert more["questions"] == []


def test_import_again_keeps_what_is_there(perftui, tmp_path):
    for _ in range(2):
        assert perftui("import", SEEDS, "-o", tmp_path).status == 0
    assert len(list(tmp_path.iterdir())) == 18


def test_import_reads_the_good_documents_beside_a_bad_one(perftui, tmp_path):
    imported = perftui("import", tmp_path / "没有.txt", SEEDS, "--json")
    assert "没有.txt" in imported.complaint
    assert len(imported.json) == 9
