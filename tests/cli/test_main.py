"""`perftui` itself: version, help, wrong calls, and what it does without a terminal."""

import re
from pathlib import Path

import pytest

from perftui import __version__
from perftui.cli.main import COMMANDS

FORM = "form.perf.json"
# what argparse says in English
ENGLISH = re.compile(r"argument|required|usage|error|invalid|expected|choose|ambiguous|unrecog")


@pytest.mark.parametrize("flag", ["--version", "-V"])
def test_version(perftui, flag):
    shown = perftui(flag)
    assert (shown.status, shown.out, shown.err) == (0, f"perftui {__version__}\n", "")


@pytest.mark.parametrize("flag", ["--help", "-h", "help"])
def test_help_names_every_command(perftui, flag):
    shown = perftui(flag)
    assert (shown.status, shown.err) == (0, "")
    for name, (_, does) in COMMANDS.items():
        assert re.search(rf"^  {name} +{does}$", shown.out, re.MULTILINE), name


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_a_command_is_in_chinese(perftui, command):
    shown = perftui(command, "--help")
    assert (shown.status, shown.err) == (0, "")
    assert shown.out.startswith(f"用法：perftui {command} ")
    assert COMMANDS[command][1] in shown.out
    assert not ENGLISH.search(shown.out)


@pytest.mark.parametrize("arguments", [(), (".",)], ids=["bare", "folder"])
def test_without_a_terminal_it_says_what_else_there_is(perftui, folder, monkeypatch, arguments):
    monkeypatch.chdir(folder)
    assert "perftui check" in perftui(*arguments).complaint


def test_without_a_terminal_a_form_is_not_opened_either(perftui, sample):
    assert "没有终端" in perftui(sample("长三角")).complaint


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["frobnicate"], "「frobnicate」"),
        (["chekc", "x.perf.json"], "「chekc」"),
        (["--frobnicate"], "「--frobnicate」"),
        (["a" * 300], "aaa"),
        (["check"], "自评表"),
        (["check", FORM, "--frobnicate"], "--frobnicate"),
        (["check", FORM, "--js"], "--js"),
        (["check", FORM, "--json=3"], "--json"),
        (["check", FORM, "--html"], "--html"),
        (["check", FORM, "--select"], "--select"),
        (["check", FORM, "--select", "PT999"], "PT999"),
        (["check", FORM, "--ignore", "PT001，QQ"], "QQ"),
        (["rule", "PT001", "PT002"], "PT002"),
        (["rule", "PT9"], "「PT9」"),
        (["import"], "文档"),
        (["export"], "自评表"),
        (["export", FORM, "--to", "，"], "--to"),
        (["new"], "项目名称"),
        (["new", "项目", "--year", "二十"], "「二十」"),
        (["new", "项目", "--year", "-3"], "「-3」"),
        (["new", "项目", "--year", "a'b"], "「a'b」"),
        (["new", "项目", "--profile", "sh1999"], "「sh1999」"),
        (["suggest"], "自评表"),
        (["suggest", FORM, "--limit", "0"], "「0」"),
        (["suggest", FORM, "--limit", "-1"], "「-1」"),
        (["suggest", FORM, "--limit", "许多"], "「许多」"),
        (["suggest", FORM, "--limit", "it's"], "「it's」"),
        (["learn"], "自评表"),
        (["learn", FORM], FORM),
        (["learn", FORM, "--frobnicate"], "--frobnicate"),
        (["bank"], "操作"),
        (["bank", "frobnicate"], "「frobnicate」"),
        (["demo", "extra"], "extra"),
    ],
    ids=lambda value: " ".join(value)[:30] if isinstance(value, list) else "",
)
def test_a_wrong_call_is_one_line_of_chinese_that_names_the_trouble(
    perftui, tmp_path, monkeypatch, arguments, named
):
    monkeypatch.chdir(tmp_path)
    wrong = perftui(*arguments)
    assert named in wrong.complaint
    assert not ENGLISH.search(wrong.err)
    assert wrong.out == ""
    assert not list(tmp_path.iterdir())


def test_escape_sequences_in_a_wrong_call_are_not_echoed(perftui):
    wrong = perftui("check", FORM, "--\x1b[31m\x9b2Jred")
    assert "\x1b" not in wrong.complaint
    assert "\x9b" not in wrong.complaint


def test_ctrl_c_is_one_line(perftui, monkeypatch):
    def interrupted(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("perftui.cli.main._command", interrupted)
    assert perftui("check", FORM).complaint == "已取消。"


def test_a_failing_disk_is_one_line(perftui, monkeypatch):
    def full(*_: object) -> int:
        raise OSError(28, "No space left on device", "/tmp/demo")

    monkeypatch.setattr("perftui.cli.main._command", full)
    assert "「/tmp/demo」" in perftui("demo").complaint


def test_a_path_that_ends_in_a_file_is_not_taken_for_a_folder(perftui, sample):
    assert "没有" in perftui(Path(sample("长三角")) / "x").complaint


def test_a_document_is_to_be_imported_before_it_is_opened(perftui, tmp_path, monkeypatch):
    document = tmp_path / "自评表.txt"
    document.write_text("项目绩效自评价", encoding="utf-8")
    monkeypatch.setattr("perftui.cli.main.on_terminal", lambda: True)
    assert "perftui import" in perftui(document).complaint
