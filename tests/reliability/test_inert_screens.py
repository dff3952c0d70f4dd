"""What a terminal obeys reaches it from no text: a few screens of those that `make soak` draws."""

import pytest

from benchmarks.soak import escape_documents
from benchmarks.soak.escape_documents import EVERYTHING, MARK, PAYLOADS, documents, leaked
from benchmarks.soak.rooms import sample
from perftui.evaluation.safe_text import UNSAFE
from perftui.jobs.importing import import_all

UNSAFE_TEXT = "import perftui.evaluation.safe_text as s; s.safe_text = str; "


@pytest.fixture
def escapes():
    """Bring what draws on a terminal, which Windows has not."""
    pytest.importorskip("pty")
    from benchmarks.soak import escapes

    return escapes


def test_no_byte_of_a_form_or_document_is_obeyed(escapes):
    walks = [
        escapes.Walk("import", "", (escapes.F[3], "往年/", ".docx", escapes.F[9], "\r")),
        escapes.Walk("form", "2020-表.perf.json", (escapes.F[6], escapes.F[4])),
    ]
    assert escapes.measure(walks) == (9 * len(PAYLOADS), 0)


def test_what_is_not_made_safe_is_counted(escapes, monkeypatch):
    monkeypatch.setattr(escapes, "_UNGUARDED", UNSAFE_TEXT + escapes._UNGUARDED)
    assert escapes.measure([escapes.Walk("home", "", ())])[1] > 0


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_every_payload_is_found_where_it_is_written(payload):
    assert leaked(b"\x1b[1;1H" + payload.encode() + b"\x1b[0m\x1b]22;default\x07") >= 7
    assert leaked(b"\x1b]22;default\x07\x1b[1;1H" + MARK.encode()) == 0


def test_a_document_of_every_format_comes_in_safe(tmp_path):
    paths = [tmp_path / f"表{ending}" for ending in escape_documents._KINDS]
    for path, (_, content) in zip(paths, documents(sample(), EVERYTHING), strict=True):
        path.write_bytes(content)
    readings = list(import_all(paths, lambda *_: None))
    assert [reading.error for reading in readings] == [""] * len(paths)
    for reading in readings:
        (form,) = reading.forms
        assert "尾" in form.evaluation.goal, reading.path
        assert not UNSAFE.search(form.evaluation.model_dump_json() + str(form)), reading.path
