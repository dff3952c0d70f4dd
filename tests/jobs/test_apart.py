"""Documents and templates from elsewhere are read in a process of its own, which has limits."""

import os
import select
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from perftui.evaluation.model import Evaluation, Indicator
from perftui.evaluation.profile import load_profile
from perftui.evaluation.values import FormDate, Unread
from perftui.jobs.apart import asking, documents, process, templates
from perftui.jobs.apart.documents import read_source
from perftui.jobs.apart.packing import (
    NotFormsError,
    packed,
    packed_evaluations,
    unpacked,
    unpacked_evaluations,
)
from perftui.jobs.apart.process import DiedError, Process, TooLongError
from perftui.jobs.opening import StoppedError, open_all, open_path
from perftui.readers import reading
from perftui.readers.report import DocumentError
from perftui.readers.sources import sources_in
from perftui.writers import exporting
from perftui.writers.book import ExportError
from perftui.writers.sample import sample_form

DATA = Path(__file__).parents[1] / "data"
SEED_FILE = DATA / "self-evaluations-2019.txt"
SAMPLES = [*sorted((DATA / "documents").rglob("01_B.*")), SEED_FILE]
on_posix = pytest.mark.skipif(os.name != "posix", reason="limits as POSIX has them")
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="processes looked at as on Linux")


@pytest.fixture(autouse=True)
def _none_is_left() -> Iterator[None]:
    yield
    assert len(asking._idle) <= 1


@pytest.fixture
def alone() -> Iterator[Process]:
    """Start a process that nobody else asks."""
    started = Process()
    yield started
    started.end()


def pid_of(kept: Process) -> int:
    return kept._process.pid


