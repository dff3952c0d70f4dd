"""perftui as a process of its own: encodings, exit statuses, signals, streams that are gone."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "sample_projects"
posix = pytest.mark.skipif(os.name != "posix", reason="POSIX streams and signals")


def _start(*arguments: str, **streams: int) -> subprocess.Popen[bytes]:
    buffered = {key: value for key, value in os.environ.items() if key != "PYTHONUNBUFFERED"}
    pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    command = [sys.executable, "-m", "perftui", *arguments]
    return subprocess.Popen(command, cwd=ROOT, env=buffered, **(pipes | streams))


def _shell(script: str) -> subprocess.CompletedProcess[bytes]:
    buffered = {key: value for key, value in os.environ.items() if key != "PYTHONUNBUFFERED"}
    return subprocess.run(
        ["/bin/sh", "-c", script.replace("perftui", f"'{sys.executable}' -m perftui")],
        cwd=ROOT,
        env=buffered,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )


@pytest.mark.parametrize(
    "variables",
    [
        {"PYTHONIOENCODING": "gbk"},
        {"PYTHONIOENCODING": "ascii"},
        {"LANG": "C", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"},
        {"LC_ALL": "POSIX"},
    ],
    ids=lambda variables: " ".join(f"{key}={value}" for key, value in variables.items()),
)
def test_it_prints_utf8_whatever_the_locale(process, variables):
    listed = process("rule", **variables)
    assert (listed.status, listed.err) == (0, "")
    assert "PT008  错误  必填项没有填" in listed.out
    assert "「没有」" in process("没有", **variables).complaint


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["--version"], 0),
        (["check", "sample_projects", "--ignore", "PT008", "--json"], 0),
        (["check", "sample_projects", "--json"], 1),
        (["check", "没有.txt"], 2),
        ([], 2),
    ],
    ids=str,
)
def test_exit_statuses(process, arguments, status):
    assert process(*arguments).status == status


def test_development_mode_finds_nothing_to_warn_of(process, tmp_path):
    done = process(
        *(
            "export",
            SAMPLES,
            "--to",
            "docx,xlsx,pdf,html,md,txt,tsv",
            "-o",
            tmp_path / "out",
            "--force",
        ),
        PYTHONWARNINGS="error",
        PYTHONDEVMODE="1",
    )
    assert done.status == 0
    assert all("错误" in line or line.startswith("    PT") for line in done.err.splitlines())
    assert len(done.out.splitlines()) == 77


@posix
def test_a_reader_that_leaves_early_is_no_error():
    for arguments in (["rule"], ["check", *["sample_projects"] * 10, "--json"]):
        with _start(*arguments) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            process.stdout.close()
            assert process.stderr.read() == b""
        assert process.returncode == 0


@posix
def test_ctrl_c_in_the_middle_is_one_line():
    # More than a pipe holds, so that it is still printing when the signal comes. A program started
    # in the background ignores the signal, and so would those it starts.
    ignored = signal.signal(signal.SIGINT, signal.default_int_handler)
    with _start("check", *["sample_projects"] * 10, "--json") as process:
        assert process.stdout is not None
        signal.signal(signal.SIGINT, ignored)
        process.stdout.read(1)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate()
    assert err.decode("utf-8") == "已取消。\n"
    assert process.returncode == 2


@posix
@pytest.mark.parametrize(
    ("script", "status"),
    [
        ("perftui rule >&-", 0),
        ("perftui 没有 2>&-", 2),
        ("perftui <&-", 2),
        ("perftui demo -o /dev/null/x <&-", 2),
    ],
)
def test_a_closed_stream_is_no_traceback(script, status):
    done = _shell(script)
    assert done.returncode == status
    assert b"Traceback" not in done.stderr
    assert done.stderr.count(b"\n") <= 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("command", ["rule", "check sample_projects --json", "--version"])
def test_a_full_disk_behind_stdout_is_one_line(command):
    done = _shell(f"perftui {command} > /dev/full")
    assert done.returncode == 2
    assert done.stderr.decode("utf-8").count("\n") == 1
    assert "不能读写输出" in done.stderr.decode("utf-8")
