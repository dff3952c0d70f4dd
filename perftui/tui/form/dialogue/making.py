"""A conversation made for a screen, and what was said about its form before."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from perftui.assistant.conversation.conversation import Conversation, Hands, Reply, Terms
from perftui.assistant.conversation.keeping import Keeper
from perftui.assistant.conversation.making import aids_for, ranked
from perftui.assistant.language_model.helper import Helper
from perftui.assistant.language_model.switching import language_model
from perftui.phrases.suggest import Suggester
from perftui.storage.conversation_file import ConversationFile, Utterance
from perftui.storage.document import Document
from perftui.storage.errors import StorageError
from perftui.tui.desk import Desk


@dataclass(frozen=True)
class Begun:
    """A conversation with its first words and what was said before them.

    `status` is what is always shown of the language model; one that `waits` for such a model takes
    its time to answer.
    """

    conversation: Conversation
    first: Reply
    before: Sequence[Utterance]
    status: str
    waits: bool


class PaneKeeper(Keeper):
    """Keeps a conversation whose last words are in sight when it begins again."""

    def last_words(self, now: datetime) -> tuple[str, ...]:
        """Repeat nothing."""
        return ()


def begin_conversation(
    document: Document,
    desk: Desk,
    wording: Suggester | None,
    hands: Hands,
    tell: Callable[[str], None],
) -> Begun:
    """Begin the conversation about a document; reads a folder, not for the UI.

    `wording` is what the screen suggests by, if it could make that. `tell` gets a sentence for what
    cannot be used; it is called in any thread.
    """
    aids = aids_for(document.evaluation, desk.folder, document.path, date.today(), tell)
    if wording is not None:
        aids = replace(aids, wording=wording)
    model = language_model()
    keeper = None if document.path is None else PaneKeeper(document.path)
    conversation = Conversation(document, ranked(aids, model), hands, keeper, Terms(model=model))
    before = _said_before(document)
    first = conversation.begin()
    return Begun(conversation, first, before, model.status, isinstance(model, Helper))


def _said_before(document: Document) -> Sequence[Utterance]:
    """Return what was said about a form before; nothing where that cannot be read."""
    if document.path is None:
        return ()
    try:
        return ConversationFile.of(document.path).read()
    except StorageError:
        return ()  # the keeper tells why
