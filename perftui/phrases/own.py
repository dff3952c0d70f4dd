"""The user's own wording: phrases added and phrases withdrawn, in one TOML file that staff edit."""

from math import inf
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from perftui.evaluation.safe_text import safe_text
from perftui.phrases.bank.faults import place, sentence
from perftui.phrases.bank.file import BankError, TomlFile, parse_toml, read_toml, split_fault
from perftui.phrases.bank.lines import tokens
from perftui.phrases.library import PhraseKind
from perftui.phrases.slots import has_stray_brace

_HEADER = """\
# 自己的写法：程序会往这里添加，也可以直接修改，请存为 UTF-8 编码。
#
# 一个 [[phrases]] 是一条增加的写法：
#   kind      写在哪里：achievement 主要绩效，problem 主要问题，measure 改进措施，remark 备注
#   topic     问题或句式的编号，如 P01；不清楚时写 ""
#   text      写法；待填的词写作 {名称}，名称只用汉字
#
# 一个 [[withdrawn]] 是一条不再推荐的写法，删去这一段就恢复推荐：
#   kind      同上
#   text      不再推荐的写法
#   reason    不再推荐的原因
"""
_NAME = "自己的写法"
_SENTENCES = {
    "enum": "{place}只能写 achievement、problem、measure 或 remark",
    "stray_brace": "{place}的大括号有误，应写作 {{名称}}，名称只用汉字",
}


def _clean(text: str) -> str:
    return safe_text(text).strip()


def _filled(text: str) -> str:
    if not text:
        raise PydanticCustomError("string_too_short", "empty")
    return text


def _without_stray_brace(text: str) -> str:
    if has_stray_brace(text):
        raise PydanticCustomError("stray_brace", "stray brace")
    return text


Note = Annotated[str, AfterValidator(_clean)]
Wording = Annotated[Note, AfterValidator(_filled)]


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class OwnPhrase(_Entry):
    """A wording that staff added, of a topic or shape if they know which."""

    kind: PhraseKind
    topic: Note = ""
    text: Annotated[Wording, AfterValidator(_without_stray_brace)]


class Withdrawn(_Entry):
    """A wording that is not to be proposed again, and why."""

    kind: PhraseKind
    text: Wording
    reason: Note = ""


class OwnWording(_Entry):
    """Everything the file holds."""

    phrases: tuple[OwnPhrase, ...] = ()
    withdrawn: tuple[Withdrawn, ...] = ()


def read_own(path: Path) -> OwnWording:
    """Read the file, or say everything that is wrong with it; without a file there is nothing."""
    try:
        return _own(read_toml(path))
    except FileNotFoundError:
        return OwnWording()


def with_phrase(source: str, phrase: OwnPhrase) -> str:
    """Return the text of the file with a phrase more, as it is if the phrase is there already."""
    file = parse_toml(_NAME, source)
    there = any((p.kind, p.text) == (phrase.kind, phrase.text) for p in _own(file).phrases)
    return source if there else _appended(file, "phrases", phrase)


def with_withdrawn(source: str, withdrawn: Withdrawn) -> str:
    """Return the text of the file with a wording withdrawn, as it is if it already was."""
    file = parse_toml(_NAME, source)
    wanted = (withdrawn.kind, withdrawn.text)
    there = any((known.kind, known.text) == wanted for known in _own(file).withdrawn)
    return source if there else _appended(file, "withdrawn", withdrawn)


def without_withdrawn(source: str, text: str) -> str:
    """Return the text of the file in which a wording is no longer withdrawn."""
    file = parse_toml(_NAME, source)
    wanted = safe_text(text).strip()
    gone = [n for n, known in enumerate(_own(file).withdrawn) if known.text == wanted]
    lines = file.text.split("\n")
    for first, last in reversed([_extent(file, number) for number in gone]):
        _cut(lines, first, last)
    return "\n".join(lines) if gone else source


def _own(file: TomlFile) -> OwnWording:
    """Return what a file holds, or say everything that is wrong with it."""
    faults = [
        file.report((key,), f"“{key}”应一条一段，每段以 [[{key}]] 开头")
        for key in OwnWording.model_fields
        if key in file.data and not _has_sections(file, key)
    ]
    if faults:
        raise BankError(*faults)
    try:
        return OwnWording.model_validate(file.data)
    except ValidationError as errors:
        found = (file.report(error["loc"], _sentence(error)) for error in errors.errors())
        ordered = sorted(found, key=lambda fault: split_fault(fault)[1])
    raise BankError(*ordered)


def _has_sections(file: TomlFile, key: str) -> bool:
    """Whether a list is written as sections, to which one can be appended, not in brackets."""
    header = file.text.split("\n")[file.lines.line((key,)) - 1]
    return isinstance(file.data[key], list) and header.lstrip().startswith("[[")


def _sentence(error: ErrorDetails) -> str:
    template = _SENTENCES.get(error["type"])
    return template.format(place=place(error["loc"])) if template else sentence(error)


def _appended(file: TomlFile, key: str, entry: _Entry) -> str:
    """Append an entry as a section of its own: tomlkit would gather those of a kind."""
    text = file.text if file.text.strip() else _HEADER
    end = "\r\n" if "\r\n" in text else "\n"
    gap = end if text.endswith("\n") else end * 2
    return text + gap + _section(key, entry).replace("\n", end)


def _section(key: str, entry: _Entry) -> str:
    import tomlkit  # 30 ms, for those who keep or withdraw a wording

    section = tomlkit.table()
    section.update(entry.model_dump(mode="json"))
    sections = tomlkit.aot()
    sections.append(section)
    return tomlkit.dumps({key: sections})


def _extent(file: TomlFile, number: int) -> tuple[int, int]:
    """First and last line of a withdrawn wording, without the comments that follow it."""
    headers = (
        file.lines.line((key, index))
        for key, entries in file.data.items()
        for index in range(len(entries))
    )
    first = file.lines.line(("withdrawn", number))
    after = min((line for line in headers if line > first), default=inf)
    inside = (token for token in tokens(file.text) if first <= token.line < after)
    return first, max(token.line + token.text.count("\n") for token in inside)


def _cut(lines: list[str], first: int, last: int) -> None:
    """Take lines out, counted from 1, and one of the blank lines that then meet."""
    del lines[first - 1 : last]
    before = max(first - 2, 0)
    around = lines[before:first]
    if around and not any(line.strip() for line in around):
        del lines[before]
