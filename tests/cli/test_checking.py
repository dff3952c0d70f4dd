"""`check` and `rule`."""

import json
import re
from pathlib import Path

import openpyxl
import pytest

from perftui.rules.registry import all_rules
from perftui.storage.document import Document

SEEDS = Path(__file__).parents[1] / "data" / "self-evaluations-2019.txt"
FINDING_KEYS = ["code", "level", "field", "message", "hint", "fix", "evidence"]
FIX_KEYS = ["field", "value", "label", "certain"]


def test_the_text_lists_each_form_with_its_findings_and_counts_them(perftui, folder):
    checked = perftui("check", folder)
    lines = checked.out.splitlines()
    assert (checked.status, checked.err) == (1, "")
    assert f"长三角一体化服务专项  {folder}/2019-长三角一体化服务专项.perf.json" in lines
    assert any(line.startswith("  错误 PT008  还有9行没有自评分") for line in lines)
    assert re.fullmatch(
        rf"共 {len(list(folder.iterdir()))} 份：错误 \d+，警告 \d+，提示 \d+", lines[-1]
    )


def test_a_form_without_a_finding_is_said_to_have_none(perftui, sample):
    checked = perftui("check", sample("长三角"), "--select", "PT001")
    assert checked.status == 0
    assert checked.out.splitlines()[1:] == ["  没有问题", "共 1 份：错误 0，警告 0，提示 0"]


def test_the_json_has_the_agreed_keys_in_their_order(perftui, folder):
    checked = perftui("check", folder, "--json")
    assert len(checked.json) == len(list(folder.iterdir()))
    for form in checked.json:
        assert list(form) in (
            ["file", "name", "findings"],
            ["file", "name", "findings", "unchecked"],
        )
        for finding in form["findings"]:
            assert list(finding) == FINDING_KEYS
            assert finding["level"] in ("error", "warning", "hint")
            assert finding["fix"] is None or list(finding["fix"]) == FIX_KEYS
            assert finding["evidence"]
    assert "长三角" in checked.out


def test_findings_come_the_gravest_first(perftui, folder):
    ranks = {"error": 0, "warning": 1, "hint": 2}
    for form in perftui("check", folder, "--json").json:
        found = [ranks[finding["level"]] for finding in form["findings"]]
        assert found == sorted(found)


@pytest.mark.parametrize(
    ("options", "codes"),
    [
        (["--select", "PT008"], ["PT008"]),
        (["--select", "pt008,pt051"], ["PT008", "PT051"]),
        (["--select", "PT008，PT051"], ["PT008", "PT051"]),
        (["--select", "PT05"], ["PT051", "PT052"]),
        (["--select", "PT05", "--ignore", "PT052"], ["PT051"]),
        (["--select", "PT008", "--ignore", "PT00"], []),
    ],
    ids=" ".join,
)
def test_codes_are_selected_and_ignored_by_their_beginnings(perftui, folder, options, codes):
    forms = perftui("check", folder, "--json", *options).json
    assert sorted({found["code"] for form in forms for found in form["findings"]}) == codes


def test_status_is_1_only_for_errors(perftui, folder):
    assert perftui("check", folder, "--select", "PT008").status == 1
    assert perftui("check", folder, "--ignore", "PT008").status == 0


def test_a_document_is_checked_form_by_form(perftui):
    forms = perftui("check", SEEDS, "--json").json
    assert [form["file"] for form in forms] == [str(SEEDS)] * 9
    assert len({form["name"] for form in forms}) == 9


def test_a_document_has_the_findings_of_the_forms_imported_from_it(perftui, folder):
    for other in set(folder.iterdir()) - set(folder.glob("2019-*")):
        other.unlink()
    files, document = perftui("check", folder, "--json"), perftui("check", SEEDS, "--json")
    assert {form["name"]: form["findings"] for form in files.json} == {
        form["name"]: form["findings"] for form in document.json
    }


def test_the_page_holds_the_findings_and_stdout_only_its_path(perftui, folder, tmp_path):
    page = tmp_path / "结果.html"
    checked = perftui("check", folder, "--html", page)
    assert (checked.status, checked.out, checked.err) == (1, f"{page}\n", "")
    html = page.read_text("utf-8")
    assert "还有9行没有自评分" in html
    assert html.count("长三角一体化服务专项") >= 2
    assert "http" not in html.replace("http-equiv", "")


