"""`Saver`, which saves a document and says what is to be known of it."""

from collections.abc import Iterator

from perftui.assistant.parts import Fail, Part, Warn
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
        try:
            self._document.save()
        except StorageError as error:
            self.error = str(error)
            return (Fail(f"没有存上：{error}填的都还在，每说一句都会再试。"),)
        self.error = ""
        return tuple(self._notices())

    def save_apart(self) -> tuple[Part, ...]:
        """Keep what is not saved in the user's own data folder, before it would be lost."""
        path = place_apart(self._document.evaluation, data_folder())
        try:
            save(self._document.evaluation, path)
        except StorageError as error:
            return (Fail(str(error)),)
        return (Warn(f"没有存上的另存到了「{shown(path)}」。"),)

    def _notices(self) -> Iterator[Part]:
        """Yield what somebody else has written meanwhile, and once why no history is kept."""
        aside, self._document.set_aside = self._document.set_aside, None
        if aside is not None:
            yield Warn(f"这份表在别处也改过：那一份另存为「{aside.name}」，请对照后合成一份。")
        error = self._document.history_error
        if error and error != self._told:
            self._told = error
            yield Warn(error)
