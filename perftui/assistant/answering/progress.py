"""How far the form is: the eight steps in words, what was passed over, what is still missing."""

from perftui.assistant.answering.capabilities import about_form
from perftui.assistant.answering.money import money
from perftui.assistant.answering.points import total
from perftui.assistant.asking.attending import open_questions
from perftui.assistant.state import Asked, Scene
from perftui.evaluation import progress
from perftui.evaluation.fields import name_of, parse_path
from perftui.rules.finding import Level, counted

_MOST_NAMED = 5


def progress_told(scene: Scene) -> str:
    """Tell the eight steps, a line each, and what was passed over."""
    findings = scene.report.findings
    errors = [parse_path(f.field).field for f in findings if f.level is Level.ERROR]
    parts = progress.steps(scene.form)
    lines = []
    for part in parts:
        wrong = sum(progress.part_of(field) == part.part for field in errors) if part.done else 0
        lines.append(_line(part.name, _missing(part, scene) or (f"{wrong}处错误" if wrong else "")))
    lines.append(_line("检查", counted(findings) if findings else ""))
    done = sum(part.done for part in parts)
    is_ready = done == len(parts) and not errors
    lines.append(f"导出：{'可以导出' if is_ready else '前面完成后导出'}")
    head = f"要填的{len(parts)}部分，完成了{done}部分。"
    numbered = (f"{number} {line}" for number, line in enumerate(lines, 1))
    return "\n".join(filter(None, (head, *numbered, passed_over(scene))))


def missing(argument: str, scene: Scene) -> str:
    """Say what is still missing, in one line a part."""
    wants = [(part, _missing(part, scene)) for part in progress.steps(scene.form)]
    told = [f"{part.name}：{want}" for part, want in wants if want]
    errors = sum(f.level is Level.ERROR for f in scene.report.findings)
    wrong = f"另有{errors}处错误，说「检查」可以看。" if errors else ""
    if not told:
        others = scene.report.findings
        told_of = f"检查还有{counted(others)}，说「检查」可以看。" if others else ""
        return f"该填的都填了。{wrong or told_of}{passed_over(scene)}"
    return "\n".join((f"还差{len(told)}部分。{wrong}", *told))


def summary(argument: str, scene: Scene) -> str:
    """Say in short what stands in the form, and what does not."""
    said = (about_form("", scene), money("", scene), total("", scene), missing("", scene))
    return "\n".join(said)


def passed_over(scene: Scene) -> str:
    """Say which questions were passed over and are still open; "" for none."""
    names = [asked.question.short for asked in passed(scene)]
    if not names:
        return ""
    listed = "；".join(name.rstrip("。？") for name in names[:_MOST_NAMED])
    more = f"等{len(names)}个" if len(names) > _MOST_NAMED else ""
    return f"跳过没答的{len(names)}个：{listed}{more}。最后会再问。"


def passed_told(argument: str, scene: Scene) -> str:
    """Say which questions were passed over."""
    return passed_over(scene) or "没有跳过的问题。"


def passed(scene: Scene) -> tuple[Asked, ...]:
    """Return the questions that were passed over and are still open."""
    aside = scene.state.aside
    if not aside:
        return ()
    return tuple(asked for asked in open_questions(scene) if asked.question.id in aside)


def _line(name: str, wants: str) -> str:
    return f"{name}：{wants or '已完成'}"


def _missing(part: progress.Step, scene: Scene) -> str:
    if part.part == "indicators" and part.wanting:
        rows = len(scene.form.indicators)
        return f"{rows}项中{len(part.wanting)}项没有打分" if rows else "还没有指标"
    names = [name_of(scene.form, path, scene.profile) for path in part.wanting]
    if names == [part.name]:
        return "还没有写"
    more = f"等{len(names)}项" if len(names) > _MOST_NAMED else ""
    return f"缺{'、'.join(names[:_MOST_NAMED])}{more}" if names else ""
