"""Answers about what the rules find: how many, which, and what a rule is about."""

import re

from perftui.assistant.moves import Attend
from perftui.assistant.parts import Choice
from perftui.assistant.state import Scene, Waiting
from perftui.rules.finding import Finding, Level, counted

RULE = re.compile(r"(?:pt|ＰＴ)\s*-?(?P<number>[\d０-９]{1,3})", re.IGNORECASE)
_MOST = 15
_EXAMPLES = ("错：", "对：")


def question_id(finding: Finding) -> str:
    """Return the id of the question about a finding."""
    return f"finding:{finding.code}:{finding.field}"


def summary(scene: Scene) -> str:
    """Say how many findings there are of each level."""
    report = scene.report
    aside = f"，另有{len(report.suppressed)}条已搁置" if report.suppressed else ""
    if not report.findings:
        return f"检查过了，没有发现问题{aside}。"
    return f"检查结果：{counted(report.findings)}{aside}。"


def listed(scene: Scene, level: Level | None = None) -> Waiting | None:
    """Return the findings as a list to choose from, the gravest first; None if there are none."""
    findings = [f for f in scene.report.findings if level in (None, f.level)]
    if not findings:
        return None
    more = f"这里列出前{_MOST}条，共{len(findings)}条。" if len(findings) > _MOST else ""
    text = f"{more}说编号逐条处理，说「修正」加编号就按改法改，说「继续」回到刚才的问题。"
    return Waiting(text, tuple(map(_choice, findings[:_MOST])), shown=True)


def rule(argument: str, scene: Scene) -> str:
    """Explain a rule, and say what it finds here."""
    from perftui.rules.registry import all_rules  # loads the book of rules

    code = code_in(argument)
    found = next((known for known in all_rules() if known.code == code), None)
    if found is None:
        return f"没有「{argument}」这条规则，编号是PT001到{all_rules()[-1].code}。"
    lines = [line.strip() for line in found.explanation.splitlines() if line.strip()]
    body = "".join(line for line in lines if not line.startswith(_EXAMPLES))
    examples = [line for line in lines if line.startswith(_EXAMPLES)]
    head = f"{code}（{found.level.label}）{found.title}：{body}"
    return "\n".join((head, *examples, here(code, scene)))


def rules(argument: str, scene: Scene) -> str:
    """List the rules by level, each with its title."""
    from perftui.rules.registry import all_rules  # loads the book of rules

    found = {finding.code for finding in scene.report.findings}
    lines = [
        f"{rule.code} {rule.title}{'（这份表里有）' if rule.code in found else ''}"
        for rule in all_rules()
    ]
    return "\n".join((f"共{len(lines)}条检查规则，说编号看说明，如「PT013是什么」。", *lines))


def here(code: str, scene: Scene) -> str:
    """Say what a rule finds in this form."""
    report = scene.report
    told = [f.message.rstrip("。") for f in report.findings if f.code == code]
    if told:
        hint = next(f.hint for f in report.findings if f.code == code)
        return f"这份表里：{'；'.join(told[:3])}。{hint}"
    for aside in report.suppressed:
        if aside.finding.code == code:
            return f"这份表里已搁置，理由：{aside.reason}。"
    for unable in report.unchecked:
        if unable.code == code:
            return f"这份表里还查不了：要有{unable.needs}。"
    return "这份表里没有发现这个问题。"


def code_in(text: str) -> str:
    """Return the rule code that a text has in it, as it is written in the book; "" for none."""
    match = RULE.search(text)
    return f"PT{int(match['number']):03}" if match else ""


def _choice(finding: Finding) -> Choice:
    fix = "，可以自动改" if finding.fix else ""
    return Choice(
        f"{finding.level.label}：{finding.message.rstrip('。')}",
        (Attend(question_id(finding)),),
        f"{finding.code}{fix}",
        finding.hint,
    )
