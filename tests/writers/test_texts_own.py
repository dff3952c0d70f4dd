"""A unit's own templates: which is taken, what it may print, what it may not do."""

import pytest

from perftui.writers.exporting import ExportError, Ready, render, render_together
from perftui.writers.texts.checking import check_template

TEXT_FORMATS = ["html", "md", "txt", "tsv"]


def own(source, name="form.txt.j2", **others):
    named = {f"{other}.j2": content.encode() for other, content in others.items()}
    return {name: source.encode(), **named}


def text_of(evaluation, source, format_name="txt", **others):
    templates = own(source, f"form.{format_name}.j2", **others)
    return render(evaluation, format_name, templates=templates).decode()


def refusal_of(evaluation, source, format_name="txt"):
    with pytest.raises(ExportError) as error:
        text_of(evaluation, source, format_name)
    return str(error.value)


def test_a_template_prints_values_by_their_names(realistic):
    rows = "{% for 行 in 指标[:2] %}{{ 行.指标名称 }}{{ 行.权重 }}；{% endfor %}"
    source = "{{ 年度 }}-{{ 项目名称 }}：" + rows
    expected = "2019-人才大厦管理维护专项：资金使用的合规性6；绩效目标合理性8；\n"
    assert text_of(realistic, source) == expected


def test_a_template_for_the_kind_of_form_goes_before_one_for_all(realistic, national):
    templates = (
        own("所有", "form.md.j2") | own("上海", "sh2019.md.j2") | own("别的", "sh2019.txt.j2")
    )
    assert render(realistic, "md", templates=templates) == "上海\n".encode()
    assert render(national, "md", templates=templates) == "所有\n".encode()
    assert render(national, "txt", templates=templates) == render(national, "txt")


@pytest.mark.parametrize("format_name", TEXT_FORMATS)
def test_extending_the_shipped_template_gives_the_same(format_name, realistic, national, hostile):
    source = f'{{% extends "shipped/form.{format_name}.j2" %}}'
    for evaluation in (realistic, national, hostile("sh2019"), hostile("national2020")):
        assert text_of(evaluation, source, format_name) == render(evaluation, format_name).decode()


def test_a_template_replaces_a_part_of_the_shipped_one(realistic):
    source = (
        '{% extends "shipped/form.txt.j2" %}{% block notes %}填表人：{{ 预算单位 }}{% endblock %}'
    )
    text = text_of(realistic, source)
    assert text.endswith("填表人：上海市人才服务中心\n")
    assert "说明：" not in text
    assert "| 产出目标 " in text


def test_a_template_may_include_another_of_the_unit(realistic):
    source = '{% include "页眉.j2" %}\n{{ 项目名称 }}'
    assert text_of(realistic, source, 页眉="{{ 预算单位 }}\n").split() == [
        "上海市人才服务中心",
        "人才大厦管理维护专项",
    ]


def test_templates_lay_out_the_forms_of_a_book_but_not_its_cover_and_drafts(realistic, national):
    ready = [Ready(realistic, draft=True), Ready(national)]
    templates = own("＊{{ 项目名称 }}＊", "form.md.j2")
    text = render_together(ready, "md", "汇编", templates=templates).decode()
    assert text.startswith("# 汇编\n")
    assert text.endswith(
        "草稿：尚有错误未改，不作为正式件\n\n＊人才大厦管理维护专项＊\n\n\n＊人才大厦管理维护专项＊\n"
    )


def test_form_texts_are_escaped_in_html_whatever_a_template_is_called(build):
    form = build(name="<b>甲</b> & {{ 7*7 }}")
    page = text_of(
        form,
        "<p>{{ 项目名称 }}|{{ 项目名称 ~ '<i>' }}{% include '脚.j2' %}",
        "html",
        脚="{{ 项目名称 }}",
    )
    name = "&lt;b&gt;甲&lt;/b&gt; &amp; {{ 7*7 }}"
    assert f"<p>{name}|{name}&lt;i&gt;{name}\n</article>" in page


def test_a_whole_page_is_refused(realistic):
    refusal = refusal_of(realistic, "<!DOCTYPE html><html>{{ 项目名称 }}</html>", "html")
    assert refusal.startswith("模板「form.html.j2」写了整个网页")


@pytest.mark.parametrize(
    ("source", "refusal"),
    [
        ("甲\n{{ 项目名 }}", "第2行有误：没有「项目名」这个名称。"),
        ("{{ form.nothing }}", "第1行有误：没有「nothing」这个名称。"),
        ("{{ 指标[99].权重 }}", "第1行有误：没有第100项。"),
        ("{{ 指标 }}", "第1行有误：这里是一组内容，不能直接印，请用 {% for %} 一个一个印。"),
        ("\n\n{% for 行 in 指标 %}", "第3行有误：到结尾还有没写完的，缺 {% endfor %}。"),
        ("{% 打印 %}", "第1行有误：不认识 {% 打印 %} 这个标签。"),
        ("{{ 项目名称 | 加粗 }}", "第1行有误：没有「加粗」这种处理，或者不能用。"),
        ("{{ (1 }}", "第1行有误：「}」写在这里看不懂。"),
        ("{{ 1 / 0 }}", "第1行有误：除数是 0。"),
        ("{% include '/etc/passwd' %}", "第1行有误：没有「/etc/passwd」这个模板。"),
        (
            "{% include 'shipped/book.html.j2' %}",
            "第1行有误：没有「shipped/book.html.j2」这个模板。",
        ),
    ],
)
def test_a_mistake_is_told_with_its_line(source, refusal, realistic):
    assert refusal_of(realistic, source) == f"模板「form.txt.j2」{refusal}"


