"""Hostile texts in PDFs: printed as they are, inside their cells, nothing lost and nothing run."""

import pytest

from perftui.writers.exporting import Ready, render, render_together
from tests.writers.pdf_pages import opened, outside, whole

PROFILES = ("sh2019", "national2020")
SENTENCES = "，".join(f"第{n}句说完成了{n}项工作" for n in range(500))
MARKUP = (
    '#image("x.png")',
    '#read("/etc/hostname")',
    "#{ panic() }",
    "$x^2$",
    r"\u{41}",
    "*粗* _斜_ `码`",
    "<label> @ref",
    "= 标题",
    "// 注 /* 释 */",
    "---",
    "\"引\" '号'",
    "~",
    "#set page(width: 1cm)",
    '"), (html: "',
)
WITHOUT_A_BREAK = {
    "letters": "W" * 2000,
    "closing": "。" * 600,
    "opening": "（" * 600,
    "quotes": "“" * 600,
    "quoted": "字“" * 600,
    "dashes": "—" * 600,
    "wide dashes": "\u2e3b" * 90,
    "fixed blanks": "字\xa0" * 600,
    "dots": "字·" * 400,
    "marks": "e\u0301" * 600,
    "many marks": "a" + "\u0301" * 300,
    "amounts": "1,234,567.00" * 60,
    "address": "https://example.org/" + "a/b-c?d=e&" * 40,
    "circled": "①" * 400,
    "kana": "ｱ" * 400,
}


def row(category, name, **more):
    return {"category": category, "name": name, "weight": "1", "score": "1", **more}


@pytest.mark.parametrize("profile", PROFILES)
def test_hostile_texts_are_printed_as_they_are(hostile, hostile_texts, dirty_texts, profile):
    pdf = render(hostile(profile), "pdf")
    assert outside(pdf) == []
    text = whole(pdf)
    printed = {"".join(one.split()) for one in (*hostile_texts, *dirty_texts.values())}
    missing = {one for one in printed - {"空格"} if one not in text}
    # What crosses a page has headings in between, and the font has no emoji.
    assert all(len(one) > 1000 or "😀" in one for one in missing)
    assert text.count("长") >= 2000 * 5


@pytest.mark.parametrize("text", MARKUP)
def test_markup_of_the_typesetter_is_printed_as_it_is(build, text):
    evaluation = build(
        row(text, text, explanation=text, remark=text), name=text, unit=text, goal=text
    )
    pdf = render(evaluation, "pdf")
    expected = "".join(text.split())
    assert whole(pdf).count(expected) >= 7
    assert outside(pdf) == []


@pytest.mark.parametrize("name", WITHOUT_A_BREAK)
def test_what_has_no_place_to_break_stays_in_its_cell(build, name):
    text = WITHOUT_A_BREAK[name]
    cells = row("产出目标", text, explanation=text, remark=text)
    pdf = render(build(cells, row(text, "甲"), name=text, unit=text, achievements=text), "pdf")
    assert outside(pdf) == []
    sign = text.strip()[1 if name == "quoted" else 0]
    assert whole(pdf).count(sign) >= 7 * text.count(sign) - 60


def test_a_cell_longer_than_three_pages_goes_on_over_them(build):
    pdf = render(build(row("产出目标", "甲", explanation=SENTENCES), row("效果目标", "乙")), "pdf")
    assert len(opened(pdf)) > 3
    assert outside(pdf) == []
    text = whole(pdf)
    assert all(f"{n}项工作" in text for n in range(0, 500, 7))
    assert "乙11" in text


@pytest.mark.parametrize("profile", PROFILES)
def test_narratives_longer_than_a_page_go_on_over_several(build, profile):
    texts = {"goal": SENTENCES, "achievements": SENTENCES, "problems": SENTENCES}
    pdf = render(build(row("产出目标", "甲"), profile=profile, **texts), "pdf")
    assert outside(pdf) == []
    assert whole(pdf).count("499项工作") == 3


def test_names_and_labels_longer_than_a_page_go_on_over_several(build):
    name = "很长的名称" * 300
    rows = [row(name, f"第{n}号") for n in range(3)]
    pdf = render(build(*rows, name=name, unit=name, department=name), "pdf")
    assert outside(pdf) == []
    assert whole(pdf).count("名") >= 4 * 300


def test_three_hundred_rows_and_three_hundred_categories_are_printed(build):
    rows = [row("产出目标", f"第{n}号") for n in range(300)]
    rows += [row(f"类别{n}", f"另{n}号") for n in range(300)]
    text = whole(render(build(*rows), "pdf"))
    assert all(f"第{n}号11" in text and f"另{n}号11" in text for n in range(300))


@pytest.mark.parametrize("profile", PROFILES)
def test_an_empty_form_is_a_page_with_its_labels(profile):
    from perftui.evaluation.model import Evaluation

    pdf = render(Evaluation.model_validate({"profile": profile}), "pdf")
    assert len(opened(pdf)) == 1
    assert "一级指标" in whole(pdf)


def test_a_cover_holds_hostile_names(hostile):
    forms = [Ready(hostile("sh2019")), Ready(hostile("national2020"))]
    pdf = render_together(forms, "pdf", '#panic() {{ 7*7 }} <b> "汇总" ' + "W" * 200)
    assert outside(pdf) == []
    assert '#panic(){{7*7}}<b>"汇总"' in whole(pdf)