def test_with_a_page_too_the_json_is_alone_on_stdout(perftui, folder, tmp_path):
    checked = perftui("check", folder, "--json", "--html", tmp_path / "p.html")
    assert len(checked.json) == len(list(folder.iterdir()))
    assert (tmp_path / "p.html").exists()


def test_reports_that_lie_in_the_folder_are_no_forms(perftui, folder):
    first = perftui("check", folder, "--json").json
    perftui("check", folder, "--xlsx", folder / "清单.xlsx", "--html", folder / "报告.html")
    again = perftui("check", folder, "--json")
    assert (again.json, again.err) == (first, "")
    assert "问题清单" in perftui("check", folder / "清单.xlsx").complaint


def test_a_page_is_never_written_over_a_form(perftui, sample):
    form, other = sample("长三角"), sample("科创")
    before = form.read_bytes()
    assert "--html" in perftui("check", "--html", form, other).complaint
    assert form.read_bytes() == before


def test_a_file_that_is_there_is_only_written_over_with_force(perftui, sample, tmp_path):
    page = tmp_path / "结果.html"
    page.write_text("我的", "utf-8")
    refused = perftui("check", sample("长三角"), "--html", page)
    assert refused.status == 2
    assert "已经有了" in refused.complaint and "--force" in refused.complaint
    assert page.read_text("utf-8") == "我的"
    assert perftui("check", sample("长三角"), "--html", page, "--force").err == ""
    assert "长三角" in page.read_text("utf-8")


def test_a_form_that_is_damaged_is_said_to_be_kept(perftui, folder):
    path = next(folder.glob("2019-人才*"))
    document = Document.open(path)
    document.set("unit", "甲单位")
    document.save()
    document.close()
    path.write_bytes(path.read_bytes()[:2000])
    for command in (("check",), ("export", "--to", "md", "-o", folder / "成品")):
        complaint = perftui(*command, path).complaint
        assert "不完整或已损坏" in complaint and "perftui recover" in complaint
        assert "备份" not in complaint


def test_a_page_that_cannot_be_written_is_one_line(perftui, sample, tmp_path):
    page = tmp_path / "nowhere" / "p.html"
    assert str(page) in perftui("check", sample("长三角"), "--html", page).complaint


def certain(checked):
    findings = checked.json[0]["findings"]
    return [f["fix"] for f in findings if f["fix"] and f["fix"]["certain"]]


def test_fix_mends_what_is_certain_shows_how_and_leaves_the_rest(perftui, sample):
    form = sample("长三角")
    before = json.loads(form.read_text("utf-8"))
    offered = certain(perftui("check", form, "--json"))
    fixed = perftui("check", form, "--fix")
    after = json.loads(form.read_text("utf-8"))
    lines = fixed.out.splitlines()
    assert lines[0] == f"已修正  {form}"
    assert any(line.startswith("  @@ 主要绩效：PT043 重新编号") for line in lines)
    assert any(line.startswith("  -2、通过HR") for line in lines)
    assert any(line.startswith("  +3、通过HR") for line in lines)
    changed = {key for key in after if after[key] != before[key]}
    assert changed == {fix["field"].partition(".")[0] for fix in offered}
    assert list(after) == list(before)
    assert certain(perftui("check", form, "--json")) == []


def test_diff_shows_the_same_and_changes_nothing(perftui, sample):
    form = sample("长三角")
    before = form.read_bytes()
    shown = perftui("check", form, "--diff", "--fix").out
    assert shown.startswith(f"可修正  {form}\n  @@ ")
    assert form.read_bytes() == before


@pytest.mark.parametrize(("answer", "changes"), [("y", True), ("是", True), ("", False)])
def test_at_a_terminal_fix_asks_first(perftui, sample, monkeypatch, answer, changes):
    form = sample("长三角")
    before = form.read_bytes()
    monkeypatch.setattr("perftui.cli.checking.on_terminal", lambda: True)
    monkeypatch.setattr("builtins.input", lambda question: print(question) or answer)
    checked = perftui("check", form, "--fix")
    assert checked.out.index("可修正") < checked.out.index("改这 1 份吗？")
    assert (form.read_bytes() != before) is changes
    assert ("已修正" in checked.out) is changes


