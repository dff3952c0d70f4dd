"""Names of sheets: those of the projects, as far as a spreadsheet takes them, no two alike."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

from perftui.writers.printed import Form

ALONE = "自评表"
COVER = "目录"
_NAMELESS = "未命名"
_LONGEST = 31  # in units of UTF-16
_SAFE = str.maketrans("[]:*?/\\", "［］：＊？／＼")
_RESERVED = (COVER, "History")


def sheet_names(forms: Sequence[Form]) -> tuple[str, ...]:
    """Return a name for the sheet of each form; projects of the same name also have their year."""
    if len(forms) == 1:
        return (ALONE,)
    count = Counter(form.name for form in forms)
    wanted = (f.year + f.name if count[f.name] > 1 else f.name for f in forms)
    return _told_apart(map(_safe, wanted))


def quoted(name: str) -> str:
    """Return a sheet's name as it stands in formulas and links."""
    return "'" + name.replace("'", "''") + "'"


def _told_apart(names: Iterable[str]) -> tuple[str, ...]:
    """Number names that a spreadsheet would take for one that is there already."""
    taken = {_key(name) for name in _RESERVED}
    result = []
    for name in names:
        free, number = _cut(name), 1
        while _key(free) in taken:
            number += 1
            suffix = f"（{number}）"
            free = _cut(name, len(suffix)) + suffix
        taken.add(_key(free))
        result.append(free)
    return tuple(result)


def _safe(name: str) -> str:
    # What looks like an escaped character, such as _x0041_, would be read as that character.
    return name.translate(_SAFE).replace("_x", "＿x").strip("' ") or _NAMELESS


def _key(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()


def _cut(name: str, room: int = 0) -> str:
    """Return the beginning of a name that leaves room for so many characters."""
    units = name.encode("utf-16-le")[: 2 * (_LONGEST - room)]
    return units.decode("utf-16-le", "ignore").rstrip("' ") or _NAMELESS
