"""A report of a failure: where in the program it was, on what, and no word of anybody's."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from jinja2 import DictLoader
from jinja2.sandbox import SandboxedEnvironment

from perftui.storage.crash_reports import keep_report, report
from perftui.storage.evaluation_file import to_json
from perftui.storage.user_data import data_folder

MARKER = "机密项目甲"
NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def told(failing) -> str:
    try:
        failing()
    except BaseException as error:
        return report(error, NOW)
    raise AssertionError("it did not fail")


def chained() -> None:
    try:
        Path(f"/没有/{MARKER}").read_text("utf-8")
    except OSError as error:
        raise ValueError(MARKER) from error


def in_a_group() -> None:
    raise ExceptionGroup(MARKER, [KeyError(MARKER), ExceptionGroup(MARKER, [TypeError()])])


def in_a_template() -> None:
    source = "{% block secret_name %}{{ 1 // 0 }}{% endblock %}"
    SandboxedEnvironment(loader=DictLoader({MARKER: source})).get_template(MARKER).render()


@pytest.mark.parametrize(
    ("failing", "named"),
    [
        (chained, ["builtins.ValueError", "builtins.FileNotFoundError [2]", "pathlib.py:"]),
        (in_a_group, ["builtins.ExceptionGroup", "builtins.KeyError", "builtins.TypeError"]),
        (in_a_template, ["builtins.ZeroDivisionError", "jinja2/environment.py:", "(elsewhere):"]),
        (lambda: to_json(None), ["perftui/storage/evaluation_file.py:", " to_json"]),
    ],
)
def test_a_report_names_types_and_places_and_no_words(failing, named):
    text = told(failing)
    assert not [word for word in named if word not in text]
    assert MARKER not in text
    assert "secret_name" not in text
    assert __file__ not in text
    assert str(Path.home()) not in text
    assert text.isascii()


def test_a_report_tells_versions_and_the_terminal_but_no_odd_variable(monkeypatch):
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("LANG", f"{MARKER}\x1b[2J")
    text = report(ValueError(), NOW)
    for fact in ("2026-01-02 03:04:05 UTC", "perftui ", "textual 8.", "TERM=xterm-256color"):
        assert fact in text
    assert "LANG=(unusual)" in text
    assert "\x1b" not in text


def test_an_endless_failure_is_told_in_few_lines():
    def deeper() -> None:
        deeper()

    assert len(told(deeper).splitlines()) < 100


def test_the_newest_reports_are_kept():
    kept = [keep_report(ValueError()) for _ in range(13)]
    assert sorted((data_folder() / "crashes").iterdir()) == kept[-10:]


def test_where_no_report_can_be_written_none_is(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("", "utf-8")
    monkeypatch.setenv("PERFTUI_DATA", str(tmp_path / "file"))
    assert keep_report(ValueError()) is None
