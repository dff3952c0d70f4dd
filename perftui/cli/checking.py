"""`check` and `rule`: what is wrong with forms, and what the rules are."""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from perftui.cli.command import Command
from perftui.cli.output import DONE, FAILED, FOUND, complain, say, say_json, say_line
from perftui.cli.parsing import listed

if TYPE_CHECKING:
    from perftui.jobs.checking import CheckedForm


def _check_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", type=Path, metavar="自评表", help="文件或文件夹")
    parser.add_argument("--json", action="store_true", help="印出 JSON")
    parser.add_argument("--html", type=Path, metavar="文件", help="写成一张网页")
    parser.add_argument("--select", default="", metavar="规则", help="只查这些，如 PT008,PT02")
    parser.add_argument("--ignore", default="", metavar="规则", help="不查这些")
    parser.add_argument("--fix", action="store_true", help="先自动修正有把握的问题")


def _check(options: Namespace) -> int:
    from perftui.jobs.checking import check_paths
    from perftui.storage.errors import StorageError

    try:
        select, ignore = _codes(options.select), _codes(options.ignore)
        checked = list(check_paths(options.paths, select=select, ignore=ignore, fix=options.fix))
        if options.html:
            _write_page(checked, options.html)
    except (StorageError, KeyError) as error:
        complain(str(error.args[0]))
        return FAILED
    if options.json:
        say_json([_to_json(form) for form in checked])
    elif options.html:
        say_line(str(options.html))
    else:
        _say_findings(checked)
    for form in checked:
        if form.error:
            complain(form.error)
    if any(form.error for form in checked):
        return FAILED
    return FOUND if any(f.level == "error" for form in checked for f in form.findings) else DONE


def _codes(text: str) -> tuple[str, ...]:
    """Return beginnings of codes; raises KeyError for one that no rule has."""
    from perftui.rules.registry import all_rules, find_rule

    codes = tuple(code.upper() for code in listed(text))
    for code in codes:
        if not any(rule.code.startswith(code) for rule in all_rules()):
            find_rule(code)
    return codes


def _to_json(form: "CheckedForm") -> dict[str, Any]:
    findings = [finding.to_json() for finding in form.findings]
    data = {"file": str(form.path), "name": form.name, "findings": findings}
    return data | ({"error": form.error} if form.error else {})


def _say_findings(checked: "Sequence[CheckedForm]") -> None:
    from perftui.rules.finding import counted

    for form in checked:
        if form.error:
            continue
        say_line(f"{form.name or '（未命名）'}  {form.path}")
        for fixed in form.fixed:
            say_line(f"  已修正  {fixed}")
        for finding in form.findings:
            say_line(f"  {finding.level.label} {finding.code}  {finding.message}")
            say_line(f"              {finding.hint}")
        if not form.findings:
            say_line("  没有问题")
    totals = counted(finding for form in checked for finding in form.findings)
    say_line(f"共 {sum(not form.error for form in checked)} 份：{totals}")


def _write_page(checked: "Sequence[CheckedForm]", path: Path) -> None:
    from perftui.storage.atomic import write_atomic
    from perftui.storage.errors import StorageError
    from perftui.storage.evaluation_file import SUFFIX
    from perftui.writers.findings_page import render_findings_page

    if path.name.endswith(SUFFIX):
        raise StorageError(f"--html 后面要写网页的文件名，「{path}」是自评表，没有覆盖。")
    files = [
        {
            "file": str(form.path),
            "name": form.name,
            "findings": [
                finding.to_json() | {"field_name": form.field_name(finding)}
                for finding in form.findings
            ],
        }
        for form in checked
        if not form.error
    ]
    write_atomic(path, render_findings_page(files).encode("utf-8"))


def _rule_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("code", nargs="?", metavar="规则", help="如 PT008；不写则列出全部")


def _rule(options: Namespace) -> int:
    from perftui.rules.registry import all_rules, find_rule

    if not options.code:
        for rule in all_rules():
            say(f"{rule.code}  {rule.level.label}  {rule.title}")
        return DONE
    try:
        rule = find_rule(options.code.upper())
    except KeyError as error:
        complain(str(error.args[0]))
        return FAILED
    say(f"{rule.code}  {rule.level.label}  {rule.title}\n\n{rule.explanation}")
    return DONE


COMMANDS = {"check": Command(_check_arguments, _check), "rule": Command(_rule_arguments, _rule)}
