"""Sentences of past evaluations as phrases: their figures become slots, never last year's."""

import re
from collections.abc import Iterable, Iterator

from perftui.evaluation import narrative
from perftui.evaluation.model import Evaluation
from perftui.evaluation.profile import load_profile
from perftui.phrases.bank import Bank
from perftui.phrases.library import NARRATIVE_KINDS, Phrase, PhraseKind
from perftui.phrases.topics import detect_topic

_SENTENCE = re.compile(r"[^。！？\n]+[。！？]?")
_SHORTEST, _LONGEST = 8, 120
_PROJECT_PIECE, _ROW_PIECE = 3, 4
_FIGURES = (
    (re.compile(r"(?:\d{1,2}月)?\d{1,2}日|\d{1,2}月(?:底|初|中旬)?"), "{日期}"),
    (re.compile(r"第[一二三四]季度"), "{季度}"),
    (re.compile(r"\d[\d,，.]*\s*[%％]"), "{比例}"),
    (re.compile(r"\d[\d,，.]*(?=[万亿]?元)"), "{金额}"),
    (re.compile(r"\d[\d,，.]*"), "{数量}"),
)


def harvest(evaluations: Iterable[Evaluation], bank: Bank) -> Iterator[Phrase]:
    """Yield the reusable sentences of past evaluations with their topic and origin."""
    for evaluation in evaluations:
        names = _names(evaluation)
        for field, kind in NARRATIVE_KINDS.items():
            for point in narrative.split(getattr(evaluation, field)):
                yield from _phrases(point.text, kind, evaluation, bank, names)
        for row in evaluation.indicators:
            yield from _phrases(row.remark, PhraseKind.REMARK, evaluation, bank, names)


def without_figures(sentence: str, year: int | None) -> str:
    """Replace the figures of another form by slots: its year, dates, rates, amounts, counts."""
    text = sentence if year is None else sentence.replace(f"{year}年度", "{年度}年度")
    text = re.sub(rf"{year}(?=年)", "{年度}", text) if year else text
    text = re.sub(r"(?:19|20)\d\d年", "{年份}年", text)
    for pattern, slot in _FIGURES:
        text = pattern.sub(slot, text)
    return text


def _names(evaluation: Evaluation) -> frozenset[str]:
    """Return the pieces of text by which a form's own things are recognised."""
    fixed = {row.name for row in load_profile(evaluation.profile).fixed_indicators}
    own_rows = [row.name for row in evaluation.indicators if row.name not in fixed]
    project = evaluation.name.removesuffix("专项").removesuffix("经费")
    return _pieces([project], _PROJECT_PIECE) | _pieces(own_rows, _ROW_PIECE)


def _pieces(texts: Iterable[str], length: int) -> frozenset[str]:
    return frozenset(
        text[start : start + length] for text in texts for start in range(len(text) - length + 1)
    )


def _phrases(
    text: str, kind: PhraseKind, evaluation: Evaluation, bank: Bank, names: frozenset[str]
) -> Iterator[Phrase]:
    for match in _SENTENCE.finditer(text):
        sentence = without_figures(match[0].strip(), evaluation.known_year)
        if _SHORTEST <= len(sentence) <= _LONGEST:
            yield Phrase(
                _closed(sentence),
                kind,
                detect_topic(match[0], bank, kind.worded_as),
                project=evaluation.name,
                unit=evaluation.unit,
                year=evaluation.known_year,
                used=1,
                names=tuple(sorted(name for name in names if name in sentence)),
            )


def _closed(sentence: str) -> str:
    return sentence if sentence.endswith(("。", "！", "？")) else sentence.rstrip("，；、") + "。"
