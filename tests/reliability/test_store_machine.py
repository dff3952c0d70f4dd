"""A form edited, saved, changed elsewhere and left to crashes: a naive list of forms agrees."""

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from perftui.evaluation.model import Evaluation
from perftui.storage.document import Document
from perftui.storage.evaluation_file import SUFFIX, load, save
from perftui.storage.history import History
from perftui.storage.journal import recovery

FIELDS = st.sampled_from(["unit", "measures", "name"])
TEXTS = st.sampled_from(["", "甲", "甲。乙", "丙丁\n戊", "\ud800", "7.5"])


class Store(RuleBasedStateMachine):
    """`forms` are those since the last save, the first being what the file holds."""

    def __init__(self) -> None:
        super().__init__()
        self.patched = pytest.MonkeyPatch()
        self.top = Path(tempfile.mkdtemp())
        self.patched.setenv("PERFTUI_DATA", str(self.top / "data"))
        self.patched.setattr(recovery, "is_gone", lambda *_: True)
        self.path = self.top / f"表{SUFFIX}"
        save(Evaluation(), self.path)
        self.document = Document.open(self.path, "李")
        self.forms = [Evaluation()]

    def teardown(self) -> None:
        self.document.close(gives_up=True)
        self.patched.undo()
        shutil.rmtree(self.top)

    def note(self) -> None:
        if self.document.evaluation != self.forms[-1]:
            self.forms.append(self.document.evaluation)

    @rule(field=FIELDS, text=TEXTS)
    def set(self, field: str, text: str) -> None:
        self.document.set(field, text)
        self.note()

    @rule()
    def undo(self) -> None:
        self.document.undo()
        self.note()

    @rule()
    def redo(self) -> None:
        self.document.redo()
        self.note()

    @rule()
    def save(self) -> None:
        assert self.document.save() == ()
        self.forms = [self.document.evaluation]

    @rule()
    def close_and_open(self) -> None:
        """What was not saved is still there."""
        self.document.close()
        self.document = Document.open(self.path, "李")
        assert self.document.evaluation == self.forms[-1]

    @rule()
    def crash(self) -> None:
        """A kill loses nothing that was noted."""
        self.document = Document.open(self.path, "李")
        assert self.document.evaluation == self.forms[-1]

    @precondition(lambda self: len(self.forms) > 1)
    @rule(share=st.floats(0, 1))
    def lose_power(self, share: float) -> None:
        """A journal whose tail was torn leads to a form that there was."""
        for journal in (self.top / "data" / "journal").iterdir():
            content = journal.read_bytes().rstrip(b"\0")
            journal.write_bytes(content[: int(len(content) * share)])
        self.document = Document.open(self.path, "李")
        found = self.document.evaluation
        assert found in self.forms
        while self.forms[-1] != found:
            self.forms.pop()

    @invariant()
    def the_file_holds_what_was_saved_last(self) -> None:
        assert load(self.path) == self.forms[0]

    @invariant()
    def the_document_is_as_it_was_left(self) -> None:
        assert self.document.evaluation == self.forms[-1]

    @invariant()
    def the_chain_of_the_history_is_whole(self) -> None:
        assert not History.of(self.path).audit().broken


TestStore = Store.TestCase
TestStore.settings = settings(
    max_examples=25, stateful_step_count=20, deadline=None, database=None, derandomize=True
)
