"""From what the user named to an open document: a form, a new one, last year's, a document."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from perftui.assistant.conversation.bringing_in import NotKeptError, bring_in
from perftui.assistant.conversation.choosing import Listed
from perftui.assistant.parts import Explain, Part, Warn
from perftui.assistant.state import Waiting
from perftui.evaluation.drafting import blank_form, roll_forward
from perftui.evaluation.model import Evaluation
from perftui.evaluation.profile import Profile, load_profile
from perftui.evaluation.safe_text import safe_text
from perftui.evaluation.values import print_number
from perftui.jobs.browsing import is_folder, is_there
from perftui.jobs.reopening import reopened
from perftui.storage.document import Document
from perftui.storage.errors import StorageError, shown
from perftui.storage.evaluation_file import SUFFIX, save
from perftui.storage.workspace import Workspace

if TYPE_CHECKING:
    from perftui.jobs.home.catalog import Line

_ENDING = re.compile(r"\.[A-Za-z0-9]{1,5}")
_YEAR = re.compile(r"(?P<year>(?:19|20)\d\d)[-_年 ]+(?:度)?(?P<name>\S.*)")
DEFAULT_PROFILE = "sh2019"
_LOOK, _TAKE_BACK = "要看改了哪些，说「改动」", "；不要的，说「撤销」，一次收回一步"


@dataclass(frozen=True)
class Arrival:
    """A document to talk about, what is to be told first, and what is asked before all else.

    Without a document there are several `forms` to choose from.
    """

    document: Document | None = None
    parts: tuple[Part, ...] = ()
    asks: tuple[Waiting, ...] = ()
    forms: tuple[Path, ...] = ()
    is_new: bool = False


def arrive(path: Path, profile: str = "", folder: Path | None = None) -> Arrival:
    """Open what a path names; one that is not there is a new form of that name.

    What is read from a document is kept in `folder`, where one is at work; else beside it.
    Raises StorageError for what cannot be opened, or may not be begun there.
    """
    if is_form_name(path):
        return opened(path) if is_there(path) else begun(path, profile)
    if is_there(path):
        return brought(path, folder)
    if _ENDING.fullmatch(path.suffix):
        raise StorageError(f"没有「{shown(path)}」这个文件，请核对路径。")
    form = path.with_name(f"{path.name}{SUFFIX}")
    return opened(form) if is_there(form) else begun(form, profile)


def opened(path: Path) -> Arrival:
    """Open an evaluation file, and tell what was found in it; raises StorageError."""
    document = Document.open(path)
    return Arrival(document, _found(document))


def begun(path: Path, profile: str = "") -> Arrival:
    """Begin a new form named like its file; raises StorageError where there is no such folder."""
    stem = safe_text(path.name.removesuffix(SUFFIX)).strip()
    match = _YEAR.fullmatch(stem)
    named = match["name"] if match else stem
    form = blank_form(named, _profile(profile), int(match["year"]) if match else None)
    return _kept_new(form, path, f"新建了「{named}」：「{shown(path)}」。")


def begun_in(folder: Path, name: str, year: str, profile: str = "") -> Arrival:
    """Begin a new form of a project in a folder; raises StorageError."""
    form = blank_form(safe_text(name), _profile(profile), int(year) if year else None)
    path = Workspace(folder).add(form)
    return Arrival(Document.open(path), (Explain(f"新建了「{shown(path)}」。"),), is_new=True)


def rolled(last_year: Path, folder: Path, path: Path | None = None, profile: str = "") -> Arrival:
    """Roll last year's form forward, into a file or under a name of its own.

    A draft of that project and year that is there already is opened. Raises StorageError.
    """
    from perftui.jobs.opening import open_one

    form = open_one(last_year)
    if profile and profile != form.profile:
        raise StorageError(f"上年的表是 {form.profile}，沿用时不能换成 {profile}。")
    draft = roll_forward(form)
    year = "" if draft.known_year is None else f"{draft.known_year}年度"
    if path is not None:
        return _kept_new(
            draft, path, f"沿用「{shown(last_year)}」，{year}的表是「{shown(path)}」。"
        )
    there = _twin_of(draft, Workspace(folder))
    if there is not None:
        said = Explain(f"{year}的表已经有了，接着填「{shown(there)}」。")
        arrival = opened(there)
        return replace(arrival, parts=(said, *arrival.parts))
    made = Workspace(folder).add(draft)
    said = Explain(f"沿用「{shown(last_year)}」，{year}的表是「{shown(made)}」。")
    return Arrival(Document.open(made), (said,), is_new=True)


def brought(document: Path, folder: Path | None = None) -> Arrival:
    """Read a document and open its form, kept in a folder, beside it or else in the one at hand.

    Raises StorageError.
    """
    first = () if folder is None else (folder,)
    found = bring_in(document, (*first, document.parent, Path()))
    if len(found.forms) > 1:
        return Arrival(None, found.parts, forms=tuple(form.path for form in found.forms))
    (form,) = found.forms
    return Arrival(Document.open(form.path), found.parts, form.asks)


def is_form_name(path: Path) -> bool:
    """Whether a path is by its name one of an evaluation file."""
    return path.name.endswith(SUFFIX) or path.suffix == ".json"


def listed(files: Iterable[Path]) -> tuple[Listed, ...]:
    """Return forms as they are listed, the newest year first."""
    from perftui.jobs.home.catalog import Catalog

    def order(line: "Line") -> tuple[bool, int, str]:
        form = line.evaluation
        return form is None, -((form.known_year if form else None) or 0), line.name

    lines = sorted(Catalog().read(files), key=order)
    return tuple(Listed(line.path, line.name, line.year, _state_of(line)) for line in lines)


def _found(document: Document) -> tuple[Part, ...]:
    """Tell what was not saved, changed elsewhere or not taken when a form was left last."""
    told = reopened(document.taken_up, document.profile, datetime.now(UTC))
    ways = f"{_LOOK}{_TAKE_BACK if told.recovered else ''}。"
    return (*map(Warn, told.lines), *((Explain(ways),) if told.has_changes else ()))


def _state_of(line: "Line") -> str:
    if line.evaluation is None:
        return line.entry.error
    if line.wants:
        return f"填了{line.done}/{line.parts}部分，接着填{line.wants}"
    score = "" if line.score is None else f"，{print_number(line.score)}分"
    return f"填好了{score}，{line.grade}".rstrip("，")


def _profile(profile: str) -> Profile:
    try:
        return load_profile(profile or DEFAULT_PROFILE)
    except KeyError as error:
        raise StorageError(f"{error.args[0]}。") from None


def _kept_new(form: Evaluation, path: Path, said: str) -> Arrival:
    """Save a new form; raises NotKeptError where that fails."""
    if not is_folder(path.parent):
        raise StorageError(f"没有「{shown(path.parent)}」这个文件夹，请先建好，再新建表。")
    try:
        save(form, path)
    except StorageError as error:
        raise NotKeptError(str(error)) from None
    return Arrival(Document.open(path), (Explain(said),), is_new=True)


def _twin_of(draft: Evaluation, workspace: Workspace) -> Path | None:
    name = "".join(draft.name.split())
    for entry in workspace.entries():
        form = entry.evaluation
        if form and form.known_year == draft.known_year and "".join(form.name.split()) == name:
            return entry.path
    return None
