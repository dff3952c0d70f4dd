"""Three forms in the national layout, made up, and how it sets them (house style N)."""

from decimal import Decimal
from random import Random

from perftui.evaluation.model import Evaluation, Fund, Indicator, Stated
from tests.readers.houses.habits import drawn
from tests.readers.houses.paper import Cell, Cells, Paper, Paragraph, Sheet, Table

WIDTHS = (800, 1000, 1100, 2000, 1100, 1100, 700, 800, 1600)
COLUMNS = (
    "一级指标",
    "二级指标",
    "三级指标",
    "年度指标值",
    "实际完成值",
    "分值",
    "得分",
    "偏差原因分析及改进措施",
)
MONEY = ("年初预算数", "全年预算数（A）", "全年执行数（B）", "分值", "执行率（B/A）", "得分")
WHOLE, OUT_OF_BUDGET = "年度资金总额", "当年财政拨款"
NOT_USED = ("上年结转资金", "其他资金")
# first level, second level, third level, target, actual, weight, score, reason
_ROWS: dict[str, tuple[tuple[str, ...], ...]] = {
    "城市公园绿化养护": (
        ("产出指标", "数量指标", "养护绿地面积", "≥86.5万平方米", "86.5万平方米", "15", "15", ""),
        (
            "产出指标",
            "数量指标",
            "补植乔木数量",
            "≥1200株",
            "1090株",
            "10",
            "9.08",
            "部分地块移交较晚，2023年春季补植",
        ),
        ("产出指标", "质量指标", "苗木成活率", "≥95%", "96.3%", "10", "10", ""),
        (
            "产出指标",
            "时效指标",
            "养护任务按期完成率",
            "100%",
            "98%",
            "8",
            "7.84",
            "汛期停工，已调整作业计划",
        ),
        ("产出指标", "成本指标", "每平方米养护成本", "≤6.2元", "6.1元", "7", "7", ""),
        ("效益指标", "社会效益指标", "公园免费开放天数", "365天", "365天", "10", "10", ""),
        ("效益指标", "生态效益指标", "绿化覆盖率", "≥41%", "41.2%", "10", "10", ""),
        (
            "效益指标",
            "可持续影响指标",
            "养护管理长效机制",
            "健全",
            "基本健全",
            "10",
            "9",
            "巡查制度有待细化",
        ),
        ("满意度指标", "服务对象满意度指标", "市民满意度", "≥90%", "92.6%", "10", "10", ""),
    ),
    "社区居家养老服务补贴": (
        ("产出指标", "数量指标", "享受补贴老年人数", "≥3500人", "3612人", "20", "20", ""),
        ("产出指标", "质量指标", "服务标准达标率", "≥98%", "98.5%", "10", "10", ""),
        ("产出指标", "质量指标", "补贴对象审核准确率", "100%", "100%", "5", "5", ""),
        (
            "产出指标",
            "时效指标",
            "补贴发放及时率",
            "100%",
            "95%",
            "10",
            "9.5",
            "12月补贴因系统切换延至次年1月发放",
        ),
        ("产出指标", "成本指标", "人均补贴标准", "≤2400元/年", "2400元/年", "5", "5", ""),
        ("效益指标", "经济效益指标", "减轻家庭照护支出", "明显", "明显", "10", "9.5", ""),
        ("效益指标", "社会效益指标", "居家养老服务覆盖率", "≥90%", "91%", "20", "20", ""),
        (
            "满意度指标",
            "服务对象满意度指标",
            "老年人满意度",
            "≥90%",
            "88%",
            "5",
            "4.89",
            "助餐菜品单一，已更换供应单位",
        ),
        ("满意度指标", "服务对象满意度指标", "家属满意度", "≥90%", "93%", "5", "5", ""),
    ),
    "智慧课堂设备购置": (
        ("产出指标", "数量指标", "购置交互式一体机", "64台", "64台", "20", "20", ""),
        ("产出指标", "数量指标", "教师培训场次", "≥8场", "8场", "5", "5", ""),
        ("产出指标", "质量指标", "设备验收合格率", "100%", "100%", "10", "10", ""),
        (
            "产出指标",
            "时效指标",
            "设备交付及时率",
            "100%",
            "90%",
            "10",
            "9",
            "芯片缺货，6台延期两周到货",
        ),
        ("产出指标", "成本指标", "单台采购成本", "≤2.8万元", "2.75万元", "5", "5", ""),
        ("效益指标", "社会效益指标", "受益学生人数", "≥2600人", "2655人", "20", "20", ""),
        ("效益指标", "可持续影响指标", "设备使用年限", "≥6年", "6年", "10", "10", ""),
        ("满意度指标", "服务对象满意度指标", "师生满意度", "≥90%", "95%", "10", "10", ""),
    ),
}
# unit, department, at the start, budget, executed (万元), rate, its score, goal, done
_HEADERS = {
    "城市公园绿化养护": (
        "滨江区园林管理所",
        "滨江区绿化市容局",
        "536.8",
        "520.35",
        "498.7642",
        "95.85%",
        "9.59",
        "全面养护公园绿地，提高绿化覆盖率，为市民提供整洁优美的休闲环境。",
        "全年养护公园绿地86.5万平方米，补植乔木1090株，苗木成活率96.3%，公园全年免费开放。",
    ),
    "社区居家养老服务补贴": (
        "滨江区老龄服务中心",
        "滨江区民政局",
        "860",
        "884.16",
        "884.16",
        "100%",
        "10",
        "为符合条件的老年人发放居家养老服务补贴，减轻家庭照护负担，让老年人就近得到照料。",
        "为3612名老年人发放补贴，服务覆盖率91%，服务标准达标率98.5%。",
    ),
    "智慧课堂设备购置": (
        "滨江区第三中学",
        "滨江区教育局",
        "190",
        "182.5",
        "176",
        "96.44%",
        "9.64",
        "购置智慧课堂设备并培训教师，改善教学条件，提高课堂教学质量。",
        "购置交互式一体机64台，开展培训8场，设备全部验收合格并投入使用。",
    ),
}


