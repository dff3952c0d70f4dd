"""Whoever opens a text names its encoding: that of the locale is never what is meant."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# Which argument the encoding is, where it is not named.
PLACES = {"read_text": 0, "write_text": 1, "TextIOWrapper": 1, "fdopen": 3, "open": 3}
PROCESSES = {"run", "Popen", "check_output"}


def unnamed(text: str) -> Iterator[int]:
    """Yield the lines of a module that open a text without saying in which encoding."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and _opens_text(node) and not _names_it(node):
            yield node.lineno


def _opens_text(call: ast.Call) -> bool:
    name = _name(call)
    if name in PROCESSES:
        said = {one.arg: ast.unparse(one.value) for one in call.keywords}
        return "True" in (said.get("text"), said.get("universal_newlines"))
    if name in ("open", "fdopen"):
        return _is_of_text(call)
    return name in PLACES


def _is_of_text(call: ast.Call) -> bool:
    """Whether a file is opened as text: its mode says so, or none is said to the built-in."""
    values = [one.value for one in call.keywords if one.arg == "mode"]
    values += call.args[1:2] if isinstance(call.func, ast.Name) else call.args[:2]
    modes = [one.value for one in values if isinstance(one, ast.Constant)]
    said = [one for one in modes if isinstance(one, str) and set(one) <= set("rwxabt+")]
    return "b" not in said[0] if said else isinstance(call.func, ast.Name)


def _names_it(call: ast.Call) -> bool:
    place = PLACES.get(_name(call), len(call.args))
    return len(call.args) > place or any(one.arg == "encoding" for one in call.keywords)


def _name(call: ast.Call) -> str:
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


@pytest.mark.parametrize("room", ["perftui", "docs"])
def test_every_text_is_opened_in_an_encoding_that_is_named(room: str) -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in sorted((ROOT / room).rglob("*.py"))
        for line in unnamed(path.read_text("utf-8"))
    ]
    assert not found


@pytest.mark.parametrize(
    ("code", "is_found"),
    [
        ("open(p)", True),
        ("open(p, 'w')", True),
        ("open(p, 'w', encoding='utf-8')", False),
        ("open(p, 'rb')", False),
        ("p.open('w')", True),
        ("p.open('rb')", False),
        ("p.open(mode='a', encoding='utf-8')", False),
        ("p.read_text()", True),
        ("p.read_text('utf-8')", False),
        ("p.write_text(said)", True),
        ("p.write_text(said, 'utf-8')", False),
        ("os.fdopen(1, 'wb')", False),
        ("os.fdopen(1, 'w')", True),
        ("io.TextIOWrapper(stream)", True),
        ("subprocess.run(words, text=True)", True),
        ("subprocess.run(words, text=True, encoding='utf-8')", False),
        ("subprocess.run(words)", False),
        ("Document.open(path)", False),
    ],
)
def test_the_search_finds_texts_without_an_encoding(code: str, is_found: bool) -> None:
    assert bool(list(unnamed(code))) == is_found
