"""Saving forms under review, and asking where one of the same project and year is there."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Literal

from textual.screen import Screen

from perftui.jobs.pile import Pile
from perftui.storage.errors import StorageError
from perftui.tui.screens.choice import ChoiceScreen

_REPLACE, _SKIP = 1, 2
_ANSWERS = ("两份都留，新的另存一个文件", "用新的替换原来的", "不存这一份")
_FOR_ALL = (_REPLACE, _SKIP)


class Keeper:
    """Saves forms of a pile in a thread, on behalf of a screen."""

    def __init__(self, screen: Screen[Any], pile: Pile, then: Callable[[], None]) -> None:
        """`then` is called when forms have been decided."""
        self._screen = screen
        self._pile = pile
        self._then = then
        self._for_twins: int | None = None
        self.is_busy = False

    def keep(self, index: int) -> None:
        """Save a form; where one of its name and year is there already, ask what to do."""
        twin = self._pile.twin(index)
        if twin is None or self._for_twins is not None:
            self._decide(index, self._for_twins)
            return
        same = "内容也完全一样" if self._pile.is_known(index) else "内容与这一份不同"
        others = [i for i in self._pile.left if i != index and self._pile.twin(i) is not None]
        count = f"这份和后面{len(others)}份同名的都"
        more = (f"{count}替换", f"{count}不存") if others else ()
        ask = ChoiceScreen(
            "目录里已有这份表",
            f"{twin.name}\n是同一年度的同名项目，{same}。",
            (*_ANSWERS, *more),
        )
        self._screen.app.push_screen(ask, partial(self._answered, index))

    def keep_sure(self) -> None:
        """Save all forms in which nothing is asked; those whose like is there wait to be asked.

        A form of which the very same is there is not saved again.
        """
        sure = self._pile.sure()
        if any(self._pile.twin(i) is None or self._pile.is_known(i) for i in sure):
            self._work(partial(self._write_sure, sure))
        else:
            why = "剩下的表，目录里都有同名的" if sure else "剩下的表都有问题要问"
            self._screen.notify(f"{why}，请逐份核对。", markup=False)

    def _answered(self, index: int, answer: int | None) -> None:
        if answer is None:
            return
        if answer >= len(_ANSWERS):
            answer = self._for_twins = _FOR_ALL[answer - len(_ANSWERS)]
        self._decide(index, answer)

    def _decide(self, index: int, answer: int | None) -> None:
        twin = self._pile.twin(index)
        if twin is not None and answer == _SKIP:
            self._pile.decide(index, None)
            self._then()
        else:
            self._work(partial(self._write, index, twin if answer == _REPLACE else None))

    def _work(self, save: Callable[[], str]) -> None:
        """Save in a thread; what is told then is shown."""
        self.is_busy = True
        job = partial(self._run, save)
        self._screen.run_worker(job, thread=True, exclusive=True, group="save")

    def _run(self, save: Callable[[], str]) -> None:
        told = ""
        severity: Literal["information", "error"] = "information"
        try:
            told = save()
        except StorageError as error:
            told, severity = str(error), "error"
        self._screen.app.call_from_thread(self._done, told, severity)

    def _write(self, index: int, instead_of: Path | None) -> str:
        self._decided(index, self._pile.keep(index, instead_of))
        return ""

    def _write_sure(self, sure: Sequence[int]) -> str:
        saved = same = 0
        for index in sure:
            if self._pile.is_known(index):
                self._decided(index, None)
                same += 1
            elif self._pile.twin(index) is None:
                self._decided(index, self._pile.keep(index, None))
                saved += 1
        told = f"存了{saved}份表" if saved else "没有新的表要存"
        return f"{told}，{same}份目录里已有一样的。" if same else f"{told}。"

    def _decided(self, index: int, path: Path | None) -> None:
        self._screen.app.call_from_thread(self._pile.decide, index, path)

    def _done(self, told: str, severity: Literal["information", "error"]) -> None:
        self.is_busy = False
        if told:
            self._screen.app.notify(told, severity=severity, markup=False)
        self._then()
