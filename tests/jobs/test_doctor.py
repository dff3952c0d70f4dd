"""The doctor: what is broken is told with what to do, and never ends the examination."""

import os
import pty
import re
import sys
import threading
from importlib import metadata
from io import BytesIO
from pathlib import Path

import docx
import pytest

from perftui.jobs.doctor import Examined, diagnose, is_wrong
from perftui.jobs.examining import Check, State, program
from perftui.jobs.examining.asking import ask
from perftui.jobs.examining.terminal import Terminal, examine
from perftui.phrases.library.sqlite import DATABASE

GOOD = {"TEXTUAL_DISABLE_KITTY_KEY": "1", "TERM": "xterm-256color", "COLORTERM": "truecolor"}


def checks(folder: Path, area: str) -> list[Check]:
    return [one.check for one in diagnose(folder) if one.area == area]


def not_fine(found: list[Check]) -> list[Check]:
    return [check for check in found if check.state is not State.FINE]


def only(found: list[Check]) -> Check:
    (check,) = not_fine(found)
    assert check.advice
    return check


def document(text: str) -> bytes:
    written, made = BytesIO(), docx.Document()
    made.add_paragraph(text)
    made.save(written)
    return written.getvalue()


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    place = tmp_path / "模板"
    place.mkdir()
    return place


def test_everything_is_in_order_in_a_folder_of_forms(folder: Path) -> None:
    found = list(diagnose(folder))
    assert not is_wrong(found)
    assert list(dict.fromkeys(one.area for one in found)) == [
        "程序",
        "导出",
        "数据",
        "短语库",
        "文件夹",
        "终端",
    ]
    assert any(one.check.found.endswith("有 11 份，读得出 11 份") for one in found)


def test_every_format_is_tried(folder: Path) -> None:
    found = checks(folder, "导出")
    assert [check.name for check in found] == ["docx", "xlsx", "pdf", "html", "md", "txt", "tsv"]
    assert not not_fine(found)


def test_a_missing_library_is_told_with_how_to_install_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def version(name: str) -> str:
        if name == "typst":
            raise metadata.PackageNotFoundError(name)
        return "5.4" if name == "lxml" else metadata.version(name)

    monkeypatch.setattr(program, "version", version)
    missing, *others = not_fine(list(program.examine_libraries()))
    assert (missing.name, missing.state) == ("typst", State.WRONG)
    assert missing.advice.startswith("请运行 pip install 'typst")
    assert not others


def test_an_old_library_is_noted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(program, "version", lambda name: "7.0.0" if name == "lxml" else "8.2.8")
    monkeypatch.setattr(program, "requires", lambda _: ["lxml<7,>=5.3", "textual==8.2.8"])
    assert only(list(program.examine_libraries())).found.startswith("7.0.0，要 <7")


def test_a_program_that_is_not_installed_is_noted(monkeypatch: pytest.MonkeyPatch) -> None:
    def requires(name: str) -> list[str]:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(program, "requires", requires)
    assert only(list(program.examine_libraries())).state is State.NOTE


def test_what_cannot_be_loaded_is_told_and_the_rest_goes_on(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "perftui.writers.exporting", None)
    monkeypatch.setitem(sys.modules, "perftui.phrases.own", None)
    found = list(diagnose(folder))
    said = [one.check.found for one in found if one.check.state is State.WRONG]
    assert said
    assert all("缺少 perftui" in each for each in said)
    assert found[-1].area == "终端"


