"""The rule about full scores that the words of the form contradict."""

from collections.abc import Iterable, Iterator

from perftui.evaluation.fields import cell
from perftui.evaluation.model import Indicator
from perftui.evaluation.sentences import Span
from perftui.phrases.topics import figures_said
from perftui.rules.finding import Evidence, Found
from perftui.rules.form import Form
from perftui.rules.reading.reproaches import (
    UNDONE,
    Reproach,
    low_measures,
    reproach_in,
    speaks_of_some,
    thing_undone,
)
from perftui.rules.reading.statements import Statement, statements
from perftui.rules.reading.table import bare, cells, is_full, named
from perftui.rules.reading.words import content, excerpt, is_named
from perftui.rules.registry import rule

_TEXTS = ("problems", "achievements")


@rule("PT018", level="warning", title="文字说没做到，得分却是满分")
def contradicted_scores(form: Form) -> Iterator[Found]:
    """文字中说某件事没有完成、没有验收、延期或取消，同一件事的得分不应是满分。

    没有完成的对照完成率，延期的对照及时率，没有验收的对照验收和合格率，某率偏低的对照该率。
    已经在这类指标上扣了分的，以及「未发生延期」「避免滞后」这样的说法，不算。
    错：主要问题写「博士后公寓年内未完成验收」，而「博士后公寓运营管理合格率」得满分。
    对：同样的问题，「博士后公寓运营管理合格率」扣分，备注写明原因。
    """
    told: set[int] = set()
    for field in _TEXTS:
        passage = form.passage(field)
        for statement in statements(passage.text):
            for clause, places in _contradicted(form, statement, field == "problems"):
                full = [place for place in places if place not in told]
                if full:
                    told.update(full)
                    said = passage.evidence(clause.start, clause.end)
                    name = form.name_of(field)
                    yield _found(form, f"{field}[{statement.point}]", name, clause.text, full, said)
    for place, row in form.rows:
        if row.remark and place not in told and is_full(row) and _belied(row):
            path = cell(place, "remark")
            remark = row.remark.strip()
            yield _found(form, path, form.column("remark"), remark, [place], Evidence(path))


def _found(form: Form, path: str, name: str, text: str, places: list[int], said: Evidence) -> Found:
    """Return the finding that a text contradicts the full scores at these places."""
    message = f"{name}说「{excerpt(text)}」，而{named(form, places)}得了满分。"
    hint = "请核对得分；得分无误的，请把文字写准确，说明没做到的是哪一部分。"
    evidence = (said, *cells(places, "score"))
    return Found(path, message, hint, evidence=evidence)


def _contradicted(
    form: Form, statement: Statement, with_figures: bool
) -> Iterator[tuple[Span, list[int]]]:
    """Yield the clauses that say something was not done, with the full rows of that very thing."""
    for clause in statement.clauses:
        if reproach := reproach_in(clause.text):
            yield clause, _full(_meant(form, statement, clause, reproach))
    for measure, start, end in low_measures(statement.text):
        low = Span(statement.text[start:end], statement.start + start, statement.start + end)
        yield low, _full(_measured(form, statement, measure))
    if with_figures and "没有完成" in figures_said(statement.text):
        whole = Span(statement.text, statement.start, statement.end)
        yield whole, _full(_meant(form, statement, whole, UNDONE))


def _full(rows: Iterable[tuple[int, Indicator]]) -> list[int]:
    """Return the places of rows; none if one of them is deducted: so the fault was reckoned."""
    listed = list(rows)
    return [] if any(row.lost for _, row in listed) else [p for p, row in listed if is_full(row)]


def _meant(
    form: Form, statement: Statement, clause: Span, reproach: Reproach
) -> list[tuple[int, Indicator]]:
    """Return the rows that a clause is about: those it names, else those its sentence does."""
    until = statement.text[: clause.end - statement.start]
    thing = thing_undone(clause.text, reproach)
    for text in (thing,) if content(thing) else (clause.text, until):
        about = [(place, row) for place, row in form.rows if is_named(row.name, text)]
        meant = [(place, row) for place, row in about if reproach.rows.search(bare(row.name))]
        if meant:
            return meant
    if about or not speaks_of_some(until):
        return []
    return [(place, row) for place, row in form.rows if reproach.of_some.search(bare(row.name))]


def _measured(form: Form, statement: Statement, measure: str) -> list[tuple[int, Indicator]]:
    """Return the rows with this measure, 到场率; of several, those that the sentence names."""
    rows = [(place, row) for place, row in form.rows if measure in bare(row.name)]
    about = [(place, row) for place, row in rows if is_named(row.name, statement.text)]
    return about or rows


def _belied(row: Indicator) -> bool:
    """Whether a row's own remark says what its full score denies."""
    reproach = reproach_in(row.remark)
    return reproach is not None and bool(reproach.rows.search(bare(row.name)))
