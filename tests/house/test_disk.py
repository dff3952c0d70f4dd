"""One floor for the disk: whoever changes or opens a file does it through `perftui.disk`.

So each call can be watched, and made to fail, in turn. What does otherwise stands here with the
reason for it.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "perftui"
FLOOR = "disk.py"

OF_OS = {
    *("open", "replace", "rename", "renames", "link", "symlink", "unlink", "remove"),
    *("rmdir", "mkdir", "makedirs", "removedirs", "fsync", "fdatasync", "utime", "truncate"),
    *("ftruncate", "chmod", "chown", "mkfifo", "posix_fallocate", "sendfile"),
}
OF_SHUTIL = {"copy", "copy2", "copyfile", "copytree", "move", "rmtree", "chown"}
OF_TEMPFILE = {
    *("NamedTemporaryFile", "TemporaryFile", "SpooledTemporaryFile", "TemporaryDirectory"),
    *("mkstemp", "mkdtemp"),
}
OF_PATHS = {
    *("write_text", "write_bytes", "read_text", "read_bytes", "unlink", "rename", "mkdir"),
    *("touch", "rmdir", "chmod", "lchmod", "symlink_to", "hardlink_to"),
}
MODULES = {"os": OF_OS, "shutil": OF_SHUTIL, "tempfile": OF_TEMPFILE, "io": {"open", "FileIO"}}
MODES = set("rwxabt+U")

_SHIPPED = "what was installed with the program is read"
_STREAM = "a document is read as a stream, by its first bytes or in parts"
_NOWHERE = "the device that swallows everything"
_OF_SYSTEM = "the system tells of itself, in no file of a disk"
_THROW_AWAY = "a folder that is made and removed for the moment, with nothing of worth in it"
APART = {
    ("evaluation/profile.py", "read_text"): _SHIPPED,
    ("writers/pdf/sfnt.py", "read_bytes"): _SHIPPED,
    ("writers/texts/own.py", "read_text"): _SHIPPED,
    ("readers/sources.py", "open"): _STREAM,
    ("cli/output.py", "os.open"): _NOWHERE,
    ("jobs/apart/child.py", "os.open"): _NOWHERE,
    ("jobs/spreading.py", "open"): _NOWHERE,
    ("jobs/apart/limits.py", "read_text"): _OF_SYSTEM,
    ("jobs/examining/shares.py", "read_text"): _OF_SYSTEM,
    ("storage/processes.py", "read_text"): _OF_SYSTEM,
    ("cli/demo.py", "tempfile.mkdtemp"): _THROW_AWAY,
    ("cli/demo.py", "shutil.rmtree"): _THROW_AWAY,
    ("jobs/demo.py", "tempfile.mkdtemp"): _THROW_AWAY,
    ("jobs/library.py", "tempfile.TemporaryDirectory"): _THROW_AWAY,
    ("tui/form/narrative/outside.py", "tempfile.TemporaryDirectory"): _THROW_AWAY,
    ("tui/tour/practice.py", "shutil.rmtree"): _THROW_AWAY,
    ("writers/findings/page.py", "tempfile.SpooledTemporaryFile"): _THROW_AWAY,
    ("writers/findings/workbook.py", "tempfile.TemporaryDirectory"): _THROW_AWAY,
    ("phrases/library/database.py", "sqlite3.connect"): "SQLite has its own way with its file",
}


def found_in(text: str) -> Iterator[str]:
    """Yield what a module calls that opens or changes files."""
    tree = ast.parse(text)
    known = dict(_imported(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            head, dot, rest = called.partition(".")
            whole = f"{known.get(head, head)}{dot}{rest}"
            if _is_of_module(whole):
                yield whole
            elif isinstance(node.func, ast.Name) and whole == "open":
                yield "open"
            elif isinstance(node.func, ast.Attribute) and head != "disk":
                yield from _of_path(node, node.func.attr)


def _imported(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Yield the names a module uses for others, each with what it stands for."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module in (*MODULES, "sqlite3"):
            yield from ((one.asname or one.name, f"{node.module}.{one.name}") for one in node.names)
        elif isinstance(node, ast.Import):
            yield from ((one.asname, one.name) for one in node.names if one.asname)


def _is_of_module(called: str) -> bool:
    module, _, name = called.partition(".")
    return name in MODULES.get(module, ()) or called == "sqlite3.connect"


def _of_path(call: ast.Call, name: str) -> Iterator[str]:
    """Yield the name of a method if it is that of a path; those of a text or a date are not."""
    is_open = name == "open" and any(map(_is_mode, _values(call)))
    is_replace = name == "replace" and len(call.args) == 1 and not call.keywords
    if name in OF_PATHS or is_open or is_replace:
        yield name


def _values(call: ast.Call) -> list[ast.expr]:
    return [*call.args[:1], *(one.value for one in call.keywords if one.arg == "mode")]


def _is_mode(value: ast.expr) -> bool:
    text = value.value if isinstance(value, ast.Constant) else None
    return isinstance(text, str) and 0 < len(text) <= len(MODES) and set(text) <= MODES


def _all_found() -> set[tuple[str, str]]:
    return {
        (path.relative_to(PACKAGE).as_posix(), call)
        for path in sorted(PACKAGE.rglob("*.py"))
        if path != PACKAGE / FLOOR
        for call in found_in(path.read_text("utf-8"))
    }


def test_whoever_touches_the_disk_goes_through_one_floor() -> None:
    assert not _all_found() - APART.keys()


def test_no_exception_outlives_its_reason() -> None:
    assert not APART.keys() - _all_found()


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("import os\nos.open(p, 0)", "os.open"),
        ("import os as o\no.replace(a, b)", "os.replace"),
        ("from os import fsync as f\nf(1)", "os.fsync"),
        ("from shutil import move\nmove(a, b)", "shutil.move"),
        ("import shutil\nshutil.copy2(a, b)", "shutil.copy2"),
        ("from tempfile import NamedTemporaryFile\nNamedTemporaryFile()", "tempfile.N"),
        ("import io\nio.open(p)", "io.open"),
        ("import sqlite3\nsqlite3.connect(p)", "sqlite3.connect"),
        ("with open(p, 'w') as f: pass", "open"),
        ("(folder / 'x').open('rb')", "open"),
        ("p.open(mode='w', encoding='utf-8')", "open"),
        ("p.write_text('x')", "write_text"),
        ("p.unlink(missing_ok=True)", "unlink"),
        ("p.replace(q)", "replace"),
        ("self.folder.mkdir()", "mkdir"),
        ("text.replace('a', 'b')", ""),
        ("now.replace(second=0)", ""),
        ("from dataclasses import replace\nreplace(x, y=1)", ""),
        ("Document.open(path)", ""),
        ("archive.open(entry)", ""),
        ("disk.remove(p)", ""),
        ("rows.remove(p)", ""),
        ("os.path.exists(p)", ""),
    ],
)
def test_the_search_finds_what_opens_or_changes_files(code: str, found: str) -> None:
    told = list(found_in(code))
    assert bool(told) == bool(found)
    assert all(one.startswith(found) for one in told)
