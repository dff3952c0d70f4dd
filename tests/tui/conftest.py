"""Documents to import, in a folder beside the workspace."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import textual.app
import textual.pilot
from syrupy.assertion import SnapshotAssertion

from perftui.jobs.exporting import export_form
from perftui.storage.evaluation_file import load
from tests.tui.keyboard import at_rest
from tests.tui.pictures import Pictures
from tests.tui.style_sheets import hash_quietly, parse_once

SEEDS = Path(__file__).parents[1] / "data" / "self-evaluations-2019.txt"
TITLE = "项目绩效自我评价\t"
MODIFIED = 1587384000  # 2020-04-20 12:00 UTC


@pytest.fixture(autouse=True, scope="session")
def styles() -> Iterator[None]:
    """Spend less on style sheets, which are applied to every widget of every start."""
    with pytest.MonkeyPatch.context() as patch:
        parse_once(patch)
        hash_quietly(patch)
        yield


@pytest.fixture(autouse=True)
def pace(monkeypatch: pytest.MonkeyPatch) -> None:
    """Go on as soon as the program is at rest."""
    for module in (textual.app, textual.pilot):
        monkeypatch.setattr(module, "wait_for_idle", at_rest)


@pytest.fixture
def pictures(snapshot: SnapshotAssertion, request: pytest.FixtureRequest) -> Pictures:
    return Pictures(snapshot, request.node)


@pytest.fixture
def documents(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Lay documents beside the workspace, which is left empty; home is the folder of both.

    汇总 holds three Word files that leave nothing to ask, the folder itself a text that does.
    """
    home = folder.parent.absolute()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    kept = folder.parent / "往年"
    (kept / "2018年").mkdir(parents=True)
    for form in sorted(folder.glob("*.json")):
        if form.name.startswith(("2019-公", "2019-长", "2019-高校")):
            export_form(load(form), ["docx"], kept / "汇总")
        form.unlink()
    (kept / "问[red].txt").write_text(doubtful_form(), encoding="utf-8")
    (kept / "坏[link=x].txt").write_bytes(b"\x00\x01\x02")
    (kept / "照片.jpg").write_bytes(b"\xff\xd8\xff")
    for path in (*kept.rglob("*"), kept, folder):
        os.utime(path, (MODIFIED, MODIFIED))
    return kept


def doubtful_form() -> str:
    """Return a form with markup, an amount and a date that cannot be read, and two units."""
    form = TITLE + SEEDS.read_text(encoding="utf-8").split(TITLE)[1]
    for old, new in (
        ("\t1,187,376.00\t", "\t约一百万\t"),
        ("2020-04-20", "去年春天[/red]"),
        ("资金使用的合规性", "资金[link=x]使用[/]的合规性"),
        ("项目年度总目标", "预算单位：\t上海市人才中心[/red]\n项目年度总目标"),
    ):
        form = form.replace(old, new, 1)
    return form
