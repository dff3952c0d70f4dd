"""A screen that keeps a document saved, and goes from it to other screens and back."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from textual.screen import Screen

from perftui.evaluation.history.sources import MERGED
from perftui.evaluation.merging import Conflict
from perftui.evaluation.merging.choosing import where_now
from perftui.evaluation.model import Evaluation
from perftui.storage.document import Document
from perftui.storage.errors import StorageError, shown
from perftui.storage.user_data import data_folder
from perftui.storage.workspace import place_apart
from perftui.tui.bindings import key_of
from perftui.tui.desk import Desk
from perftui.tui.form.reopening import ReopenedBar
from perftui.tui.pauses import Pauses
from perftui.tui.screens.choice import ChoiceScreen

_WHAT_NOW = "填的都还在这里。原来的文件或文件夹现在写不进去。"
_WAYS_ON = ("再试一次", "另存到自己的数据文件夹", "不存，放弃没有存上的改动")
_ELSEWHERE, _GIVE_UP = 1, 2


class SavingScreen(Screen[None]):
    """Saves when typing pauses and before anything else is shown.

    What shows the form says how: where the user is, what is still being typed, what has changed.
    """

    def __init__(self, document: Document, desk: Desk) -> None:
        super().__init__()
        self.document = document
        self.desk = desk
        self.pauses = Pauses(self)
        self.save_error = ""
        self.beside = ""
        """Who else fills the form in, "" where nobody is known."""
        self._gives_up = False
        self._has_let_go = False
        self._history_told = ""
        self._saving: asyncio.Event | None = None
        self._unsettled: list[tuple[tuple[Conflict, ...], Evaluation]] = []
        self._is_asking = False

    @property
    def here(self) -> str:
        """The path of the field at hand."""
        raise NotImplementedError

    async def settle(self) -> bool:
        """Take what is still being typed; False if it is refused and stays in sight."""
        raise NotImplementedError

    def take_typed(self) -> None:
        """Take what is still being typed, where it is not refused, without going anywhere."""
        raise NotImplementedError

    async def show_document(self, path: str | None = None) -> None:
        """Show the whole document anew, and go to a field of it if one is named."""
        raise NotImplementedError

    def show_state(self) -> None:
        """Show whether all is saved, and how far the form is."""
        raise NotImplementedError

    async def may_leave(self) -> bool:
        """Take and save what is not saved yet; False if that fails, which is said."""
        if not await self.settle():
            return False
        self.pauses.settle()
        await self.save()
        if self.document.path is not None:
            self.desk.session.leave(self.document.path, self.here)
        if self.save_error and not self._gives_up:
            ask = ChoiceScreen(self.save_error, _WHAT_NOW, _WAYS_ON)
            self.app.push_screen(ask, self._go_on)
        return self._gives_up or not self.save_error

    async def _go_on(self, way: int | None) -> None:
        """Go on as the user chose: try again, keep the form elsewhere, or give it up."""
        self._gives_up = way == _GIVE_UP
        if self._gives_up:
            key = key_of(self, "editor.leave")
            self.notify(f"再按 {key} 离开，没有存上的就不要了。", markup=False)
            return
        if way == _ELSEWHERE:
            self.document.keep_at(place_apart(self.document.evaluation, data_folder()))
        path = self.document.path
        if way is not None and await self.may_leave() and path is not None:
            self.notify(f"已存到「{shown(path)}」。", markup=False, timeout=20)

    def let_go(self, *, gives_up: bool = False) -> None:
        """Close the document, once: the form is left for good, or given up."""
        if not self._has_let_go:
            self._has_let_go = True
            gave_up = self._gives_up and bool(self.save_error)
            self.document.close(gives_up=gives_up or gave_up)

    def save_at_last(self) -> None:
        """Save and let go: the program ends. Raises StorageError; what was done is kept still."""
        try:
            with suppress(Exception):  # whatever a failure has left of the screen
                self.take_typed()
            self.document.save()
        finally:
            self.let_go()

    def save_soon(self) -> None:
        """Write the file if it is not up to date, without waiting for it."""
        if self._saving is None:
            self.run_worker(self.save(), group="saving")

    async def save(self) -> None:
        """Write the file if it is not up to date, apart from what keys are waiting for."""
        while self._saving is not None:
            await self._saving.wait()
        self._saving = asyncio.Event()
        try:
            await asyncio.to_thread(self.document.write)
            self.save_error = ""
        except StorageError as error:
            self.save_error = "没有存上！"
            self.notify(str(error), title="没有存上", severity="error", markup=False, timeout=10)
        finally:
            self._saving.set()
            self._saving = None
        if self.is_attached and self in self.app.screen_stack:  # it may have been left meanwhile
            self._tell_of_history()
            await self._take_in()
            self.show_state()

    def _tell_of_history(self) -> None:
        """Say once why what is done cannot be kept, where nothing above the form says it."""
        error = self.document.history_error
        if error != self._history_told and not self.document.journal_error:
            self._history_told = error
            if error:
                self.notify(error, severity="warning", markup=False, timeout=10)

    async def _take_in(self) -> None:
        """Show what others had written into the file meanwhile, and ask what both have changed."""
        before = self.document.evaluation
        conflicts = self.document.take_in()
        if self.document.evaluation != before:
            await self.show_document()
            self.notify("别处刚改过这份表，两边的改动已合到一起。", markup=False, timeout=10)
        aside = self.document.take_set_aside()
        if conflicts:
            told = f"那一份另存为「{shown(Path(aside.name))}」。" if aside else ""
            self.notify(f"有{len(conflicts)}栏两边都改了。{told}", markup=False, timeout=20)
            self._unsettled.append((conflicts, self.document.evaluation))
            self._ask_of_conflicts()

    def _ask_of_conflicts(self) -> None:
        """Ask what both have changed, one question at a time."""
        from perftui.tui.screens.conflicts import ConflictScreen

        while self._unsettled and not self._is_asking:
            conflicts, then = self._unsettled.pop(0)
            form, profile = self.document.evaluation, self.document.profile
            conflicts = where_now(conflicts, then, form)
            if conflicts:
                self._is_asking = True
                screen = ConflictScreen(conflicts, form, profile, self.beside)
                self.app.push_screen(screen, self._settle_conflicts)

    async def _settle_conflicts(self, edits: Sequence[tuple[str, Any]] | None) -> None:
        self._is_asking = False
        if edits:
            with self.document.coming_from(MERGED):
                self.document.put_all(edits)
            await self.show_document()
        self._ask_of_conflicts()

    async def action_save(self) -> None:
        """Save at once, and say so."""
        if await self.may_leave():
            self.notify("已保存。平时不用按，随时自动保存。", markup=False, timeout=3)

    async def action_export(self) -> None:
        """Export this form."""
        from perftui.tui.screens.export import ExportScreen  # brings the writers along

        if await self.may_leave():
            screen = ExportScreen(self.document.evaluation, self.desk.folder)
            self.app.push_screen(screen, self._note_export)

    async def action_preview(self) -> None:
        """Show the form as it will be printed."""
        from perftui.tui.screens.preview import PreviewScreen  # brings the writers along

        if await self.may_leave():
            screen = PreviewScreen(self.document.evaluation, self.desk, self.document.path)
            self.app.push_screen(screen, self.show_document)

    async def action_compare(self) -> None:
        """Show what differs from last year's form of the project."""
        from perftui.tui.screens.compare import CompareScreen

        if await self.may_leave():
            screen = CompareScreen(self.document.evaluation, self.desk, self.document.path)
            self.app.push_screen(screen, self.show_document)

    async def action_history(self) -> None:
        """Show who changed what and when."""
        from perftui.tui.screens.history import HistoryScreen

        if await self.may_leave():
            self.query(ReopenedBar).remove_class("-shown")
            self.app.push_screen(HistoryScreen(self.document, self.save), self.show_document)

    def _note_export(self, written: bool | None) -> None:
        if written and self.document.path is not None:
            self.desk.session.note_export(self.document.path, self.document.evaluation)
            self.show_state()
