"""`Conflict`, a field that both sides changed to different values; and how single values merge."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

UNKNOWN = "unknown."
"""What the path of a key of the form begins with that this version does not know."""


class _Absent:
    """Stands for a key that one version does not have."""

    def __repr__(self) -> str:
        return "ABSENT"


ABSENT: Final = _Absent()


@dataclass(frozen=True)
class Conflict:
    """A field that both changed, to different values; `path` is its place in the merged form.

    Of a row that the one removed and the other changed the one value is None. At the path of a
    table both have put the same rows into another order.
    """

    path: str
    base: Any
    mine: Any
    theirs: Any

    @property
    def is_open(self) -> bool:
        """Whether it can be decided here: what this version does not know stays mine."""
        return not self.path.startswith(UNKNOWN)


@dataclass(frozen=True)
class Keys:
    """Values by key, merged; and the keys to which both gave different values."""

    values: dict[str, Any]
    clashes: tuple[str, ...] = ()


def clash(base: Any, mine: Any, theirs: Any) -> bool:
    """Whether both have changed a value, and not to the same."""
    return bool(mine != base and theirs not in (base, mine))


def merge_value(base: Any, mine: Any, theirs: Any) -> Any:
    """Return the value that only one side has changed; where both have, mine."""
    return theirs if mine == base else mine


def merge_keys(base: Mapping[str, Any], mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> Keys:
    """Merge what stands at each key; a key that is gone was changed like any other."""
    values, clashes = {}, []
    for key in dict.fromkeys((*mine, *theirs, *base)):
        three = (base.get(key, ABSENT), mine.get(key, ABSENT), theirs.get(key, ABSENT))
        if clash(*three):
            clashes.append(key)
        value = merge_value(*three)
        if value is not ABSENT:
            values[key] = value
    return Keys(values, tuple(clashes))


def with_theirs(merged: Keys, theirs: Mapping[str, Any]) -> dict[str, Any]:
    """Return merged values with theirs where both had changed them."""
    agreed = {key: value for key, value in merged.values.items() if key not in merged.clashes}
    return agreed | {key: theirs[key] for key in merged.clashes if key in theirs}
