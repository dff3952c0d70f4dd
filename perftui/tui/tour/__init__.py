"""The tour: a form filled in on a throw-away copy of the samples, in the real screens."""

import asyncio
from typing import TYPE_CHECKING

from textual.timer import Timer

from perftui.tui.home.screen import HomeScreen
from perftui.tui.screens.editor import EditorScreen
from perftui.tui.tour.coach import Coach, in_words
from perftui.tui.tour.practice import PracticeDesk
from perftui.tui.tour.steps import FORM, STEPS

if TYPE_CHECKING:
    from perftui.tui.app import PerftuiApp

_EVERY = 0.15


class Tour:
    """Says what to do, sees when it is done, and leaves everything as it was.

    It looks a few times a second instead of listening, so that no screen has to know of it.
    """

    def __init__(self, app: "PerftuiApp") -> None:
        self._app = app
        self._desk: PracticeDesk | None = None
        self._timer: Timer | None = None
        self.depth = len(app.screen_stack)
        self.number = 0

    async def begin(self) -> None:
        """Open the samples over what is on the screen."""
        from perftui.jobs.demo import temporary_copy

        self._desk = PracticeDesk(await asyncio.to_thread(temporary_copy))
        await self._app.push_screen(HomeScreen(self._desk))
        self._timer = self._app.set_interval(_EVERY, self.look)
        await self.look()

    async def look(self) -> None:
        """Go on if the step is done, and say what to do on the screen that is shown now."""
        if len(self._app.screen_stack) <= self.depth:
            await self._app.action_leave_tour()
            return
        await self._come_back()
        while STEPS[self.number].is_done(self._app):
            self.number += 1
        await self._say()

    async def pass_over(self) -> None:
        """Go on without having done the step."""
        self.number = min(self.number + 1, len(STEPS) - 1)
        await self.look()

    async def end(self) -> None:
        """Go back to where the user was, and remove the copy."""
        if self._timer is not None:
            self._timer.stop()
        while len(self._app.screen_stack) > self.depth:
            await self._app.pop_screen()
        self._app.run_worker(self.tidy, thread=True, group="tour")

    def tidy(self) -> None:
        """Remove the copy."""
        if self._desk is not None:
            self._desk.throw_away()

    async def _come_back(self) -> None:
        """Close a form that is not the one of the tour, once it is laid out."""
        screen = self._app.screen
        path = screen.document.path if isinstance(screen, EditorScreen) else None
        if path is not None and path.name != FORM and screen.is_mounted:
            key = self._app.keys.label("home.next_form")
            self._app.notify(f"这一份已经填好了，请按 {key}。", markup=False)
            await self._app.pop_screen()

    async def _say(self) -> None:
        number, keys = self.number, self._app.keys
        text = in_words(number + 1, len(STEPS), STEPS[number].words(self._app, keys), keys)
        screen = self._app.screen
        coaches = screen.query(Coach)
        if not coaches:
            await screen.mount(Coach(text), before=0)
        elif coaches.first().content != text:
            coaches.first().update(text)
