"""`export`: what is written, what is refused, and what is said."""

import json
from pathlib import Path

import pytest

from perftui.writers.exporting import FORMATS


@pytest.mark.parametrize("kind", FORMATS)
def test_export_writes_each_format(perftui, sample, tmp_path, kind):
    done = perftui("export", sample("长三角"), "--to", kind, "-o", tmp_path / "成品")
    path = tmp_path / "成品" / f"2019-长三角一体化服务专项.{kind}"
    assert (done.status, done.out, done.err) == (0, f"{path}\n", "")
    assert path.read_bytes().startswith(b"PK") == (kind in ("docx", "xlsx"))


@pytest.mark.parametrize("formats", ["md,txt", "MD, txt", "md，txt", "md、txt,md"])
def test_formats_are_listed_as_people_type_them(perftui, sample, tmp_path, formats):
    done = perftui("export", sample("长三角"), "--to", formats, "-o", tmp_path)
    assert [line.rpartition(".")[2] for line in done.out.splitlines()] == ["md", "txt"]


def test_forms_with_errors_are_listed_and_not_exported(perftui, folder, tmp_path):
    done = perftui("export", folder, "--to", "txt", "-o", tmp_path / "成品")
    assert done.status == 1
    assert len(done.out.splitlines()) == 9
    refused, listed, *_, last = done.err.splitlines()
    assert refused == (
        "「外国人（台港澳）来华工作许可专项」（2019-外国人（台港澳）来华工作许可专项.perf.json）"
        "有 1 个错误，没有导出："
    )
    assert listed.startswith("    PT008 ")
    assert last == "2 份还有错误，没有导出；改正后再导出，或加 --force 印成草稿。"
    assert "还有9行没有自评分" in done.err


def test_forced_they_are_drafts(perftui, folder, tmp_path):
    done = perftui("export", folder, "--to", "txt", "-o", tmp_path / "成品", "--force")
    assert done.status == 0
    assert len(done.out.splitlines()) == 11
    assert "有 1 个错误，每页印上草稿：" in done.err
    drafts = [f for f in (tmp_path / "成品").iterdir() if "草稿" in f.read_text("utf-8")]
    assert len(drafts) == 2


def test_export_refuses_to_overwrite_without_force(perftui, sample, tmp_path):
    form, path = sample("长三角"), tmp_path / "2019-长三角一体化服务专项.md"
    path.write_text("我的修改", "utf-8")
    refused = perftui("export", form, "--to", "txt,md", "-o", tmp_path)
    assert str(path) in refused.complaint
    assert path.read_text("utf-8") == "我的修改"
    assert not path.with_suffix(".txt").exists()
    assert perftui("export", form, "--to", "txt,md", "-o", tmp_path, "--force").status == 0
    assert "长三角" in path.read_text("utf-8")


def test_forms_of_one_name_are_numbered_and_never_overwrite_each_other(perftui, folder, tmp_path):
    first = next(folder.glob("*长三角*"))
    second = folder / "2019-长三角一体化服务专项-2.perf.json"
    second.write_bytes(first.read_bytes())
    done = perftui("export", first, second, "--to", "txt", "-o", tmp_path / "成品", "--force")
    assert done.status == 0
    assert [line.rpartition("专项")[2] for line in done.out.splitlines()] == [".txt", "-2.txt"]


def test_names_by_a_pattern(perftui, sample, tmp_path):
    pattern = "{{预算单位}}-{{项目名称}}（{{绩效等级}}）"
    done = perftui("export", sample("长三角"), "--to", "txt", "-o", tmp_path, "--name", pattern)
    assert Path(done.out.strip()).name == "上海市人才服务中心-长三角一体化服务专项（优秀）.txt"
    refused = perftui("export", sample("长三角"), "-o", tmp_path, "--name", "{{年份}}")
    assert "没有「年份」" in refused.complaint


def test_forms_are_bound_into_one_document(perftui, sample, tmp_path):
    forms = (sample("长三角"), sample("高峰"))
    done = perftui("export", *forms, "--to", "txt,md", "--together", "汇编", "-o", tmp_path)
    assert (done.status, done.err) == (0, "")
    assert done.out.splitlines() == [str(tmp_path / f"汇编.{kind}") for kind in ("txt", "md")]


def test_forms_with_errors_are_bound_only_when_forced(perftui, sample, tmp_path):
    forms = (sample("长三角"), sample("外国人"))
    arguments = ("export", *forms, "--to", "txt", "--together", "汇编", "-o", tmp_path)
    refused = perftui(*arguments)
    assert (refused.status, refused.out) == (1, "")
    assert "「汇编」没有写出" in refused.err
    forced = perftui(*arguments, "--force")
    assert forced.status == 0
    assert "这几页印上草稿" in forced.err


@pytest.mark.parametrize(("kind", "named"), [("odt", "「odt」"), ("../x", "../x")])
def test_a_format_there_is_none_of_is_told_once_and_writes_nothing(
    perftui, folder, tmp_path, kind, named
):
    refused = perftui("export", folder, "--to", f"docx,{kind}", "-o", tmp_path / "成品")
    assert named in refused.complaint
    assert refused.out == ""
    assert not list(tmp_path.rglob("*.docx"))


def test_export_into_what_is_a_file_is_one_line(perftui, sample, tmp_path):
    (tmp_path / "file").write_text("", "utf-8")
    refused = perftui("export", sample("长三角"), "--to", "txt", "-o", tmp_path / "file")
    assert str(tmp_path / "file") in refused.complaint


def test_a_bound_document_needs_a_title_and_takes_no_pattern(perftui, sample, tmp_path):
    form = sample("长三角")
    assert "--together" in perftui("export", form, "--together", " ", "-o", tmp_path).complaint
    both = ("--together", "汇编", "--name", "{{年度}}")
    assert "--name" in perftui("export", form, *both, "-o", tmp_path).complaint
    assert not list(tmp_path.glob("*.docx"))


def test_what_a_pdf_cannot_print_is_told(perftui, sample, tmp_path):
    form = sample("长三角")
    data = json.loads(form.read_text("utf-8"))
    form.write_text(json.dumps({**data, "name": "𠮷县😀项目"}), "utf-8")
    done = perftui("export", form, "--to", "pdf", "-o", tmp_path)
    assert done.status == 0
    assert "「𠮷😀」打印字库没有" in done.err
    assert perftui("export", form, "--to", "docx", "-o", tmp_path).err == ""
