"""A form open for editing: one way to change it, and back again."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from perftui.evaluation import fields
from perftui.evaluation.fields import FieldError
from perftui.evaluation.model import Evaluation, Stated
from perftui.evaluation.values import Unread
from perftui.resources import sample_projects
from perftui.storage.document import Document
from perftui.storage.errors import StorageError
from perftui.storage.evaluation_file import SUFFIX, load, save

(TOWER,) = sample_projects().glob("2019-人才大厦*")
PATHS = [
    *("name", "year", "recurring", "budget", "executed", "date", "goal", "problems"),
    *(fields.cell(index, field) for index in (0, 3) for field in ("weight", "score", "remark")),
]
TYPED = [
    "",
    "8",
    "8.0",
    "7",
    "2020",
    "12,650,000.00",
    "约百万",
    "是",
    "2020-04-16",
    "甲。",
    "甲。乙",
]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / TOWER.name
    path.write_bytes(TOWER.read_bytes())
    return path


@pytest.fixture
def document(file: Path) -> Document:
    return Document.open(file, who="李")


class Naive:
    """A document as a list of forms: the one to come back to for each step."""

    def __init__(self, evaluation: Evaluation) -> None:
        self.forms = [evaluation]
        self.now = 0
        self.run: tuple[str, Any] | None = None

    @property
    def form(self) -> Evaluation:
        return self.forms[self.now]

    def set(self, path: str, value: Any) -> None:
        self.run = None
        if fields.get(self.form, path) != value:
            del self.forms[self.now + 1 :]
            self.forms.append(changed(self.form, path, value))
            self.now += 1

    def type(self, path: str, value: Any) -> None:
        old = fields.get(self.form, path)
        if old == value:
            return
        ended = isinstance(old, str) and len(str(value)) > len(old) and old.endswith("。")
        if self.run is not None and self.run[0] == path and not ended:
            self.forms[self.now] = changed(self.form, path, value)
        else:
            self.set(path, value)
        self.run = (path, value)

    def walk(self, step: int) -> None:
        if 0 <= self.now + step < len(self.forms):
            self.now += step
            self.run = None


def changed(form: Evaluation, path: str, value: Any) -> Evaluation:
    """Return the form with a value put, and what was printed from it forgotten."""
    form = fields.replace(form, path, value)
    stale: dict[str, None] = {}
    if path in ("budget", "executed"):
        stale = {"execution_rate": None}
    elif path.endswith(("weight", "score")):
        stale = dict.fromkeys(("total_weight", "total_score", "grade"))
    assert form.stated is not None
    return form.model_copy(update={"stated": form.stated.model_copy(update=stale)})


class Editing(RuleBasedStateMachine):
    """Whatever is set, typed, undone and redone, the naive list of forms agrees."""

    def __init__(self) -> None:
        super().__init__()
        self.original = load(TOWER)
        self.document = Document(self.original)
        self.naive = Naive(self.original)

    @rule(path=st.sampled_from(PATHS), typed=st.sampled_from(TYPED))
    def set(self, path: str, typed: str) -> None:
        self.document.set(path, typed)
        self.naive.set(path, fields.read(path, typed, self.document.profile))

    @rule(path=st.sampled_from(PATHS[-4:]), typed=st.sampled_from(TYPED))
    def type(self, path: str, typed: str) -> None:
        self.document.type(path, typed)
        self.naive.type(path, fields.read(path, typed, self.document.profile))

    @rule()
    def undo(self) -> None:
        assert (self.document.undo() is None) == (self.naive.now == 0)
        self.naive.walk(-1)

    @rule()
    def redo(self) -> None:
        assert (self.document.redo() is None) == (self.naive.now == len(self.naive.forms) - 1)
        self.naive.walk(1)

    @precondition(lambda self: self.naive.now > 0)
    @rule()
    def undo_everything_and_redo_it(self) -> None:
        now, latest = self.naive.form, self.naive.forms[-1]
        while self.document.undo():
            pass
        assert self.document.evaluation == self.original
        for _ in range(self.naive.now):
            self.document.redo()
        assert self.document.evaluation == now
        while self.document.redo():
            pass
        assert self.document.evaluation == latest
        self.naive.now = len(self.naive.forms) - 1
        self.naive.run = None

    @invariant()
    def both_hold_the_same_form(self) -> None:
        assert self.document.evaluation == self.naive.form

    @invariant()
    def the_edits_in_force_lead_from_the_original_to_the_form(self) -> None:
        form = self.original
        for edit in self.document.edits:
            assert fields.get(form, edit.path) == edit.old
            form = fields.replace(form, edit.path, edit.new)
        assert form == self.document.evaluation


TestEditing = Editing.TestCase
TestEditing.settings = settings(
    max_examples=30, stateful_step_count=25, deadline=None, database=None, derandomize=True
)


def test_an_edit_knows_when_who_where_and_from_what_to_what() -> None:
    times = iter(datetime(2020, 4, 17, tzinfo=UTC) + timedelta(minutes=n) for n in range(9))
    document = Document(Evaluation(), who="李", clock=lambda: next(times))
    document.set("name", "甲专项")
    document.set("budget", "5万")
    first, second = document.edits
    assert (first.who, first.path, first.old, first.new) == ("李", "name", "", "甲专项")
    assert (second.path, second.old, second.new) == ("budget", None, Decimal(50_000))
    assert first.time < second.time


def test_setting_what_is_there_already_is_no_edit(document: Document) -> None:
    document.set("budget", document.show("budget"))
    document.set("indicators[0].score", "6.0")
    document.type("problems", document.show("problems"))
    assert document.edits == ()
    assert document.undo() is None
    assert document.redo() is None


def test_undo_and_redo_tell_the_field_they_were_about(document: Document) -> None:
    document.set("budget", "1")
    document.set("indicators[3].score", "6")
    assert document.undo() == "indicators[3].score"
    assert document.undo() == "budget"
    assert document.undo() is None
    assert document.redo() == "budget"
    assert document.redo() == "indicators[3].score"
    assert document.redo() is None


def test_an_edit_after_undo_forgets_what_was_undone(document: Document) -> None:
    document.set("name", "甲")
    document.set("name", "乙")
    document.undo()
    document.set("unit", "丙")
    assert document.redo() is None
    assert (document.show("name"), document.show("unit")) == ("甲", "丙")


def test_a_run_of_typing_undoes_clause_by_clause(document: Document) -> None:
    sentence = "部分工程未验收，主要是资金下达晚。"
    for end in range(1, len(sentence) + 1):
        document.type("measures", sentence[:end])
    before = load(TOWER).measures
    seen = []
    while document.undo():
        seen.append(document.show("measures"))
    assert seen == ["部分工程未验收，", before]


def test_typing_in_another_field_or_after_a_set_begins_a_new_step(document: Document) -> None:
    document.type("problems", "甲")
    document.type("measures", "乙")
    document.type("problems", "甲丙")
    document.set("problems", "丁")
    document.type("problems", "丁戊")
    steps = []
    while path := document.undo():
        steps.append(path)
    assert steps == ["problems", "problems", "problems", "measures", "problems"]


def test_typing_what_is_there_does_not_join_the_edit_before(document: Document) -> None:
    document.set("name", "甲")
    document.type("unit", document.show("unit"))
    document.type("unit", "乙")
    document.undo()
    assert document.show("name") == "甲"


def test_deleting_stays_in_the_same_step(document: Document) -> None:
    for text in ("甲。", "甲", "", "乙"):
        document.type("problems", text)
    document.undo()
    assert document.evaluation == load(TOWER)


def test_typing_after_undo_begins_a_new_step(document: Document) -> None:
    document.type("problems", "甲")
    document.type("problems", "甲乙")
    document.undo()
    document.redo()
    document.type("problems", "甲乙丙")
    document.undo()
    assert document.show("problems") == "甲乙"


def test_a_figure_typed_digit_by_digit_is_one_step_with_what_it_makes_stale(
    document: Document,
) -> None:
    for typed in ("1", "12", "126", "126万"):
        document.type("budget", typed)
    assert document.evaluation.budget == 1_260_000
    assert document.evaluation.stated is not None
    assert document.evaluation.stated.execution_rate is None
    assert document.undo() == "budget"
    assert document.evaluation == load(TOWER)


@pytest.mark.parametrize(
    ("path", "typed", "left"),
    [
        ("budget", "1", {"grade", "total_weight", "total_score"}),
        ("executed", "约1", {"grade", "total_weight", "total_score"}),
        ("indicators[3].score", "6", {"execution_rate"}),
        ("indicators[3].weight", "9", {"execution_rate"}),
        ("indicators[3].remark", "甲", {"execution_rate", "grade", "total_weight", "total_score"}),
        ("problems", "甲", {"execution_rate", "grade", "total_weight", "total_score"}),
        ("last_year_budget", "1", {"execution_rate", "grade", "total_weight", "total_score"}),
    ],
)
def test_what_was_printed_is_forgotten_when_its_figures_change_and_comes_back_by_undo(
    document: Document, path: str, typed: str, left: set[str]
) -> None:
    before = document.evaluation.stated
    document.set(path, typed)
    stated = document.evaluation.stated
    assert stated is not None
    assert {key for key, value in stated.model_dump().items() if value} == left
    document.undo()
    assert document.evaluation.stated == before
    document.redo()
    assert document.evaluation.stated == stated


def test_a_new_table_forgets_the_printed_sums(document: Document) -> None:
    document.put("indicators", document.evaluation.indicators[:-1])
    assert document.evaluation.stated == Stated(execution_rate="89.00%")


def test_unreadable_text_is_kept_marked_saved_and_shown(document: Document, file: Path) -> None:
    typed = {"budget": "约百万", "date": "20-4-20", "indicators[3].score": "满分", "year": "今年"}
    for path, text in typed.items():
        document.set(path, text)
        assert isinstance(fields.get(document.evaluation, path), Unread)
        assert document.show(path) == text
    document.save()
    again = Document.open(file)
    assert {path: again.show(path) for path in typed} == typed
    assert again.evaluation == document.evaluation


def test_what_is_typed_passes_the_safe_boundary(document: Document) -> None:
    document.set("problems", "甲\x1b[2J\u202e\r\n乙")
    assert document.show("problems") == "甲\n乙"


@pytest.mark.parametrize("path", ["nothing", "indicators[99].score", "indicators", "format", "?"])
def test_a_path_that_is_not_there_changes_nothing(document: Document, path: str) -> None:
    with pytest.raises(FieldError):
        document.set(path, "甲")
    assert document.edits == ()


def test_a_document_is_saved_when_the_file_holds_what_it_holds(
    document: Document, file: Path
) -> None:
    assert document.is_saved
    document.set("name", "甲")
    assert not document.is_saved
    document.undo()
    assert document.is_saved
    document.redo()
    document.save()
    assert document.is_saved
    assert load(file).name == "甲"


def test_saving_what_is_saved_does_not_touch_the_file(document: Document, file: Path) -> None:
    before = file.stat().st_mtime_ns
    document.save()
    assert file.stat().st_mtime_ns == before


def test_a_save_that_fails_leaves_the_document_unsaved_and_whole(
    document: Document, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    document.set("name", "甲")
    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", fail)
        with pytest.raises(StorageError):
            document.save()
    assert not document.is_saved
    assert file.read_bytes() == TOWER.read_bytes()
    document.save()
    assert load(file).name == "甲"


def test_a_document_without_a_file_saves_nowhere() -> None:
    document = Document(Evaluation())
    document.set("name", "甲")
    document.save()
    assert document.show("name") == "甲"


def test_opening_what_is_no_form_is_told(tmp_path: Path) -> None:
    with pytest.raises(StorageError):
        Document.open(tmp_path / "没有.perf.json")


def test_money_of_a_national_form_is_typed_and_shown_in_its_unit(tmp_path: Path) -> None:
    path = tmp_path / "甲.perf.json"
    save(Evaluation(profile="national2020"), path)
    document = Document.open(path)
    document.set("budget", "43.2")
    assert document.evaluation.budget == 432_000
    assert document.show("budget") == "43.20"


def both_open(path: Path) -> tuple[Document, Document]:
    """Open a form twice, as two people do."""
    save(Evaluation(name="甲", unit="一"), path)
    return Document.open(path, "李"), Document.open(path, "王")


def test_what_somebody_else_wrote_meanwhile_is_put_together(tmp_path: Path) -> None:
    path = tmp_path / f"表{SUFFIX}"
    mine, theirs = both_open(path)
    theirs.set("unit", "二")
    theirs.save()
    mine.set("name", "乙")
    assert mine.save() == ()
    assert (load(path).name, load(path).unit) == ("乙", "二")
    assert mine.evaluation == load(path)
    assert mine.take_set_aside() is None
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


def test_what_both_changed_is_told_and_both_are_kept(tmp_path: Path) -> None:
    path = tmp_path / f"表{SUFFIX}"
    mine, theirs = both_open(path)
    theirs.put_all([("name", "丙"), ("unit", "二")])
    theirs.save()
    mine.set("name", "乙")
    (conflict,) = mine.save()
    assert (conflict.path, conflict.mine, conflict.theirs) == ("name", "乙", "丙")
    assert (load(path).name, load(path).unit) == ("乙", "二")
    aside = mine.take_set_aside()
    assert aside == tmp_path / f"表-外面改的{SUFFIX}"
    assert load(aside).name == "丙"
    assert mine.take_set_aside() is None
    mine.set("name", "丁")
    assert mine.save() == ()
    assert len(list(tmp_path.glob(f"*{SUFFIX}"))) == 2


def test_putting_together_is_one_step_that_undoes(tmp_path: Path) -> None:
    path = tmp_path / f"表{SUFFIX}"
    mine, theirs = both_open(path)
    theirs.put_all([("unit", "二"), ("department", "局")])
    theirs.save()
    mine.set("name", "乙")
    mine.save()
    mine.undo()
    assert (mine.evaluation.unit, mine.evaluation.department) == ("一", "")
    assert mine.evaluation.name == "乙"


def test_what_is_typed_while_the_form_is_written_is_not_lost(tmp_path: Path) -> None:
    path = tmp_path / f"表{SUFFIX}"
    mine, theirs = both_open(path)
    theirs.set("unit", "二")
    theirs.save()
    mine.set("name", "乙")
    mine.write()
    mine.set("unit", "三")
    mine.set("department", "局")
    (conflict,) = mine.take_in()
    assert (conflict.path, conflict.mine, conflict.theirs) == ("unit", "三", "二")
    assert (mine.evaluation.unit, mine.evaluation.department) == ("三", "局")
    mine.save()
    assert (load(path).name, load(path).unit, load(path).department) == ("乙", "三", "局")


def test_what_cannot_be_read_is_kept_beside_what_is_written(tmp_path: Path) -> None:
    path = tmp_path / f"表{SUFFIX}"
    mine, _ = both_open(path)
    path.write_text('{"format": 7, "indicators": []}', "utf-8")
    mine.set("name", "乙")
    mine.save()
    assert load(path).name == "乙"
    assert (tmp_path / f"表-读不出的{SUFFIX}").read_text("utf-8").startswith('{"format": 7')
