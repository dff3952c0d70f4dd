"""Whatever the locale: every command works, files have Chinese names, and all of it is UTF-8."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "tests" / "data" / "self-evaluations-2019.txt"
FORM = "2019-长三角一体化服务专项.perf.json"
LOCALES = [
    {"LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    {"LC_ALL": "C", "PYTHONIOENCODING": "gbk:strict"},
]
COMMANDS = [
    (["check", FORM, "--html", "检查.html", "--xlsx", "检查.xlsx"], 0),
    (["check", FORM, "--json"], 0),
    (["rule", "PT008"], 0),
    (["suggest", FORM, "--field", "problems"], 0),
    (["bank", "search", "制度"], 0),
    (["learn", FORM], 0),
    (["export", FORM, "--to", "docx,txt", "-o", "导出"], 0),
    (["report", FORM, "-o", "汇总.html"], 0),
    (["keys"], 0),
    (["history", FORM], 1),
    (["new", "新项目", "-o", "新建"], 0),
    (["import", str(SEEDS), "-o", "读入"], 0),
    (["chat", FORM], 0),
    (["check", "没有.perf.json"], 2),
]
# All commands in one process, which is begun as the program is.
ALL = """
import json, sys
from perftui.cli.main import main
from perftui.cli.utf8 import name_files_in_utf8
name_files_in_utf8()
done = [main(arguments) for arguments in json.loads(sys.argv[1])]
print(json.dumps(done), file=sys.stderr)
"""


def _run(folder: Path, variables: dict[str, str], *arguments: str) -> tuple[int, str, str]:
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("LC_", "LANG"))}
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env=clean | {"PYTHONPATH": str(ROOT)} | variables,
        input="年度总目标改为 提高效率\n退出\n".encode(),
        capture_output=True,
        check=False,
    )
    return done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")


@pytest.mark.skipif(os.name != "posix", reason="locales as POSIX has them")
@pytest.mark.parametrize(
    "variables", LOCALES, ids=lambda all_: " ".join(map("=".join, all_.items()))
)
def test_every_command_works_in_every_locale(folder: Path, variables: dict[str, str]) -> None:
    commands = json.dumps([arguments for arguments, _ in COMMANDS])
    status, said, complained = _run(folder, variables, "-c", ALL, commands)
    assert status == 0, complained
    *told, statuses = complained.splitlines()
    assert json.loads(statuses) == [status for _, status in COMMANDS]
    assert "意外" not in complained
    assert "「没有.perf.json」" in told[-1]
    assert "长三角一体化服务专项" in said
    made = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert {"检查.html", "检查.xlsx", "汇总.html", "新建/新项目.perf.json"} <= made
    assert "导出/2019-长三角一体化服务专项.docx" in made
    assert any(name.startswith("读入/2019-") for name in made)


@pytest.mark.skipif(os.name != "posix", reason="locales as POSIX has them")
def test_the_program_itself_names_files_in_chinese_where_the_locale_cannot(tmp_path: Path) -> None:
    variables = {"LC_ALL": "C", "PYTHONUTF8": "0"}
    status, _, complained = _run(tmp_path, variables, "-m", "perftui", "new", "新项目", "-o", "新")
    assert (status, complained) == (0, "")
    assert [path.parent.name for path in tmp_path.rglob("*新项目.perf.json")] == ["新"]
