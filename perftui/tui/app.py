"""The terminal program: a folder of forms, or one form."""

from contextlib import suppress
from pathlib import Path

from rich.text import Text
from textual.app import App
from textual.command import CommandPalette

from perftui.storage.errors import StorageError
from perftui.tui import cjk
from perftui.tui.bindings import bindings
from perftui.tui.crash import explain_crash
from perftui.tui.desk import Desk
from perftui.tui.palette import ActionCommands
from perftui.tui.screens.editor import EditorScreen
from perftui.tui.screens.help import HelpScreen
from perftui.tui.screens.home import HomeScreen
from perftui.tui.themes import THEMES


class PerftuiApp(App[None]):
    """Opens a folder, and on it a form if a file was named."""

    TITLE = "perftui"
    CSS_PATH = "app.tcss"
    BINDINGS = bindings("app")
    COMMANDS = {ActionCommands}
    ENABLE_COMMAND_PALETTE = True

    def __init__(self, path: Path) -> None:
        super().__init__()
        cjk.install()
        self._form = None if path.is_dir() else path
        self.desk = Desk(path if path.is_dir() else path.parent)
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = THEMES[0].name

    def on_mount(self) -> None:
        """Show home, and the form on it."""
        home = HomeScreen(self.desk)
        self.push_screen(home)
        if self._form is not None:
            self.call_later(home.open, self._form)

    def action_command_palette(self) -> None:
        """Show the palette of actions."""
        if not isinstance(self.screen, CommandPalette):
            self.push_screen(CommandPalette([ActionCommands], placeholder="输入操作的名称"))

    def action_show_help(self) -> None:
        """Show the keys that work on this screen."""
        self.push_screen(HelpScreen(getattr(self.screen, "PLACES", ())))

    async def action_quit(self) -> None:
        """Leave the program, unless a form is not saved."""
        may_leave = getattr(self.screen, "may_leave", None)
        if may_leave is None or await may_leave():
            self.exit()

    def _fatal_error(self) -> None:
        """After an unexpected error: save what is open, leave with one sentence, no traceback."""
        for screen in self.screen_stack:
            if isinstance(screen, EditorScreen):
                with suppress(StorageError):
                    screen.document.save()
        if self._exception is not None:
            self.panic(Text(explain_crash(self._exception)))

    def action_switch_theme(self) -> None:
        """Change between night and day."""
        names = [theme.name for theme in THEMES]
        self.theme = names[(names.index(self.theme) + 1) % len(names)]


def run(path: Path) -> None:
    """Run the terminal program on a folder or a form until the user leaves."""
    PerftuiApp(path).run()
