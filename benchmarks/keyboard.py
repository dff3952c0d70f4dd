"""A keyboard that counts: keys go to the program through Textual's Pilot, each taking effect."""

from collections import Counter
from dataclasses import dataclass, field

from textual._xterm_parser import XTermParser
from textual.pilot import Pilot

from perftui.actions.keys import DEFAULT_KEYS
from perftui.actions.table import ACTIONS
from perftui.tui.screens.editor import EditorScreen

_KEYS = {action.full_id: DEFAULT_KEYS.of(action).partition(",")[0] for action in ACTIONS}


class LostError(Exception):
    """The user cannot get on with the keys he knows."""


def is_han(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff"


@dataclass
class Tally:
    """What was pressed, by the part of the form it was pressed for, and how much of it was Han."""

    presses: Counter[str] = field(default_factory=Counter)
    han: int = 0

    @property
    def total(self) -> int:
        return self.presses.total()


class Keyboard:
    """Counts what is pressed under `part`, the part of the form that it is pressed for."""

    def __init__(self, pilot: Pilot[None]) -> None:
        self.pilot = pilot
        self.tally = Tally()
        self.part = ""

    @property
    def editor(self) -> EditorScreen:
        """The form on the screen."""
        screen = self.pilot.app.screen
        if not isinstance(screen, EditorScreen):
            raise LostError(f"{type(screen).__name__} is on the screen, not the form")
        return screen

    async def press(self, *keys: str) -> None:
        """Press keys, each taking effect."""
        for key in keys:
            await self.pilot.press(key)
            self.tally.presses[self.part] += 1
            await self.settle()

    async def do(self, *actions: str) -> None:
        """Press the keys of actions."""
        await self.press(*(_KEYS[action] for action in actions))

    async def type(self, text: str) -> None:
        """Type a text as a terminal sends it, full-width punctuation included."""
        for event in XTermParser().feed(text):
            self.pilot.app.post_message(event)
        self.tally.presses[self.part] += len(text)
        self.tally.han += sum(map(is_han, text))
        await self.settle()

    async def settle(self) -> None:
        """Wait until the program has nothing left to do: this user looks before he goes on."""
        app = self.pilot.app
        for _ in range(2):
            await app.workers.wait_for_complete()
            await self.pilot.pause()
            if isinstance(app.screen, EditorScreen):
                app.screen.pauses.settle()
        await app.workers.wait_for_complete()
        await self.pilot.pause()
