"""Every hostile file is told in one sentence; nothing comes out of the folder, or into a form.

Those that take longest are left to benchmarks/soak/hostile.py.
"""

import sys
from pathlib import Path

import pytest

from perftui.jobs.apart.templates import check_template
from perftui.jobs.opening import open_path
from perftui.phrases.bank.file import BankError, load_bank
from perftui.storage.configuration import find_configuration
from perftui.storage.errors import StorageError
from tests.reliability.hostile_files import Hostile, corpus
from tests.reliability.making_files import CANARY, CANARY_FILE

LONG = {
    *("entries:一.zip", "boxes:表.pdf", "lines:表.pdf", "letters:表.pdf", "saved states:表.pdf"),
    *("entities:表.html", "styles:表.html", "attribute:表.html", "bomb:表.docx", "bomb:表.xlsx"),
    *("bomb:表.pdf", "deep:表.pdf", "blanks:表.txt", "lines:表.txt", "one line:表.txt"),
    *("pipes:表.txt", "columns:表.txt", "forms:表.txt", "commas:表.txt", "piped lines:表.txt"),
    *("just let pass:表.docx", "just let pass:表.xlsx", "quotes:表.csv", "digits:表.txt"),
    *("sorted:模板/form.html.j2", "long sum:模板/form.html.j2", "loops:模板/form.html.j2"),
    *("nested:模板/form.html.j2", "bomb:模板/自评表.docx", "nested often:模板/自评表.docx"),
    *("folded often:模板/自评表.docx", "loops often:模板/自评表.docx", "loops:模板/自评表.docx"),
}
FILES = [one for one in corpus() if one.name not in LONG]


def told(hostile: Hostile, path: Path) -> tuple[list[str], str]:
    """Return what is said of a file, a sentence each, and what was read out of it."""
    try:
        match hostile.way:
            case "document" | "form":
                opened = open_path(path)
                return [opened.error] if opened.error else [], repr(opened.imported)
            case "bank":
                return [], repr(load_bank(path.parent))
            case "settings":
                return [], repr(find_configuration(path.parent))
        faults, _ = check_template(path.name, {path.name: path.read_bytes()})
        return faults, ""
    except StorageError as error:
        return [str(error)], ""
    except BankError as error:
        return list(error.faults), ""


@pytest.mark.skipif(sys.platform == "win32", reason="links and devices as POSIX has them")
@pytest.mark.parametrize("hostile", FILES, ids=lambda hostile: hostile.name)
def test_a_hostile_file_is_told_in_one_sentence(hostile: Hostile, tmp_path: Path) -> None:
    folder = tmp_path / "表"
    folder.mkdir()
    path = hostile.put_into(folder)
    before = sorted(tmp_path.rglob("*"))
    sentences, read = told(hostile, path)
    assert sentences or hostile.may_be_read
    assert all(said.strip() and "\n" not in said for said in sentences)
    assert not any(char < " " or "\x7f" <= char <= "\x9f" for said in sentences for char in said)
    assert CANARY not in f"{sentences}{read}"
    assert sorted(tmp_path.rglob("*")) == before
    assert (tmp_path / CANARY_FILE).read_text("utf-8") == CANARY


def test_what_is_left_out_here_is_in_the_corpus() -> None:
    assert {one.name for one in corpus()} >= LONG
