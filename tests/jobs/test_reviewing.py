"""An imported form under review, the pile it lies in, and the workspace it comes into."""

from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from zipfile import ZipFile

import pytest

from perftui.evaluation.model import Evaluation, Indicator
from perftui.evaluation.profile import load_profile
from perftui.jobs.importing import Intake, import_all, problems
from perftui.jobs.pile import Pile
from perftui.jobs.reviewing import Kind, Review, Spot, can_edit, label_of
from perftui.readers.grid import Grid, Row
from perftui.readers.layout.evaluations import Imported
from perftui.readers.report import LeftOut, Note, Question, Repair
from perftui.storage.workspace import Workspace

SEEDS = Path(__file__).parents[1] / "data" / "self-evaluations-2019.txt"
ROWS = (
    Row(("项目名称", "甲项目", "预算单位", "某单位"), "表1第1行"),
    Row(
        ("投入与管理", "预算执行率", "8", "七"),
        "表「3月至5月」第2行",
        places=("A2", "B2", "C2", "D2"),
    ),
    Row(("", "资金使用", "6", "6"), "表「3月至5月」第3行"),
)
ORIGINS = MappingProxyType(
    {
        "indicators[0]": "表「3月至5月」第2行",
        "name": "表1第1行第2格",
        "unit": "表1第1行第4格",
        "indicators[0].name": "B2",
        "indicators[0].score": "D2",
    }
)
FORM = Evaluation(
    name="甲项目",
    year=2019,
    unit="某单位",
    indicators=(
        Indicator(category="投入与管理", name="预算执行率", weight="8", score="七"),
        Indicator(category="投入与管理", name="资金使用", weight="6", score="6"),
    ),
)


def imported(*notes: Note, form: Evaluation = FORM) -> Imported:
    return Imported(form, "甲.docx", notes, Grid(ROWS, "甲.docx"), ORIGINS)


def test_questions_come_first_then_repairs_then_what_was_left_out() -> None:
    notes = (LeftOut("表1第1行", "略"), Repair("表1第1行", "改"), Question("表1第1行", "问"))
    doubts = Review(imported(*notes)).doubts
    assert [doubt.kind for doubt in doubts] == [Kind.QUESTION, Kind.REPAIR, Kind.LEFT_OUT]


@pytest.mark.parametrize(
    ("where", "spot"),
    [
        ("D2", Spot(1, 1, 3)),
        ("表1第1行第2格", Spot(0, 0, 1)),
        ("表「3月至5月」第2行", Spot(1, 1)),
        ("表「3月至5月」第2行至表「3月至5月」第3行", Spot(1, 2)),
        ("文件名", None),
    ],
)
def test_a_place_or_a_run_of_places_is_found_in_the_document(where: str, spot: Spot) -> None:
    assert Review(imported(Question(where, "问"))).doubts[0].spot == spot


def test_a_doubt_about_a_row_points_at_the_cell_its_field_was_read_from() -> None:
    note = Question("表「3月至5月」第2行", "「七」不是数字", field="indicators[0].score")
    (doubt,) = Review(imported(note)).doubts
    assert doubt.spot == Spot(1, 1, 3)
    assert doubt.field == "indicators[0].score"


def test_a_doubt_that_names_no_field_shows_the_one_that_was_read_from_its_place() -> None:
    notes = (Repair("表1第1行第4格", "改"), Repair("B2", "改", field="indicators[0]"))
    assert [d.field for d in Review(imported(*notes)).doubts] == ["unit", "indicators[0].name"]
    about_a_point = Review(imported(Question("表1第1行", "问", field="problems[2]")))
    assert about_a_point.doubts[0].field == "problems"


def test_only_choices_that_the_field_can_take_are_offered() -> None:
    score = Question("D2", "权重还是自评分？", ("7", "权重"), "indicators[0].score")
    kind = Question("表1第1行", "哪一种？", ("甲式", "乙式"))
    assert [d.choices for d in Review(imported(score, kind)).doubts] == [("7",), ()]


def test_what_is_asked_of_a_row_is_its_category_or_has_no_answer_to_take() -> None:
    row = "表「3月至5月」第2行"
    category = Question(row, "哪一类？", ("投入与管理", "产出目标"), "indicators[0]")
    number = Question(row, "权重还是自评分？", ("权重", "自评分"), "indicators[0]")
    first, second = Review(imported(category, number)).doubts
    assert (first.field, first.choices) == ("indicators[0].category", category.choices)
    assert (second.field, second.choices) == ("indicators[0].name", ())


def test_a_choice_goes_into_the_form_and_undo_takes_it_back_with_its_doubt() -> None:
    review = Review(imported(Question("表1第1行", "哪一个？", ("某单位", "另一单位"), "unit")))
    assert not review.choose(0, 3)
    assert review.choose(0, 2)
    assert review.document.show("unit") == "另一单位"
    assert review.open == ()
    assert review.undo() == 0
    assert review.document.show("unit") == "某单位"
    assert review.has_questions
    assert review.undo() is None


