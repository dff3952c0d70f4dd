"""What of a dialogue is kept with its form over restarts, as plain data and back.

Each turn notes what has changed since the one before; read in their order, the notes lead to the
state in which the user left.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from typing import Any

from perftui.assistant.moves import Provenance
from perftui.assistant.state import State
from perftui.storage.conversation_file import Utterance

_MOST_SAID = 2000
_SETS, _LISTS = ("aside", "done"), ("drafts",)


def notes_of(state: State, before: State) -> dict[str, Any]:
    """Return what is to be noted of a state, as far as it was otherwise before."""
    notes: dict[str, Any] = {}
    for name in (*_SETS, *_LISTS):
        if (value := getattr(state, name)) != getattr(before, name):
            notes[name] = sorted(value) if name in _SETS else list(value)
    origins = {
        words: asdict(origin)
        for words, origin in state.provenance.items()
        if before.provenance.get(words) != origin
    }
    return {**notes, "provenance": origins} if origins else notes


def recalled(state: State, utterances: Iterable[Utterance]) -> State:
    """Return a state that knows what was said before, and where sentences came from."""
    origins = dict(state.provenance)
    values: dict[str, Any] = {}
    said: list[str] = []
    for one in utterances:
        said += one.lines if one.is_users else ()
        for name in (*_SETS, *_LISTS):
            value = one.notes.get(name)
            if isinstance(value, list):
                values[name] = (frozenset if name in _SETS else tuple)(map(str, value))
        origins |= _origins(one.notes.get("provenance"))
    return replace(state, said=tuple(said[-_MOST_SAID:]), provenance=origins, **values)


def _origins(data: object) -> dict[str, Provenance]:
    if not isinstance(data, Mapping):
        return {}
    found = ((str(words), _origin(each)) for words, each in data.items())
    return {words: origin for words, origin in found if origin is not None}


def _origin(data: object) -> Provenance | None:
    """Return where a wording came from; None for data that do not say."""
    try:
        known = dict(data)  # type: ignore[call-overload]
        known["reasons"] = tuple(map(str, known.get("reasons", ())))
        known["filled"] = tuple((str(name), str(value)) for name, value in known.get("filled", ()))
        return Provenance(**known)
    except (TypeError, ValueError):
        return None