def kept_pid() -> int:
    """Return the number of the process that is kept for the next document."""
    open_path(SEED_FILE)
    (kept,) = asking._idle
    return pid_of(kept)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_what_is_read_apart_is_what_is_read_here(path: Path) -> None:
    (source,) = sources_in(path)
    apart, here = read_source(source), reading.read_source(source)
    assert apart == here
    assert [repr(form.evaluation) for form in apart] == [repr(form.evaluation) for form in here]


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"PK\x03\x04", "一封信".encode()])
def test_why_nothing_is_read_is_told_as_it_is_here(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "表.docx"
    path.write_bytes(content)
    (source,) = sources_in(path)
    with pytest.raises(DocumentError) as here:
        reading.read_source(source)
    with pytest.raises(DocumentError) as apart:
        read_source(source)
    assert (type(apart.value), str(apart.value)) == (type(here.value), str(here.value))


def test_one_process_reads_document_after_document() -> None:
    assert kept_pid() == kept_pid() != os.getpid()


def test_a_document_that_takes_too_long_is_told_and_the_next_one_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = kept_pid()
    with monkeypatch.context() as patched:
        patched.setattr(documents, "_SECONDS", 0.0)
        patched.setattr(documents, "_SECONDS_A_MEGABYTE", 0.0)
        error = open_path(SEED_FILE).error
    assert error.startswith(f"「{SEED_FILE.name}」读了超过 0 秒")
    assert asking._idle == []
    assert len(open_path(SEED_FILE).evaluations) == 9
    assert kept_pid() != before


def test_a_process_that_ends_by_itself_is_told(alone: Process) -> None:
    with pytest.raises(DiedError):
        alone.ask((b"no number", b"read"), 60.0, asking.nothing)
    assert not alone.is_fit


def test_a_process_that_died_while_it_was_idle_is_replaced() -> None:
    before = kept_pid()
    asking._idle[0]._process.kill()
    asking._idle[0]._process.wait()
    assert kept_pid() != before


def test_what_a_task_raises_ends_no_process(alone: Process) -> None:
    for message in ((b"5", b"no such task"), (b"5", b"read", b"too few")):
        status, _ = alone.ask(message, 60.0, asking.nothing)
        assert status == b"failed"
    assert alone.is_fit


def test_a_process_is_replaced_after_many_tasks(monkeypatch: pytest.MonkeyPatch) -> None:
    before = kept_pid()
    monkeypatch.setattr(process, "_MOST_TASKS", 1)
    assert kept_pid() != before


def test_reading_is_stopped_while_it_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    asking.end_all()
    monkeypatch.setattr(process, "_TICK", 0.0)
    told: list[int] = []

    def progress(number: int, _: int, __: str) -> None:
        told.append(number)
        if len(told) > 3:
            raise StoppedError

    with pytest.raises(StoppedError):
        list(open_all([SEED_FILE], progress=progress))
    assert told == [1, 1, 1, 1]
    assert asking._idle == []


def test_no_program_can_be_started_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    asking.end_all()
    monkeypatch.setattr(sys, "executable", str(SEED_FILE))
    assert "没有读入" in open_path(SEED_FILE).error


def test_a_folder_it_is_started_in_brings_no_program_along(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asking.end_all()
    (tmp_path / "json.py").write_text("raise SystemExit(3)", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert len(open_path(SEED_FILE).evaluations) == 9


@on_linux
def test_the_process_has_limits_and_no_terminal() -> None:
    import resource

    pid = kept_pid()
    assert resource.prlimit(pid, resource.RLIMIT_CORE) == (0, 0)
    assert resource.prlimit(pid, resource.RLIMIT_FSIZE) == (0, 0)
    assert 2**30 < resource.prlimit(pid, resource.RLIMIT_AS)[0] < 3 * 2**30
    assert 0 < resource.prlimit(pid, resource.RLIMIT_CPU)[0] < 60
    assert os.getsid(pid) == pid
    files = {(Path(f"/proc/{pid}/fd") / str(number)).resolve() for number in (0, 1, 2)}
    assert files == {Path(os.devnull)}


@on_linux
def test_the_process_ends_with_a_program_that_is_killed() -> None:
    program = (
        "import os, signal, sys\nfrom pathlib import Path\n"
        "from perftui.jobs.apart import asking\nfrom perftui.jobs.opening import open_path\n"
        "open_path(Path(sys.argv[1]))\n"
        "print(asking._idle[0]._process.pid, flush=True)\nsys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, str(SEED_FILE)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    ) as started:
        assert started.stdout is not None
        child = os.pidfd_open(int(started.stdout.readline()))
        try:
            started.kill()
            started.wait()
            assert select.select([child], [], [], 30)[0]
        finally:
            os.close(child)


ODD = Evaluation(
    name="甲",
    budget=Decimal("1.2455E+6"),
    executed=Unread("约三万", "是约数"),
    date=FormDate(2020, 4),
    recurring=True,
    indicators=(Indicator(category="产出", weight=Decimal("6.0"), score=Unread("六", "读不懂")),),
)


def test_numbers_dates_and_what_was_not_read_come_back_as_they_were() -> None:
    (back,) = unpacked_evaluations(packed_evaluations([ODD]))
    assert repr(back) == repr(ODD)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b"[[]]",
        b'[{"\\u0000": "os.system", "of": ["ls"]}]',
        b'[{"\\u0000": "number", "of": ["1E+999999"]}]',
        b"[" * 100_000,
        "[['甲']]".encode(),
    ],
)
def test_what_is_no_form_is_refused(content: bytes) -> None:
    with pytest.raises(NotFormsError):
        unpacked(content)


def test_nothing_that_a_terminal_obeys_comes_back() -> None:
    (form, *_) = reading.read_document(SEED_FILE)
    content = packed([form]).replace("绩效".encode(), "绩\\u001b]0;x\\u0007效".encode())
    assert "\\x1b" not in repr(unpacked(content))


TEMPLATE = {"form.html.j2": "<p>{{ 项目名称 }}</p>".encode()}
ENDLESS = "{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}"


def test_a_template_prints_apart_what_it_prints_here() -> None:
    form = sample_form(load_profile("sh2019"))
    apart = templates.render(form, "html", templates=TEMPLATE, draft=True)
    assert apart == exporting.render(form, "html", templates=TEMPLATE, draft=True)
    assert form.name in apart.decode()


def test_a_template_for_another_format_has_no_part() -> None:
    asking.end_all()
    form = sample_form(load_profile("sh2019"))
    endless = {"form.html.j2": ENDLESS.encode()}
    assert templates.render(form, "docx", templates=endless).startswith(b"PK")
    assert asking._idle == []


def test_a_template_without_end_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    endless = {"form.html.j2": ENDLESS.encode()}
    with pytest.raises(ExportError, match="步骤太多"):
        templates.render(ODD, "html", templates=endless)
    monkeypatch.setattr(templates, "_SECONDS", 0.0)
    monkeypatch.setattr(templates, "_SECONDS_A_FORM", 0.0)
    with pytest.raises(ExportError, match="超过 0 秒"):
        templates.render(ODD, "html", templates=endless)
    assert "超过 0 秒" in templates.check_template("form.html.j2", endless)[0][0]


def test_a_template_is_tried_apart() -> None:
    assert templates.check_template("form.html.j2", TEMPLATE) == ([], [])
    wrong = {"form.html.j2": b"{{ 1 +", "a\udce4.j2": b""}
    assert "form.html.j2" in templates.check_template("form.html.j2", wrong)[0][0]


@on_posix
def test_a_limit_that_is_tighter_already_stays() -> None:
    program = (
        "import resource\nfrom perftui.jobs.apart.limits import allow, confine\n"
        "resource.setrlimit(resource.RLIMIT_CPU, (50, 50))\nconfine()\nallow(900)\n"
        "print(resource.getrlimit(resource.RLIMIT_CPU))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    assert done.stdout == "(50, 50)\n"


def test_too_long_is_no_death(alone: Process) -> None:
    with pytest.raises(TooLongError):
        alone.ask((b"5", b"read", b"x.txt", b"x"), 0.0, asking.nothing)
    assert not alone.is_fit
