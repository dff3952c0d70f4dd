"""Questions about the form answered."""

from collections.abc import Callable
from dataclasses import replace

from perftui.assistant.answering import (
    capabilities,
    contents,
    findings,
    glossary,
    last_year,
    money,
    points,
    progress,
    rows,
)
from perftui.assistant.doing.outcome import Outcome, performs
from perftui.assistant.grounding.unsourced import ungrounded_in
from perftui.assistant.moves import Inquire
from perftui.assistant.parts import Explain, Fail
from perftui.assistant.state import Scene
from perftui.rules.finding import Level

Answer = Callable[[str, Scene], str]

_ANSWERS: dict[str, Answer] = {
    "total": points.total,
    "categories": points.categories,
    "category": points.category,
    "weights": points.weights,
    "grade": points.grade,
    "grade_asked": points.grade_asked,
    "lost": points.lost,
    "unscored": points.unscored,
    "full": points.full,
    "execution_rate": money.execution_rate,
    "unspent": money.unspent,
    "growth": money.growth,
    "money": money.money,
    "missing": progress.missing,
    "rule": findings.rule,
    "field": contents.content,
    "lengths": contents.lengths,
    "points": contents.content,
    "point": contents.point,
    "executed": contents.executed,
    "heaviest": rows.heaviest,
    "passed": progress.passed_told,
    "rules": findings.rules,
    "category_rows": rows.of_category,
    "recent": contents.recent,
    "export": capabilities.export,
    "about_kind": capabilities.about_kind,
    "last_text": last_year.text,
    "row": rows.row,
    "rows": rows.listed,
    "meaning": glossary.meaning,
    "last_year": last_year.compared,
    "today": capabilities.today,
    "about_form": capabilities.about_form,
    "courtesy": capabilities.introduced,
    "summary": progress.summary,
    "unknown": capabilities.unknown,
    "sources": lambda _, scene: ungrounded_in(scene),
}
_LISTS: dict[str, Level | None] = {
    "findings": None,
    "errors": Level.ERROR,
    "warnings": Level.WARNING,
    "hints": Level.HINT,
}


@performs(Inquire)
def inquire(move: Inquire, scene: Scene) -> Outcome:
    """Answer a question about the form."""
    if move.about in _LISTS:
        return _listed(_LISTS[move.about], scene)
    if move.about == "commands":
        return Outcome(scene.state, (Explain(capabilities.commands(scene.aids.actions)),))
    if move.about == "unknown_command":
        text = f"没有「/{move.argument}」这个命令。说「/」列出全部，普通的话前面不用加「/」。"
        return Outcome(scene.state, (Fail(text),))
    return Outcome(scene.state, (Explain(_ANSWERS[move.about](move.argument, scene)),))


def _listed(level: Level | None, scene: Scene) -> Outcome:
    """List what the rules find, to choose from."""
    said = findings.summary(scene)
    waiting = findings.listed(scene, level)
    if waiting is None:
        if level is not None and scene.report.findings:
            said = f"没有{level.label}。{said}"
        return Outcome(scene.state, (Explain(said),))
    return Outcome(replace(scene.state, waiting=waiting), (Explain(said),))
