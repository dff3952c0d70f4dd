"""What the nine published forms must give, called as a user calls it."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from perftui.readers.reading import read_document
from perftui.storage.evaluation_file import dumps

ROOT = Path(__file__).parents[2]
SEEDS = Path("tests/data/self-evaluations-2019.txt")
CATEGORIES = ("投入与管理", "产出目标", "效果目标", "影响力目标")
TOTALS = [94, 96, 92, 93, 94, 94, 93, 99, 99]
WITHOUT_MEASURES = "外国人（台港澳）来华工作许可专项"


@pytest.fixture(autouse=True)
def _at_the_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def _points(form: dict[str, Any], column: str, category: str | None = None) -> Decimal:
    rows = [row for row in form["indicators"] if category in (None, row["category"])]
    return sum((Decimal(row[column]) for row in rows), Decimal(0))


def test_import_prints_nine_forms_with_249_rows_and_the_published_totals(perftui):
    imported = perftui("import", SEEDS, "--json")
    forms = imported.json
    assert (imported.status, imported.err, len(forms)) == (0, "", 9)
    assert sum(len(form["indicators"]) for form in forms) == 249
    for form in forms:
        weights = [_points(form, "weight", category) for category in CATEGORIES]
        assert weights == [36, 34, 15, 15], form["name"]
    assert [_points(form, "score") for form in forms] == TOTALS
    assert [Decimal(form["stated"]["total_score"]) for form in forms] == TOTALS


def test_import_as_json_writes_nothing(perftui, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert perftui("import", ROOT / SEEDS, "--json").status == 0
    assert not list(tmp_path.iterdir())


def test_no_published_form_has_an_error_but_the_one_without_measures(process):
    checked = process("check", "sample_projects", "--json")
    published = [form for form in checked.json if "2019-" in form["file"]]
    errors = {
        form["name"]: [f["code"] for f in form["findings"] if f["level"] == "error"]
        for form in published
    }
    assert len(published) == 9
    assert {name: codes for name, codes in errors.items() if codes} == {WITHOUT_MEASURES: ["PT008"]}


def test_the_sample_projects_are_what_the_seeds_are_read_as_now():
    texts = {
        f"2019-{form.evaluation.name}.perf.json": dumps(form.evaluation)
        for form in read_document(SEEDS)
    }
    shipped = {path.name: path.read_bytes() for path in Path("sample_projects").glob("2019-*")}
    assert shipped == {name: text.encode("utf-8") for name, text in texts.items()}


def test_import_writes_the_sample_projects_byte_for_byte(perftui, tmp_path):
    imported = perftui("import", SEEDS, "-o", tmp_path)
    assert imported.status == 0
    written = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    shipped = {path.name: path.read_bytes() for path in Path("sample_projects").glob("2019-*")}
    assert written == shipped
    assert all(str(tmp_path / name) in imported.out.splitlines() for name in written)