def test_choosing_what_stands_there_settles_the_doubt_and_changes_nothing() -> None:
    review = Review(imported(Question("表1第1行", "哪一个？", ("某单位",), "unit")))
    review.edit("unit", "改过的单位")
    review.undo()
    review.choose(0, 1)
    assert review.undo() == 0
    assert review.document.show("unit") == "某单位"


def test_editing_a_field_settles_all_doubts_about_it_and_only_those() -> None:
    notes = (
        Question("D2", "「七」不是数字", field="indicators[0].score"),
        Repair("D2", "改", field="indicators[0].score"),
        Question("表1第1行", "问", field="unit"),
    )
    review = Review(imported(*notes))
    review.edit("indicators[0].score", "７")
    assert review.document.evaluation.indicators[0].score == Decimal(7)
    assert [review.doubts[i].field for i in review.open] == ["unit"]


def test_the_next_doubt_is_the_one_below_then_the_first_left_above() -> None:
    review = Review(imported(*(Repair("表1第1行", f"改{n}") for n in range(3))))
    review.accept(1)
    assert review.next_open(1) == 2
    review.accept(2)
    assert review.next_open(2) == 0
    review.accept(0)
    assert review.next_open(0) is None


@pytest.mark.parametrize(
    ("path", "editable"),
    [
        ("unit", True),
        ("indicators[1].remark", True),
        ("indicators[2].remark", False),
        ("indicators", False),
        ("stated", False),
        ("profile", False),
        ("", False),
    ],
)
def test_fields_that_people_type_into_can_be_edited(path: str, editable: bool) -> None:
    profile = load_profile("sh2019")
    assert can_edit(FORM, path, profile) is editable
    assert label_of("indicators[0].score", profile) == "自评分"


def test_a_pile_goes_round_its_undecided_forms_until_none_is_left(tmp_path: Path) -> None:
    forms = [imported(form=FORM.model_copy(update={"name": name})) for name in "甲乙丙"]
    pile = Pile(forms, Intake(Workspace(tmp_path)))
    pile.step(-1)
    assert pile.review.document.evaluation.name == "丙"
    pile.decide(2, pile.keep(2, None))
    assert pile.review.document.evaluation.name == "甲"
    pile.step(1)
    pile.decide(1, None)
    assert (pile.at, pile.left, [p.name for p in pile.saved]) == (0, (0,), ["2019-丙.perf.json"])


def test_forms_are_sure_where_nothing_is_asked_or_all_is_answered(tmp_path: Path) -> None:
    forms = [imported(Question("D2", "问")), imported(Repair("D2", "改")), imported()]
    pile = Pile(forms, Intake(Workspace(tmp_path)))
    assert pile.sure() == (1, 2)
    pile.review.accept(0)
    assert pile.sure() == (0, 1, 2)


def test_a_form_of_the_same_project_and_year_is_known_whatever_its_blanks(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    path = workspace.add(FORM)
    intake = Intake(workspace)
    assert intake.twin(FORM) is None
    intake.look()
    assert intake.twin(FORM.model_copy(update={"name": "甲 项目"})) == path
    assert intake.twin(FORM.model_copy(update={"year": 2020})) is None
    assert intake.is_known(FORM)
    changed = FORM.model_copy(update={"unit": "另一单位"})
    assert not intake.is_known(changed)
    assert intake.keep(changed, path) == path
    assert intake.is_known(changed)
    assert intake.keep(FORM).name == "2019-甲项目-2.perf.json"


def test_a_form_without_a_name_has_no_twin(tmp_path: Path) -> None:
    nameless = FORM.model_copy(update={"name": ""})
    intake = Intake(Workspace(tmp_path / "还没有"))
    intake.look()
    intake.keep(nameless)
    assert intake.twin(nameless) is None


def test_an_evaluation_file_is_imported_without_doubts_and_an_archive_document_by_document(
    tmp_path: Path,
) -> None:
    path = Workspace(tmp_path).add(FORM)
    archive = tmp_path / "往年.zip"
    with ZipFile(archive, "w") as file:
        file.write(SEEDS, "甲/全部.txt")
        file.writestr("坏.docx", b"")
    told: list[tuple[int, int, str]] = []
    readings = list(import_all([path, archive], lambda *given: told.append(given)))
    assert [len(reading.forms) for reading in readings] == [1, 9, 0]
    assert Review(readings[0].forms[0]).doubts == ()
    assert [reading.path.name for reading in problems(readings)] == ["坏.docx"]
    # Of a document that takes long it is told again and again, so that it can be stopped.
    told_once = dict.fromkeys((number, total) for number, total, _ in told)
    assert [*told_once] == [(1, 3), (2, 3), (3, 3)]
