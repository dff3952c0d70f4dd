"""The execution rate, what it earns, the grade: PT005 to PT007, PT022 to PT025, PT051, PT052."""

from decimal import Decimal
from functools import partial

from perftui.rules.finding import Level
from tests.rules.judging.correct import restated
from tests.rules.judging.planting import (
    Planted,
    Subject,
    adding,
    deadline,
    execution_row,
    light,
    settled,
    stating,
    stranger,
    texts_of,
    way,
    with_points,
    with_row,
    with_rows,
)

RATE = ("execution_rate", "stated.execution_rate")
GRADE = ("grade", "stated.grade")


# PT005, PT051, PT052: the rate as printed


def _rated(subject: Subject, text: str) -> Planted:
    return Planted(stating(subject.form, execution_rate=text), RATE)


@way("PT005", "off by one per cent")
def _(subject: Subject) -> Planted:
    base = subject.again(rate=Decimal("95.33"))
    return _rated(base, "96.33%")


@way("PT005", "off by a hundredth")
def _(subject: Subject) -> Planted:
    base = subject.again(rate=Decimal("96.18"))
    return _rated(base, "96.19%")


@way("PT005", "digits swapped")
def _(subject: Subject) -> Planted:
    return _rated(subject.again(rate=Decimal("97.48")), "94.78%")


@way("PT005", "cut off, not rounded")
def _(subject: Subject) -> Planted:
    return _rated(subject.again(rate=Decimal("95.66")), "95.6%")


@way("PT005", "budget over executed")
def _(subject: Subject) -> Planted:
    return _rated(subject.again(rate=Decimal("95.24")), "105.00%")


@way("PT005", "printed without its sign")
def _(subject: Subject) -> Planted:
    return _rated(subject.again(rate=Decimal("98.21")), "92.81")


def _falsely_precise(subject: Subject, rate: str, text: str) -> Planted:
    base = subject.again(rate=Decimal(rate))
    form = stating(base.form, execution_rate=text)
    return Planted(form, RATE, stating(base.form), Level.HINT)


for _rate, _text in (("95.33", "95.00%"), ("97.62", "98.00%"), ("96.28", "96.30%"),
                     ("94.61", "95.00"), ("98.22", "98.00％")):  # fmt: skip
    way("PT051", f"{_rate} as {_text}")(partial(_falsely_precise, rate=_rate, text=_text))


def _called_whole(subject: Subject, rate: str, text: str) -> Planted:
    base = subject.again(rate=Decimal(rate))
    form = stating(base.form, execution_rate=text)
    return Planted(form, RATE, stating(base.form))


for _rate, _text in (("99.88", "100.00%"), ("99.72", "100%"), ("99.96", "100.0%"),
                     ("99.91", "100"), ("99.60", "百分之百")):  # fmt: skip
    way("PT052", f"{_rate} as {_text}")(partial(_called_whole, rate=_rate, text=_text))

# PT006


def _overspent(subject: Subject, rate: str) -> Planted:
    base = subject.again(rate=Decimal(rate), flaws=2, says_money=False)
    return Planted(base.form, ("executed", "budget"), subject.form)


for _rate in ("103.2", "100.5", "118", "100.01"):
    way("PT006", f"rate {_rate} %")(partial(_overspent, rate=_rate))


@way("PT006", "over budget, with the reason in the problems")
def _(subject: Subject) -> Planted:
    base = light(subject, rate=Decimal("104.5"), says_money=False)
    reason = "年中追加的资金未纳入年初预算数，执行数大于预算数。"
    remedy = f"由财务科在{deadline(base.form)}完成预算追加备案，并同步更新预算台账1份。"
    form = adding(adding(base.form, "problems", reason), "measures", remedy)
    return Planted(form, ("executed", "budget"), subject.form)


# PT007


def _graded(subject: Subject, steps: int) -> Planted | None:
    right = restated(subject.form).stated
    labels = [band.label for band in subject.profile.grades]
    place = labels.index(right.grade or "") + steps
    if not 0 <= place < len(labels):
        return None
    return Planted(stating(subject.form, grade=labels[place]), GRADE)


for _steps in (-1, 1, 2, 3):
    way("PT007", f"{_steps:+} grades")(partial(_graded, steps=_steps))


@way("PT007", "a synonym of the wrong grade")
def _(subject: Subject) -> Planted:
    return Planted(stating(subject.form, grade="良" if not subject.is_national else "合格"), GRADE)


