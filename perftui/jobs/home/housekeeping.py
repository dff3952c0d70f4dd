"""Keeping a folder of forms in order: put away, throw away, copy, roll forward; each can be undone.

Nothing is lost by undoing either: a form that was made and is taken back goes to the trash.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TypeVar

from perftui.evaluation.drafting import roll_forward
from perftui.evaluation.model import Evaluation
from perftui.storage.errors import StorageError
from perftui.storage.evaluation_file import load
from perftui.storage.shelves import Move, Shelf, Shelves

Item = TypeVar("Item")
Result = TypeVar("Result")


@dataclass(frozen=True)
class Kept:
    """What became of an order: in words, where its forms are now, and what could not be done."""

    says: str
    paths: tuple[Path, ...] = ()
    error: str = ""
    can_undo: bool = False


@dataclass(frozen=True)
class _Step:
    """What can be undone: how it is called, the files moved and the files made."""

    name: str
    moves: tuple[Move, ...] = ()
    made: tuple[Path, ...] = ()


class Housekeeper:
    """Does one order after the other, whoever calls, and remembers how to undo them."""

    def __init__(self, shelves: Shelves) -> None:
        self._shelves = shelves
        self._steps: list[_Step] = []
        self._at_work = Lock()

    def put(self, paths: Sequence[Path], shelf: Shelf) -> Kept:
        """Put forms on a shelf."""
        what = {
            Shelf.IN_USE: "放回在用",
            Shelf.ARCHIVE: "归档",
            Shelf.TRASH: "移到回收站",
        }[shelf]
        with self._at_work:
            moves, error = _each(paths, lambda path: self._shelves.move(path, shelf))
            self._remember(_Step(what, moves=tuple(moves)))
        return _kept(f"{len(moves)}份表已{what}", [move.new for move in moves], error)

    def duplicate(self, path: Path) -> Kept:
        """Save a form a second time, as it is."""
        with self._at_work:
            made, error = _each([path], lambda one: self._add(load(one)))
            self._remember(_Step("复制", made=tuple(made)))
        names = "、".join(path.name for path in made)
        return _kept(f"复制成了「{names}」，内容一样，请改项目名称", made, error)

    def add(self, evaluation: Evaluation) -> Kept:
        """Save a new form."""
        with self._at_work:
            made, error = _each([evaluation], self._add)
            self._remember(_Step("新建", made=tuple(made)))
        return _kept("新建了一份表", made, error)

    def roll_forward(self, forms: Sequence[Evaluation]) -> Kept:
        """Make next year's drafts of some forms; of those that are there already, tell where."""
        drafts = [roll_forward(form) for form in forms]
        with self._at_work:
            try:
                entries = self._shelves.workspace(Shelf.IN_USE).entries()
            except StorageError as error:
                return Kept("", error=str(error))
            known = {_key(one.evaluation): one.path for one in entries if one.evaluation}
            there = [known[_key(draft)] for draft in drafts if _key(draft) in known]
            fresh = [draft for draft in drafts if _key(draft) not in known]
            made, told = _each(fresh, self._add)
            self._remember(_Step("结转", made=tuple(made)))
        says = f"结转了{len(made)}份表" if made else ""
        also = f"{len(there)}份下一年度的表已经有了，没有再结转" if there else ""
        return _kept("，".join(filter(None, (says, also))), [*made, *there], told, bool(made))

    def undo(self) -> Kept:
        """Undo the last order; what it moved goes back, what it made goes to the trash."""
        with self._at_work:
            if not self._steps:
                return Kept("没有可撤销的了。")
            step = self._steps.pop()
            back, error = _each(step.moves, self._move_back)
            there = [path for path in step.made if path.exists()]
            gone, other = _each(there, lambda path: self._shelves.move(path, Shelf.TRASH))
        kept = "，那几份在回收站里" if len(gone) > 1 else "，那一份在回收站里" if gone else ""
        count = len(back) + len(gone)
        return Kept(f"撤销了{step.name}（{count}份表）{kept}", tuple(back), error or other)

    def discard(self, paths: Sequence[Path]) -> Kept:
        """Delete forms of the trash for good, which cannot be undone."""
        with self._at_work:
            done, error = _each(paths, lambda path: self._shelves.discard([path]))
            self._steps = [_without(step, set(paths)) for step in self._steps]
            self._steps = [step for step in self._steps if step.moves or step.made]
        return Kept(f"彻底删除了{len(done)}份表", error=error)

    def _move_back(self, move: Move) -> Path:
        """Move a form back; where it got another name, what was done to it before knows it."""
        path = self._shelves.move_back(move)
        if path != move.old:
            self._steps = [_renamed(step, move.old, path) for step in self._steps]
        return path

    def _add(self, evaluation: Evaluation) -> Path:
        return self._shelves.workspace(Shelf.IN_USE).add(evaluation)

    def _remember(self, step: _Step) -> None:
        if step.moves or step.made:
            self._steps.append(step)


def _kept(says: str, paths: Sequence[Path], error: str, can_undo: bool | None = None) -> Kept:
    """Return what became of an order; where nothing did, only why not."""
    undoable = bool(paths) if can_undo is None else can_undo
    return Kept(says if paths else "", tuple(paths), error, undoable)


def _each(items: Iterable[Item], act: Callable[[Item], Result]) -> tuple[list[Result], str]:
    """Do something with each item; returns the results, and why it stopped if it did."""
    results: list[Result] = []
    for item in items:
        try:
            results.append(act(item))
        except StorageError as error:
            return results, str(error)
    return results, ""


def _without(step: _Step, gone: set[Path]) -> _Step:
    moves = tuple(move for move in step.moves if move.new not in gone)
    return _Step(step.name, moves, tuple(path for path in step.made if path not in gone))


def _renamed(step: _Step, old: Path, new: Path) -> _Step:
    moves = tuple(Move(m.old, new) if m.new == old else m for m in step.moves)
    return _Step(step.name, moves, tuple(new if path == old else path for path in step.made))


def _key(evaluation: Evaluation) -> tuple[int | None, str]:
    return evaluation.known_year, "".join(evaluation.name.split())