def test_a_rule_is_suppressed_with_its_reason_and_restored(perftui, sample):
    form = sample("高校")
    suppressed = perftui("check", form, "--suppress", "PT052：按整数公布")
    assert "  搁置 PT052  " in suppressed.out
    assert "理由：按整数公布" in suppressed.out
    assert suppressed.out.splitlines()[-1].endswith("，搁置 1")
    (found,) = perftui("check", form, "--json").json
    assert [(f["code"], f["reason"]) for f in found["suppressed"]] == [("PT052", "按整数公布")]
    assert "PT052" not in {f["code"] for f in found["findings"]}
    assert "搁置" not in perftui("check", form, "--restore", "PT052").out


def test_a_reason_is_asked_for(perftui, sample):
    assert "主管部门不要求" in perftui("check", sample("高校"), "--suppress", "PT052").complaint


def test_what_could_not_be_judged_is_said_once(perftui, folder):
    lines = perftui("check", folder, "--select", "PT019,PT020").out.splitlines()
    (said,) = (line for line in lines if line.startswith("没有查 "))
    assert said.startswith("没有查 PT019、PT020：")
    assert said.endswith("没有指标表中的年度指标值和实际完成值")


def test_a_bad_settings_file_is_one_line(perftui, folder):
    (folder / "perftui.toml").write_text("[check]\nignre = []", "utf-8")
    assert "check.ignre" in perftui("check", folder).complaint


def test_the_workbook_lists_a_row_a_finding(perftui, folder, tmp_path):
    book = tmp_path / "清单.xlsx"
    checked = perftui("check", folder, "--xlsx", book)
    assert checked.out == f"{book}\n"
    listed = openpyxl.load_workbook(book)["问题清单"]
    texts = {str(cell.value) for row in listed.iter_rows() for cell in row}
    assert "PT043" in texts and "长三角一体化服务专项" in texts


def test_fixing_again_changes_nothing(perftui, folder):
    perftui("check", folder, "--fix")
    once = {path: path.read_bytes() for path in folder.iterdir()}
    assert "已修正" not in perftui("check", folder, "--fix", "--yes").out
    assert {path: path.read_bytes() for path in folder.iterdir()} == once


def test_fix_touches_only_the_selected_rules(perftui, sample):
    form = sample("长三角")
    before = form.read_bytes()
    perftui("check", form, "--fix", "--select", "PT001")
    assert form.read_bytes() == before


def test_without_fix_no_file_is_touched(perftui, folder):
    before = {path: path.read_bytes() for path in folder.iterdir()}
    perftui("check", folder)
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_folders_are_walked_and_one_bad_file_does_not_stop_the_rest(perftui, folder):
    deep = folder / "处室" / "一处"
    deep.mkdir(parents=True)
    (deep / "坏.perf.json").write_text("{", "utf-8")
    next(folder.glob("2019-长三角*")).rename(deep / "好.perf.json")
    checked = perftui("check", folder, "--json")
    assert checked.status == 2
    assert len(checked.json) == len(list(folder.rglob("*.json")))
    assert [form["file"] for form in checked.json if "error" in form] == [
        str(deep / "坏.perf.json")
    ]
    assert "坏.perf.json" in checked.complaint


def test_rule_lists_every_rule_with_its_level_and_title(perftui):
    listed = perftui("rule")
    lines = listed.out.splitlines()
    assert (listed.status, listed.err, len(lines)) == (0, "", len(all_rules()))
    assert "PT008  错误  必填项没有填" in lines
    assert lines == sorted(lines)


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_rule_explains_one_rule(perftui, rule):
    explained = perftui("rule", rule.code.lower())
    title, blank, *explanation = explained.out.splitlines()
    assert (explained.status, explained.err, blank) == (0, "", "")
    assert title.startswith(rule.code)
    assert title.endswith(rule.title)
    assert "\n".join(explanation).startswith(rule.explanation)


def test_an_unknown_rule_is_answered_with_the_nearest_ones(perftui):
    assert "PT008" in perftui("rule", "PT0008").complaint
