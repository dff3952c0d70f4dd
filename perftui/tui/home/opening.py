"""Opening forms: one at a time is filled in by one user, others are told and choose what to do."""

from collections.abc import Awaitable, Callable
from concurrent.futures import CancelledError
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from textual.app import App
from textual.screen import Screen

from perftui.evaluation.fields import FieldError, get, parse_path
from perftui.evaluation.model import Evaluation
from perftui.jobs.guidance import CHECK, FINISH
from perftui.storage.copies import copy_beside
from perftui.storage.document import Document
from perftui.storage.errors import StorageError, shown
from perftui.storage.evaluation_file import SUFFIX, load
from perftui.storage.holder import Holder, told, told_taken_over
from perftui.storage.lock import FormLock
from perftui.storage.taking_up import RestorableError
from perftui.tui.desk import Desk
from perftui.tui.home.restoring import ask_to_restore
from perftui.tui.screens.choice import ChoiceScreen

_COPY = "-副本"
_SHOWN_FOR = 10


@dataclass(frozen=True)
class Wanted:
    """A form to open: where in it, and whether to talk about it."""

    path: Path
    place: str = ""
    talks: bool = False

    @property
    def name(self) -> str:
        """What people call its file."""
        return shown(Path(self.path.name.removesuffix(SUFFIX)))


class Opening:
    """Opens forms in the editor and holds their locks while they are open there.

    Where somebody else holds one, the user chooses how to go on.
    """

    def __init__(self, home: Screen[None], desk: Desk, note: Callable[[Path], None]) -> None:
        """`note` gets the path of each form that is opened."""
        self._home = home
        self._desk = desk
        self._note = note
        self._held: list[tuple[Screen[None], FormLock]] = []

    def open(self, wanted: Wanted) -> Awaitable[object] | None:
        """Open a form, or ask what to do; returns what to wait for until a screen is there."""
        lock = FormLock(wanted.path, partial(self._lost, wanted))
        return self._go_on(wanted, lock, lock.take())

    def give_back(self) -> None:
        """Give the locks of the forms back that are not open any more."""
        stack = self._app.screen_stack
        for screen, lock in self._held:
            if screen not in stack:
                lock.give_back()
        self._held = [held for held in self._held if held[0] in stack]

    def give_all_back(self) -> None:
        """Give all locks back."""
        for _, lock in self._held:
            lock.give_back()
        self._held.clear()

    @property
    def _app(self) -> App[Any]:
        return self._home.app

    def _go_on(
        self, wanted: Wanted, lock: FormLock, holder: Holder | None
    ) -> Awaitable[object] | None:
        if holder is not None:
            return self._ask(wanted, lock, holder)
        left = lock.took_over
        opening = self._edit(wanted, lock)
        if opening and left and not (left.is_own and left.is_gone):
            self._tell(told_taken_over(left, _now()))
        return opening

    def _ask(self, wanted: Wanted, lock: FormLock, holder: Holder) -> Awaitable[object]:
        """Say who is filling a form in, and ask how to go on."""
        ways: dict[str, Callable[[], object]] = {
            "只看不改，看打印出来的样子": partial(self._look_at, wanted),
            f"另存一份来填（名字后面加「{_COPY}」）": partial(self._copy, wanted),
            "一起填，保存时自动合到一起，改了同一栏再问": partial(self._join, wanted, lock),
        }
        if holder.is_quiet:
            ways["接管，由我来填"] = lambda: self._go_on(wanted, lock, lock.take_over())

        def answer(number: int | None) -> None:
            if number is not None:
                list(ways.values())[number]()

        ask = ChoiceScreen(wanted.name, told(holder, _now()), list(ways))
        return self._app.push_screen(ask, answer)

    def _look_at(self, wanted: Wanted) -> None:
        """Show a form as it is printed."""
        from perftui.tui.screens.preview import PreviewScreen  # brings the writers along

        try:
            form = load(wanted.path)
        except StorageError as error:
            self._fail(error)
        else:
            self._app.push_screen(PreviewScreen(form, self._desk))

    def _copy(self, wanted: Wanted) -> None:
        """Open a copy of a form, made beside it."""
        try:
            path = copy_beside(wanted.path, _COPY)
        except StorageError as error:
            self._fail(error)
        else:
            copy = Wanted(path, wanted.place, wanted.talks)
            if self.open(copy):
                self._tell(f"另存成了「{copy.name}」，现在填的是这一份。")

    def _join(self, wanted: Wanted, lock: FormLock) -> None:
        """Open a form that somebody else is filling in, too, without a lock."""
        holder = lock.take()
        if holder is None:  # they have left meanwhile
            self._edit(wanted, lock)
        elif self._edit(wanted, None, holder.user):
            self._tell("一起填：保存时自动合到一起，两边改了同一栏再问。")

    def _edit(
        self, wanted: Wanted, lock: FormLock | None, beside: str = ""
    ) -> Awaitable[object] | None:
        """Open a form in the editor, with its lock or `beside` somebody else."""
        try:
            document = Document.open(wanted.path)
        except StorageError as error:
            if lock is not None:
                lock.give_back()
            if isinstance(error, RestorableError):
                ask_to_restore(self._app, wanted.path, error, partial(self.open, wanted))
            else:
                self._fail(error)
            return None
        from perftui.tui.screens.editor import EditorScreen  # after home has shown

        self._note(wanted.path)
        at = wanted.place or self._desk.session.place_in(wanted.path)
        at = at if _has(document.evaluation, at) else "name"
        editor = EditorScreen(document, self._desk, at, talks=wanted.talks)
        editor.beside = beside
        if lock is not None:
            self._held.append((editor, lock))
        return self._app.push_screen(editor, lambda _: self.give_back())

    def _lost(self, wanted: Wanted, holder: Holder) -> None:
        """Say, from the thread of a lock, that somebody has taken it over."""
        who = holder.user or "别人"
        said = f"「{wanted.name}」由 {who} 接管了。接着填也不会丢：保存时自动合到一起。"
        with suppress(RuntimeError, CancelledError):  # the program is being left
            self._app.call_from_thread(self._tell, said)

    def _tell(self, said: str) -> None:
        self._app.notify(said, markup=False, timeout=_SHOWN_FOR)

    def _fail(self, error: StorageError) -> None:
        self._app.notify(str(error), severity="error", markup=False)


def _now() -> datetime:
    return datetime.now().astimezone()


def _has(form: Evaluation, place: str) -> bool:
    """Whether a place is one of the form, or of its last two pages."""
    if place in (CHECK, FINISH):
        return True
    try:
        if parse_path(place).index is not None:
            get(form, place)
    except FieldError:
        return False
    return True
