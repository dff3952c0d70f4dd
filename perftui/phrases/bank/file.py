"""The files of a phrase bank: TOML that staff edit, all that is wrong with them told by line."""

import re
import stat
import tomllib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from perftui import disk
from perftui.evaluation.safe_toml import BEYOND_MEASURE, load_toml
from perftui.phrases.bank import WORDING_KEYS, Bank
from perftui.phrases.bank.faults import place, sentence
from perftui.phrases.bank.lines import LineIndex, Location
from perftui.phrases.slots import has_stray_brace, slot_names

_LARGEST = 512 * 1024
_MOST_FAULTS = 100  # of a file: who has more reads no more


class BankError(ValueError):
    """All that is wrong with what staff wrote: `faults`, for files each `文件名:行号: 说明`."""

    def __init__(self, *faults: str) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass(frozen=True)
class TomlFile:
    """A TOML file that staff edit, with the line of everything in it."""

    name: str
    text: str
    data: dict[str, Any]

    @cached_property
    def lines(self) -> LineIndex:
        """The line of everything in it: found when something is to be told."""
        return LineIndex(self.text)

    def position(self, location: Location) -> str:
        """File name and line of a location."""
        return f"{self.name}:{self.lines.line(location)}"

    def report(self, location: Location, message: str) -> str:
        """A problem at a location, with file and line."""
        return f"{self.position(location)}: {message}"


def load_bank(folder: Path) -> Bank:
    """Read all TOML files of a folder into one bank, or say everything that is wrong with them."""
    return _merged(load_files(folder))


def load_files(folder: Path) -> list[TomlFile]:
    """Return the TOML files of a bank in which nothing is wrong, or say everything that is."""
    faults: list[str] = []
    files = list(_read_files(folder, faults))
    all_read = not faults
    faults += _entry_faults(files)
    faults += _repeated_ids(files)
    faults += _wording_faults(files, _declared_slots(files) if all_read else None)
    if faults:
        raise BankError(*sorted(faults, key=lambda fault: split_fault(fault)[:2]))
    return files


def read_toml(path: Path) -> TomlFile:
    """Read one TOML file, or say on which line it is not one."""
    try:
        return parse_toml(path.name, _with_line_feeds(_content(path).decode("utf-8")))
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise BankError(f"{path.name}:{line}: 文件不是 UTF-8 编码，请另存为 UTF-8") from None


def _content(path: Path) -> bytes:
    """Return what a file of a bank holds, or say why it is none."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise BankError(f"{path.name}:1: 不是普通的文件，请移出短语库")
    content = disk.read(path, _LARGEST + 1)
    if len(content) > _LARGEST:
        raise BankError(f"{path.name}:1: 超过 {_LARGEST // 1024} KB，不像短语文件，请分成几个")
    return content


def _with_line_feeds(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def parse_toml(name: str, text: str) -> TomlFile:
    """Read a TOML text, or say on which line it is not one."""
    # staff edit with Notepad, which may put a byte order mark first
    text = text.removeprefix("\ufeff")
    try:
        return TomlFile(name, text, load_toml(text))
    except tomllib.TOMLDecodeError as error:
        raise BankError(_syntax_fault(name, text, str(error))) from None


def identifiers_in(file: TomlFile) -> Iterator[tuple[Location, str]]:
    """Yield the ids of topics and shapes and the names of slots, with where they stand."""
    for location, text in _strings(file.data):
        match location:
            case ("topics" | "shapes", int(), "id") | ("slots", int(), "name"):
                yield location, text


def wordings_in(file: TomlFile) -> Iterator[tuple[Location, str]]:
    """Yield the wordings of a file with where they stand, whether or not its entries are valid."""
    for location, text in _strings(file.data):
        match location:
            case ("topics" | "shapes", int(), str(key), int()) if key in WORDING_KEYS:
                yield location, text


def wording_faults(text: str, declared: Collection[str] | None = None) -> Iterator[str]:
    """What is wrong with one wording; unknown slots only if it is known which are declared."""
    if text and not text.endswith("。"):
        yield "没有以“。”结尾"
    if has_stray_brace(text):
        yield "的大括号有误，应写作 {名称}，名称只用汉字"
    for name in slot_names(text):
        if declared is not None and name not in declared:
            yield f"用了没有登记的词 {{{name}}}，请先在 slots.toml 中登记"


def split_fault(fault: str) -> tuple[str, int, str]:
    """File name, line and explanation of one fault in a file."""
    name, line, message = re.split(r":(\d+): ", fault, maxsplit=1)
    return name, int(line), message


def _read_files(folder: Path, faults: list[str]) -> Iterator[TomlFile]:
    paths = sorted(folder.glob("*.toml"))
    if not paths:
        faults.append(f"{folder}:1: 这里没有短语文件（*.toml）")
    for path in paths:
        try:
            yield read_toml(path)
        except BankError as error:
            faults += error.faults


def _syntax_fault(name: str, text: str, message: str) -> str:
    found = re.search(r"\(at line (\d+), column (\d+)\)", message)
    if message.startswith(BEYOND_MEASURE):
        line = found[1] if found else "1"
        return f"{name}:{line}: 名称或数太长，或者套得太深，请写得简单些"
    if found is None:
        return f"{name}:{text.count(chr(10)) + 1}: TOML 语法有误，内容没有写完"
    return f"{name}:{found[1]}: TOML 语法有误（第{found[2]}列），请检查引号、逗号和括号"


def _entry_faults(files: list[TomlFile]) -> Iterator[str]:
    for file in files:
        try:
            Bank.model_validate(file.data)
        except ValidationError as errors:
            for error in errors.errors()[:_MOST_FAULTS]:
                yield file.report(error["loc"], sentence(error))


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


def _identifiers(files: list[TomlFile]) -> Iterator[tuple[TomlFile, Location, str]]:
    for file in files:
        yield from ((file, location, text) for location, text in identifiers_in(file))


def _repeated_ids(files: list[TomlFile]) -> Iterator[str]:
    first_seen: dict[tuple[int | str, str], tuple[TomlFile, Location]] = {}
    for file, location, text in _identifiers(files):
        key = (location[-1], text)
        if key in first_seen:
            seen = _position(first_seen[key])
            yield file.report(location, f"{place(location)}的“{text}”与 {seen} 重复")
        first_seen.setdefault(key, (file, location))


def _declared_slots(files: list[TomlFile]) -> set[str]:
    return {text for _, location, text in _identifiers(files) if location[-1] == "name"}


def _wordings(files: list[TomlFile]) -> Iterator[tuple[TomlFile, Location, str]]:
    for file in files:
        yield from ((file, location, text) for location, text in wordings_in(file))


def _wording_faults(files: list[TomlFile], declared: set[str] | None) -> Iterator[str]:
    first_seen: dict[str, tuple[TomlFile, Location]] = {}
    for file, location, text in _wordings(files):
        if text in first_seen:
            seen = _position(first_seen[text])
            yield file.report(location, f"{place(location)}与 {seen} 重复")
        first_seen.setdefault(text, (file, location))
        for fault in wording_faults(text, declared):
            yield file.report(location, place(location) + fault)


def _position(seen: tuple[TomlFile, Location]) -> str:
    file, location = seen
    return file.position(location)


def _merged(files: list[TomlFile]) -> Bank:
    banks = [Bank.model_validate(file.data) for file in files]
    return Bank(
        topics=tuple(topic for bank in banks for topic in bank.topics),
        shapes=tuple(shape for bank in banks for shape in bank.shapes),
        slots=tuple(slot for bank in banks for slot in bank.slots),
    )
