"""Whatever is read otherwise than it plainly stands is reported, once an occurrence."""

from collections import Counter

import pytest

MOVED = (
    (1, "第22行", "长三角地区十佳HR经理人评选活动完成率", "产出目标"),
    (2, "第78行", "高峰人才及其团队沙龙艺术鉴赏等活动计划完成率", "产出目标"),
    (3, "第129行", "工作岗位提供率", "产出目标"),
    (4, "第171行", "主题活动计划完成率", "产出目标"),
    (4, "第188行", "政策知晓率", "效果目标"),
    (6, "第280行", "工程审价完成率", "产出目标"),
    (7, "第327行", "平台窗口工作人员培训完成率", "产出目标"),
    (8, "第365行", "党员学习交流移动平台（APP）使用人数", "产出目标"),
    (8, "第366行", "党建讲座计划完成率", "产出目标"),
    (9, "第412行", "工作许可证空白卡采购计划完成率", "产出目标"),
)


def test_every_late_label_is_reported_by_row(seeds):
    reported = [
        (number, repair.where, repair.what)
        for number, form in enumerate(seeds, 1)
        for repair in form.repairs
        if "改归" in repair.what
    ]
    assert reported == [
        (number, where, f"「{name}」改归{category}：原表的标签落在换页之后")
        for number, where, name, category in MOVED
    ]


@pytest.mark.parametrize(
    ("number", "where", "what"),
    [
        (1, "第24行至第40行", "这17行缺「指标解释」一栏"),
        (2, "第81行至第96行", "这16行缺「指标解释」一栏"),
        (6, "第293行至第298行", "这6行错位"),
        (8, "第380行至第383行", "这4行错位"),
        (9, "第427行至第430行", "这4行错位"),
        (2, "第80行", "「成率」接回「高峰人才及其团队沙龙艺术鉴赏等活动计划完成率」一行"),
        (5, "第222行", "「措施。」接回「项目管理制度的健全性和执行的有效性」一行"),
        (3, "第150行", "去掉了网页标记"),
        (7, "第343行", "去掉了网页标记"),
    ],
)
def test_damage_to_the_table_is_reported_where_it_is(seeds, number, where, what):
    found = [r for r in seeds[number - 1].repairs if r.where == where and what in r.what]
    assert len(found) == 1


def test_each_name_or_remark_with_blanks_is_reported(seeds):
    blanks = Counter(
        number
        for number, form in enumerate(seeds, 1)
        for repair in form.repairs
        if repair.what.startswith("删去")
    )
    assert blanks == {2: 2, 6: 10, 7: 3}


def test_there_are_no_other_repairs_and_they_follow_the_document(seeds):
    assert [len(form.repairs) for form in seeds] == [2, 5, 2, 2, 1, 12, 5, 3, 2]
    for form in seeds:
        lines = [int(repair.where.split("行")[0].removeprefix("第")) for repair in form.repairs]
        assert lines == sorted(lines)
