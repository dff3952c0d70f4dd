"""SECURITY.md names what is there: each module, page and test that a row rests on."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "SECURITY.md").read_text("utf-8")
ROWS = [line for line in PAGE.splitlines() if line.startswith("| ")][1:]
NAMED = sorted(set(re.findall(r"`([\w./-]+(?:\.py|/|\.lock|\.md))`", PAGE)))


def _is_there(name: str) -> bool:
    return (ROOT / name).exists() or (ROOT / "perftui" / name).exists()


@pytest.mark.parametrize("name", NAMED)
def test_what_the_page_names_is_there(name: str) -> None:
    assert _is_there(name)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[2:40])
def test_each_threat_has_a_defence_a_place_and_a_test(row: str) -> None:
    threat, defence, place, test = (cell.strip() for cell in row.strip("|").split(" | "))
    assert all((threat, defence, place))
    assert "`tests/" in test


@pytest.mark.parametrize("target", sorted(set(re.findall(r"`make ([\w-]+)`", PAGE))))
def test_each_target_the_page_names_can_be_made(target: str) -> None:
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
