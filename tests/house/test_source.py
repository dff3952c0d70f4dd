"""What every file of the project keeps to."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "perftui"
LONGEST = 400
ROOMS = ("perftui", "phrasebank", "sample_projects", "tests", "docs", "benchmarks", ".ci")
# Written so that this file does not hold what it looks for.
ELSEWHERE = re.compile(
    r"/(?:[h]ome|[U]sers|[r]oot|[w]ork)/\w|[A-Z]:\\[U]sers"
    r"|[i]ndex-url|[p]ypi\.|[p]ythonhosted|/[s]imple/|[a]rtifactory|[l]ocalhost|127\.0\.[0]\.1"
)
SHOWN = {"update", "Static", "Label", "notify"}


def _texts() -> Iterator[tuple[str, str]]:
    """Yield name and text of every file that people wrote."""
    files = [path for room in ROOMS for path in (ROOT / room).rglob("*")]
    for path in [*files, *ROOT.glob("*")]:
        if path.is_file() and not {"__pycache__", "snapshot_report.html"} & set(path.parts):
            try:
                yield path.relative_to(ROOT).as_posix(), path.read_text("utf-8")
            except UnicodeDecodeError:
                continue


def _calls(path: Path) -> Iterator[ast.Call]:
    tree = ast.parse(path.read_text("utf-8"))
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def _name(call: ast.Call) -> str:
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _without_markup(call: ast.Call) -> bool:
    return any(
        keyword.arg == "markup" and ast.unparse(keyword.value) == "False"
        for keyword in call.keywords
    )


def _is_trap(call: ast.Call) -> bool:
    """Whether a call gives text to the markup parser that may hold more than its author wrote."""
    if call.args and _name(call) in SHOWN and not _without_markup(call):
        text = call.args[0]
        unsure = not isinstance(text, ast.Constant) if _name(call) == "notify" else False
        return unsure or isinstance(text, ast.JoinedStr)
    return False


@pytest.mark.parametrize(
    ("line", "trap"),
    [
        ('label.update(f"{name}")', True),
        ("self.notify(str(error))", True),
        ('Static(f"{name}", id="x")', True),
        ('Label(f"{name}", markup=True)', True),
        ('self.notify(f"{name}", markup=False)', False),
        ('label.update(Content(f"{name}"))', False),
        ('self.notify("已保存")', False),
    ],
)
def test_the_search_for_markup_traps_finds_them(tmp_path, line, trap):
    path = tmp_path / "x.py"
    path.write_text(line, "utf-8")
    assert any(map(_is_trap, _calls(path))) == trap


def test_no_screen_gives_text_to_the_markup_parser():
    traps = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path in sorted((PACKAGE / "tui").rglob("*.py"))
        for call in _calls(path)
        if _is_trap(call)
    ]
    assert not traps


def test_no_screen_escapes_or_parses_markup():
    found = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path in sorted((PACKAGE / "tui").rglob("*.py"))
        for call in _calls(path)
        if _name(call) in ("escape", "from_markup", "render_markup")
    ]
    assert not found


def test_no_module_is_longer_than_a_head_holds():
    lengths = {path: len(path.read_text("utf-8").splitlines()) for path in PACKAGE.rglob("*.py")}
    assert not {str(path): n for path, n in lengths.items() if n > LONGEST}


def test_no_file_names_a_machine_or_a_registry():
    found = {name: match[0] for name, text in _texts() if (match := ELSEWHERE.search(text))}
    assert not found


def test_every_text_ends_its_lines_as_posix_does():
    kept = (".py", ".toml", ".md", ".tcss", ".j2", ".json", ".lock", ".yml")
    wrong = [n for n, text in _texts() if n.endswith(kept) and "\r" in text and "tests/" not in n]
    assert not wrong


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_both_readmes_say_how_to_try_and_how_to_test(name):
    text = (ROOT / name).read_text("utf-8")
    assert "make demo" in text
    assert "make test" in text


def test_tests_are_no_packages():
    assert not list((ROOT / "tests").rglob("__init__.py"))
