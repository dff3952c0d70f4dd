"""`Saver`, which saves a document and says what is to be known of it."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from perftui.assistant.parts import Fail, Part, Warn
from perftui.evaluation.merging import Conflict
from perftui.evaluation.merging.telling import told_conflict
from perftui.evaluation.model import Evaluation
from perftui.jobs.unkept import unkept
from perftui.storage.document import Document
from perftui.storage.errors import StorageError, shown
from perftui.storage.evaluation_file import save
from perftui.storage.user_data import data_folder
from perftui.storage.workspace import place_apart


class Saver:
    """Saves the document of a conversation; `error` says why it is not saved, "" if it is."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._told = ""
        self.error = ""

    def save(self) -> tuple[Part, ...]:
        """Save; returns what is to be told of it, nothing where all went well."""
        before = self._document.evaluation
        try:
            conflicts = self._document.save()
        except StorageError as error:
            self.error = str(error)
            said = Fail(f"没有存上：{error}填的都还在，每说一句都会再试。")
            return (said, *self._warnings())
        self.error = ""
        return tuple(self._notices(before, conflicts))

    def save_apart(self) -> tuple[Part, ...]:
        """Keep what is not saved in the user's own data folder, before it would be lost."""
        path = place_apart(self._document.evaluation, data_folder())
        try:
            save(self._document.evaluation, path)
        except StorageError as error:
            return (Fail(str(error)),)
        return (Warn(f"没有存上的另存到了「{shown(path)}」。"),)

    def _notices(self, before: Evaluation, conflicts: Iterable[Conflict]) -> Iterator[Part]:
        """Yield what somebody else has written meanwhile, and why nothing can be kept."""
        if self._document.evaluation != before:
            yield Warn("别处刚改过这份表，两边的改动已合到一起。")
        aside = self._document.take_set_aside()
        for conflict in conflicts:
            told = told_conflict(conflict, self._document.evaluation, self._document.profile)
            mine, theirs = (told.mine or "空着"), (told.theirs or "空着")
            yield Warn(f"{told.field}两边都改了：写入的是这里的「{mine}」，那边是「{theirs}」。")
        if aside is not None:
            yield Warn(f"那一份另存为「{shown(Path(aside.name))}」，要用那边的，说出来就行。")
        yield from self._warnings()

    def _warnings(self) -> Iterator[Part]:
        """Yield, once, why what is done cannot be written as it is done, or kept."""
        document = self._document
        error = document.journal_error or document.history_error
        if error and error != self._told:
            yield Warn(unkept(document) or error)
        self._told = error
