"""Commands about findings: a fix applied, a rule set aside with its reason, or followed again."""

import re
from dataclasses import replace

from perftui.assistant.answering.findings import code_in, here, question_id
from perftui.assistant.asking.finding_questions import SUPPRESSING
from perftui.assistant.doing.outcome import Edit, Outcome, put
from perftui.assistant.moves import Attend
from perftui.assistant.parts import Echo, Explain, Fail
from perftui.assistant.state import Scene
from perftui.evaluation import fields
from perftui.evaluation.values import Unread
from perftui.rules.finding import Finding

_ALL = frozenset({"全部", "都", "所有", "全都", "all"})
_CODE_AT = re.compile(r"\s*[Pp][Tt]\s?-?\d{1,3}\s*[:：,，]?\s*(?P<rest>.*)")
_REASON = re.compile(r"(?:因为|理由是?|原因是?|[:：,，])*\s*(?P<reason>.*)")
_RESTORED = frozenset({"恢复", "取消", "取消搁置", "恢复检查", "不搁置"})
_MOST_ROUNDS = 50


def apply_fix(argument: str, scene: Scene) -> Outcome:
    """Apply the fix of a finding: of the one asked about, of a number on the list, of a rule."""
    if argument in _ALL:
        return _all_fixes(scene)
    finding = _meant(argument, scene)
    if finding is None and code_in(argument):
        return Outcome(scene.state, (Explain(here(code_in(argument), scene)),))
    if finding is None:
        return _refused(scene, "修正哪一条？说「检查」看清单，再说「/修正」加编号。")
    if finding.fix is None:
        return _refused(scene, f"这一条没有现成的改法：{finding.hint}")
    edit = _edit_of(finding, scene)
    if edit is None:
        return _refused(scene, f"这一条改不了：{finding.hint}")
    name = fields.name_of(scene.form, edit[0], scene.profile)
    return put(scene, [edit], Echo(f"{name}：{finding.fix.label}（{finding.code}）"))


def suppress(argument: str, scene: Scene) -> Outcome:
    """Set a rule aside with the reason that is given, or follow it again."""
    code, rest = _code_and_rest(argument, scene)
    if not code:
        return _refused(scene, "搁置哪一条规则？写上编号和理由，如「/搁置 PT013 主管部门不要求」。")
    known = scene.form.suppressed
    if rest in _RESTORED:
        if code not in known:
            return _refused(scene, f"{code}没有搁置。")
        kept = {one: reason for one, reason in known.items() if one != code}
        return put(scene, [("suppressed", kept)], Echo(f"{code}恢复检查"))
    if not _is_rule(code):
        return _refused(scene, f"没有{code}这条规则。")
    if not rest:
        return Outcome(replace(scene.state, attending=(f"{SUPPRESSING}{code}",), waiting=None))
    said = Echo(f"{code}已搁置，理由：{rest}")
    done = put(scene, [("suppressed", {**known, code: rest})], said)
    return replace(done, state=replace(done.state, attending=()))


def _all_fixes(scene: Scene) -> Outcome:
    """Apply every fix that is certain, each on the form that the one before has left."""
    edits: list[Edit] = []
    labels: list[str] = []
    seen: set[tuple[str, str]] = set()
    at = scene
    for _ in range(_MOST_ROUNDS):
        finding = next(
            (
                f
                for f in at.report.findings
                if f.fix and f.fix.certain and (f.code, f.field) not in seen
            ),
            None,
        )
        if finding is None or finding.fix is None:
            break
        seen.add((finding.code, finding.field))
        edit = _edit_of(finding, at)
        if edit is not None:
            edits.append(edit)
            labels.append(f"{fields.name_of(at.form, edit[0], at.profile)}{finding.fix.label}")
            at = at.having(evaluation=fields.replace(at.form, *edit))
    if not edits:
        return Outcome(scene.state, (Explain("没有可以直接改的，其余的要您来定。"),))
    return put(scene, edits, Echo(f"改了{len(edits)}处：{'；'.join(labels)}"))


def _meant(argument: str, scene: Scene) -> Finding | None:
    found = scene.report.findings
    code = code_in(argument)
    if code:
        of_code = [finding for finding in found if finding.code == code]
        exact = [finding for finding in of_code if argument.endswith(f" {finding.field}")]
        of_code = exact or of_code
        return next((f for f in of_code if f.fix), next(iter(of_code), None))
    number = re.sub(r"[第条个处项\s]", "", argument)
    if number.isdigit():
        return _numbered(int(number), scene)
    here = scene.question.id if scene.question else ""
    asked = next((finding for finding in found if question_id(finding) == here), None)
    if asked is None and not argument:
        fixable = [finding for finding in found if finding.fix]
        return fixable[0] if len(fixable) == 1 else None
    return asked


def _numbered(number: int, scene: Scene) -> Finding | None:
    """Return a finding by its number on the list on the screen, else in the report."""
    found = scene.report.findings
    if 1 <= number <= len(scene.choices):
        moves = scene.choices[number - 1].moves
        wanted = [move.path for move in moves if isinstance(move, Attend)]
        on_list = next((f for f in found if question_id(f) in wanted), None)
        if on_list is not None:
            return on_list
    return found[number - 1] if 1 <= number <= len(found) else None


def _edit_of(finding: Finding, scene: Scene) -> Edit | None:
    assert finding.fix is not None
    try:
        value = fields.read(finding.fix.field, finding.fix.value, scene.profile)
    except fields.FieldError:
        return None
    return None if isinstance(value, Unread) else (finding.fix.field, value)


def _code_and_rest(argument: str, scene: Scene) -> tuple[str, str]:
    match = _CODE_AT.fullmatch(argument)
    code = code_in(argument) if match else ""
    rest = match["rest"] if match else argument
    if not code and scene.question:
        _, _, about = scene.question.id.partition(":")
        code = code_in(about)
    reason = _REASON.fullmatch(rest.strip())
    return code, (reason["reason"] if reason else rest).strip()


def _is_rule(code: str) -> bool:
    from perftui.rules.registry import all_rules  # loads the book of rules

    return any(rule.code == code for rule in all_rules())


def _refused(scene: Scene, text: str) -> Outcome:
    return Outcome(scene.state, (Fail(text),))