@pytest.mark.parametrize(
    "source",
    [
        "{{ ''.__class__ }}",
        "{{ 项目名称.format(1) }}",
        "{{ '{0.__class__}'.format(1) }}",
        "{{ range.__globals__ }}",
        "{{ form.update({'title': ''}) }}",
        "{{ 主要绩效 | safe }}",
        "{{ 项目名称 | attr('__class__') }}",
        "{% autoescape false %}{{ 主要绩效 }}{% endautoescape %}",
        "{{ cycler() }}",
        "{{ lipsum() }}",
    ],
)
def test_what_could_reach_out_is_refused(source, realistic):
    for format_name in ("txt", "html"):
        assert f"模板「form.{format_name}.j2」第1行有误：" in refusal_of(
            realistic, source, format_name
        )


@pytest.mark.parametrize(
    "source",
    [
        "{{ 'x' * 10000000000 }}",
        "{{ [1] * 10000000000 }}",
        "{{ '%10000000000d' % 1 }}",
        "{{ 9 ** 9 ** 9 }}",
        "{% for n in range(1000000000) %}{% endfor %}",
        "{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}",
        "{% set x = 'xxxxxxxxxx' %}" + "{% set x = x ~ x %}" * 40,
        "{% set x = 'xxxxxxxxxx' %}" + "{% set x = x + x %}" * 40,
        "{% set x = 'xxxxxxxxxx' %}" + "{% set x %}{{ x }}{{ x }}{% endset %}" * 40,
        "{% macro m(x) %}{{ x }}{{ x }}{% endmacro %}{{ " + "m(" * 40 + "'x'" + ")" * 40 + " }}",
        "{% macro m() %}{{ m() }}{{ m() }}{% endmacro %}{{ m() }}",
        "{% for n in range(30) recursive %}{{ loop(range(30)) }}{% endfor %}",
        "{% include 'form.txt.j2' %}{% include 'form.txt.j2' %}",
        "{{ 'x' | center(10000000000) }}",
        "{% set x = 主要绩效 %}" + "{% set x = x | replace('', x) %}" * 6,
        "{% set x = 主要绩效 %}" + "{% set x = [x, x, x, x, x, x, x, x] | join(x) %}" * 20,
        "{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}",
        "x" * 300_000,
        "{{ 1 }}" * 1001,
        "{{ 'x'" + "|replace('x', 'xxxxxxxxxx')" * 40 + " }}",
        "{{ range(9999)|sort|list|sort|join(',') }}" * 999,
        "{% for n in range(9999) %}{{ 主要绩效|upper|lower|title|first }}{% endfor %}" * 99,
    ],
)
def test_what_would_never_end_or_fill_the_memory_is_stopped(source, realistic):
    assert refusal_of(realistic, source).startswith("模板「form.txt.j2」")


def test_a_width_is_bounded(realistic):
    assert len(text_of(realistic, "{{ 项目名称 | pad(10000000000) }}")) < 1001


def test_a_template_that_is_no_utf_8_is_refused(realistic):
    with pytest.raises(ExportError, match="不是 UTF-8 编码，请用记事本另存为 UTF-8"):
        render(realistic, "md", templates={"form.md.j2": "项目".encode("gbk")})


def test_a_mark_of_the_byte_order_is_no_text(realistic):
    templates = {"form.md.j2": "\ufeff{{ 年度 }}".encode()}
    assert render(realistic, "md", templates=templates) == b"2019\n"


@pytest.mark.parametrize("format_name", TEXT_FORMATS)
def test_a_good_template_has_nothing_wrong(format_name):
    extends = f'{{% extends "shipped/form.{format_name}.j2" %}}'
    source = extends + "{% block notes %}{{ 项目名称 }}{% endblock %}"
    assert check_template(f"form.{format_name}.j2", source.encode()) == []


def test_every_unknown_name_is_told_even_where_it_is_not_reached():
    source = "{% if 草稿 and not 草稿 %}\n{{ 项目 }}\n{{ 单位名 }}{% endif %}"
    assert check_template("form.md.j2", source.encode()) == [
        "模板「form.md.j2」第2行有误：没有「项目」这个名称。",
        "模板「form.md.j2」第3行有误：没有「单位名」这个名称。",
    ]


def test_what_fails_on_a_blank_form_only_is_told():
    source = "{{ 资金[0].资金来源 }}"
    assert check_template("national2020.md.j2", source.encode()) == [
        "模板「national2020.md.j2」第1行在空白的自评表上有误：没有第1项。"
    ]


def test_a_template_that_is_never_taken_is_told():
    (told,) = check_template("自评表.html.j2", b"")
    assert told.startswith("模板「自评表.html.j2」用不到：名字要写成 form.html.j2、")
    assert check_template("页眉.j2", b"", {"form.md.j2": "{% include '页眉.j2' %}".encode()}) == []


def test_a_template_is_checked_with_those_beside_it():
    source = "{% include '页眉.j2' %}".encode()
    assert check_template("form.md.j2", source, {"页眉.j2": b"x"}) == []
    assert check_template("form.md.j2", source) == [
        "模板「form.md.j2」第1行有误：没有「页眉.j2」这个模板。"
    ]
