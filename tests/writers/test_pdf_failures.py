"""What the user is told where the typesetter or its font is missing or damaged."""

import sys
from collections.abc import Iterator

import pylopdf_fonts_zh_cn
import pytest

from perftui.writers.exporting import ExportError, render
from perftui.writers.pdf import compiling, fonts

SERIF, SANS = pylopdf_fonts_zh_cn.serif_path(), pylopdf_fonts_zh_cn.sans_path()


@pytest.fixture(autouse=True)
def afresh() -> Iterator[None]:
    fonts.installed_fonts.cache_clear()
    yield
    fonts.installed_fonts.cache_clear()


def test_a_missing_font_is_named_with_what_to_install(monkeypatch, realistic):
    monkeypatch.setitem(sys.modules, "pylopdf_fonts_zh_cn", None)
    with pytest.raises(
        ExportError, match=r"中文字库没有安装，请用 pip install .*pylopdf-fonts-zh-cn"
    ):
        render(realistic, "pdf")


def test_a_missing_typesetter_is_named_with_what_to_install(monkeypatch, realistic):
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(ExportError, match=r"排版程序没有安装，请用 pip install .*typst"):
        render(realistic, "pdf")


@pytest.mark.parametrize("length", [0, 3, 100, 3000, 200_000, 1_000_000])
def test_a_damaged_font_is_refused(tmp_path, length):
    damaged = tmp_path / "字库.otf"
    damaged.write_bytes(SERIF.read_bytes()[:length])
    with pytest.raises(ExportError, match="中文字库缺文件或者已经损坏"):
        fonts.fonts_in(damaged, SANS)


def test_a_font_file_that_is_gone_is_refused(tmp_path):
    with pytest.raises(ExportError, match="中文字库缺文件或者已经损坏"):
        fonts.fonts_in(tmp_path / "没有.otf", SANS)


def test_a_folder_without_the_font_is_refused_and_never_printed_in_another(tmp_path):
    widths = fonts.installed_fonts().widths
    data = {"title": "无"}
    with pytest.raises(ExportError, match="排不成 PDF"):
        compiling.typeset(data, fonts.Fonts(tmp_path, widths))


def test_what_the_typesetter_refuses_is_told_in_one_sentence():
    with pytest.raises(ExportError, match=r"^这份自评表排不成 PDF（.+），可以先导出 docx 格式"):
        compiling.typeset({}, fonts.installed_fonts())
