"""The report as one self-contained html page."""

from collections.abc import Sequence

from perftui.evaluation.totals import HUNDRED
from perftui.writers.findings.listed import LEVELS
from perftui.writers.report.courses import Change, Course
from perftui.writers.report.forms import ReportedForm
from perftui.writers.report.notes import notes_on, title_of
from perftui.writers.report.overview import Overview, YearTotal
from perftui.writers.report.page import pictures
from perftui.writers.report.page.pictures import Picture
from perftui.writers.report.printing import amount, change, in_words, points, rate
from perftui.writers.texts.environment import render_template

_MOST_ATTENTION = 12
_MOST_CHANGES = 4
_MOST_COURSES = 20

Plain = dict[str, object]


def render_page(overview: Overview) -> bytes:
    """Return the page in UTF-8, the same bytes for the same overview."""
    attention = tuple(
        {**_form(one.form), "reasons": one.reasons} for one in overview.attention[:_MOST_ATTENTION]
    )
    courses = tuple(map(_course, overview.courses))
    page = render_template(
        "report.html.j2",
        title=title_of(overview),
        totals=_totals(overview),
        levels=LEVELS,
        counts={level: overview.tally.counts[level] for level in LEVELS},
        notes=notes_on(overview),
        attention=attention,
        other_attention=len(overview.attention) - len(attention),
        sections=_sections(overview),
        year_totals=tuple(map(_year_total, overview.year_totals)),
        years=overview.years,
        courses=courses[:_MOST_COURSES],
        other_courses=courses[_MOST_COURSES:],
        forms=tuple(map(_form, overview.forms)),
        sum={
            "budget": amount(overview.money.budget),
            "executed": amount(overview.money.executed),
            "rate": rate(overview.money.rate),
        },
        unread=tuple((unread.file, unread.error) for unread in overview.unread),
        many_kinds=len(overview.kinds) > 1,
    )
    return page.encode()


def _totals(overview: Overview) -> tuple[tuple[str, str, str], ...]:
    """Return the figures at the head: what, how much, and what more there is to say."""
    money, scores = overview.money, overview.scores
    units = f"{len(overview.units)} 个单位" if len(overview.units) > 1 else ""
    top = [one for one in overview.grades if one.rank == 0]
    best = sum(one.count for one in top)
    share = f"占 {rate(HUNDRED * best / scores.count)}" if scores.count else ""
    low = sum(form.rate is not None and form.rate < form.kind.low_rate for form in overview.forms)
    return (
        ("自评表", f"{len(overview.forms)} 份", units),
        ("预算合计", in_words(money.budget), f"执行 {in_words(money.executed)}"),
        ("总执行率", rate(money.rate) or "—", f"{low} 份偏低" if low else ""),
        ("平均分", points(scores.average) or "—", f"中位数 {points(scores.median) or '—'}"),
        ("、".join(dict.fromkeys(one.label for one in top)) or "最高等级", f"{best} 份", share),
    )


def _sections(overview: Overview) -> tuple[Plain, ...]:
    sections = (
        ("results", "总分和执行率", pictures.results(overview)),
        ("losses", "哪些指标失分", pictures.losses(overview)),
        ("problems", "常见问题", pictures.problems(overview)),
        ("years", "逐年比较", pictures.over_years(overview)),
    )
    drawn = ((key, heading, tuple(map(_picture, found))) for key, heading, found in sections)
    return tuple(
        {"key": key, "heading": heading, "pictures": found}
        for key, heading, found in drawn
        if found
    )


def _picture(picture: Picture) -> Plain:
    return {
        "heading": picture.heading,
        "markup": picture.markup,
        "note": picture.note,
        "half": picture.half,
    }


def _form(form: ReportedForm) -> Plain:
    levels = form.levels
    return {
        "name": form.name,
        "file": form.file,
        "unit": form.unit,
        "year": "" if form.year is None else str(form.year),
        "budget": amount(form.budget),
        "executed": amount(form.executed),
        "rate": rate(form.rate),
        "is_low": form.rate is not None and form.rate < form.kind.low_rate,
        "score": points(form.score),
        "is_scored": form.is_scored,
        "grade": form.grade or "未评完",
        "rank": form.rank if form.rank is not None else -1,
        **{level: levels[level] for level in LEVELS},
    }


def _year_total(total: YearTotal) -> Plain:
    return {
        "year": "不明" if total.year is None else str(total.year),
        "forms": total.forms,
        "budget": amount(total.money.budget),
        "executed": amount(total.money.executed),
        "rate": rate(total.money.rate),
        "average": points(total.scores.average),
        "median": points(total.scores.median),
        "errors": total.errors,
    }


def _course(course: Course) -> Plain:
    last = course.changes[0].year_after if course.changes else 0
    latest = [one for one in course.changes if one.year_after == last]
    return {
        "name": course.name,
        "unit": course.unit,
        "forms": tuple(map(_form, course.forms)),
        "score_change": change(course.score_change, " 分"),
        "score_fell": (course.score_change or 0) < 0,
        "rate_change": change(course.rate_change, " 个百分点"),
        "growth": change(course.budget_growth, "%"),
        "changes": tuple(_change(one) for one in latest[:_MOST_CHANGES]),
        "other_changes": len(latest[_MOST_CHANGES:]),
        "compared": _compared(latest),
    }


def _compared(changes: Sequence[Change]) -> str:
    return f"{changes[0].year_after} 年比 {changes[0].year_before} 年" if changes else ""


def _change(one: Change) -> Plain:
    return {
        "indicator": one.indicator,
        "what": one.what,
        "by": change(-one.by, " 分"),
        "worse": one.by > 0,
    }
