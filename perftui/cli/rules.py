"""`rule`: the catalogue of rules, and one rule explained."""

from argparse import ArgumentParser, Namespace

from perftui.cli.command import Command
from perftui.cli.output import DONE, FAILED, complain, say


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("code", nargs="?", metavar="规则", help="如 PT008；不写则列出全部")


def _rule(options: Namespace) -> int:
    from perftui.rules.registry import all_rules, find_rule

    if not options.code:
        for rule in all_rules():
            say(f"{rule.code}  {rule.level.label}  {rule.title}")
        return DONE
    try:
        rule = find_rule(options.code)
    except KeyError as error:
        complain(str(error.args[0]))
        return FAILED
    needs = f"\n\n要有{rule.needs.what}才能查。" if rule.needs else ""
    say(f"{rule.code}  {rule.level.label}  {rule.title}\n\n{rule.explanation}{needs}")
    return DONE


COMMANDS = {"rule": Command(_arguments, _rule)}
