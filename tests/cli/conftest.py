"""Ways to call perftui: in this process, which is fast, and as a process of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from perftui.cli.main import main

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Outcome:
    """What a call left behind: its exit status and what it printed."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def complaint(self) -> str:
        """The one line on stderr of a call that failed on what it was given."""
        lines = self.err.splitlines()
        assert self.status == 2, self
        assert len(lines) == 1, self.err
        assert any("一" <= character <= "鿿" for character in lines[0]), lines[0]
        assert "Traceback" not in self.err
        return lines[0]


Call = Callable[..., Outcome]


@pytest.fixture
def perftui(capsys: pytest.CaptureFixture[str]) -> Call:
    """Call perftui in this process."""

    def call(*arguments: str | Path) -> Outcome:
        capsys.readouterr()
        status = main([str(argument) for argument in arguments])
        return Outcome(status, *capsys.readouterr())

    return call


@pytest.fixture
def process() -> Call:
    """Call perftui as a process, its folder and variables being those given."""

    def call(*arguments: str | Path, cwd: Path = ROOT, **variables: str) -> Outcome:
        done = subprocess.run(
            [sys.executable, "-m", "perftui", *map(str, arguments)],
            cwd=cwd,
            env=os.environ | {"PYTHONPATH": str(ROOT)} | variables,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
        return Outcome(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))

    return call


@pytest.fixture
def sample(folder: Path) -> Callable[[str], Path]:
    """Return the path of a sample form in the copy, by a part of its name."""

    def find(part: str) -> Path:
        (path,) = folder.glob(f"*{part}*")
        return path

    return find


@pytest.fixture
def plant(sample: Callable[[str], Path]) -> Callable[..., Path]:
    """Write something else into the keys of a sample form; the path is that of the form."""

    def write(part: str = "公共服务专项经费", **changed: Any) -> Path:
        path = sample(part)
        data = json.loads(path.read_text("utf-8")) | changed
        path.write_text(json.dumps(data, ensure_ascii=False, indent=2) + "\n", "utf-8")
        return path

    return write
