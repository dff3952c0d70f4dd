"""The public face of the writers."""

import json
import os
import re
import subprocess
import sys
import time
from hashlib import sha256
from io import BytesIO
from zipfile import ZipFile

import pytest

from perftui.writers.exporting import FORMATS, ExportError, Ready, render, render_together


def test_the_formats_stand_in_their_order():
    assert list(FORMATS) == ["docx", "xlsx", "pdf", "html", "md", "txt", "tsv"]


@pytest.mark.parametrize("format_name", FORMATS)
def test_every_format_is_written_alone_and_together(format_name, realistic, national):
    assert render(realistic, format_name)
    together = render_together([Ready(realistic), Ready(national, True)], format_name, "汇编")
    assert len(together) > len(render(national, format_name))


def test_an_unknown_format_is_refused_with_those_there_are(realistic):
    known = "docx、xlsx、pdf、html、md、txt、tsv"
    with pytest.raises(ExportError, match=f"不能导出「odt」格式，可以导出的有：{known}。"):
        render(realistic, "odt")


def test_an_unknown_profile_is_refused_with_those_there_are(build):
    with pytest.raises(ExportError, match=r"没有「sh1999」这种表式，可用的有：.*sh2019"):
        render(build(profile="sh1999"), "md")


def test_no_document_library_is_loaded_before_it_is_needed():
    heavy = "{'docx', 'lxml', 'xlsxwriter', 'jinja2', 'textual', 'typst'}"
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


OTHER_PROCESS = """
import json, sys
from hashlib import sha256
from perftui.evaluation.model import Evaluation
from perftui.writers.exporting import FORMATS, Ready, render_together
ready = [Ready(Evaluation.model_validate(form), draft=True) for form in json.load(sys.stdin)]
made = {name: sha256(render_together(ready, name, "汇编")).hexdigest() for name in FORMATS}
json.dump(made, sys.stdout)
"""


def test_another_process_elsewhere_writes_the_same_bytes(realistic, national):
    written = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", OTHER_PROCESS],
        input=json.dumps([form.model_dump(mode="json") for form in (realistic, national)]),
        capture_output=True,
        check=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Shanghai", "LC_ALL": "C"},
    )
    ready = [Ready(realistic, draft=True), Ready(national, draft=True)]
    assert json.loads(written.stdout) == {
        name: sha256(render_together(ready, name, "汇编")).hexdigest() for name in FORMATS
    }
