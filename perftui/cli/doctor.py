"""`doctor`: is everything there and in order for perftui to work here."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from perftui.cli.command import Command
from perftui.cli.output import DONE, FAILED, FOUND, complain, say, say_json_list, say_line
from perftui.storage.errors import shown

if TYPE_CHECKING:
    from perftui.jobs.doctor import Examined

_NAME_WIDTH = 11


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "path", nargs="?", type=Path, default=Path(), metavar="文件夹", help="默认为当前文件夹"
    )
    parser.add_argument("--json", action="store_true", help="印出 JSON")


def _doctor(options: Namespace) -> int:
    from perftui.jobs.doctor import diagnose, is_wrong

    path: Path = options.path
    if not path.exists():
        complain(f"没有「{shown(path)}」这个文件夹，请核对路径。")
        return FAILED
    examined: list[Examined] = []
    area = ""
    for one in diagnose(path.parent if path.is_file() else path):
        if not options.json:
            if one.area != area:
                say(f"{one.area}：")
                area = one.area
            _say(one)
        examined.append(one)
    if options.json:
        say_json_list(map(_to_json, examined))
    else:
        say(_summary(examined))
    return FOUND if is_wrong(examined) else DONE


def _say(one: "Examined") -> None:
    check = one.check
    say_line(f"  {check.state.label}  {_padded(check.name)} {check.found}")
    if check.advice:
        say_line(f"        {_padded('')} → {check.advice}")


def _padded(name: str) -> str:
    """Fill a name with blanks, so that what was found stands in one column."""
    from perftui.writers.cells import pad

    return pad(name, _NAME_WIDTH)


def _summary(examined: "list[Examined]") -> str:
    from perftui.jobs.examining import State

    wrong, noted = (
        sum(one.check.state is state for one in examined) for state in (State.WRONG, State.NOTE)
    )
    if not wrong and not noted:
        return "一切正常。"
    told = [f"错误 {wrong} 处" if wrong else "", f"注意 {noted} 处" if noted else ""]
    return f"共 {len(examined)} 项：{'，'.join(filter(None, told))}。"


def _to_json(one: "Examined") -> dict[str, Any]:
    check = one.check
    return {
        "area": one.area,
        "name": check.name,
        "state": str(check.state),
        "found": check.found,
        "advice": check.advice,
    }


COMMANDS = {"doctor": Command(_arguments, _doctor)}
