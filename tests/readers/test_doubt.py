"""Where the form does not settle what it means, it is left as printed and asked about."""

import pytest

CATEGORIES = ("投入与管理", "产出目标", "效果目标", "影响力目标")
NINE = range(9)


def _is_row(line):
    cells = line.split("\t")
    numbers = [i for i, cell in enumerate(cells) if cell.replace(".", "").isdigit()]
    return len(numbers) >= 2 and not line.startswith("合计")


def _with_weight(line, change):
    cells = line.split("\t")
    at = next(i for i, cell in enumerate(cells) if cell.replace(".", "").isdigit())
    cells[at] = f"{float(cells[at]) + change:g}"
    return "\t".join(cells)


def _first_row_of(category, imported, lines):
    """Return the line of the category's first row with a weight above 0."""
    name = next(
        row.name
        for row in imported.evaluation.indicators
        if row.category == category and row.weight > 0
    )
    rows = [i for i, line in enumerate(lines) if _is_row(line)]
    return next(i for i in rows if name[:12] in "".join(lines[i].split()))


def _as_printed(lines):
    """Return the labels carried down, without the rows that hold no numbers."""
    label, result = "", []
    for line in lines:
        label = next(
            (c for c in CATEGORIES if any(c in cell for cell in line.split("\t")[:2])), label
        )
        if _is_row(line):
            result.append(label)
    return result


@pytest.mark.parametrize("change", [1, -1])
@pytest.mark.parametrize("category", CATEGORIES)
@pytest.mark.parametrize("index", NINE)
def test_a_wrong_weight_leaves_labels_as_printed_and_is_asked_about(
    seeds, seed_lines, read, index, category, change
):
    lines = list(seed_lines[index])
    at = _first_row_of(category, seeds[index], lines)
    lines[at] = _with_weight(lines[at], change)
    imported = read(lines)
    assert [row.category for row in imported.evaluation.indicators] == _as_printed(lines)
    assert not [repair for repair in imported.repairs if "改归" in repair.what]
    assert any("合计" in question.what for question in imported.questions)


@pytest.mark.parametrize("index", NINE)
def test_without_blank_lines_the_reading_is_the_same(seeds, seed_lines, read, index):
    imported = read(line for line in seed_lines[index] if line.strip())
    assert imported.evaluation == seeds[index].evaluation
    assert not imported.questions


@pytest.mark.parametrize("index", NINE)
def test_any_one_blank_line_more_or_less_is_harmless_or_asked_about(seeds, seed_lines, read, index):
    lines, expected = seed_lines[index], seeds[index].evaluation
    more = [[*lines[:at], "", *lines[at:]] for at in range(1, len(lines))]
    less = [[*lines[:at], *lines[at + 1 :]] for at, line in enumerate(lines) if not line.strip()]
    for changed in more + less:
        imported = read(changed)
        assert imported.evaluation == expected or imported.questions


def _form(*rows):
    """Return a form with these table rows."""
    head = ["项目绩效自评价", "项目名称：\t甲", "自评时间：\t2020-04-20"]
    return [
        *head,
        "一级指标\t指标名称\t指标解释\t权重\t自评分\t备注",
        *rows,
        "合计\t\t\t100\t100\t",
    ]


def _table(*blocks):
    """Return table rows: a label, or nothing, and name/weight pairs; None is a page break."""
    rows = []
    for block in blocks:
        if block is None:
            rows.append("")
            continue
        label, *pairs = block
        labels = [label] + [""] * (len(pairs) - 1)
        rows += [f"{la}\t{n}\t\t{w}\t{w}\t" for la, (n, w) in zip(labels, pairs, strict=True)]
    return rows


TAIL = (("效果目标", ("丁率", 15)), ("影响力目标", ("戊机制", 15)))


def test_a_late_label_moves_up_where_there_is_one_way(read):
    rows = _table(
        ("投入与管理", ("甲率", 36), ("乙率", 4)), None, ("产出目标", ("丙率", 30)), *TAIL
    )
    imported = read(_form(*rows))
    assert [row.category for row in imported.evaluation.indicators][:3] == [
        "投入与管理",
        "产出目标",
        "产出目标",
    ]
    assert not imported.questions


def test_rows_of_weight_zero_that_leave_two_ways_are_asked_about(read):
    rows = _table(
        ("投入与管理", ("甲率", 36), ("零率", 0), ("乙率", 4)),
        None,
        ("产出目标", ("丙率", 30)),
        *TAIL,
    )
    imported = read(_form(*rows))
    assert [row.category for row in imported.evaluation.indicators][:4] == [
        "投入与管理",
        "投入与管理",
        "投入与管理",
        "产出目标",
    ]
    (question,) = imported.questions
    assert "不止一种" in question.what
    assert len(question.choices) == 2
    assert any("产出目标从「零率」起" in choice for choice in question.choices)


