"""What the writer wrote, the project's own reader reads as the same evaluation."""

import pytest

from perftui.evaluation.model import Evaluation
from perftui.readers.reading import read_document
from perftui.resources import sample_projects
from perftui.writers.exporting import Ready, render, render_together

FORMS = sorted(sample_projects().glob("*.perf.json"))
FIELDS = (
    *("profile", "name", "unit", "department", "recurring", "budget", "last_year_budget"),
    *("executed", "goal", "date", "achievements", "problems", "measures", "funds"),
)
COLUMNS = {
    "sh2019": ("category", "name", "explanation", "weight", "score", "remark"),
    "national2020": ("category", "name", "target", "actual", "weight", "score", "remark"),
}


def said(evaluation):
    rows = [
        [getattr(row, field) or "" for field in COLUMNS[evaluation.profile]]
        for row in evaluation.indicators
    ]
    return {field: getattr(evaluation, field) for field in FIELDS}, rows


@pytest.mark.parametrize("form", FORMS, ids=lambda path: path.stem)
@pytest.mark.parametrize("draft", [False, True], ids=["final", "draft"])
def test_a_sample_form_is_read_back_as_it_was(form, draft, tmp_path):
    evaluation = Evaluation.model_validate_json(form.read_text(encoding="utf-8"))
    written = tmp_path / "form.docx"
    written.write_bytes(render(evaluation, "docx", draft=draft))
    (read,) = read_document(written)
    assert said(read.evaluation) == said(evaluation)


def test_every_form_of_a_book_is_read_back(tmp_path):
    evaluations = [Evaluation.model_validate_json(f.read_text(encoding="utf-8")) for f in FORMS]
    ready = [Ready(one, n % 3 == 0) for n, one in enumerate(evaluations)]
    written = tmp_path / "book.docx"
    written.write_bytes(render_together(ready, "docx", "2019年度项目绩效自评表汇编"))
    read = [imported.evaluation for imported in read_document(written)]
    assert [said(one) for one in read] == [said(one) for one in evaluations]
