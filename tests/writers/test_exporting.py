"""The public face of the writers."""

import re
import subprocess
import sys
import time
from io import BytesIO
from zipfile import ZipFile

import pytest

from perftui.writers.exporting import FORMATS, ExportError, render


def test_the_formats_stand_in_their_order_with_suffixes():
    assert {name: chosen.suffix for name, chosen in FORMATS.items()} == {
        "docx": ".docx",
        "xlsx": ".xlsx",
        "html": ".html",
        "md": ".md",
        "txt": ".txt",
    }
    assert list(FORMATS) == ["docx", "xlsx", "html", "md", "txt"]


def test_pdf_is_refused_with_a_way_out(realistic):
    with pytest.raises(ExportError, match="这个版本还不能导出 pdf，可先导出 docx 再另存"):
        render(realistic, "pdf")


def test_an_unknown_format_is_refused_with_those_there_are(realistic):
    with pytest.raises(
        ExportError, match="不能导出「odt」格式，可以导出的有：docx、xlsx、html、md、txt。"
    ):
        render(realistic, "odt")


def test_an_unknown_profile_is_refused_with_those_there_are(build):
    with pytest.raises(ExportError, match=r"没有「sh1999」这种表式，可用的有：.*sh2019"):
        render(build(profile="sh1999"), "md")


def test_no_document_library_is_loaded_before_it_is_needed():
    heavy = "{'docx', 'lxml', 'xlsxwriter', 'jinja2', 'textual'}"
    code = f"import sys, perftui.writers.exporting; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("format_name", ["docx", "xlsx"])
def test_the_clock_does_not_show_in_the_bytes(format_name, realistic, monkeypatch):
    before = render(realistic, format_name)
    with ZipFile(BytesIO(before)) as archive:
        properties = archive.read("docProps/core.xml").decode()
    assert set(re.findall(r">(\d{4}-[^<]+)<", properties)) == {"2020-01-01T00:00:00Z"}
    monkeypatch.setattr(time, "time", lambda: 2_000_000_000.0)
    assert render(realistic, format_name) == before
