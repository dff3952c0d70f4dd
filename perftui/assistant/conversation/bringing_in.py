"""A document brought in by a line: read, kept beside it, and what was told of the reading."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from perftui.assistant.moves import Give
from perftui.assistant.parts import Choice, Explain, Part, Warn
from perftui.assistant.state import Waiting
from perftui.jobs.importing import Intake
from perftui.jobs.opening import open_path
from perftui.storage.errors import StorageError, shown
from perftui.storage.workspace import Workspace

if TYPE_CHECKING:
    from perftui.jobs.reviewing import Doubt
    from perftui.readers.layout.evaluations import Imported

_MOST = 20


@dataclass(frozen=True)
class BroughtIn:
    """A form that came out of a document: its file, and what it is asked about."""

    path: Path
    asks: tuple[Waiting, ...] = ()


@dataclass(frozen=True)
class Brought:
    """What came of a document: its forms, and what is to be told."""

    forms: tuple[BroughtIn, ...] = ()
    parts: tuple[Part, ...] = ()


class NotKeptError(StorageError):
    """What was read or begun cannot be saved anywhere."""


def bring_in(document: Path, folders: Sequence[Path]) -> Brought:
    """Read a document and keep its forms in the first of some folders that takes them.

    A form of a project and year that is there already is not kept again: that one is gone on with.
    Raises StorageError for a document without a form, NotKeptError where no folder takes it.
    """
    opened = open_path(document)
    if opened.error:
        raise StorageError(opened.error)
    if not opened.imported:
        raise StorageError(f"「{shown(document)}」已经是自评表文件，不用读入。")
    found = [_kept(imported, document, folders) for imported in opened.imported]
    return Brought(
        tuple(form for form, _ in found), tuple(part for _, parts in found for part in parts)
    )


def _kept(
    imported: "Imported", document: Path, folders: Sequence[Path]
) -> tuple[BroughtIn, tuple[Part, ...]]:
    from perftui.jobs.reviewing import Review  # brings the readers along

    failure = ""
    for folder in folders:
        intake = Intake(Workspace(folder))
        intake.look()
        twin = intake.twin(imported.evaluation)
        if twin is not None:
            return BroughtIn(twin), (
                Explain(
                    f"同一项目、同一年度的表已经有了：「{shown(twin)}」；文档里的这一份没有再读入。"
                ),
            )
        try:
            path = intake.keep(imported.evaluation)
        except StorageError as error:
            failure = failure or str(error)
            continue
        doubts = Review(imported).doubts
        said = Explain(f"读入了「{shown(document)}」，存为「{shown(path)}」。")
        return BroughtIn(path, tuple(_asks(doubts))), (said, *_told(doubts))
    raise NotKeptError(failure)


def _told(doubts: "Iterable[Doubt]") -> Iterator[Part]:
    """Yield what was mended or left out, and what is to be looked at and has no choices."""
    from perftui.jobs.reviewing import Kind

    words = {Kind.QUESTION: "请核对", Kind.REPAIR: "已修复", Kind.LEFT_OUT: "没有读入"}
    told = [doubt for doubt in doubts if not _can_be_asked(doubt)]
    for doubt in told[:_MOST]:
        line = f"{words[doubt.kind]} {doubt.where}：{doubt.what}"
        yield Warn(line) if doubt.kind is Kind.QUESTION else Explain(line)
    if len(told) > _MOST:
        yield Explain(f"这样的还有{len(told) - _MOST}处，可在界面里逐处核对。")


def _asks(doubts: "Iterable[Doubt]") -> Iterator[Waiting]:
    """Yield a question for each doubt that has choices; the last one leaves what was read."""
    for doubt in doubts:
        if _can_be_asked(doubt):
            ways = tuple(Choice(text, (Give(doubt.field, text),)) for text in doubt.choices)
            yield Waiting(
                f"{doubt.where}：{doubt.what}。是哪一个？", (*ways, Choice("照读入的，不改"))
            )


def _can_be_asked(doubt: "Doubt") -> bool:
    from perftui.jobs.reviewing import Kind

    return doubt.kind is Kind.QUESTION and bool(doubt.choices) and bool(doubt.field)