@way("PT007", "a word that is no grade")
def _(subject: Subject) -> Planted:
    return Planted(stating(subject.form, grade="不合格"), GRADE)


# PT022


def _execution_scored(subject: Subject, rate: str, score: str, remark: str = "") -> Planted:
    base = subject.again(rate=Decimal(rate), execution="whole")
    place = execution_row(base.form)
    changes = {"score": Decimal(score)} | ({"remark": remark} if remark else {})
    return Planted(
        settled(with_row(base.form, place, **changes)), (f"indicators[{place}]",), base.form
    )


for _rate, _score in (("97.10", "6"), ("86.40", "8"), ("98.30", "6.5"), ("84.20", "5")):

    @way("PT022", f"8 points: {_score} at {_rate} %")
    def _(subject: Subject, rate: str = _rate, score: str = _score) -> Planted | None:
        if subject.is_national:
            return None
        return _execution_scored(subject, rate, score, "按执行情况计分")


for _rate, _score in (("86.18", "10"), ("95.20", "8.5"), ("88.30", "9.7"), ("86.20", "9")):

    @way("PT022", f"10 points: {_score} at {_rate} %")
    def _(subject: Subject, rate: str = _rate, score: str = _score) -> Planted | None:
        return _execution_scored(subject, rate, score) if subject.is_national else None

# PT023


# what may pass for a reason why money was not spent
_SPENDING = (
    "采购",
    "招标",
    "中标",
    "到货",
    "交付",
    "合同",
    "资产",
    "工期",
    "工程",
    "建",
    "推迟",
    "未",
)


def _unexplained(subject: Subject, rate: str) -> Planted | None:
    if subject.is_real and not subject.form.measures:
        return None  # its task was handed over, which may well be the reason
    base = subject.again(rate=Decimal(rate), flaws=3 if not subject.is_national else 2)
    problems = texts_of(base.form, "problems")
    kept = [
        t for t in problems if not any(word in t for word in ("执行率", "预算", "资金", "支付"))
    ]
    measures = [
        text for text in texts_of(base.form, "measures")
        if not any(word in text for word in ("预算", "合同尾款", "支付计划"))
    ]  # fmt: skip
    plain = [t for t in kept if not any(word in t for word in _SPENDING)]
    problem, measure = stranger(base.form, 2)
    form = with_points(base.form, "problems", [*plain[:1], problem])
    form = with_points(form, "measures", [*measures, measure])
    form = with_row(form, execution_row(form), remark="按比例计分")
    return Planted(form, ("problems", "executed", "indicators", "stated"), base.form)


for _rate in ("88.6", "84", "76.3", "89.2"):
    way("PT023", f"rate {_rate} %, no word of money")(partial(_unexplained, rate=_rate))

# PT024


def _too_good(subject: Subject, rate: str) -> Planted | None:
    base = subject.again(rate=Decimal(rate), flaws=1, execution="whole")
    twin = subject.again(rate=Decimal("98.40"))
    others = [row for n, row in enumerate(base.form.indicators) if n != execution_row(base.form)]
    earned = sum(row.score for row in others) / sum(row.weight for row in others)
    if (earned - Decimal(rate) / 100) / earned < Decimal("0.06"):
        return None
    return Planted(base.form, ("",), twin.form, Level.HINT)


for _rate in ("88.1", "83.5", "76", "61"):
    way("PT024", f"rate {_rate} %")(partial(_too_good, rate=_rate))

# PT025


def _perfect(subject: Subject, problem: str, measure: str, rate: str = "100") -> Planted:
    base = subject.again(rate=Decimal(rate), flaws=0, execution="whole")
    rows = [row.model_copy(update={"score": row.weight}) for row in base.form.indicators]
    form = with_rows(base.form, rows)
    if not subject.is_real:
        form = form.model_copy(update={"problems": problem, "measures": measure})
    return Planted(settled(form), ("",), subject.form)


for _name, _problem, _measure in (
    ("nothing said", "", ""),
    ("no problems", "无", "无"),
    ("a small problem", "历年合同没有统一编号，查阅历史合同耗时较长。",
     "由办公室对历年合同统一编号，建立合同电子目录1套，年底前完成。"),
    ("praise", "项目执行情况良好。", "继续保持。"),
):  # fmt: skip
    way("PT025", _name)(partial(_perfect, problem=_problem, measure=_measure))
