"""The bottom line: the keys that do something here, in the order of the table of actions."""

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from perftui.actions.table import ACTIONS

_ORDER = {action.full_id: place for place, action in enumerate(ACTIONS)}
_LAST = "app.show_help"
_PINNED = 2


class KeyBar(Static):
    """The keys of the screen and of the widget at hand; the way out and help never fall off.

    It draws one line of text, where a widget a key would cost milliseconds at each change of focus.
    """

    DEFAULT_CSS = "KeyBar { dock: bottom; height: 1; }"

    def __init__(self) -> None:
        super().__init__(markup=False)
        self._keys: list[tuple[str, str, str]] = []

    def on_mount(self) -> None:
        """Follow the keys that apply."""
        self.screen.bindings_updated_signal.subscribe(self, self._follow)

    def on_resize(self) -> None:
        """Fit the line to the new width."""
        self._follow(self.screen)

    async def on_click(self, event: events.Click) -> None:
        """A click on a key presses it."""
        edge = 0
        for key, label, name in self._keys:
            edge += _width(label, name)
            if event.x < edge:
                self.app.simulate_key(key)
                return

    def _follow(self, screen: Screen[object]) -> None:
        if screen is not self.screen or not self.is_attached:
            return
        bindings = {
            active.binding.id or active.binding.action: active.binding
            for active in screen.active_bindings.values()
            if active.binding.show and active.enabled
        }
        ids = sorted(bindings, key=_place)
        shown = (bindings[name] for name in ids)
        keys = [(b.key, self.app.get_key_display(b), b.description) for b in shown]
        self._keys = _fitting(keys, self.size.width)
        parts = [((f" {key}", "bold $text-accent"), f" {name} ") for _, key, name in self._keys]
        self.update(Content.assemble(*(part for pair in parts for part in pair)))


def _place(name: str) -> tuple[bool, bool, int]:
    return name == _LAST, name.endswith(".leave"), _ORDER.get(name, -1)


def _fitting(keys: list[tuple[str, str, str]], width: int) -> list[tuple[str, str, str]]:
    """Return as many keys as there is room for; the last ones, for the way out and help, stay."""
    room = width + 1 - sum(_width(key, name) for _, key, name in keys[-_PINNED:])
    kept = []
    for one in keys[:-_PINNED]:
        room -= _width(*one[1:])
        if room < 0:
            break
        kept.append(one)
    return kept + keys[-_PINNED:]


def _width(key: str, name: str) -> int:
    return cell_len(key) + cell_len(name) + 3