def forms() -> tuple[Evaluation, ...]:
    """Return the gold of the three forms."""
    return tuple(_form(name) for name in _ROWS)


def _form(name: str) -> Evaluation:
    unit, department, _, budget, executed, rate, score, goal, done = _HEADERS[name]
    rows = (
        Indicator(
            category="预算执行率", name="预算执行率", weight=Decimal(10), score=Decimal(score)
        ),
        *(
            Indicator(
                category=first,
                name=third,
                target=target,
                actual=actual,
                weight=Decimal(weight),
                score=Decimal(points),
                remark=reason,
            )
            for first, _, third, target, actual, weight, points, reason in _ROWS[name]
        ),
    )
    total = sum((row.score for row in rows if isinstance(row.score, Decimal)), Decimal(0))
    return Evaluation(
        profile="national2020",
        year=2022,
        name=name,
        unit=unit,
        department=department,
        budget=Decimal(budget) * 10000,
        executed=Decimal(executed) * 10000,
        goal=goal,
        achievements=done,
        indicators=rows,
        stated=Stated(execution_rate=rate, total_weight="100", total_score=f"{total}"),
        funds=(
            Fund(
                name=OUT_OF_BUDGET,
                budget=Decimal(budget) * 10000,
                executed=Decimal(executed) * 10000,
            ),
            *(Fund(name=source, budget=Decimal(0), executed=Decimal(0)) for source in NOT_USED),
        ),
    )


def paper(form: Evaluation, seed: int) -> Paper:
    """Set a form in the national layout."""
    random = Random(f"N{seed}")
    habits = drawn(random, font=random.choice(("宋体", "仿宋_GB2312")))
    upright, split = random.random() < 0.6, random.random() < 0.5
    title = random.choice(("项目支出绩效自评表", "项目支出绩效自评表\n（2022年度）"))
    rows = [*_header(form), *_money(form, random.choice("—/")), *_goals(form, upright)]
    table = _indicators(form, upright, random.choice(("绩效指标", "绩\n效\n指\n标")))
    tables = (
        (Table(tuple(rows), WIDTHS), Table(tuple(table), WIDTHS))
        if split
        else (Table((*rows, *table), WIDTHS),)
    )
    titles = [Paragraph(line, "title") for line in title.split("\n")]
    return Paper((Sheet("自评表", (*titles, *tables)),), habits.font, seed)


def _header(form: Evaluation) -> list[Cells]:
    return [
        (Cell("项目名称", across=2), Cell(form.name, across=7)),
        (
            Cell("主管部门", across=2),
            Cell(form.department, across=2),
            Cell("实施单位"),
            Cell(form.unit, across=4),
        ),
    ]


def _money(form: Evaluation, dash: str) -> list[Cells]:
    _, _, start, budget, executed, rate, score, *_ = _HEADERS[form.name]
    figures = {
        WHOLE: (start, budget, executed, "10", rate, score),
        f"其中：{OUT_OF_BUDGET}": (start, budget, executed, dash, dash, dash),
    }
    nothing = ("0", "0", "0", dash, dash, dash)
    rows: list[Cells] = [
        (
            Cell("项目资金\n（万元）", down=5),
            Cell("", across=2),
            *(Cell(text) for text in MONEY),
        )
    ]
    for source in (*figures, *NOT_USED):
        cells = (_figure(text) for text in figures.get(source, nothing))
        rows.append((Cell(source, across=2), *cells))
    return rows


def _figure(text: str) -> Cell:
    if text.endswith("%"):
        return Cell(text, value=Decimal(text[:-1]) / 100, shown="0.00%")
    return Cell(text, value=Decimal(text) if text[0].isdigit() else None)


def _goals(form: Evaluation, upright: bool) -> list[Cells]:
    return [
        (
            Cell("年度总体目标", down=2, vertical=upright),
            Cell("预期目标", across=4),
            Cell("实际完成情况", across=4),
        ),
        (Cell(form.goal, across=4), Cell(form.achievements, across=4)),
    ]


def _indicators(form: Evaluation, upright: bool, caption: str) -> list[Cells]:
    lines = _ROWS[form.name]
    rows: list[Cells] = [
        (
            Cell(caption, down=len(lines) + 1, vertical=upright and "\n" not in caption),
            *(Cell(text) for text in COLUMNS),
        )
    ]
    for index, line in enumerate(lines):
        cells = [*_levels(lines, index), *(Cell(text) for text in line[2:5])]
        cells += [Cell(text, value=Decimal(text)) for text in line[5:7]]
        rows.append((*cells, Cell(line[7])))
    stated = form.stated
    assert stated
    rows.append(
        (
            Cell("总分", across=6),
            Cell("100", value=Decimal(100)),
            Cell(stated.total_score or "", value=Decimal(stated.total_score or 0)),
            Cell(),
        )
    )
    return rows


def _levels(lines: tuple[tuple[str, ...], ...], index: int) -> list[Cell]:
    """Make the cells of the first and second level where they begin."""
    made = []
    for level in (0, 1):
        same = [line[: level + 1] for line in lines]
        if index == 0 or same[index] != same[index - 1]:
            made.append(Cell(lines[index][level], down=same.count(same[index])))
    return made
