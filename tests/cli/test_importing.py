"""`import`: files, folders and archives of documents into evaluation files."""

import io
import shutil
import sys
import zipfile
from pathlib import Path

import pytest

from perftui.storage.evaluation_file import load

DOCUMENTS = Path(__file__).parents[1] / "data" / "documents" / "houses"
SEEDS = Path(__file__).parents[1] / "data" / "self-evaluations-2019.txt"


@pytest.fixture
def past(tmp_path: Path) -> Path:
    """A folder of past documents: Word and Excel, one that is broken, an archive, and scraps."""
    folder = tmp_path / "往年"
    (folder / "2018").mkdir(parents=True)
    shutil.copy(DOCUMENTS / "01_B.doc", folder / "2018" / "甲.doc")
    shutil.copy(DOCUMENTS / "03_B+.xls", folder / "乙.xls")
    (folder / "坏.docx").write_bytes(b"PK\x03\x04" + bytes(50))
    (folder / "说明.txt").write_text("与自评表无关", "utf-8")
    (folder / "照片.jpg").write_bytes(b"\xff\xd8\xff")
    with zipfile.ZipFile(folder / "丙.zip", "w") as archive:
        archive.write(SEEDS, "九份.txt")
        archive.writestr("空.pdf", b"%PDF-1.4\n")
    return folder


def test_a_folder_is_imported_and_what_is_bad_in_it_is_told(perftui, past, tmp_path):
    imported = perftui("import", past, "-o", tmp_path / "库")
    assert imported.status == 2
    told = imported.err.splitlines()
    assert len(told) == 2
    assert told[0].startswith("「往年/丙.zip/空.pdf」")
    assert told[1].startswith("「往年/坏.docx」")
    written = [Path(line) for line in imported.out.splitlines() if line.endswith(".perf.json")]
    assert sorted(written) == sorted((tmp_path / "库").iterdir())
    assert len(written) == 11


def test_the_last_line_sums_up_what_was_read_mended_and_doubtful(perftui, past, tmp_path):
    imported = perftui("import", past, SEEDS, "-o", tmp_path / "库")
    *lines, last = imported.out.splitlines()
    repairs = sum(line.startswith("  已修复 ") for line in lines)
    questions = sum(line.startswith("  请核对 ") for line in lines)
    assert last == f"一共：读入20份表，修复{repairs}处，请核对{questions}处。"
    assert repairs > 0


def test_the_json_of_many_names_where_each_form_is_from(perftui, past, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    imported = perftui("import", past, "--json")
    forms = imported.json
    assert imported.status == 2
    assert [form["source"].partition(" ")[0] for form in forms] == [
        "往年/2018/甲.doc",
        *["往年/丙.zip/九份.txt"] * 9,
        "往年/乙.xls",
    ]
    for form in forms:
        for key in ("repairs", "left_out"):
            assert all(list(note) == ["where", "what", "field"] for note in form[key])
        assert all(isinstance(asked["choices"], list) for asked in form["questions"])
    assert sorted(tmp_path.rglob("*")) == before


def test_a_name_that_is_not_true_is_among_the_repairs(perftui, tmp_path):
    path = tmp_path / "表.xls"
    path.write_bytes(SEEDS.read_bytes())
    (first, *_) = perftui("import", path, "--json").json
    assert first["repairs"][0] == {
        "where": "文件名",
        "what": "名字是 .xls，其实是文本，按文本读入",
        "field": "",
    }


def test_exports_and_evaluation_files_in_a_folder_are_not_imported(perftui, folder, sample):
    form = sample("长三角")
    perftui("export", folder, "--to", "docx,xlsx,pdf,html,md,txt,tsv", "-o", folder, "--force")
    assert "没有读得出自评表的文档" in perftui("import", folder, "--json").complaint
    form.unlink()
    exports = perftui("import", folder, "--json")
    assert exports.status == 0
    assert {each["name"] for each in exports.json} == {"长三角一体化服务专项"}
    assert len(exports.json) == 7


def test_what_is_exported_is_not_exported_again(perftui, folder, tmp_path):
    shutil.copy(SEEDS, folder / "以前.txt")
    done = perftui("export", folder, "--to", "txt", "-o", tmp_path / "成品", "--force")
    assert len(done.out.splitlines()) == 11


def test_an_evaluation_file_needs_no_import(perftui, sample):
    assert "不用读入" in perftui("import", sample("长三角")).complaint


def test_checking_a_folder_of_documents_names_each(perftui, past):
    checked = perftui("check", past, "--json")
    files = [Path(form["file"]).relative_to(past).as_posix() for form in checked.json]
    assert sorted(set(files)) == [
        "2018/甲.doc",
        "丙.zip/九份.txt",
        "丙.zip/空.pdf",
        "乙.xls",
        "坏.docx",
    ]
    assert checked.status == 2


def test_learning_from_an_archive_remembers_the_archive(perftui, past, data_folder):
    assert perftui("learn", past / "丙.zip").status == 2
    learnt = (data_folder / "learned.txt").read_text("utf-8").splitlines()
    assert learnt == [str((past / "丙.zip").resolve())]
    again = perftui("learn", past / "丙.zip", "--json").json
    assert sum(taught["unchanged"] for taught in again) == 9


class Terminal(io.StringIO):
    """What a terminal would get."""

    def isatty(self) -> bool:
        return True


def test_on_a_terminal_the_document_being_read_is_shown_and_wiped(perftui, past, monkeypatch):
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    perftui("import", past, "--json")
    shown = terminal.getvalue()
    assert "1/6 往年/2018/甲.doc" in shown
    assert "正在读入 ████████████████████ 6/6 " in shown
    assert shown.endswith("\r\x1b[K")
    assert all("」" not in line for line in shown.split("\r") if "正在读入" in line)


def test_of_a_few_documents_no_progress_is_shown(perftui, monkeypatch):
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    perftui("import", SEEDS, "--json")
    assert "正在" not in terminal.getvalue()


def test_what_was_imported_can_be_opened(perftui, past, tmp_path):
    perftui("import", past / "乙.xls", "-o", tmp_path / "库")
    (path,) = (tmp_path / "库").iterdir()
    assert len(load(path).indicators) == 24
