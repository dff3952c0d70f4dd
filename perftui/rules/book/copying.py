"""Rules about text that is not the project's own: last year's, or another project's."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from perftui.evaluation.copy_index import SHORTEST
from perftui.evaluation.fields import NARRATIVES
from perftui.evaluation.likeness import (
    GRAM,
    Masked,
    Stretch,
    common_stretches,
    containment,
    grams_of,
)
from perftui.evaluation.model import ZERO, Evaluation
from perftui.evaluation.totals import HUNDRED
from perftui.evaluation.values import print_number, round_half_up
from perftui.rules.finding import Evidence, Found, Level
from perftui.rules.form import Form
from perftui.rules.passage import Passage
from perftui.rules.reading.projects import project_of
from perftui.rules.registry import rule
from perftui.rules.requirements import LAST_YEAR, SISTERS

_QUOTED = 30
_OWN_WORDS = {
    "achievements": "请按本年度实际完成的事项和数据改写。",
    "problems": "请写本年度的问题；上年的问题如果仍未解决，请写明进展和原因。",
    "measures": "请按本年度的问题改写；上年提出的措施如果仍未落实，请写明进展、原因和新的时限。",
}
_REWRITE = "请改写成本项目自己的情况；两个项目共有的工作，请写明本项目承担的部分。"
_RENAME = "请核对这段文字是否误用了其他项目的，改为本项目的名称和内容。"
_RECOUNT = "请核对这些数字是不是本项目的，不是的请改为本项目的实际数。"

# How much of the same wording is needed: a whole sentence, one with a count in it, or any.
_SENTENCE, _WITH_A_COUNT, _WORDING = 16, 12, 10
_MOST_COMPARED, _MOST_COUNTED = 5, 50
_FEWEST_DIGITS = 3


@rule("PT035", level="warning", title="文字与上年基本相同", needs=LAST_YEAR)
def copied_from_last_year(form: Form) -> Iterator[Found]:
    """主要绩效、主要问题和改进措施应写本年度的情况，不应照抄上年的自评表。

    按连续四个字的重合程度计算，只改年份、日期和数量的仍算相同。重合80%以上的为警告，60%以上的为
    提示；不足15个字的不比较。
    错：上年写「2018年举办招聘会12场，服务企业1200家」，本年写「2019年举办招聘会15场，服务企业1300家」。
    对：本年写「2019年新增线上招聘会3场，企业到场率由82%升至91%」。
    """
    last_year = form.beside.last_year
    for field, text in form.narratives if last_year else ():
        own, other = Masked(text), Masked(getattr(last_year, field))
        share = containment(own.grams, other.grams)
        if len(own.text) < SHORTEST or share * HUNDRED < form.thresholds.half_copied:
            continue
        stretches = common_stretches(own, other)
        if stretches:
            said = f"{form.name_of(field)}有{_percent(share)}与上年相同（年份、数字不计）"
            message = f"{said}，如{_longest(stretches)}。"
            level = None if share * HUNDRED >= form.thresholds.copied else Level.HINT
            evidence = _evidence(field, stretches)
            yield Found(field, message, _OWN_WORDS[field], level=level, evidence=evidence)


@rule("PT036", level="hint", title="文字与其他项目的雷同", needs=SISTERS)
def shared_with_sisters(form: Form) -> Iterator[Found]:
    """年度总目标、主要绩效、主要问题和改进措施应写本项目的情况，不应与其他项目的自评表雷同。

    重合30%以上的为提示；文字里出现其他项目的名称，或者整句连同其中三位以上的数字都与其他项目相同的，
    为警告。写明与其他项目联合、统筹、衔接的不算。
    错：两个项目的改进措施都写「加强预算执行项目化管理，制定预算执行推进表」。
    对：「由市场管理部按月核对招聘会场地费支付进度，6月底前完成尾款支付」。
    """
    for field in ("goal", *NARRATIVES):
        passage = form.passage(field)
        if not passage.text:
            continue
        signs = (_copy(form, passage), _names(form, passage), _counts(form, passage))
        told = [sign for sign in signs if sign is not None]
        if told:
            gravest = min(told, key=lambda sign: sign.level.rank)
            message = f"{form.name_of(field)}{'；'.join(sign.message for sign in told)}。"
            evidence = tuple(dict.fromkeys(one for sign in told for one in sign.evidence))
            yield Found(field, message, gravest.hint, level=gravest.level, evidence=evidence)


@dataclass(frozen=True)
class _Sign:
    """What in a text points to another project."""

    level: Level
    message: str
    hint: str
    evidence: tuple[Evidence, ...]


def _copy(form: Form, passage: Passage) -> _Sign | None:
    own = Masked(passage.text)
    sister, share = _nearest(form, passage.field, own)
    if sister is None:
        return None
    stretches = common_stretches(own, Masked(getattr(sister, passage.field)))
    # Which of the two copied cannot be told, so a sentence of theirs counts in a longer text.
    is_much = share * HUNDRED >= form.thresholds.shared
    if max((one.length for one in stretches), default=0) < (_WORDING if is_much else _SENTENCE):
        return None
    how_much = f"有{_percent(share)}" if is_much else "有一段"
    message = f"{how_much}与{_name(sister, form)}的相同，如{_longest(stretches)}"
    return _Sign(Level.HINT, message, _REWRITE, _evidence(passage.field, stretches))


def _nearest(form: Form, field: str, own: Masked) -> tuple[Evaluation | None, Decimal]:
    """Return the sister that says most of a text, or whose own is mostly in it, and how much."""
    nearest, most, least = None, ZERO, form.thresholds.shared
    if len(own.text) < SHORTEST:
        return nearest, most
    near = form.beside.sisters.like(form.evaluation, field, own, float(least) / 100)
    for sister, said in islice(near, _MOST_COMPARED):
        theirs = grams_of(said)
        share, of_theirs = containment(own.grams, theirs), containment(theirs, own.grams)
        if share > most and max(share, of_theirs) * HUNDRED >= least:
            nearest, most = sister, share
    return nearest, most


def _names(form: Form, passage: Passage) -> _Sign | None:
    named = form.beside.sisters.mentions(form.evaluation, passage.text)
    foreign = [mention for mention in named if not mention.is_beside(passage.text)]
    if not foreign:
        return None
    level = Level.WARNING if any(mention.in_full for mention in foreign) else Level.HINT
    names = dict.fromkeys(passage.text[mention.start : mention.end] for mention in foreign)
    message = f"写到了其他项目的名称{''.join(f'「{name}」' for name in names)}"
    evidence = tuple(passage.evidence(mention.start, mention.end) for mention in foreign)
    return _Sign(level, message, _RENAME, evidence)


def _counts(form: Form, passage: Passage) -> _Sign | None:
    near = form.beside.sisters.counting(form.evaluation, passage.field)
    for sister in islice(near, _MOST_COUNTED):
        own, other = Masked(passage.text), Masked(getattr(sister, passage.field))
        if len(own.grams & other.grams) <= _WITH_A_COUNT - GRAM:
            continue
        stretches = common_stretches(own, other, _WITH_A_COUNT)
        same = [(one, found) for one in stretches if (found := _same_counts(passage, one))]
        if same:
            counts = dict.fromkeys(count for _, found in same for count in found)
            told = "".join(f"「{count}」" for count in counts)
            message = f"出现了与{_name(sister, form)}文字和数字都相同的{told}"
            evidence = _evidence(passage.field, [one for one, _ in same])
            return _Sign(Level.WARNING, message, _RECOUNT, evidence)
    return None


def _same_counts(passage: Passage, stretch: Stretch) -> tuple[str, ...]:
    """Return the quantities of three digits or more in which two texts agree."""
    places = [
        place
        for place, here, there in stretch.numbers
        if here == there and sum(map(str.isdigit, here)) >= _FEWEST_DIGITS
    ]
    agreed = (
        quantity
        for quantity in (passage.quantities if places else ())
        if quantity.unit not in ("", "%")
        and any(quantity.start <= place < quantity.end for place in places)
    )
    return tuple(passage.text[quantity.start : quantity.end] for quantity in agreed)


def _name(sister: Evaluation, form: Form) -> str:
    """Name a sister, with its unit or year where these are not the form's own."""
    own = form.evaluation
    is_namesake = project_of(sister).name == project_of(own).name
    unit = sister.unit.strip() if is_namesake else ""
    year = f"{sister.known_year}年" if sister.known_year not in (None, own.known_year) else ""
    notes = "，".join(filter(None, (unit, year)))
    return f"「{sister.name.strip()}」（{notes}）" if notes else f"「{sister.name.strip()}」"


def _percent(share: Decimal) -> str:
    return f"{print_number(round_half_up(share * HUNDRED, Decimal(1)))}%"


def _longest(stretches: Iterable[Stretch]) -> str:
    text = " ".join(max(stretches, key=lambda one: one.length).text.split())
    return f"「{text}」" if len(text) <= _QUOTED else f"「{text[:_QUOTED]}……」"


def _evidence(field: str, stretches: Iterable[Stretch]) -> tuple[Evidence, ...]:
    return tuple(Evidence(field, one.start, one.end) for one in stretches)
