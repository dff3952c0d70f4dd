"""What a bank that loads has wrong: repeated or empty wording, figures, triggers of no use."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

from perftui.phrases.bank import WORDING_KEYS, Bank, Shape, Topic, Trigger
from perftui.phrases.bank.faults import place
from perftui.phrases.bank.file import BankError, TomlFile, load_files, split_fault
from perftui.phrases.bank.lines import Location
from perftui.phrases.similarity import comparable
from perftui.phrases.slots import SLOT, slot_names

_NEAR_IDENTICAL = 90  # per cent of the characters, in order
_SHARED_BY = 3  # a keyword of two entries still tells them from all others
_SHORT_MEASURE = 20  # characters that hold no more than a verb and a noun
_CONTENT = 8  # Han characters that slogans leave of a wording that says something
_SEARCHED = ("lost", "zero", "rows", "words")  # conditions whose words are looked for in texts
_HAN = "[\u4e00-\u9fff]"
_GAP = "□"
_NUMERALS = "一二三四五六七八九十百千万亿零〇两"
_DIGITS = "[0-9０-９]+"
_AMOUNT = re.compile(
    rf"{_DIGITS}(?:[.,．，]{_DIGITS})*[%％]?"
    # an amount in words; one of a thing, 第三家 and the 万元 after a slot are none
    rf"|(?<![第{_GAP}{_NUMERALS}])(?!一(?:家|人次|场))[一二三四五六七八九十两][{_NUMERALS}]*"
    r"(?:元|[%％]|个百分点|家|人次|场)"
    rf"|百分之[{_NUMERALS}]+"
)
_SLOGANS = (
    *("高度重视", "统一思想", "提高认识", "思想认识", "提高站位", "加强领导", "组织领导"),
    *("进一步", "切实", "不断", "继续", "持续", "大力", "着力", "全面", "深入", "积极", "认真"),
    *("加强", "强化", "完善", "做好", "抓好", "抓紧", "规范", "优化", "改进", "夯实", "压实"),
    *("狠抓落实", "真抓实干", "扎实推进", "稳步推进", "有序推进", "贯彻落实", "落实到位"),
    *("加大力度", "加大工作力度", "工作力度", "力度", "落实责任", "管理水平", "工作水平"),
    *("确保", "取得实效", "取得成效", "成效显著", "显著成效", "明显成效", "良好效果", "成效明显"),
    *("再上新台阶", "再创佳绩", "高质量发展", "提质增效", "有力保障", "有效保障", "圆满完成"),
    *("各项工作", "有关工作", "相关工作", "有待提高", "有待加强", "不够到位", "不到位"),
)
_FUNCTION_WORDS = (
    *"的地得了着和与及并而对等在把将以为从各本要更",
    *("以及", "各项", "有关", "相关", "工作", "我们", "更加"),
)
_EMPTY = re.compile("|".join(sorted((*_SLOGANS, *_FUNCTION_WORDS), key=len, reverse=True)))
_SLOGAN = re.compile("|".join(_SLOGANS))


@dataclass(frozen=True)
class Remark:
    """One thing to put right: its `文件名:行号`, what kind of thing, and what to do about it."""

    place: str
    code: str
    message: str


@dataclass(frozen=True)
class _Entry:
    file: TomlFile
    location: Location
    content: Topic | Shape

    def place(self, *inside: int | str) -> str:
        return self.file.position((*self.location, *inside))


@dataclass(frozen=True)
class _Wording:
    text: str
    key: str
    name: str
    place: str

    @cached_property
    def bare(self) -> str:
        """What it says without its slots, for comparing."""
        return comparable(SLOT.sub("", self.text))


def lint(folder: Path) -> list[Remark]:
    """Return what is wrong with a bank by file and line; of one that does not load, only why."""
    try:
        files = load_files(folder)
    except BankError as error:
        return [_refusal(fault) for fault in error.faults]
    entries = list(_entries(files))
    wordings = list(_wordings(entries))
    remarks = [
        *_near_identical(wordings),
        *_unused_slots(files, wordings),
        *(remark for entry in entries for remark in _dead_triggers(entry)),
        *_repeated_keywords(entries),
        *_shared_keywords(entries),
        *_figures(wordings),
        *_slogans(wordings),
    ]
    return sorted(remarks, key=_order)


def _refusal(fault: str) -> Remark:
    name, line, message = split_fault(fault)
    return Remark(f"{name}:{line}", "error", message)


def _order(remark: Remark) -> tuple[str, int, str]:
    name, _, line = remark.place.rpartition(":")
    return name, int(line), remark.code


def _entries(files: Iterable[TomlFile]) -> Iterator[_Entry]:
    for file in files:
        bank = Bank.model_validate(file.data)
        for number, topic in enumerate(bank.topics):
            yield _Entry(file, ("topics", number), topic)
        for number, shape in enumerate(bank.shapes):
            yield _Entry(file, ("shapes", number), shape)


def _wordings(entries: Iterable[_Entry]) -> Iterator[_Wording]:
    for entry in entries:
        for key in WORDING_KEYS:
            for number, text in enumerate(getattr(entry.content, key, ())):
                yield _Wording(text, key, place((key, number)), entry.place(key, number))


def _near_identical(wordings: list[_Wording]) -> Iterator[Remark]:
    """A wording like an earlier one; those of nothing but slots say nothing to compare."""
    for number, wording in enumerate(wordings):
        for earlier in wordings[:number] if wording.bare else ():
            likeness = fuzz.ratio(wording.bare, earlier.bare, score_cutoff=_NEAR_IDENTICAL)
            if likeness:
                yield Remark(
                    wording.place,
                    "near-identical",
                    f"{wording.name}与 {earlier.place} 的{earlier.name}几乎相同"
                    f"（相似度{likeness:.0f}），请改写或删去一条",
                )
                break


def _unused_slots(files: Iterable[TomlFile], wordings: Iterable[_Wording]) -> Iterator[Remark]:
    """A question nobody is asked; what a form knows itself may wait for a wording to use it."""
    used = {name for wording in wordings for name in slot_names(wording.text)}
    for file in files:
        for number, slot in enumerate(Bank.model_validate(file.data).slots):
            if not slot.known and slot.name not in used:
                yield Remark(
                    file.position(("slots", number, "name")),
                    "unused-slot",
                    f"登记的词 {{{slot.name}}} 没有写法使用，请删去这一登记",
                )


def _dead_triggers(entry: _Entry) -> Iterator[Remark]:
    triggers = entry.content.triggers
    for number, trigger in enumerate(triggers):
        yield from _dead_words(entry, number, trigger)
        better = _covering(triggers, number)
        if better is not None:
            yield Remark(
                entry.place("triggers", number),
                "dead-trigger",
                f"{place(('triggers', number))}（{trigger.condition}）的情况第{better + 1}条"
                "都已包含，weight 也不更大，请删去或调高 weight",
            )


def _covering(triggers: tuple[Trigger, ...], number: int) -> int | None:
    """Return which trigger holds whenever this one does, no weaker; of two alike the first."""
    for other, trigger in enumerate(triggers):
        alike = _covers(triggers[number], trigger)
        if other != number and _covers(trigger, triggers[number]) and (other < number or not alike):
            return other
    return None


def _covers(one: Trigger, other: Trigger) -> bool:
    if one.condition != other.condition or one.weight < other.weight:
        return False
    wide, narrow = _value(one), _value(other)
    if isinstance(wide, tuple):
        return all(any(_decides(one, word, longer) for word in wide) for longer in narrow)
    return bool(wide >= narrow if one.condition == "rate_below" else wide <= narrow)


def _decides(trigger: Trigger, word: str, longer: str) -> bool:
    """Whether a word holds wherever a longer one does: names and texts hold both, codes do not."""
    return word in longer if trigger.condition in _SEARCHED else word == longer


def _value(trigger: Trigger) -> Any:
    return getattr(trigger, trigger.condition)


def _dead_words(entry: _Entry, number: int, trigger: Trigger) -> Iterator[Remark]:
    words = _value(trigger) if isinstance(_value(trigger), tuple) else ()
    for index, word in enumerate(words):
        others = (w for at, w in enumerate(words) if w != word or at < index)
        shorter = [other for other in others if _decides(trigger, other, word)]
        if shorter:
            yield Remark(
                entry.place("triggers", number, trigger.condition, index),
                "dead-word",
                f"{place((trigger.condition, index))}“{word}”不起作用，"
                f"凡有它之处“{shorter[0]}”已经符合，请删去",
            )


def _repeated_keywords(entries: Iterable[_Entry]) -> Iterator[Remark]:
    for entry in entries:
        words = [comparable(word) for word in entry.content.keywords]
        for number, word in enumerate(words):
            if word in words[:number]:
                yield Remark(
                    entry.place("keywords", number),
                    "keyword",
                    f"{place(('keywords', number))}“{entry.content.keywords[number]}”"
                    "在本条目中重复，请删去",
                )


def _shared_keywords(entries: Iterable[_Entry]) -> Iterator[Remark]:
    """A keyword of many topics, or of many shapes, tells none of them from the others."""
    places: dict[tuple[type, str], dict[str, str]] = defaultdict(dict)
    for entry in entries:
        for number, word in enumerate(entry.content.keywords):
            ids = places[type(entry.content), comparable(word)]
            ids.setdefault(entry.content.id, entry.place("keywords", number))
    for (_, word), found in places.items():
        if len(found) >= _SHARED_BY:
            first, *others = found.values()
            yield Remark(
                first,
                "keyword",
                f"“keywords”的“{word}”在 {'、'.join(others)} 也有，分不清是哪一类，"
                "请只留在最贴切的条目",
            )


def _figures(wordings: Iterable[_Wording]) -> Iterator[Remark]:
    for wording in wordings:
        figures = _AMOUNT.findall(SLOT.sub(_GAP, wording.text))
        if figures:
            yield Remark(
                wording.place,
                "figure",
                f"{wording.name}写有数字“{'”“'.join(figures)}”，数字由填表人填写，"
                "请改用 {名称} 或改写",
            )


def _slogans(wordings: Iterable[_Wording]) -> Iterator[Remark]:
    for wording in wordings:
        if _is_slogan(wording.text):
            advice = "只有口号，请写明具体的事项、做法或结果"
        elif wording.key == "measures" and _names_nothing(wording.text):
            advice = "过于简短，没有写明由谁对什么做什么，请补充或用 {名称} 留出"
        else:
            continue
        yield Remark(wording.place, "slogan", wording.name + advice)


def _is_slogan(text: str) -> bool:
    """Whether next to nothing is left without the slogans; a slot counts by its name."""
    rest = _EMPTY.sub("", text)
    return bool(_SLOGAN.search(text)) and len(re.findall(_HAN, rest)) < _CONTENT


def _names_nothing(measure: str) -> bool:
    return not slot_names(measure) and len(measure) < _SHORT_MEASURE
