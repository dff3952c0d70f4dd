"""What each command loads, seen in a process of its own: nothing heavy that it does not need."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from perftui.resources import sample_projects

ROOT = Path(__file__).parents[2]
FORM = str(next(sample_projects().glob("2019-长三角*")))
SEEDS = str(ROOT / "tests" / "data" / "self-evaluations-2019.txt")
TERMINAL = {"textual", "rich"}
DOCUMENTS = {"jinja2", "docx", "lxml", "xlsxwriter", "typst"}
HEAVY = TERMINAL | DOCUMENTS | {"pydantic", "rapidfuzz"}
LISTING = "print(json.dumps([n.partition('.')[0] for n in sys.modules]), file=sys.stderr)"


def _python(code: str, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if k != "TEXTUAL_DISABLE_KITTY_KEY"}
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        env=environment | {"PYTHONPATH": str(ROOT)} | variables,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )


def _loaded(*arguments: str, **variables: str) -> set[str]:
    """Return the top names of what is loaded after a command has run."""
    run = "import json, sys; from perftui.cli.main import main; assert main(sys.argv[1:]) < 2; "
    return set(json.loads(_python(run + LISTING, *arguments, **variables).stderr.splitlines()[-1]))


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["check", "--help"]], ids=str)
def test_version_and_help_load_nothing_heavy(arguments):
    assert not _loaded(*arguments) & HEAVY


@pytest.mark.parametrize(
    "arguments",
    [["check", FORM], ["check", FORM, "--json"], ["rule"], ["suggest", FORM]],
    ids=lambda arguments: arguments[0],
)
def test_checking_and_suggesting_load_no_terminal_and_no_document_library(arguments):
    assert not _loaded(*arguments) & (TERMINAL | DOCUMENTS)


def test_importing_and_making_forms_load_no_terminal_and_no_document_library(tmp_path):
    assert not _loaded("import", SEEDS, "--json") & (TERMINAL | DOCUMENTS)
    assert not _loaded("new", "新", "-o", str(tmp_path)) & (TERMINAL | DOCUMENTS)


@pytest.mark.parametrize(
    ("kind", "needed"),
    [
        ("docx", {"lxml"}),
        ("xlsx", {"xlsxwriter"}),
        ("pdf", {"typst"}),
        ("html", {"jinja2"}),
        ("md", {"jinja2"}),
        ("txt", {"jinja2"}),
    ],
)
def test_an_export_loads_the_library_of_its_format_alone(tmp_path, kind, needed):
    loaded = _loaded("export", FORM, "--to", kind, "-o", str(tmp_path))
    assert loaded & (TERMINAL | DOCUMENTS) == needed


def test_the_demo_without_a_terminal_loads_none(tmp_path):
    loaded = _loaded("demo", "-o", str(tmp_path / "out"), TMPDIR=str(tmp_path))
    assert not loaded & TERMINAL


def test_importing_perftui_switches_the_kitty_keyboard_protocol_off():
    code = "import os, perftui; print(os.environ['TEXTUAL_DISABLE_KITTY_KEY'])"
    assert _python(code).stdout == "1\n"


def test_textual_sees_the_kitty_keyboard_protocol_switched_off():
    code = "import perftui.tui.app; from textual import constants as c; print(c.DISABLE_KITTY_KEY)"
    assert _python(code).stdout == "True\n"


def test_what_the_user_set_for_the_keyboard_protocol_is_left_alone():
    code = "import os, perftui; print(os.environ['TEXTUAL_DISABLE_KITTY_KEY'])"
    assert _python(code, TEXTUAL_DISABLE_KITTY_KEY="0").stdout == "0\n"
