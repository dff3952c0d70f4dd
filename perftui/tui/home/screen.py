"""Home: the forms of the folder, filtered as you type, marked, put in order, worked on at once."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from perftui.evaluation.drafting import blank_form
from perftui.evaluation.profile import load_profile
from perftui.jobs.home.catalog import Line
from perftui.jobs.home.housekeeping import Housekeeper, Kept
from perftui.storage.shelves import Shelf, Shelves
from perftui.tui.bindings import bindings, key_of, list_moves
from perftui.tui.desk import Desk
from perftui.tui.home.filter_field import FilterField
from perftui.tui.home.learner import Learner
from perftui.tui.home.opening import Opening, Wanted
from perftui.tui.home.shelf_screen import ShelfScreen
from perftui.tui.home.words import count_of
from perftui.tui.screens.choice import ChoiceScreen
from perftui.tui.screens.new_form import NewForm, NewFormScreen

if TYPE_CHECKING:
    from perftui.jobs.home.import_report import ImportedForm
    from perftui.tui.home.bulk import Bulk
    from perftui.tui.home.results import Results


class HomeScreen(ShelfScreen):
    """The list of forms. Typing filters it, arrows move in it, Enter opens."""

    PLACES = ("home",)
    BINDINGS = [*bindings("home"), *list_moves()]

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._keeper = Housekeeper(Shelves(desk.folder))
        self._results: Results | None = None
        self._opening = Opening(self, desk, self._note_opened)
        self._screen_to_come: Awaitable[object] | None = None
        self._learner = Learner(self, desk, self._tell_learning)

    # Opening.

    def open(self, path: Path, place: str = "", *, talks: bool = False) -> None:
        """Open a form in the editor, at a place or where it was left; `talks` to talk about it."""
        if self._reading.shelf is Shelf.TRASH:
            key = key_of(self, "home.archive")
            self.notify(f"这份表在回收站里，按 {key} 放回在用再打开。", markup=False)
            return
        self._screen_to_come = self._opening.open(Wanted(path, place, talks))

    def on_screen_resume(self) -> None:
        """Give the forms back that have been closed."""
        self._opening.give_back()

    def on_unmount(self) -> None:
        """Give back all forms that are open: the program is left, or the tour."""
        self._opening.give_all_back()

    async def action_open_form(self) -> None:
        """Open the form under the cursor, once however often the key was pressed.

        What is typed next waits for it, and goes into it.
        """
        if self._current is not None and self.is_active:
            self.open(self._current.path)
            await self._opened()

    async def action_next_form(self) -> None:
        """Open the next form that is not complete, from the cursor on, at what is missing."""
        at = next((n for n, line in enumerate(self._shown) if line is self._current), 0)
        round_about = (*self._shown[at:], *self._shown[:at])
        todo = (line for line in round_about if line.evaluation and not line.is_complete)
        line = next(todo, None)
        if line is None:
            done = "列出的表都填完了，也没有错误。" if self._shown else "没有列出表。"
            self.notify(done, markup=False)
        elif self.is_active:
            self.open(line.path, line.next_place)
            await self._opened()

    async def action_talk(self) -> None:
        """Open the form under the cursor and talk about it."""
        if self._current is not None and self.is_active:
            self.open(self._current.path, talks=True)
            await self._opened()

    async def _opened(self) -> None:
        screen, self._screen_to_come = self._screen_to_come, None
        if screen is not None:
            await screen

    def _note_opened(self, path: Path) -> None:
        self._wanted = path

    def action_preview(self) -> None:
        """Show the form under the cursor as it will be printed."""
        from perftui.tui.screens.preview import PreviewScreen  # brings the writers along

        for line in self._readable(self._chosen_one())[:1]:
            if line.evaluation is not None:
                self.app.push_screen(PreviewScreen(line.evaluation, self.desk))

    def action_overview(self) -> None:
        """Show the figures of the forms that are listed, and open one from there."""
        from perftui.tui.screens.overview import OverviewScreen

        entries = tuple(line.entry for line in self._shown)
        self.app.push_screen(OverviewScreen(entries, self.desk, self.open))

    def _chosen_one(self) -> tuple[Line, ...]:
        return () if self._current is None else (self._current,)

    # New forms.

    def action_new_form(self) -> None:
        """Ask for a name and a profile, or one to roll forward, then open the new form."""
        self.app.push_screen(NewFormScreen(self._reading.lines), self._create)

    def _create(self, wanted: NewForm | None) -> None:
        if wanted is not None:
            form = wanted.rolled or blank_form(
                wanted.name, load_profile(wanted.profile), wanted.year
            )
            self._keep(lambda: self._keeper.add(form), then=self._open_made)

    def action_roll_forward(self) -> None:
        """Make next year's drafts of the forms chosen; a single one is opened."""
        forms = [line.evaluation for line in self._readable(self._chosen()) if line.evaluation]
        if forms:
            then = self._open_made if len(forms) == 1 else self._told
            self._keep(lambda: self._keeper.roll_forward(forms), then)

    def action_duplicate(self) -> None:
        """Save the form under the cursor a second time."""
        for line in self._readable(self._chosen_one()):
            self._keep(partial(self._keeper.duplicate, line.path))

    def _open_made(self, kept: Kept) -> None:
        if not self.is_current:  # the user has gone on to something else
            self._told(kept)
            return
        self._go_to_shelf(Shelf.IN_USE)
        for path in kept.paths[:1]:
            self.open(path)

    # Keeping the folder in order. What is moved leaves the list at once, its file a moment later.

    def action_archive(self) -> None:
        """Put the chosen forms away; from where they were put away, back."""
        self._put(Shelf.ARCHIVE if self._shelf is Shelf.IN_USE else Shelf.IN_USE)

    def action_delete(self) -> None:
        """Throw the chosen forms away; in the trash delete them for good, asking first."""
        if self._shelf is not Shelf.TRASH:
            self._put(Shelf.TRASH)
            return
        lines = self._chosen()
        if lines:
            ask = ChoiceScreen(
                "彻底删除", f"{count_of(lines)}删除后不能恢复。", ("不删了", "彻底删除")
            )
            self.app.push_screen(ask, partial(self._discard, [line.path for line in lines]))

    def _discard(self, paths: Sequence[Path], answer: int | None) -> None:
        if answer == 1:
            self._keep(lambda: self._keeper.discard(paths))

    def _put(self, shelf: Shelf) -> None:
        paths = [line.path for line in self._chosen()]
        if paths:
            left = tuple(line for line in self._reading.lines if line.path not in paths)
            self._marked.clear()
            self._reading = replace(self._reading, lines=left)
            self._show()
            self._keep(lambda: self._keeper.put(paths, shelf))

    def action_undo(self) -> None:
        """Undo what was last done to the files of the folder."""
        self._keep(self._keeper.undo)

    def _keep(self, order: Callable[[], Kept], then: Callable[[Kept], None] | None = None) -> None:
        """Do something with files in a thread, then show the folder and say what was done."""

        def run() -> None:
            kept = order()
            self.app.call_from_thread(self._kept, kept, then or self._told)

        self.run_worker(run, thread=True, group="keep")

    def _kept(self, kept: Kept, then: Callable[[Kept], None]) -> None:
        self._marked.clear()
        if kept.error:
            self.notify(kept.error, severity="error", markup=False, timeout=10)
        then(kept)
        if self.is_current:
            self._read()

    def _told(self, kept: Kept) -> None:
        """Say what was done, the cursor on the first form it was done to if it is listed."""
        self._wanted = next(iter(kept.paths), None)
        undo = f"  {key_of(self, 'home.undo')} 撤销" if kept.can_undo else ""
        if kept.says:
            self.notify(f"{kept.says}{undo}", markup=False)

    # Many forms at once.

    def action_check_forms(self) -> None:
        """Check the marked forms, or all that are listed, and list what was found."""
        lines = self._chosen() if self._marked else self._shown
        if lines:
            self._bulk(lines).check()

    def action_export(self) -> None:
        """Export the chosen forms."""
        lines = self._readable(self._chosen())
        if len(lines) > 1:
            self._bulk(lines).export()
        elif lines and lines[0].evaluation is not None:
            from perftui.tui.screens.export import ExportScreen  # brings the writers along

            noted = partial(self._note_export, lines[0])
            self.app.push_screen(ExportScreen(lines[0].evaluation, self.desk.folder), noted)

    def _note_export(self, line: Line, written: bool | None) -> None:
        if written and line.evaluation is not None:
            self.desk.session.note_export(line.path, line.evaluation)

    def _bulk(self, lines: Sequence[Line]) -> "Bulk":
        from perftui.tui.home.bulk import Bulk  # brings the writers along

        return Bulk(self.app, self.desk, lines, self._show_results)

    def _show_results(self, results: "Results") -> None:
        """Show what became of many forms; what was marked for it is done with."""
        self._results = results
        self._marked.clear()
        self.action_last_results()

    def action_last_results(self) -> None:
        """Show the results last shown again."""
        from perftui.tui.home.results import ResultsScreen

        if self._results is None:
            self.notify("还没有检查、导出或导入过。", markup=False)
        else:
            self.app.push_screen(ResultsScreen(self._results, self.open))

    def action_import_documents(self) -> None:
        """Pick documents, read them and look them through."""
        from perftui.tui.imports.course import Import  # brings the readers along

        Import(self.app, self.desk, self._show_imported).pick()

    def _show_imported(self, forms: "Sequence[ImportedForm]") -> None:
        """Show the new forms, the cursor on the first; tell what was repaired in them."""
        if not forms:
            return
        from perftui.tui.imports.course import report_of, told_of

        self._wanted = forms[0].path
        self._shelf = Shelf.IN_USE
        self.query_one(FilterField).value = ""
        self._read()
        report = report_of(forms)
        look = ""
        if report is not None:
            self._results = report
            look = f"{key_of(self, 'home.last_results')} 逐处看报告。"
        self.notify(f"{told_of(forms)}{look}", markup=False, timeout=10)

    def action_learn(self) -> None:
        """Learn the wording of the forms that are listed; a second time, stop."""
        if self._learner.is_at_work:
            self._learner.stop()
        else:
            self._learner.start([line.path for line in self._shown])

    def _tell_learning(self, said: str) -> None:
        stop = f"  {key_of(self, 'home.learn')} 停下" if said else ""
        self._at_work = f"{said}{stop}"
        self._show_status()

    def action_leave(self) -> None:
        """Stop learning, clear the filter, let go of marks, go back to what is in use; or leave."""
        if self._learner.is_at_work:
            self._learner.stop()
        elif self.query_one(FilterField).value:
            self.query_one(FilterField).value = ""
        elif self._marked:
            self._marked.clear()
            self._show()
        elif self._shelf is not Shelf.IN_USE:
            self._go_to_shelf(Shelf.IN_USE)
        else:
            self.app.exit()
