"""The files of a phrase bank: TOML that staff edit, all that is wrong with them told by line."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from perftui.phrases.bank import WORDING_KEYS, Bank
from perftui.phrases.bank.faults import place, sentence
from perftui.phrases.bank.lines import LineIndex, Location
from perftui.phrases.slots import has_stray_brace, slot_names


class BankError(ValueError):
    """All that is wrong with the files of a bank, one `文件名:行号: 说明` a line."""


@dataclass(frozen=True)
class _File:
    name: str
    data: dict[str, Any]
    lines: LineIndex

    def position(self, location: Location) -> str:
        """File name and line of a location."""
        return f"{self.name}:{self.lines.line(location)}"

    def report(self, location: Location, message: str) -> str:
        """A problem at a location, with file and line."""
        return f"{self.position(location)}: {message}"


def load_bank(folder: Path) -> Bank:
    """Read all TOML files of a folder into one bank, or say everything that is wrong with them."""
    faults: list[str] = []
    files = list(_read_files(folder, faults))
    all_read = not faults
    faults += _entry_faults(files)
    faults += _repeated_ids(files)
    faults += _wording_faults(files, _declared_slots(files) if all_read else None)
    if faults:
        raise BankError("\n".join(sorted(faults, key=_file_and_line)))
    return _merged(files)


def _read_files(folder: Path, faults: list[str]) -> Iterator[_File]:
    paths = sorted(folder.glob("*.toml"))
    if not paths:
        faults.append(f"{folder}:1: 这里没有短语文件（*.toml）")
    for path in paths:
        try:
            # staff edit with Notepad, which may put a byte order mark first
            text = path.read_text(encoding="utf-8-sig")
            yield _File(path.name, tomllib.loads(text, parse_float=Decimal), LineIndex(text))
        except UnicodeDecodeError as error:
            line = error.object[: error.start].count(b"\n") + 1
            faults.append(f"{path.name}:{line}: 文件不是 UTF-8 编码，请另存为 UTF-8")
        except tomllib.TOMLDecodeError as error:
            faults.append(_syntax_fault(path.name, text, str(error)))


def _syntax_fault(name: str, text: str, message: str) -> str:
    found = re.search(r"\(at line (\d+), column (\d+)\)", message)
    if found is None:
        return f"{name}:{text.count(chr(10)) + 1}: TOML 语法有误，内容没有写完"
    return f"{name}:{found[1]}: TOML 语法有误（第{found[2]}列），请检查引号、逗号和括号"


def _entry_faults(files: list[_File]) -> Iterator[str]:
    for file in files:
        try:
            Bank.model_validate(file.data)
        except ValidationError as errors:
            yield from (file.report(error["loc"], sentence(error)) for error in errors.errors())


def _strings(value: Any, location: Location = ()) -> Iterator[tuple[Location, str]]:
    """All strings of a file with where they stand, whether or not its entries are valid."""
    if isinstance(value, str):
        yield location, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _strings(inner, (*location, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _strings(inner, (*location, number))


def _identifiers(files: list[_File]) -> Iterator[tuple[_File, Location, str]]:
    for file in files:
        for location, text in _strings(file.data):
            match location:
                case ("topics" | "shapes", int(), "id") | ("slots", int(), "name"):
                    yield file, location, text


def _repeated_ids(files: list[_File]) -> Iterator[str]:
    first_seen: dict[tuple[int | str, str], str] = {}
    for file, location, text in _identifiers(files):
        key = (location[-1], text)
        if key in first_seen:
            yield file.report(location, f"{place(location)}的“{text}”与 {first_seen[key]} 重复")
        first_seen.setdefault(key, file.position(location))


def _declared_slots(files: list[_File]) -> set[str]:
    return {text for _, location, text in _identifiers(files) if location[-1] == "name"}


def _wordings(files: list[_File]) -> Iterator[tuple[_File, Location, str]]:
    for file in files:
        for location, text in _strings(file.data):
            match location:
                case ("topics" | "shapes", int(), str(key), int()) if key in WORDING_KEYS:
                    yield file, location, text


def _wording_faults(files: list[_File], declared: set[str] | None) -> Iterator[str]:
    first_seen: dict[str, str] = {}
    for file, location, text in _wordings(files):
        if text in first_seen:
            yield file.report(location, f"{place(location)}与 {first_seen[text]} 重复")
        first_seen.setdefault(text, file.position(location))
        for fault in _faults_of(text, declared):
            yield file.report(location, place(location) + fault)


def _faults_of(text: str, declared: set[str] | None) -> Iterator[str]:
    """What is wrong with one wording; unknown slots only if all declarations could be read."""
    if text and not text.endswith("。"):
        yield "没有以“。”结尾"
    if has_stray_brace(text):
        yield "的大括号有误，应写作 {名称}，名称只用汉字"
    for name in slot_names(text):
        if declared is not None and name not in declared:
            yield f"用了没有登记的词 {{{name}}}，请先在 slots.toml 中登记"


def _file_and_line(fault: str) -> tuple[str, int]:
    name, line, _ = re.split(r":(\d+): ", fault, maxsplit=1)
    return name, int(line)


def _merged(files: list[_File]) -> Bank:
    banks = [Bank.model_validate(file.data) for file in files]
    return Bank(
        topics=tuple(topic for bank in banks for topic in bank.topics),
        shapes=tuple(shape for bank in banks for shape in bank.shapes),
        slots=tuple(slot for bank in banks for slot in bank.slots),
    )
