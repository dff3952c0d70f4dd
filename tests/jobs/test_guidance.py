"""What is still to do on a form, in words and in the order of doing."""

import pytest

from perftui.evaluation.fields import get, parse_path
from perftui.evaluation.model import Evaluation
from perftui.evaluation.profile import load_profile
from perftui.jobs.guidance import FINISH, Step, Thing, in_words, next_thing, steps, to_do
from perftui.resources import sample_projects
from perftui.rules.checking import check
from perftui.rules.finding import Level
from perftui.storage.evaluation_file import load


def sample(beginning: str) -> Evaluation:
    (file,) = sample_projects().glob(f"{beginning}*")
    return load(file)


def steps_of(form: Evaluation, *, exported: bool = False) -> dict[str, Step]:
    found = check(form)
    shown = steps(form, load_profile(form.profile), found, exported=exported)
    return {step.name: step for step in shown}


def things_of(form: Evaluation, *, exported: bool = False) -> tuple[Thing, ...]:
    return to_do(form, load_profile(form.profile), check(form), exported=exported)


@pytest.fixture
def draft() -> Evaluation:
    return sample("2020-人才大厦")


def test_a_half_finished_form_says_in_words_what_each_step_wants(draft: Evaluation) -> None:
    shown = steps_of(draft)
    assert list(shown) == [
        "基本信息",
        "资金",
        "指标",
        "主要绩效",
        "主要问题",
        "改进措施",
        "检查",
        "导出",
    ]
    assert [name for name, step in shown.items() if step.done] == ["资金", "主要绩效"]
    assert shown["基本信息"].wants == "缺自评时间"
    assert shown["指标"].wants == "9行没有打分"
    assert shown["主要问题"].wants == "还没有写"
    assert shown["检查"].wants == "2处错误要改，5条警告或提示可看"
    assert shown["导出"].wants == "先完成基本信息、指标、主要问题、改进措施"


def test_many_missing_fields_are_named_in_short() -> None:
    shown = steps_of(Evaluation(profile="sh2019"))
    assert shown["基本信息"].wants == "缺项目名称、预算单位、是否为经常性项目等5项"
    assert shown["指标"].wants == "还没有指标"


def test_an_error_in_a_part_keeps_it_from_being_done() -> None:
    form = sample("2019-人才大厦")
    wrong = form.model_copy(update={"executed": form.budget * 2})
    assert steps_of(form)["资金"].done
    money = steps_of(wrong)["资金"]
    assert (money.done, money.wrong, money.wants) == (False, 2, "2处错误")


def test_the_last_step_is_done_when_the_form_as_it_is_has_been_exported() -> None:
    form = sample("2022")
    assert not steps_of(form)["导出"].done
    assert steps_of(form)["导出"].wants == "可以导出了"
    assert all(step.done for step in steps_of(form, exported=True).values())
    assert things_of(form, exported=True) == ()
    assert in_words(()) == "都填好了，也导出了。"


def test_blanks_come_first_then_errors_then_warnings_and_the_export_last(draft: Evaluation) -> None:
    things = things_of(draft)
    levels = {f.field: f.level for f in check(draft)}
    assert [thing.path for thing in things[:2]] == ["date", "indicators[17].score"]
    assert things[-1] == Thing(FINISH, "导出")
    told = [levels[t.path] for t in things if t.says.startswith("看")]
    assert told == sorted(told, key=[Level.ERROR, Level.WARNING].index)
    assert in_words(things) == f"接着填自评时间（另有{len(things) - 2}处要填或要看）"


def test_every_thing_to_do_is_a_place_to_go_to(draft: Evaluation) -> None:
    for thing in things_of(draft)[:-1]:
        get(draft, thing.path)
        assert parse_path(thing.path)


def test_going_on_visits_each_thing_in_turn_and_goes_round(draft: Evaluation) -> None:
    things = things_of(draft)
    here, visited = "name", []
    for _ in things:
        thing = next_thing(things, here)
        assert thing is not None
        visited.append(thing)
        here = thing.path
    assert {thing.path for thing in visited} == {thing.path for thing in things}
    assert next_thing(things, FINISH) == things[0]
    assert next_thing((), "name") is None
