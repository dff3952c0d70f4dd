"""`new`: a blank form, or last year's rolled forward."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from perftui.cli.command import Command
from perftui.cli.output import DONE, FAILED, complain, say
from perftui.evaluation.safe_text import safe_text

if TYPE_CHECKING:
    from perftui.evaluation.model import Evaluation


def _new_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("name", metavar="项目名称", help="新表的项目名称")
    parser.add_argument("--profile", metavar="表式", help="sh2019（默认）或 national2020")
    parser.add_argument(
        "--from", dest="last_year", type=Path, metavar="上年的表", help="结转自；表式也照它"
    )
    parser.add_argument("--year", default="", metavar="年度", help="评价年度，如 2020")
    parser.add_argument("-o", dest="folder", type=Path, default=Path(), metavar="文件夹")


def _new(options: Namespace) -> int:
    from perftui.evaluation.values import UnreadableError
    from perftui.storage.errors import StorageError
    from perftui.storage.workspace import Workspace

    try:
        say(str(Workspace(options.folder).add(_draft(options))))
    except (StorageError, UnreadableError, KeyError) as error:
        complain(f"{str(error.args[0]).rstrip('。')}。")
        return FAILED
    return DONE


def _draft(options: Namespace) -> "Evaluation":
    """Return last year's form rolled forward, or a blank one.

    Raises StorageError, KeyError for an unknown profile, UnreadableError for another bad option.
    """
    from perftui.evaluation.drafting import blank_form, roll_forward
    from perftui.evaluation.fields import kind_of
    from perftui.evaluation.profile import load_profile
    from perftui.evaluation.values import UnreadableError
    from perftui.jobs.opening import open_one

    name, last_year = safe_text(options.name), options.last_year and open_one(options.last_year)
    profile = load_profile(options.profile or (last_year.profile if last_year else "sh2019"))
    if last_year and last_year.profile != profile.id:
        raise UnreadableError(f"上年的表是 {last_year.profile}，结转时不能换成 {profile.id}")
    year = kind_of("year", profile).read(options.year)
    if not last_year:
        return blank_form(name, profile, year)
    draft = roll_forward(last_year, name)
    return draft.model_copy(update={"year": year}) if year else draft


COMMANDS = {"new": Command(_new_arguments, _new)}
