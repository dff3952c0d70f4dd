"""The kits: what is said of twelve and more kinds of projects, written by hand in `kits/*.toml`.

A kit names the rows a form of its subject may have and, for each, how a fact, a reason for lost
points, a problem and a measure are worded. `common.toml` holds what every subject shares.
"""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

Kit = dict[str, Any]

_FOLDER = Path(__file__).parent / "kits"


def kit_names() -> tuple[str, ...]:
    """Return the names of the subjects."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.toml") if path.stem != "common"))


@cache
def load_kit(name: str) -> Kit:
    """Return the kit of a subject, or what all share for `common`."""
    return tomllib.loads((_FOLDER / f"{name}.toml").read_text("utf-8"))
