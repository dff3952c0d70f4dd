"""`check` and `rule`."""

import json
import re
from pathlib import Path

import pytest

from perftui.rules.registry import all_rules

SEEDS = Path(__file__).parents[1] / "data" / "self-evaluations-2019.txt"
FINDING_KEYS = ["code", "level", "field", "message", "hint", "fix"]


def test_the_text_lists_each_form_with_its_findings_and_counts_them(perftui, folder):
    checked = perftui("check", folder)
    lines = checked.out.splitlines()
    assert (checked.status, checked.err) == (1, "")
    assert f"长三角一体化服务专项  {folder}/2019-长三角一体化服务专项.perf.json" in lines
    assert any(line.startswith("  错误 PT008  还有9行没有自评分") for line in lines)
    assert re.fullmatch(r"共 10 份：错误 \d+，警告 \d+，提示 \d+", lines[-1])


def test_a_form_without_a_finding_is_said_to_have_none(perftui, sample):
    checked = perftui("check", sample("长三角"), "--select", "PT001")
    assert checked.status == 0
    assert checked.out.splitlines()[1:] == ["  没有问题", "共 1 份：错误 0，警告 0，提示 0"]


def test_the_json_has_the_agreed_keys_in_their_order(perftui, folder):
    checked = perftui("check", folder, "--json")
    assert len(checked.json) == 10
    for form in checked.json:
        assert list(form) == ["file", "name", "findings"]
        for finding in form["findings"]:
            assert list(finding) == FINDING_KEYS
            assert finding["level"] in ("error", "warning", "hint")
            assert finding["fix"] is None or list(finding["fix"]) == ["field", "value", "label"]
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
    draft = next(folder.glob("2020-*"))
    draft.unlink()
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
    assert len(checked.json) == 10
    assert (tmp_path / "p.html").exists()


def test_a_page_is_never_written_over_a_form(perftui, sample):
    form, other = sample("长三角"), sample("科创")
    before = form.read_bytes()
    assert "--html" in perftui("check", "--html", form, other).complaint
    assert form.read_bytes() == before


def test_a_page_that_cannot_be_written_is_one_line(perftui, sample, tmp_path):
    page = tmp_path / "nowhere" / "p.html"
    assert str(page) in perftui("check", sample("长三角"), "--html", page).complaint


def test_fix_mends_what_is_certain_says_so_and_leaves_the_rest(perftui, sample):
    form = sample("长三角")
    before = json.loads(form.read_text("utf-8"))
    offered = [f for f in perftui("check", form, "--json").json[0]["findings"] if f["fix"]]
    fixed = perftui("check", form, "--fix")
    after = json.loads(form.read_text("utf-8"))
    assert offered
    assert "  已修正  PT043 " in fixed.out
    assert {key for key in after if after[key] != before[key]} == {f["field"] for f in offered}
    assert list(after) == list(before)
    assert not [f for f in perftui("check", form, "--json").json[0]["findings"] if f["fix"]]


def test_fixing_again_changes_nothing(perftui, folder):
    perftui("check", folder, "--fix")
    once = {path: path.read_bytes() for path in folder.iterdir()}
    assert "已修正" not in perftui("check", folder, "--fix").out
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
    assert len(checked.json) == 11
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
    assert "\n".join(explanation) == rule.explanation


def test_an_unknown_rule_is_answered_with_the_nearest_ones(perftui):
    assert "PT008" in perftui("rule", "PT0008").complaint
