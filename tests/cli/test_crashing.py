"""A command that fails by a fault of perftui: one sentence, a report, nothing of the form."""

import threading

import pytest

from perftui.storage.user_data import data_folder

MARKER = "机密项目甲"


@pytest.fixture
def faulty(monkeypatch):
    """Have every command fail."""

    def fail(*_):
        raise RuntimeError(MARKER)

    monkeypatch.setattr("perftui.cli.main._command", fail)


@pytest.mark.parametrize("command", ["check", "chat", "export", "doctor"])
def test_a_fault_is_one_sentence_and_a_report(perftui, faulty, command):
    shown = perftui(command, "x.perf.json")
    (report,) = (data_folder() / "crashes").iterdir()
    assert shown.status == 70
    assert shown.out == ""
    (line,) = shown.err.splitlines()
    assert "遇到意外" in line
    assert report.name in line
    assert MARKER not in line + report.read_text("utf-8")


def test_who_asks_for_it_sees_the_details(perftui, faulty, monkeypatch):
    monkeypatch.setenv("PERFTUI_DEBUG", "1")
    shown = perftui("check", "x.perf.json")
    assert "Traceback" in shown.err
    assert MARKER in shown.err


def test_a_thread_that_fails_prints_nothing_and_is_reported(perftui, monkeypatch):
    def work() -> None:
        raise RuntimeError(MARKER)

    def start(*_):
        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
        return 0

    monkeypatch.setattr("perftui.cli.main._command", start)
    shown = perftui("check", "x.perf.json")
    assert (shown.status, shown.out, shown.err) == (0, "", "")
    (report,) = (data_folder() / "crashes").iterdir()
    assert MARKER not in report.read_text("utf-8")
