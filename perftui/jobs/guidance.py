"""What is still to do on a form, in words: its steps, and the next thing from where one is."""

from collections.abc import Sequence
from dataclasses import dataclass

from perftui.evaluation import progress
from perftui.evaluation.fields import name_of, parse_path
from perftui.evaluation.model import Evaluation
from perftui.evaluation.profile import Profile
from perftui.rules.finding import Finding, Level

CHECK, FINISH = "check", "finish"
_MOST_NAMED = 3


@dataclass(frozen=True)
class Step:
    """One of the eight steps: id, name, where to go on in it, whether done, its wants in words.

    `wrong` is how many errors there are in it.
    """

    id: str
    name: str
    path: str
    done: bool
    wants: str
    wrong: int = 0


@dataclass(frozen=True)
class Thing:
    """One thing to do: where, and in words what."""

    path: str
    says: str


def steps(
    evaluation: Evaluation, profile: Profile, findings: Sequence[Finding], *, exported: bool
) -> tuple[Step, ...]:
    """Return the eight steps of a form.

    A part is done when nothing is missing and nothing in it is an error, the check when there are
    no errors, the export when the form as it is now has been written out.
    """
    errors = [finding for finding in findings if finding.level is Level.ERROR]
    parts = [_part_step(evaluation, profile, part, errors) for part in progress.steps(evaluation)]
    others = len(findings) - len(errors)
    told = f"{len(errors)}处错误要改" if errors else ""
    advice = f"{others}条警告或提示可看" if others else ""
    left = [step.name for step in parts if not step.done]
    ready = f"先完成{'、'.join(left)}" if left else "可以导出了"
    return (
        *parts,
        Step(
            CHECK, "检查", CHECK, not errors, "，".join(filter(None, (told, advice))), len(errors)
        ),
        Step(
            FINISH, "导出", FINISH, exported and not left and not errors, "" if exported else ready
        ),
    )


def to_do(
    evaluation: Evaluation, profile: Profile, findings: Sequence[Finding], *, exported: bool
) -> tuple[Thing, ...]:
    """Return all there is to do, in the order of doing: blanks, errors, warnings, the export."""
    blanks = [path for part in progress.steps(evaluation) for path in part.wanting]
    things = [Thing(path, f"填{name_of(evaluation, path, profile)}") for path in blanks]
    levels = (Level.ERROR, Level.WARNING)
    told = [f for level in levels for f in findings if f.level is level and f.field not in blanks]
    things += [
        Thing(finding.field, f"看{finding.level.label}：{finding.message}") for finding in told
    ]
    return (*things, *(() if exported else (Thing(FINISH, "导出"),)))


def next_thing(things: Sequence[Thing], here: str = "") -> Thing | None:
    """Return the thing after the one at hand, going round.

    Where nothing is to do at hand, it is the first one from there on down the form; where there is
    none, or no field at hand, the first of all.
    """
    if not here:
        return things[0] if things else None
    field = parse_path(here).field
    at_hand = [place for place, thing in enumerate(things) if thing.path in (here, field)]
    if at_hand:
        return things[(at_hand[-1] + 1) % len(things)]
    below = (thing for thing in things if _place(thing.path) >= _place(here))
    return next(below, things[0] if things else None)


def in_words(things: Sequence[Thing], here: str = "") -> str:
    """Say in one line what is to do after what is at hand, and how much more there is."""
    thing = next_thing(things, here)
    if thing is None:
        return "都填好了，也导出了。"
    more = sum(other.path != FINISH for other in things if other is not thing)
    return f"接着{thing.says}" + (f"（另有{more}处要填或要看）" if more else "")


def _place(path: str) -> tuple[int, int]:
    """Return where a field stands on the form: which part, which row; the last two steps end it."""
    step = parse_path(path)
    if step.field in (CHECK, FINISH):
        return len(progress.PARTS), 0
    return list(progress.PARTS).index(progress.part_of(step.field)), step.index or 0


def _part_step(
    evaluation: Evaluation, profile: Profile, part: progress.Step, errors: Sequence[Finding]
) -> Step:
    wrong = sum(
        progress.part_of(parse_path(finding.field).field) == part.part
        and finding.field not in part.wanting
        for finding in errors
    )
    wants = filter(None, (_missing(evaluation, profile, part), f"{wrong}处错误" if wrong else ""))
    return Step(part.part, part.name, part.path, part.done and not wrong, "，".join(wants), wrong)


def _missing(evaluation: Evaluation, profile: Profile, part: progress.Step) -> str:
    if part.part == "indicators" and part.wanting:
        rows = len(evaluation.indicators)
        return f"{len(part.wanting)}行没有打分" if rows else "还没有指标"
    names = [name_of(evaluation, path, profile) for path in part.wanting]
    if names == [part.name]:
        return "还没有写"
    more = f"等{len(names)}项" if len(names) > _MOST_NAMED else ""
    return f"缺{'、'.join(names[:_MOST_NAMED])}{more}" if names else ""
