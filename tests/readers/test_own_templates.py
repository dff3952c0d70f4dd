"""A unit's template is no form: passed over in folders, refused with a sentence when named."""

from pathlib import Path

import pytest

from perftui.jobs.opening import open_all, open_path
from perftui.readers.reading import OtherDocumentError, read_document
from tests.writers.own_template import made


@pytest.fixture
def template(folder: Path) -> Path:
    path = folder / "模板" / "自评表.docx"
    path.parent.mkdir()
    path.write_bytes(made())
    return path


def test_it_is_passed_over_in_a_folder(folder: Path, template: Path) -> None:
    opened = list(open_all([folder]))
    assert len(opened) == 11
    assert not any(each.error for each in opened)


def test_it_is_refused_when_named(template: Path) -> None:
    assert open_path(template).error == (
        "「自评表.docx」是导出用的模板，不是自评表，里面没有可读的内容。"
    )


def test_a_form_with_something_like_one_placeholder_is_read(tmp_path: Path) -> None:
    path = tmp_path / "甲.txt"
    rows = "一级指标\t指标名称\t权重\t自评分\n产出目标\t甲完成率\t100\t99\n"
    text = "项目绩效自我评价\n项目名称\t{{项目名称}}\n预算单位\t{{ 7*7 }}\n" + rows
    path.write_text(text, encoding="utf-8")
    (form,) = read_document(path)
    assert form.evaluation.name == "{{项目名称}}"
    path.write_text(text.replace("7*7", "预算单位"), encoding="utf-8")
    with pytest.raises(OtherDocumentError):
        read_document(path)