def test_a_panic_is_told_and_the_rest_goes_on(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Panic(BaseException):
        pass

    def panic(*_: object, **__: object) -> bytes:
        raise Panic("boom")

    monkeypatch.setattr("perftui.writers.exporting.render", panic)
    found = list(diagnose(folder))
    assert [one.check.found for one in found if "boom" in one.check.found]
    assert found[-1].area == "终端"


def test_forms_that_cannot_be_read_are_named(folder: Path) -> None:
    (folder / "坏.perf.json").write_text("{", encoding="utf-8")
    check = only(checks(folder, "文件夹"))
    assert check.state is State.WRONG
    assert "坏.perf.json" in check.found


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert "没有这个文件" in only(checks(tmp_path / "没有", "文件夹")).found


def test_settings_that_are_wrong_are_told_with_their_file(tmp_path: Path) -> None:
    (tmp_path / "perftui.toml").write_text('[check]\nignore = ["PT999"]', encoding="utf-8")
    empty, settings = not_fine(checks(tmp_path, "文件夹"))
    assert (empty.state, settings.state) == (State.NOTE, State.WRONG)
    assert "PT999" in settings.found
    assert "perftui.toml" in settings.advice


def test_all_that_is_wrong_with_templates_is_named(folder: Path, tmp_path: Path) -> None:
    place = tmp_path / "模板"
    place.mkdir()
    (place / "sh2019.docx").write_bytes(document("{{ 项目名城 }} {{ 1 2 }}"))
    (place / "自评表.docx").write_bytes(b"PK")
    (place / "form.md.j2").write_text("{{ 甲乙丙 }}", encoding="utf-8")
    (place / "旧表.doc").write_bytes(b"")
    told = not_fine(checks(folder, "文件夹"))
    wrong = [check.found for check in told if check.state is State.WRONG]
    assert len(wrong) == 3
    assert any("sh2019.docx" in each and "看不懂" in each for each in wrong)
    assert any("自评表.docx" in each and "不是完好的" in each for each in wrong)
    assert any("form.md.j2" in each and "甲乙丙" in each for each in wrong)
    (other,) = (check for check in told if check.state is State.NOTE)
    assert "旧表.doc" in other.found
    assert "另存为 docx" in other.advice


def test_a_template_that_leaves_much_out_is_noted(folder: Path, templates: Path) -> None:
    (templates / "自评表.docx").write_bytes(document("{{ 项目名称 }}"))
    check = only(checks(folder, "文件夹"))
    assert check.state is State.NOTE
    assert "没有印出当年预算数" in check.found


def test_the_library_is_counted_and_not_made(folder: Path, data_folder: Path) -> None:
    found = checks(folder, "短语库")
    assert not not_fine(found)
    assert "自动建立" in found[0].found
    assert not (data_folder / DATABASE).exists()


def test_a_damaged_library_is_noted(folder: Path, data_folder: Path) -> None:
    (data_folder / DATABASE).write_bytes(b"no database" * 1000)
    assert "已经损坏" in only(checks(folder, "短语库")).found
    assert list(data_folder.glob("*.damaged*")) == []


def test_a_place_that_is_no_folder_is_told(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "文件").touch()
    monkeypatch.setenv("PERFTUI_DATA", str(tmp_path / "文件"))
    check = only(checks(folder, "数据"))
    assert "不是文件夹" in check.found
    assert "PERFTUI_DATA" in check.advice


def test_wrong_wording_of_ones_own_is_told(folder: Path, data_folder: Path) -> None:
    (data_folder / "own.toml").write_text("[[phrases", encoding="utf-8")
    assert "own.toml" in only(checks(folder, "短语库")).advice


def terminal(
    width: int | None = 2,
    size: tuple[int, int] = (80, 24),
    encoding: str = "utf-8",
    names: str = "utf-8",
    **changed: str,
) -> list[Check]:
    variables = {name: value for name, value in (GOOD | changed).items() if value}
    cells = {"中文": width and width * 2, "“…": 2}
    return list(examine(Terminal(True, encoding, size, variables, cells.get, names)))


def test_what_to_do_about_a_terminal_that_is_not_utf8_is_said() -> None:
    assert "LANG=zh_CN.UTF-8" in only(terminal(encoding="gb2312")).advice
    assert "chcp 65001" in only(terminal(encoding="cp936")).advice
    assert "PYTHONUTF8=1" in only(terminal(names="ascii")).advice


def test_a_good_terminal_is_fine() -> None:
    assert not not_fine(terminal())


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"encoding": "ANSI_X3.4-1968"}, "不是 UTF-8"),
        ({"encoding": "gb18030", "LANG": "zh_CN.GB18030"}, "GB18030（LANG=zh_CN.GB18030）"),
        ({"encoding": "cp936"}, "代码页 936"),
        ({"names": "ascii"}, "文件名按 ASCII"),
        ({"width": 3}, "没有按 UTF-8 显示"),
        ({"size": (79, 24)}, "79 列"),
        ({"size": (80, 10)}, "10 行"),
        ({"TERM": "dumb"}, "画不出来"),
        ({"TERM": "linux"}, "不显示汉字"),
        ({"NO_COLOR": "1"}, "没有颜色"),
        ({"COLORTERM": "", "TERM": "xterm"}, "16 色"),
        ({"TEXTUAL_DISABLE_KITTY_KEY": "0"}, "可能丢字"),
        ({"width": 1}, "占了 2 格"),
        ({"width": None}, "问不出"),
    ],
)
def test_what_a_terminal_lacks_is_told(changed: dict[str, object], said: str) -> None:
    assert said in only(terminal(**changed)).found  # type: ignore[arg-type]


def test_without_a_terminal_it_is_noted_that_nothing_was_asked() -> None:
    variables = {"TEXTUAL_DISABLE_KITTY_KEY": "1"}
    check = only(list(examine(Terminal(False, "utf-8", (80, 24), variables))))
    assert check.state is State.NOTE


def test_marks_drawn_wide_are_noted() -> None:
    wide = Terminal(True, "utf-8", (80, 24), GOOD, lambda text: 2 * len(text))
    assert "会错位" in only(list(examine(wide))).found


@pytest.mark.skipif(os.name != "posix", reason="terminals as POSIX has them")
def test_a_terminal_is_asked_and_its_answer_read() -> None:
    master, slave = pty.openpty()

    def answer() -> None:
        asked = b""
        while b"\x1b[6n" not in asked:
            asked += os.read(master, 100)
        os.write(master, b"typed\x1b[12;5R")

    answering = threading.Thread(target=answer)
    answering.start()
    assert ask(slave, slave, "中文", patience=10) == 4
    answering.join()
    assert re.search(rb"\x1b\[K", os.read(master, 100))
    os.close(master)
    os.close(slave)


@pytest.mark.skipif(os.name != "posix", reason="terminals as POSIX has them")
def test_a_terminal_that_does_not_answer_is_not_waited_for() -> None:
    master, slave = pty.openpty()
    assert ask(slave, slave, "中文", patience=0) is None
    os.close(master)
    os.close(slave)


def test_what_is_no_terminal_cannot_be_asked(tmp_path: Path) -> None:
    with (tmp_path / "x").open("w+b") as file:
        assert ask(file.fileno(), file.fileno(), "中文") is None


def test_is_wrong_only_with_errors() -> None:
    noted = Examined("甲", Check("乙", "丙", State.NOTE))
    assert not is_wrong([noted])
    assert is_wrong([noted, Examined("甲", Check("乙", "丙", State.WRONG))])
