"""Wording put into the files of a bank, their comments and layout kept."""

import re
from pathlib import Path
from typing import Any

from perftui.evaluation.safe_text import safe_text
from perftui.phrases.bank import WORDING_KEYS
from perftui.phrases.bank.file import (
    BankError,
    TomlFile,
    identifiers_in,
    load_files,
    parse_toml,
    wording_faults,
    wordings_in,
)
from perftui.phrases.bank.lines import Location

_INDENT = re.compile(r"\n([ \t]*)[\"']")
_OPEN_END = re.compile(r",[ \t]*\]$")  # a list whose bracket has no line of its own


def home_of(folder: Path, entry_id: str) -> Path:
    """Return which file of a bank holds the topic or shape of this id."""
    for file in load_files(folder):
        if _location(file, entry_id):
            return folder / file.name
    raise BankError(_unknown(entry_id))


def add_wording(source: str, entry_id: str, key: str, wording: str) -> str:
    """Return the text of a bank file with a wording more, at the end of a list of an entry.

    Lists are `problems`, `measures` and `wordings`. The wording gets a line of its own.
    """
    file = parse_toml("短语文件", source)
    location = _location(file, entry_id)
    if not location:
        raise BankError(_unknown(entry_id))
    if key not in WORDING_KEYS or not isinstance(_at(file.data, location).get(key), list):
        raise BankError(f"“{entry_id}”没有“{key}”这一组写法")
    clean = safe_text(wording).strip()
    _refuse_faulty(file, clean)
    return _extended(file, (*location, key), clean)


def _unknown(entry_id: str) -> str:
    return f"没有编号为“{entry_id}”的条目，请核对编号"


def _location(file: TomlFile, entry_id: str) -> Location:
    """Where an entry stands in a file; nowhere is ()."""
    ids = (found for found in identifiers_in(file) if found[0][-1] == "id")
    return next((location[:-1] for location, text in ids if text == entry_id), ())


def _at(value: Any, location: Location) -> Any:
    for step in location:
        value = value[step]
    return value


def _refuse_faulty(file: TomlFile, wording: str) -> None:
    """Refuse what would keep the bank from loading, all faults at once."""
    faults = [f"写法{fault}" for fault in wording_faults(wording)]
    if not wording:
        faults.append("写法不能为空")
    if "\n" in wording:
        faults.append("写法应写在一行内，请去掉换行")
    faults += [
        f"第{file.lines.line(location)}行已有这条写法，不必再加"
        for location, text in wordings_in(file)
        if safe_text(text) == wording
    ]
    if faults:
        raise BankError(*faults)


def _extended(file: TomlFile, location: Location, wording: str) -> str:
    """Put a longer list in the place of the list, and leave the rest of the text alone.

    tomlkit would gather entries that stand apart, so it writes only the list.
    """
    import tomlkit  # 30 ms, for those who add a wording

    text = file.text
    array = _at(tomlkit.parse(text), location)
    before = array.as_string()
    indents = _INDENT.findall(before)
    array.add_line(wording, indent=indents[-1] if indents else "    ")
    after = _OPEN_END.sub(",\n]", array.as_string())
    if "\r\n" in text:
        after = after.replace("\r\n", "\n").replace("\n", "\r\n")
    at = text.index(before, _offset(text, file.lines.line(location)))
    return text[:at] + after + text[at + len(before) :]


def _offset(text: str, line: int) -> int:
    """Where a line begins, lines counted from 1."""
    return sum(len(before) + 1 for before in text.split("\n")[: line - 1])
