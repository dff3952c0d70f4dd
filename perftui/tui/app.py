"""The terminal program: a folder of forms, or one form."""

import asyncio
import signal
from collections.abc import Sequence
from contextlib import suppress
from inspect import isawaitable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import RenderableType
from rich.text import Text
from textual.app import App
from textual.binding import Binding
from textual.css.query import QueryError
from textual.filter import LineFilter
from textual.notifications import SeverityLevel
from textual.screen import ModalScreen

from perftui.actions.keys import DEFAULT_KEYS, Keys
from perftui.evaluation.safe_text import safe_text
from perftui.jobs.keymap import keys_for
from perftui.storage.errors import StorageError
from perftui.tui.bindings import AtHand, at_hand, bindings, shown_key
from perftui.tui.desk import Desk
from perftui.tui.form.saving import SavingScreen
from perftui.tui.home.screen import HomeScreen
from perftui.tui.terminal import cjk, keys, receiving
from perftui.tui.terminal.crash import explain_crash
from perftui.tui.terminal.last_guard import LastGuard
from perftui.tui.themes import THEMES

_SIGNALS = ("SIGHUP", "SIGTERM")
_FAULTS_SHOWN_FOR = 20


if TYPE_CHECKING:
    from perftui.tui.tour import Tour


class PerftuiApp(App[None]):
    """Opens a folder, and on it a form if a file was named or if it was left open there."""

    TITLE = "perftui"
    CSS_PATH = "app.tcss"
    BINDINGS = [
        *bindings("app"),
        Binding("escape", "leave_tour", "离开导览", show=False, priority=True),
    ]
    NOTIFICATION_TIMEOUT = 4
    ENABLE_COMMAND_PALETTE = False  # there is one of its own, over the table of actions

    def __init__(self, path: Path, *, offers_tour: bool = False) -> None:
        """`offers_tour` is whether who starts for the first time is asked about the tour."""
        super().__init__()
        cjk.install()
        keys.install()
        receiving.install()
        self._guard = LastGuard()
        self._form = None if path.is_dir() else path
        self._offers_tour = offers_tour
        self.desk = Desk(path if path.is_dir() else path.parent)
        self.tour: Tour | None = None
        self.keys, self._key_faults = _keys_and_faults(self.desk.folder)
        for theme in THEMES:
            self.register_theme(theme)
        named = (theme.name for theme in THEMES if theme.name == self.desk.session.theme)
        self.theme = next(named, THEMES[0].name)

    def on_mount(self) -> None:
        """Show home, and on it the form that was named or left open."""
        self.set_keymap(self.keys.changed)
        session = self.desk.session
        home = HomeScreen(self.desk)
        self.push_screen(home)
        left = session.left_inside(self.desk.folder)
        if self._form is not None:
            self.call_later(home.open, self._form)
        elif left is not None and left.is_file():
            self.call_later(home.open, self.desk.folder / left.name)
        elif self._offers_tour and session.is_new and not session.is_tour_offered:
            self.call_later(self._offer_tour)
        if self._key_faults:
            self._tell_key_faults()
        if not self.is_headless:
            self._heed_signals()

    def _tell_key_faults(self) -> None:
        told = "\n".join(self._key_faults)
        title = "perftui.toml 的 [keys] 有几行没有用上"
        self.notify(told, title=title, severity="warning", markup=False, timeout=_FAULTS_SHOWN_FOR)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return what each line passes before it is drawn."""
        return [*super().get_line_filters(), self._guard]

    def on_unreadable(self) -> None:
        """Tell that the terminal speaks another encoding, or that no text came."""
        told = "终端送来的不是 UTF-8 文字，没有填入；请把终端的字符编码改为 UTF-8。"
        self.notify(told, severity="warning", markup=False)

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = True,
    ) -> None:
        """Tell the user something. It may hold names of files and texts of others: never markup."""
        said, title = safe_text(message), safe_text(title)
        super().notify(said, title=title, severity=severity, timeout=timeout, markup=False)

    def get_key_display(self, binding: Binding) -> str:
        """Return a key as people read it, remapped or not."""
        return shown_key(binding, self.keys)

    # Actions, by the table.

    def action_command_palette(self) -> None:
        """Show the palette of actions."""
        from perftui.tui.actions.palette import PaletteScreen

        self.push_screen(PaletteScreen(at_hand(self.screen)), self._run_chosen)

    def action_show_help(self) -> None:
        """Show the keys that work on this screen."""
        from perftui.tui.actions.help import HelpScreen

        places = getattr(self.screen, "PLACES", ())
        self.push_screen(HelpScreen(at_hand(self.screen), places), self._run_chosen)

    def _run_chosen(self, chosen: AtHand | None) -> None:
        if chosen is not None:
            self.call_later(chosen.run)

    def action_switch_theme(self) -> None:
        """Change between night and day."""
        names = [theme.name for theme in THEMES]
        self.theme = names[(names.index(self.theme) + 1) % len(names)]
        self.desk.session.theme = self.theme
        self._keep_session()

    def action_help_quit(self) -> None:
        """Say how to leave: Ctrl+C copies."""
        self.notify(f"要退出请按 {self.keys.label('app.quit')}。", markup=False)

    async def action_quit(self) -> None:
        """Leave the program, unless a form is not saved."""
        for screen in reversed(self.screen_stack):
            may_leave = getattr(screen, "may_leave", None)
            if may_leave is not None:
                answer = may_leave()
                if not (await answer if isawaitable(answer) else answer):
                    return
        self.exit()

    # The tour.

    def _offer_tour(self) -> None:
        from perftui.tui.tour.offer import OfferScreen

        self.desk.session.note_tour()
        self._keep_session()
        self.push_screen(OfferScreen(), self._answer_offer)

    async def _answer_offer(self, wanted: bool | None) -> None:
        if wanted:
            await self.action_tour()

    async def action_tour(self) -> None:
        """Start the tour; in it, pass its step over."""
        if self.tour is not None:
            await self.tour.pass_over()
        else:
            self.desk.session.note_tour()
            from perftui.tui.tour import Tour  # brings the editor along

            self.tour = Tour(self)
            await self.tour.begin()

    async def action_leave_tour(self) -> None:
        """Leave the tour, back to where the user was."""
        tour, self.tour = self.tour, None
        if tour is not None:
            await tour.end()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave Esc to the screens while there is no tour, and to a dialog within it."""
        if action != "leave_tour":
            return True
        return self.tour is not None and not isinstance(self.screen, ModalScreen)

    # Leaving, and what is remembered of it.

    def exit(self, *arguments: Any, **named: Any) -> None:
        """Leave, and remember where the user was."""
        self._remember()
        super().exit(*arguments, **named)

    @property
    def _editors(self) -> list[SavingScreen]:
        """The forms that are open, but for those of the tour."""
        own = self.screen_stack[: self.tour.depth] if self.tour else self.screen_stack
        return [screen for screen in own if isinstance(screen, SavingScreen)]

    def _remember(self) -> None:
        session, form = self.desk.session, None
        for editor in self._editors:
            if editor.document.path is not None:
                form = editor.document.path
                with suppress(QueryError):  # a screen that is not laid out yet is at no field
                    session.leave(form, editor.here)
        session.leave_folder(self.desk.folder, form)
        session.save()
        if self.tour is not None:
            self.tour.tidy()

    def _keep_session(self) -> None:
        self.run_worker(self.desk.session.save, thread=True, group="session")

    def _heed_signals(self) -> None:
        """Save when the terminal is closed or the process is told to end."""
        loop = asyncio.get_running_loop()
        for name in _SIGNALS:
            with suppress(AttributeError, NotImplementedError, RuntimeError, ValueError):
                loop.add_signal_handler(getattr(signal, name), self._hang_up)

    def _hang_up(self) -> None:
        self._save_forms()
        self.exit()

    def _save_forms(self) -> bool:
        """Save what is open; returns whether all of it is, whatever the failure has left of it."""
        is_saved = True
        for screen in self.screen_stack:
            if isinstance(screen, SavingScreen):
                try:
                    screen.save_at_last()
                except Exception:
                    is_saved = False
        return is_saved

    def _handle_exception(self, error: Exception) -> None:
        """Pass over what a screen misses that was still being made when the program was left."""
        if not (self._exit and isinstance(error, QueryError)):
            super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """After an unexpected error: save what is open, leave with one sentence, no traceback."""
        is_saved = self._save_forms()
        if self.tour is not None:
            with suppress(OSError):
                self.tour.tidy()
        if self._exception is not None:
            super().panic(Text(explain_crash(self._exception, is_saved=is_saved)))

    def panic(self, *_: RenderableType) -> None:
        """Leave after a failure beside the screens, in textual's own threads, untold."""
        self._handle_exception(RuntimeError())


def _keys_and_faults(folder: Path) -> tuple[Keys, tuple[str, ...]]:
    try:
        return keys_for(folder)
    except StorageError:  # home says what is wrong with the file
        return DEFAULT_KEYS, ()


def run(path: Path) -> None:
    """Run the terminal program on a folder or a form until the user leaves."""
    PerftuiApp(path, offers_tour=True).run()
