"""`report`."""

from pathlib import Path

import openpyxl
import pytest

from perftui import disk

SEEDS = Path(__file__).parents[1] / "data" / "self-evaluations-2019.txt"


def test_the_text_is_a_table_with_sums_and_what_is_most_common(perftui, folder):
    told = perftui("report", folder)
    lines = told.out.splitlines()
    assert (told.status, told.err) == (0, "")
    assert lines[0].split()[:3] == ["项目名称", "预算单位", "年度"]
    assert any(line.startswith("合计 11 份") for line in lines)
    assert any(line.startswith("资金      预算 5,259.00 万元") for line in lines)
    assert any("必填项没有填（PT008）" in line for line in lines)


def test_json_tells_all_of_it(perftui, folder):
    told = perftui("report", folder, "--json")
    assert told.status == 0
    assert (told.json["forms"], told.json["years"]) == (11, [2019, 2020, 2022])
    assert {form["file"] for form in told.json["projects"]} == {
        str(path) for path in folder.iterdir()
    }


@pytest.mark.parametrize(
    "options",
    [
        ["-o", "汇总.html", "-o", "汇总.xlsx"],
        ["-o", "汇总.html,汇总.xlsx"],
        ["-o", "汇总.HTML，汇总.xlsx", "-o", "汇总.xlsx"],
    ],
    ids=" ".join,
)
def test_page_and_workbook_are_written_and_named(perftui, folder, options):
    told = perftui("report", folder, *options)
    page, book = map(Path, told.out.splitlines())
    assert (told.status, told.err) == (0, "")
    assert "长三角一体化服务专项" in page.read_text("utf-8")
    assert openpyxl.load_workbook(book)["项目"].max_row == 13


def test_json_is_alone_on_stdout_when_a_page_is_written_too(perftui, folder, tmp_path):
    told = perftui("report", folder, "--json", "-o", tmp_path / "p.html")
    assert told.json["forms"] == 11
    assert (tmp_path / "p.html").exists()


def test_a_second_report_into_the_folder_says_the_same(perftui, folder):
    files = ("-o", folder / "汇总.html", "-o", folder / "汇总.xlsx")
    first = perftui("report", folder, *files)
    assert "要覆盖请加 --force" in perftui("report", folder, *files).complaint
    written = [(folder / name).read_bytes() for name in ("汇总.html", "汇总.xlsx")]
    assert perftui("report", folder, *files, "--force") == first
    assert [(folder / name).read_bytes() for name in ("汇总.html", "汇总.xlsx")] == written
    assert "汇总报告" in perftui("report", folder / "汇总.xlsx").complaint


def test_one_bad_file_is_told_and_the_rest_reported(perftui, folder, tmp_path):
    (folder / "坏.perf.json").write_text("{", "utf-8")
    told = perftui("report", folder, "-o", tmp_path / "p.html")
    assert "坏.perf.json" in told.complaint
    assert "没有读成的文件" in (tmp_path / "p.html").read_text("utf-8")


def test_nothing_to_report_writes_nothing(perftui, tmp_path):
    told = perftui("report", tmp_path, "-o", tmp_path / "p.html")
    assert str(tmp_path) in told.complaint
    assert not (tmp_path / "p.html").exists()


def test_a_report_is_never_written_over_a_form(perftui, sample):
    form = sample("长三角")
    before = form.read_bytes()
    assert "自评表" in perftui("report", form, "-o", form).complaint
    assert form.read_bytes() == before


@pytest.mark.parametrize("name", ["报告.docx", "报告", ""])
def test_other_kinds_of_files_are_refused_before_work_begins(perftui, folder, name):
    assert ".html" in perftui("report", folder, "-o", name).complaint


def test_a_file_that_cannot_be_written_is_one_line(perftui, folder, tmp_path):
    (tmp_path / "file").write_text("", "utf-8")
    page = tmp_path / "file" / "p.html"
    assert str(page.parent) in perftui("report", folder, "-o", page).complaint


def test_a_file_that_is_there_is_kept_and_no_work_begun(perftui, folder, tmp_path, monkeypatch):
    page, book = tmp_path / "p.html", tmp_path / "p.xlsx"
    book.write_bytes(b"mine")
    monkeypatch.setattr("perftui.jobs.reporting.report_on", lambda *_: pytest.fail("begun"))
    told = perftui("report", folder, "-o", page, "-o", book).complaint
    assert "p.xlsx」已经有了，没有覆盖" in told
    assert (page.exists(), book.read_bytes()) == (False, b"mine")


def test_a_folder_that_takes_no_file_is_told_before_work_begins(perftui, folder, monkeypatch):
    def full(name, arguments, go_on):
        if name == "make_new":
            raise OSError(28, "No space left on device")
        return go_on()

    monkeypatch.setattr("perftui.jobs.reporting.report_on", lambda *_: pytest.fail("begun"))
    with disk.watched(full):
        assert "磁盘满了，请" in perftui("report", folder, "-o", "p.html").complaint


def test_a_folder_that_is_not_there_is_made(perftui, folder, tmp_path):
    page = tmp_path / "汇总" / "p.html"
    assert perftui("report", folder, "-o", page).status == 0
    assert page.is_file()


@pytest.mark.parametrize(
    ("order", "first"), [("得分", "人才大厦管理维护专项"), ("错误", "人才大厦管理维护专项")]
)
def test_the_table_can_be_sorted(perftui, folder, order, first):
    lines = perftui("report", folder, "--sort", order).out.splitlines()
    assert lines[2].startswith(first)
    assert "可选" in perftui("report", folder, "--sort", "x").complaint


def test_documents_are_read(perftui):
    told = perftui("report", SEEDS, "--json")
    assert (told.json["forms"], told.json["average_score"]) == (9, "94.89")


def test_a_bad_settings_file_is_one_line(perftui, folder):
    (folder / "perftui.toml").write_text("[check]\nignre = []", "utf-8")
    assert "check.ignre" in perftui("report", folder).complaint
