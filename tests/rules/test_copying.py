"""PT035 and PT036: text taken over from last year's form or from another project's."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from perftui.evaluation.model import Evaluation
from perftui.rules.checking import examine
from perftui.rules.finding import Finding
from perftui.rules.surroundings import Neighbours, Sisters, surroundings_of

CODES = ("PT035", "PT036")
SAMPLES = Path(__file__).parents[2] / "sample_projects"

LAST_YEAR = {
    "year": 2018,
    "achievements": "2018年全年举办招聘会12场，服务企业1200家，达成就业意向3500人次。",
    "problems": "招聘会场次安排集中在下半年，上半年到场企业偏少，现场秩序维护力量不足。",
    "measures": "由市场管理部在2019年3月底前排定全年场次，上半年至少举办5场，并增加现场引导人员。",
}
OTHER = {
    "year": 2019,
    "name": "人才大厦管理维护专项",
    "unit": "上海市人才服务中心",
    "goal": "维持大厦正常运行，保障消防、空调、客梯等设施安全，为入驻单位提供稳定的办公环境。",
    "achievements": "完成中央空调清洗2次、客梯年检6台，处理报修1493件，入驻单位满意度达到96%。",
    "problems": "顶楼防水改造因审批时间较晚未能在年内验收，部分设备已超过使用年限。",
    "measures": "由后勤管理部会同监理单位在6月底前完成防水工程验收，分两年更换超期设备。",
}


def _form(correct: Evaluation, **written: object) -> Evaluation:
    return correct.model_copy(update=written)


def _found(form: Evaluation, others: Iterable[Evaluation]) -> tuple[Finding, ...]:
    return examine(form, select=CODES, beside=surroundings_of(form, others)).findings


def _told(findings: Iterable[Finding]) -> list[tuple[str, str, str]]:
    return [(finding.code, finding.level.value, finding.field) for finding in findings]


def _shown(form: Evaluation, finding: Finding) -> list[str]:
    return [getattr(form, one.field)[one.start : one.end] for one in finding.evidence]


@pytest.fixture
def last_year(correct: Evaluation) -> Evaluation:
    return _form(correct, **LAST_YEAR)


@pytest.fixture
def other() -> Evaluation:
    return Evaluation.model_validate(OTHER)


@pytest.fixture(scope="module")
def nine() -> list[Evaluation]:
    files = sorted(SAMPLES.glob("2019-*.perf.json"))
    return [Evaluation.model_validate_json(file.read_text("utf-8")) for file in files]


# Last year's text.


def test_changed_figures_do_not_hide_that_last_year_was_copied(correct, last_year) -> None:
    text = "2019年全年举办招聘会15场，服务企业1,310家，达成就业意向4200人次。"
    (finding,) = _found(_form(correct, achievements=text), [last_year])
    assert _told([finding]) == [("PT035", "warning", "achievements")]
    assert finding.message.startswith("主要绩效有100%与上年相同（年份、数字不计），如「2019年全年")
    assert _shown(_form(correct, achievements=text), finding) == [text.rstrip("。")]


@pytest.mark.parametrize("field", ["achievements", "problems", "measures"])
def test_each_narrative_is_held_against_its_own(correct, last_year, field: str) -> None:
    form = _form(correct, **{field: LAST_YEAR[field]})
    assert _told(_found(form, [last_year])) == [("PT035", "warning", field)]


def test_one_finding_for_each_field(correct, last_year) -> None:
    form = _form(correct, **{**LAST_YEAR, "year": 2019})
    fields = ["achievements", "problems", "measures"]
    assert _told(_found(form, [last_year])) == [("PT035", "warning", field) for field in fields]


def test_a_text_half_of_which_is_last_years_is_a_hint(correct, last_year) -> None:
    text = LAST_YEAR["problems"] + "新增的线上专场报名系统有卡顿。"
    form = _form(correct, problems=text)
    (finding,) = _found(form, [last_year])
    assert _told([finding]) == [("PT035", "hint", "problems")]
    assert _shown(form, finding) == [LAST_YEAR["problems"].rstrip("。")]


def test_what_was_written_anew_is_no_copy(correct, last_year) -> None:
    form = _form(
        correct,
        achievements="新增线上招聘会3场，企业到场率由82%升至91%，比上年多服务企业110家。",
        problems="招聘会计划10场，实际完成9场，1场因场馆检修取消。",
        measures="由市场管理部在2020年6月底前补办1场招聘会，并预留备用场地。",
    )
    assert _found(form, [last_year]) == ()


def test_the_hint_asks_how_far_a_promised_measure_has_come(correct, last_year) -> None:
    (finding,) = _found(_form(correct, measures=LAST_YEAR["measures"]), [last_year])
    assert "仍未落实" in finding.hint


@pytest.mark.parametrize("text", ["无", "暂无。", "宣传力度不够，效果不好。", ""])
def test_short_and_fixed_texts_may_be_the_same_every_year(correct, last_year, text: str) -> None:
    form, before = (_form(form, problems=text) for form in (correct, last_year))
    assert _found(form, [before]) == ()


def test_a_long_common_stretch_is_cut_in_the_message(correct, last_year) -> None:
    (finding,) = _found(_form(correct, measures=LAST_YEAR["measures"]), [last_year])
    assert "「由市场管理部在2019年3月底前排定全年场次，上半年至少举办……」" in finding.message


def test_the_thresholds_are_the_profiles(correct, last_year, profile) -> None:
    form = _form(correct, problems=LAST_YEAR["problems"] + "另有一场因场馆检修取消。")
    strict = profile.model_copy(
        update={"thresholds": profile.thresholds.model_copy(update={"copied": 70})}
    )
    beside = surroundings_of(form, [last_year])
    levels = [
        finding.level.value
        for kind in (profile, strict)
        for finding in examine(form, kind, CODES, beside=beside).findings
    ]
    assert levels == ["hint", "warning"]


def test_without_last_years_form_nothing_is_said_but_that_it_is_missing(correct) -> None:
    report = examine(correct, select=CODES)
    assert report.findings == ()
    assert [unchecked.code for unchecked in report.unchecked] == ["PT035", "PT036"]


# What lies beside a form.


def test_last_years_form_is_that_of_the_same_project_a_year_before(correct, last_year) -> None:
    before = [_form(last_year, year=2017), last_year, _form(last_year, name="别的专项")]
    assert surroundings_of(correct, before).last_year == last_year
    assert surroundings_of(_form(correct, year=None), before).last_year is None


@pytest.mark.parametrize(
    "name",
    [
        "长三角一体化服务专项",
        "2018年长三角一体化服务专项",
        "长三角 一体化服务专项",
        "长三角一体化服务专项经费",
        "长三角一体化服务项目",
    ],
)
def test_names_of_the_same_project_differ_a_little(correct, last_year, name: str) -> None:
    renamed = _form(last_year, name=name)
    beside = surroundings_of(correct, [renamed])
    assert beside.last_year == renamed
    assert not beside.sisters.are_beside(correct)


@pytest.mark.parametrize(
    ("own", "name"),
    [
        ("人才大厦1号楼外墙修缮工程", "人才大厦2号楼外墙修缮工程"),
        ("人才服务平台建设专项（一期）", "人才服务平台建设专项（二期）"),
        ("长三角一体化服务专项", "高校毕业生就业服务专项"),
        ("长三角一体化服务专项", ""),
    ],
)
def test_names_of_different_projects_are_told_apart(correct, last_year, own, name) -> None:
    form = _form(correct, name=own)
    assert surroundings_of(form, [_form(last_year, name=name)]).last_year is None


def test_the_nearest_name_is_last_years(correct, last_year) -> None:
    near = _form(last_year, name="长三角地区一体化服务专项")
    assert surroundings_of(correct, [near, last_year]).last_year == last_year


def test_another_units_project_of_the_same_name_is_a_sister(correct, last_year) -> None:
    elsewhere = _form(last_year, unit="江苏省人才流动服务中心")
    beside = surroundings_of(correct, [elsewhere])
    assert beside.last_year is None and beside.sisters.are_beside(correct)
    shortened = _form(last_year, unit="市人才服务中心")
    assert surroundings_of(correct, [shortened]).last_year == shortened


def test_copies_of_the_form_itself_are_no_sisters(correct) -> None:
    assert _found(correct, [correct, _form(correct, name="长三角一体化服务专项 ")]) == ()
    assert not surroundings_of(correct, [correct]).sisters.are_beside(correct)
    assert not Sisters() and Sisters([correct])


def test_the_forms_of_a_run_share_their_sisters(nine) -> None:
    together = Neighbours(nine)
    day = date(2020, 4, 20)
    first, second = (together.around(form, day) for form in nine[:2])
    assert first.sisters is second.sisters and first.today == second.today == day


# Text of another project.


def test_the_real_forms_share_one_sentence(nine) -> None:
    together = Neighbours(nine)
    findings = {
        form.name: examine(form, select=CODES, beside=together.around(form)).findings
        for form in nine
    }
    told = {name: found for name, found in findings.items() if found}
    sentence = "加强预算执行项目化管理，制定预算执行推进表"
    assert {name: _told(found) for name, found in told.items()} == {
        "公共服务专项经费": [("PT036", "hint", "measures")],
        "人才发展服务平台一体化建设专项": [("PT036", "hint", "measures")],
    }
    assert [found[0].message for found in told.values()] == [
        f"改进措施有36%与「公共服务专项经费」的相同，如「{sentence}」。",
        f"改进措施有一段与「人才发展服务平台一体化建设专项」的相同，如「{sentence}」。",
    ]
    assert [_shown(form, found[0]) for form in nine if (found := told.get(form.name))] == [
        [sentence],
        [sentence],
    ]


@pytest.mark.parametrize("field", ["goal", "problems", "measures"])
def test_text_shared_with_another_project_is_a_hint(correct, other, field: str) -> None:
    form = _form(correct, **{field: OTHER[field]})
    (finding,) = _found(form, [other])
    assert _told([finding]) == [("PT036", "hint", field)]
    assert "有100%与「人才大厦管理维护专项」的相同" in finding.message


def test_a_few_changed_words_do_not_hide_it(correct, other) -> None:
    text = "由市场管理部会同监理单位在5月底前完成防水工程验收，分三年逐步更换超期设备。"
    form = _form(correct, measures=text)
    (finding,) = _found(form, [other])
    assert _told([finding]) == [("PT036", "hint", "measures")]
    shown = ["管理部会同监理单位在5月底前完成防水工程验收，分三年", "更换超期设备"]
    assert _shown(form, finding) == shown[:1]


def test_projects_with_words_of_their_own_are_left_alone(correct, other) -> None:
    assert _found(correct, [other]) == _found(other, [correct]) == ()


def test_set_phrases_are_not_shared_text(correct, other) -> None:
    problems = "招聘会后续跟踪调查不够，预算执行进度较慢。"
    form = _form(correct, problems=problems)
    assert _found(form, [_form(other, problems="客梯维保不够及时，预算执行进度较慢。")]) == ()


def test_the_sister_that_shares_most_is_named(correct, other) -> None:
    less = _form(other, name="信息系统运维专项", measures=OTHER["measures"][:24] + "并做好移交。")
    (finding,) = _found(_form(correct, measures=OTHER["measures"]), [less, other])
    assert "有100%与「人才大厦管理维护专项」" in finding.message


def test_copies_of_one_sister_are_named_once(correct, other) -> None:
    form = _form(correct, measures=OTHER["measures"])
    (finding,) = _found(form, [other, other, _form(other, year=2018)])
    assert finding.message.count("人才大厦") == 1


def test_a_sister_of_another_unit_or_year_is_named_with_it(correct, other) -> None:
    form = _form(correct, measures=OTHER["measures"])
    (finding,) = _found(form, [_form(other, year=2018)])
    assert "「人才大厦管理维护专项」（2018年）" in finding.message
    elsewhere = _form(other, name=correct.name, unit="江苏省人才流动服务中心")
    (finding,) = _found(form, [elsewhere])
    assert "「长三角一体化服务专项」（江苏省人才流动服务中心）" in finding.message


# Names of other projects.


@pytest.mark.parametrize(
    ("field", "text", "name"),
    [
        ("goal", "通过实施人才大厦管理维护专项，优化人才资源配置。", "人才大厦管理维护专项"),
        (
            "achievements",
            "2019年人才大厦管理维护专项按计划完成全部任务。",
            "人才大厦管理维护专项",
        ),
        ("problems", "人才大厦管理维护项目的制度还不完善。", "人才大厦管理维护项目"),
        ("measures", "加快“人才大厦管理维护”资金支付。", "人才大厦管理维护"),
    ],
)
def test_the_name_of_another_project_is_a_warning(correct, other, field, text, name) -> None:
    form = _form(correct, **{field: text})
    (finding,) = _found(form, [other])
    assert _told([finding]) == [("PT036", "warning", field)]
    assert f"写到了其他项目的名称「{name}」" in finding.message
    assert _shown(form, finding) == [name]


def test_a_long_name_without_its_ending_is_a_hint(correct, other) -> None:
    (finding,) = _found(_form(correct, goal="做好人才大厦管理维护工作，优化资源配置。"), [other])
    assert _told([finding]) == [("PT036", "hint", "goal")]


@pytest.mark.parametrize(
    "text",
    [
        "与人才大厦管理维护专项统筹安排场地。",
        "结合人才大厦管理维护专项开展现场宣传。",
        "场地费由人才大厦管理维护专项列支。",
        "结余资金调剂至人才大厦管理维护专项。",
        "同人才大厦管理维护专项等项目分别核算。",
        "人才大厦的管理由物业公司负责。",
    ],
)
def test_saying_what_there_is_to_do_with_another_project_is_right(correct, other, text) -> None:
    assert _found(_form(correct, goal=text), [other]) == ()


def test_a_project_may_be_named_within_the_own_name(correct, other) -> None:
    own = _form(
        correct,
        name="科创人才公共服务专项",
        goal="通过科创人才公共服务专项，优化人才资源配置。",
    )
    parts = [_form(other, name=name) for name in ("人才公共服务专项", "公共服务专项经费")]
    assert _found(own, parts) == ()
    (finding,) = _found(_form(own, goal="通过公共服务专项经费，优化人才资源配置。"), parts)
    assert "「公共服务专项经费」" in finding.message
    (finding,) = _found(_form(own, name="人才公共服务专项"), [_form(other, name=own.name)])
    assert "「科创人才公共服务专项」" in finding.message


@pytest.mark.parametrize("name", ["公共服务专项经费", "物业管理项目", "培训专项", "专项经费"])
def test_common_words_are_no_names(correct, other, name: str) -> None:
    text = "优化公共服务、物业管理和培训，规范专项经费使用。"
    assert _found(_form(correct, goal=text), [_form(other, name=name)]) == ()


# Counts of other projects.


def test_a_count_taken_over_with_its_words_is_a_warning(correct, other) -> None:
    text = (
        "举办招聘会9场，1100家单位参会，开展评选2次，现场发放资料若干，"
        "处理报修1493件，入驻单位满意度为90%。"
    )
    form = _form(correct, achievements=text)
    (finding,) = _found(form, [other])
    assert _told([finding]) == [("PT036", "warning", "achievements")]
    assert finding.message == (
        "主要绩效出现了与「人才大厦管理维护专项」文字和数字都相同的「1493件」。"
    )
    assert _shown(form, finding) == ["处理报修1493件，入驻单位满意度"]


def test_a_copy_with_its_counts_is_one_finding(correct, other) -> None:
    form = _form(correct, achievements=OTHER["achievements"])
    (finding,) = _found(form, [other])
    assert _told([finding]) == [("PT036", "warning", "achievements")]
    assert "有100%与" in finding.message and "相同的「1493件」" in finding.message


@pytest.mark.parametrize(
    "text",
    [
        "举办招聘会9场，1100家单位参会，现场发放资料1493件，服务企业招聘人员2600人次，反响良好。",
        "举办招聘会9场，1100家单位参会，开展评选2次，现场发放资料若干，处理报修1500件，入驻单位评价良好。",
    ],
)
def test_a_count_alone_or_words_alone_are_not_taken_over(correct, other, text: str) -> None:
    assert _found(_form(correct, achievements=text), [other]) == ()


def test_numbers_of_documents_and_hotlines_may_be_the_same(correct, other) -> None:
    shared = "按照沪财预〔2019〕105号文件和12333热线工作要求，2019年3月起"
    form = _form(
        correct,
        achievements=f"{shared}举办招聘会9场，1100家单位参会，推出岗位3200个，"
        "达成意向若干，全年开展经理人评选与表彰，覆盖各区各行业，提升管理水平。",
    )
    sister = _form(
        other,
        achievements=f"{shared}更换客梯，清洗空调，处理报修若干，"
        "维持大厦设施正常运行，保障入驻单位办公安全，全年没有发生安全事故，评价良好。",
    )
    assert _found(form, [sister]) == ()
