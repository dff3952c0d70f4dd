"""What the overview shows of many forms: its plots, and the report it writes."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from perftui.evaluation.model import Evaluation, Indicator
from perftui.jobs.overview import (
    Plot,
    about,
    gather,
    paths_by_file,
    plots_of,
    rates,
    scores,
    write_reports,
)
from perftui.resources import sample_projects
from perftui.storage.evaluation_file import load, save
from perftui.writers.report.overview import Overview

SAMPLES = sorted(sample_projects().glob("*.perf.json"))


@pytest.fixture(scope="module")
def overview() -> Overview:
    return gather(SAMPLES)


def plot(overview: Overview, title: str) -> Plot:
    return next(one for one in plots_of(overview) if one.title == title)


def test_scores_go_from_the_lowest_up_and_what_is_not_scored_is_told_apart(
    overview: Overview,
) -> None:
    shown = plot(overview, "得分与等级")
    *scored, waiting = shown.bars
    values = [bar.value for bar in scored]
    assert values == sorted(values)
    assert (waiting.word, waiting.is_faint, waiting.tone) == ("未评完", True, "")
    assert len(shown.bars) == 11
    average = sum(values) / len(values)
    assert f"平均{average:.2f}分" in shown.headline
    assert "未评完1份，不计入平均" in shown.headline
    assert "优秀9份，优1份" in shown.headline
    assert [mark.label for mark in shown.marks] == ["75 良好", "90 优秀"]
    assert (shown.bottom, shown.top) == (60, 100)
    assert "条形从60分画起" in shown.headline


def test_rates_mark_ninety_and_a_hundred_and_say_what_is_low(overview: Overview) -> None:
    shown = plot(overview, "预算执行率")
    assert [(mark.at, mark.label) for mark in shown.marks] == [(90, "90%"), (100, "100%")]
    assert [bar.word for bar in shown.bars[:3]] == ["低于90%", "低于90%", ""]
    assert shown.bars[0].shown == "88.51%"
    assert "总执行率92.63%" in shown.headline
    assert "偏低2份" in shown.headline


def test_lost_points_lead_to_the_forms_that_lost_them(overview: Overview) -> None:
    shown = plot(overview, "失分")
    first = shown.bars[0]
    assert first.value == max(bar.value for bar in shown.bars if bar.value)
    assert first.listed is not None
    inside = first.listed()
    assert len(inside.bars) == len(first.forms) == int(first.word.removesuffix("份"))
    assert sum(bar.value for bar in inside.bars if bar.value) == first.value
    assert all(bar.listed is None and len(bar.forms) == 1 for bar in inside.bars)


def test_problems_lead_to_the_forms_that_have_them(overview: Overview) -> None:
    shown = plot(overview, "常见问题")
    for bar in shown.bars:
        code = bar.label.split()[0]
        assert all(any(f.code == code for f in form.findings) for form in bar.forms)
        assert bar.listed is not None
        assert bar.listed().bars[0].shown.endswith("处")
    counts = [bar.value for bar in shown.bars]
    assert counts == sorted(counts, reverse=True)


def test_years_are_compared_only_where_a_project_has_several(overview: Overview) -> None:
    assert [bar.label[:4] for bar in plot(overview, "年度对比").bars] == ["2019", "2020"]
    single = replace(overview, forms=overview.forms[:1])
    assert "年度对比" not in [one.title for one in plots_of(single)]


def form(score: str | None, **more: object) -> Evaluation:
    row = {"category": "产出目标", "name": "数量", "weight": "100", "score": score}
    return Evaluation(indicators=(Indicator.model_validate(row),)).model_copy(update=more)


def gathered(folder: Path, *forms: Evaluation) -> Overview:
    folder.mkdir(exist_ok=True)
    for number, one in enumerate(forms):
        save(one, folder / f"{number}.perf.json")
    return gather(sorted(folder.glob("*.perf.json")))


def test_what_cannot_be_computed_is_said_and_comes_last(tmp_path: Path) -> None:
    hundred = Decimal(100)
    overview = gathered(
        tmp_path,
        form("90", name="缺", budget=hundred),
        form(None, name="超", budget=hundred, executed=Decimal(900)),
        form("50", name="低[/red]", budget=hundred, executed=Decimal(10)),
    )
    shown = rates(overview)
    assert [(bar.label, bar.shown, bar.word) for bar in shown.bars] == [
        ("低[/red]", "10.00%", "低于90%"),
        ("超", "900.00%", "超出预算"),
        ("缺", "算不出", "缺执行数"),
    ]
    assert shown.top == 150
    assert "超出预算1份" in shown.headline
    assert "缺数1份，不计入总执行率" in shown.headline
    assert [bar.tone for bar in scores(overview).bars] == ["bad", "good", ""]


def test_nothing_scored_and_nothing_wrong_say_so(tmp_path: Path) -> None:
    overview = gathered(tmp_path, form(None))
    lost = plot(overview, "失分")
    assert (lost.bars, lost.top) == ((), 1)
    assert "还没有评分的指标" in lost.empty
    assert "未评完1份" in scores(overview).headline
    assert "平均" not in scores(overview).headline


def test_the_change_from_year_to_year_is_told(tmp_path: Path) -> None:
    overview = gathered(
        tmp_path,
        *(
            form(score, name="专项", unit="中心", year=year)
            for score, year in (("95", 2019), ("90.5", 2020))
        ),
    )
    shown = plot(overview, "年度对比")
    assert [(bar.shown, bar.word) for bar in shown.bars] == [("95", "优秀"), ("90.5", "优秀 -4.5")]
    assert "下降1个" in shown.headline


def test_a_form_is_told_in_a_few_lines(overview: Overview) -> None:
    tower = next(f for f in overview.forms if f.name.startswith("人才大厦") and f.year == 2019)
    money, lost, found = about(tower)
    assert money.startswith("上海市人才服务中心，预算1,318.06 万元，执行1,166.60 万元")
    assert lost.startswith("失分6：绩效目标合理性2，")
    assert found.startswith("检查：")


def test_the_report_is_written_twice_under_a_name_that_is_free(
    overview: Overview, tmp_path: Path
) -> None:
    first = write_reports(overview, tmp_path / "导出")
    second = write_reports(overview, tmp_path / "导出")
    assert [file.suffix for file in first] == [".html", ".xlsx"]
    assert [file.stem for file in second] == [f"{file.stem}-2" for file in first]
    assert all(file.stat().st_size > 1000 for file in (*first, *second))


def test_files_are_found_by_what_the_overview_calls_them(tmp_path: Path) -> None:
    odd = tmp_path / "甲 \u202e 乙.perf.json"
    save(load(SAMPLES[0]), odd)
    overview = gather([odd])
    assert paths_by_file([odd])[overview.forms[0].file] == odd


def test_what_progress_raises_stops_it() -> None:
    class EnoughError(Exception):
        pass

    def progress(*_: object) -> None:
        raise EnoughError

    with pytest.raises(EnoughError):
        gather(SAMPLES, progress)