def test_rows_of_weight_zero_stay_where_the_label_is_printed_if_that_fits(read):
    rows = _table(
        ("投入与管理", ("甲率", 36), ("零率", 0)), None, ("产出目标", ("丙率", 34)), *TAIL
    )
    imported = read(_form(*rows))
    assert imported.evaluation.indicators[1].category == "投入与管理"
    assert not imported.questions
    assert not imported.repairs


def test_a_fixed_indicator_of_weight_zero_settles_where_two_ways_are_left(read):
    rows = _table(
        ("投入与管理", ("甲率", 36), ("项目设立的规范性", 0), ("乙率", 4)),
        None,
        ("产出目标", ("丙率", 30)),
        *TAIL,
    )
    imported = read(_form(*rows))
    categories = [row.category for row in imported.evaluation.indicators]
    assert categories[:3] == ["投入与管理", "投入与管理", "产出目标"]
    assert not imported.questions


def test_a_label_does_not_move_up_more_than_five_rows(read):
    late = [(f"{n}率", 1) for n in "甲乙丙丁戊己"]
    rows = _table(("投入与管理", ("庚率", 36), *late), None, ("产出目标", ("辛率", 28)), *TAIL)
    imported = read(_form(*rows))
    assert {row.category for row in imported.evaluation.indicators[:7]} == {"投入与管理"}
    assert imported.questions


def test_a_label_not_after_a_break_stays_in_a_document_with_breaks(read):
    rows = _table(
        ("投入与管理", ("甲率", 36), ("乙率", 4)),
        ("产出目标", ("丙率", 28)),
        None,
        ("", ("己率", 2)),
        *TAIL,
    )
    imported = read(_form(*rows))
    assert imported.evaluation.indicators[1].category == "投入与管理"
    assert imported.questions


def test_a_missing_label_is_asked_about(read):
    rows = _table(("投入与管理", ("甲率", 36), ("丙率", 34)), *TAIL)
    assert read(_form(*rows)).questions


def test_an_unknown_label_is_kept_and_asked_about(read):
    rows = _table(("投入与管理", ("甲率", 36)), ("满意度", ("丙率", 34)), *TAIL)
    imported = read(_form(*rows))
    assert imported.evaluation.indicators[1].category == "满意度"
    assert any("「满意度」" in question.what for question in imported.questions)


def test_labels_on_every_row_are_taken_at_their_word_and_the_weights_asked_about(read):
    rows = _table(*[(c, (f"{c}率", 10)) for c in ("投入与管理", "投入与管理", *CATEGORIES[1:])])
    imported = read(_form(*rows))
    assert [row.category for row in imported.evaluation.indicators] == [CATEGORIES[0], *CATEGORIES]
    assert "投入与管理20" in imported.questions[0].what


def test_other_points_in_a_label_are_asked_about(read):
    rows = _table(("投入与管理（40分）", ("甲率", 36)), ("产出目标", ("丙率", 34)), *TAIL)
    assert any("40分" in question.what for question in read(_form(*rows)).questions)


@pytest.mark.parametrize("break_", [(None,), ()])
def test_a_whole_row_not_filled_in_is_not_glued_but_asked_about(read, break_):
    rows = _table(
        ("投入与管理", ("甲率", 36)),
        *break_,
        ("", ("群众满意度", "")),
        ("产出目标", ("丙率", 30)),
        *TAIL,
    )
    imported = read(_form(*rows))
    assert [row.name for row in imported.evaluation.indicators][:2] == ["甲率", "群众满意度"]
    (asked,) = [q for q in imported.questions if "群众满意度" in q.what]
    assert asked.choices


def test_a_form_without_any_numbers_is_a_draft_and_kept_row_by_row(read):
    rows = _table(*[(c, (f"{c}率", ""), ("乙率", "")) for c in CATEGORIES])
    imported = read(_form(*rows))
    assert len(imported.evaluation.indicators) == 8
    assert not imported.questions
    assert not imported.repairs


def test_a_lone_number_beside_its_column_is_asked_about(read):
    rows = [
        "投入与管理\t甲率\t36\t\t\t",
        *_table(("产出目标", ("丙率", 34)), *TAIL),
    ]
    imported = read(_form(*rows))
    assert any("权重还是自评分" in question.what for question in imported.questions)


def test_a_cell_that_fits_nowhere_is_asked_about(read):
    rows = ["投入与管理\t甲率\t\t36\t36\t\t多余", *_table(("产出目标", ("丙率", 34)), *TAIL)]
    assert any("多余" in question.what for question in read(_form(*rows)).questions)


def test_a_weight_that_cannot_be_read_stays_as_typed_and_is_asked_about(read):
    rows = ["投入与管理\t甲率\t\t约36\t36\t", *_table(("产出目标", ("丙率", 34)), *TAIL)]
    imported = read(_form(*rows))
    assert str(imported.evaluation.indicators[0].weight) == "约36"
    assert any("约数" in question.what for question in imported.questions)
