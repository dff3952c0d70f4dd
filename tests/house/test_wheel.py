"""The wheel: everything is in it, and it works where the checkout is not."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DATA = {".toml", ".j2", ".tcss", ".typed"}


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The unpacked wheel, built without network."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    (wheel,) = folder.glob("perftui-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def _perftui(unpacked: Path, cwd: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return _python(unpacked, cwd, "-m", "perftui", *arguments)


def _python(unpacked: Path, cwd: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=cwd,
        env=os.environ | {"PYTHONPATH": str(unpacked), "TMPDIR": str(cwd)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_every_module_and_data_file_of_the_package_is_inside(unpacked):
    wanted = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "perftui").rglob("*")
        if path.suffix in {".py", *DATA}
    }
    inside = {path.relative_to(unpacked).as_posix() for path in unpacked.rglob("*")}
    assert not wanted - inside
    for kind in ("tui/app.tcss", "evaluation/profiles/sh2019.toml", "writers/templates"):
        assert any(name.startswith(f"perftui/{kind}") for name in inside), kind


@pytest.mark.parametrize("room", ["phrasebank", "sample_projects"])
def test_what_is_shipped_is_inside(unpacked, room):
    wanted = {path.name: path.read_bytes() for path in (ROOT / room).iterdir()}
    shipped = unpacked / "perftui" / "_shipped" / room
    assert {path.name: path.read_bytes() for path in shipped.iterdir()} == wanted
    assert len(wanted) > 5


def test_nothing_else_is_inside(unpacked):
    info = [path.name for path in unpacked.iterdir() if path.suffix == ".dist-info"]
    assert len(info) == 1
    assert sorted(path.name for path in unpacked.iterdir()) == sorted(["perftui", *info])
    scripts = (unpacked / info[0] / "entry_points.txt").read_text("utf-8")
    assert "perftui = perftui.cli.main:main" in scripts
    assert list((unpacked / info[0]).rglob("LICENSE"))


def test_it_is_the_unpacked_wheel_that_these_tests_run(unpacked, tmp_path):
    where = _python(unpacked, tmp_path, "-c", "import perftui; print(perftui.__file__)")
    assert Path(where.stdout.strip()) == unpacked / "perftui" / "__init__.py"


def test_check_and_suggest_work_from_the_wheel(unpacked, tmp_path):
    form = next((unpacked / "perftui" / "_shipped" / "sample_projects").glob("2020-*"))
    checked = _perftui(unpacked, tmp_path, "check", str(form))
    assert (checked.returncode, checked.stderr) == (1, "")
    assert "PT008" in checked.stdout
    suggested = _perftui(unpacked, tmp_path, "suggest", str(form))
    assert (suggested.returncode, suggested.stderr) == (0, "")
    assert "词库" in suggested.stdout


def test_the_demo_works_from_the_wheel(unpacked, tmp_path):
    shown = _perftui(unpacked, tmp_path, "demo", "--headless", "-o", "成品")
    assert (shown.returncode, shown.stderr) == (0, "")
    assert sorted(path.suffix for path in (tmp_path / "成品").iterdir()) == [
        ".docx",
        ".html",
        ".xlsx",
    ]


def test_the_terminal_program_finds_its_styles_in_the_wheel(unpacked, tmp_path):
    code = (
        "import asyncio; from pathlib import Path; from perftui.resources import sample_projects;"
        "from perftui.tui.app import PerftuiApp\n"
        "async def start():\n"
        "    async with PerftuiApp(sample_projects()).run_test() as pilot:\n"
        "        await pilot.pause()\n"
        "        print(type(pilot.app.screen).__name__)\n"
        "asyncio.run(start())"
    )
    started = _python(unpacked, tmp_path, "-c", code)
    assert (started.stdout, started.stderr) == ("HomeScreen\n", "")
