"""The findings of the rules, one at a time, each with its remedy."""

from collections.abc import Iterator
from functools import partial

from perftui.assistant.answering.findings import code_in, question_id
from perftui.assistant.asking.attending import other_questions
from perftui.assistant.drafting.rewording import difference
from perftui.assistant.moves import Attend, Command, Control, Word
from perftui.assistant.parts import Choice
from perftui.assistant.state import Asked, Expects, Question, Scene
from perftui.evaluation import fields
from perftui.evaluation.fields import NARRATIVES, FieldError, name_of, parse_path
from perftui.rules.finding import Finding, Fix, Level

SUPPRESSING = "suppress:"
_ASKED_ANYWAY = frozenset({"PT008", "PT013", "PT014", "PT015", "PT016", "PT045"})
"""The rules about what the rest of the agenda asks: blanks, reasons, problems, measures, gaps."""
_NEVER_SET_ASIDE = frozenset({"PT004", "PT008", "PT009", "PT045"})
"""The rules that no unit has a reason not to follow; they can still be set aside by command."""
_WORDS = frozenset({"name", "unit", "department", "goal", "remark", "explanation"})
_BLANK = (None, "")
_LONGEST, _SHORT = 40, 30


def ask_about_findings(scene: Scene) -> Iterator[Asked]:
    """Ask about each finding that is not a hint, and for the reason of one that is set aside."""
    for wanted in scene.state.attending:
        if wanted.startswith(SUPPRESSING):
            yield _suppressing(wanted)
    attended = [wanted for wanted in scene.state.attending if wanted.startswith("finding:")]
    findings = [
        finding
        for finding in scene.report.findings
        if finding.level is not Level.HINT or question_id(finding) in attended
    ]
    if not findings:
        return
    asked = _paths_asked(scene)
    for finding in findings:
        is_wanted = question_id(finding) in attended
        if is_wanted or not _is_asked_anyway(finding, asked):
            yield Asked(_question(finding, scene), partial(_choices, finding, scene))


def _paths_asked(scene: Scene) -> frozenset[str]:
    """Return the fields that the rest of the agenda asks about, or has asked and passed over."""
    return frozenset(path for asked in other_questions(scene) for path in asked.question.paths)


def _is_asked_anyway(finding: Finding, asked: frozenset[str]) -> bool:
    if finding.code not in _ASKED_ANYWAY:
        return False
    about = {finding.field, *(evidence.field for evidence in finding.evidence)}
    about |= {path.partition("[")[0] for path in about if path.startswith(NARRATIVES)}
    return bool(about & asked)


def _question(finding: Finding, scene: Scene) -> Question:
    is_field = _is_field(finding.field, scene)
    message = finding.message.rstrip("。")
    cut = message if len(message) <= _LONGEST else f"{message[:_LONGEST]}（后略）"
    return Question(
        question_id(finding),
        (finding.field,) if is_field else (),
        f"{finding.level.label}（{finding.code}）：{message}。{finding.hint}{_how(finding, scene)}",
        f"{finding.level.label}（{finding.code}）：{cut}。怎么改？",
        _why(finding),
        expects=_expects(finding.field) if is_field else Expects.CHOICE,
    )


def _how(finding: Finding, scene: Scene) -> str:
    """Say that a blank field may be answered at once."""
    if not _is_field(finding.field, scene):
        return ""
    if fields.get(scene.form, finding.field) not in _BLANK:
        return ""
    return "直接写就行。" if _expects(finding.field) is not Expects.CHOICE else ""


def _choices(finding: Finding, scene: Scene) -> Iterator[Choice]:
    """Yield what can be done about a finding, the fix first."""
    if finding.fix is not None:
        command = Command("editor.apply_fix", f"{finding.code} {finding.field}")
        yield Choice(finding.fix.label, (command,), _change(finding.fix, scene))
    if _is_field(finding.field, scene):
        name = name_of(scene.form, finding.field, scene.profile)
        if fields.get(scene.form, finding.field) not in _BLANK:
            yield Choice(f"修改{name}", (Attend(finding.field),))
        elif _expects(finding.field) is Expects.CHOICE:
            yield Choice(f"填写{name}", (Attend(finding.field),))
    if finding.code not in _NEVER_SET_ASIDE:
        suppress = Command("editor.suppress", finding.code)
        yield Choice("搁置，写明理由", (suppress,), "这条不适用时用")
    yield Choice("跳过", (Control(Word.SKIP),))


def _change(fix: Fix, scene: Scene) -> str:
    """Say what a fix changes."""
    try:
        old = fields.show(scene.form, fix.field, scene.profile)
    except FieldError:
        return ""
    told = difference(" ".join(old.split()), " ".join(fix.value.split())) if old else ""
    return told if len(told) <= 2 * _LONGEST else f"{told[: 2 * _LONGEST]}（后略）"


def _suppressing(wanted: str) -> Asked:
    code = code_in(wanted.removeprefix(SUPPRESSING))
    return Asked(
        Question(
            wanted,
            ("suppressed",),
            f"为什么搁置{code}？写一句理由，审核的人会看到；不搁置说「跳过」。",
            f"搁置{code}的理由是什么？",
            f"搁置的规则不再提醒，理由记在表里；说「恢复{code}」可以再查。",
            "主管部门不要求",
            Expects.TEXT,
        )
    )


def _why(finding: Finding) -> str:
    from perftui.rules.registry import find_rule  # loaded by the check that found this

    rule = find_rule(finding.code)
    first = next(line for line in rule.explanation.splitlines() if line.strip())
    return f"{rule.code}{rule.title}：{first.strip()}说「{rule.code}是什么」看全文。"


def _expects(path: str) -> Expects:
    step = parse_path(path)
    if step.field in NARRATIVES or (step.sub is None and step.field in ("stated", "indicators")):
        return Expects.CHOICE
    return Expects.TEXT if (step.sub or step.field) in _WORDS else Expects.VALUE


def _is_field(path: str, scene: Scene) -> bool:
    """Whether a finding's field is one that is typed into."""
    step = parse_path(path)
    if step.field == "stated" or path in ("execution_rate", "grade"):
        return False
    try:
        fields.get(scene.form, path)
        fields.kind_of(path, scene.profile)
    except FieldError:
        return False
    return True
