"""What no module does: run text as a program, load objects from files, take texts for markup."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "perftui"

MODULES = {
    *("pickle", "_pickle", "shelve", "marshal", "joblib", "dill", "cloudpickle"),
    *("yaml", "ruamel", "code", "codeop"),
}
CALLS = {
    *("eval", "exec", "compile", "__import__", "builtins.eval", "builtins.exec"),
    *("os.system", "os.popen", "subprocess.getoutput", "subprocess.getstatusoutput"),
    *("Environment", "jinja2.Environment", "NativeEnvironment", "Template", "jinja2.Template"),
    *("Content.from_markup", "Text.from_markup", "render_markup"),
}
# What textual takes for markup where it is given a plain text.
SHOWING = {
    *("Static", "Label", "Button", "Checkbox", "RadioButton", "Collapsible", "Tab", "TabPane"),
    *("Option", "Link", "notify", "update", "set_prompt", "replace_option_prompt", "Tooltip"),
}
SHOWN_AS = {"border_title", "border_subtitle", "tooltip"}
TEXT_METHODS = {"join", "format", "strip", "replace", "removesuffix", "removeprefix", "rjust"}

Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def _trees() -> tuple[tuple[str, ast.Module], ...]:
    paths = sorted(PACKAGE.rglob("*.py"))
    return tuple((p.relative_to(ROOT).as_posix(), ast.parse(p.read_text("utf-8"))) for p in paths)


def _imported(node: ast.AST) -> set[str]:
    if isinstance(node, ast.Import):
        return {name.name.partition(".")[0] for name in node.names}
    if isinstance(node, ast.ImportFrom) and not node.level:
        return {(node.module or "").partition(".")[0]}
    return set()


def banned(tree: ast.AST) -> list[str]:
    """Return what a module does that none may, each with its line."""
    found = []
    for node in ast.walk(tree):
        found += [f"{node.lineno}: import {name}" for name in _imported(node) & MODULES]
        if isinstance(node, ast.Call):
            if (name := ast.unparse(node.func)) in CALLS:
                found.append(f"{node.lineno}: {name}")
            given = {keyword.arg: ast.unparse(keyword.value) for keyword in node.keywords}
            found += [
                f"{node.lineno}: {argument}"
                for argument in ("shell", "markup")
                if given.get(argument, "False") != "False"
            ]
    return found


@pytest.mark.parametrize(
    "line",
    [
        "import pickle",
        "from marshal import loads",
        "import yaml.loader",
        "eval(text)",
        "exec('x')",
        "compile(text, '', 'exec')",
        "__import__(name)",
        "os.system(line)",
        "subprocess.run(line, shell=True)",
        "subprocess.run(line, shell=flag)",
        "jinja2.Environment()",
        "Template(text)",
        "Content.from_markup(text)",
        "Static(Content('x'), markup=True)",
    ],
)
def test_the_search_finds_what_is_banned(line):
    assert banned(ast.parse(line))


@pytest.mark.parametrize(
    "line",
    [
        "re.compile(text)",
        "import_module('x')",
        "subprocess.run(words)",
        "ImmutableSandboxedEnvironment()",
        "Static('x', markup=False)",
    ],
)
def test_the_search_lets_pass_what_is_fine(line):
    assert not banned(ast.parse(line))


def test_no_module_runs_text_or_loads_objects():
    assert not [f"{file}:{what}" for file, tree in _trees() for what in banned(tree)]


# Texts that a screen shows.


def marked(tree: ast.AST) -> Iterator[int]:
    """Yield the lines where a text made by the program is given to what reads markup."""
    for function in ast.walk(tree):
        if isinstance(function, Function):
            for node in ast.walk(function):
                yield from (node.lineno for text in _shown(node) if _is_text(text, function))


def _shown(node: ast.AST) -> list[ast.expr]:
    if isinstance(node, ast.Assign):
        target = node.targets[0]
        is_shown = isinstance(target, ast.Attribute) and target.attr in SHOWN_AS
        return [node.value] if is_shown else []
    if not isinstance(node, ast.Call):
        return []
    function = node.func
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    is_plain = any(keyword.arg == "markup" for keyword in node.keywords)
    return node.args[:1] if name in SHOWING and not is_plain else []


def _is_text(node: ast.expr, within: Function) -> bool:
    """Whether an expression is plain text that is more than a literal, as far as is seen here."""
    if isinstance(node, ast.IfExp):
        return _is_text(node.body, within) or _is_text(node.orelse, within)
    if isinstance(node, ast.BoolOp):
        return any(_is_text(value, within) for value in node.values)
    if isinstance(node, ast.Call):
        called = node.func
        if isinstance(called, ast.Attribute) and called.attr in TEXT_METHODS:
            return not ast.unparse(called).startswith("Content(")
        return ast.unparse(called) == "str"
    if isinstance(node, ast.Name):
        return _is_name_of_text(node.id, within)
    return isinstance(node, ast.JoinedStr | ast.BinOp)


def _is_name_of_text(name: str, within: Function) -> bool:
    arguments = [*within.args.args, *within.args.kwonlyargs]
    notes = [a.annotation for a in arguments if a.arg == name and a.annotation]
    values = [
        node.value
        for node in ast.walk(within)
        if isinstance(node, ast.Assign) and name in {ast.unparse(t) for t in node.targets}
    ]
    is_text = any(_is_text(value, within) for value in values if ast.unparse(value) != name)
    return is_text or any(ast.unparse(note) == "str" for note in notes)


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("Static(name)", True),
        ("self.line.update(name)", True),
        ("self.border_title = f'{other}'", True),
        ("said = f'{other}'; line.update(said)", True),
        ("Option('、'.join(other))", True),
        ("Label('a' + other)", True),
        ("Label(name, markup=False)", False),
        ("Static(Content(name))", False),
        ("said = Content(name); line.update(said)", False),
        ("self.border_title = Content(name)", False),
        ("line.update(Content('、').join(other))", False),
        ("line.update('已保存' if other else '')", False),
    ],
)
def test_the_search_for_texts_taken_for_markup_finds_them(body, found):
    assert bool(list(marked(ast.parse(f"def f(self, name: str, other):\n    {body}")))) == found


def test_no_screen_gives_a_text_to_what_reads_markup():
    screens = [(file, tree) for file, tree in _trees() if file.startswith("perftui/tui/")]
    assert not [f"{file}:{line}" for file, tree in screens for line in marked(tree)]
