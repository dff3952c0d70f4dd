"""`Outcome`, what came of a move, and how moves are handed to the function that performs them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, TypeVar

from perftui.assistant import doing
from perftui.assistant.moves import Move
from perftui.assistant.orders import Order
from perftui.assistant.parts import Part
from perftui.assistant.state import Scene, State
from perftui.evaluation import fields

Edit = tuple[str, Any]
"""A field's path and the value it gets."""
_WHOLE_TABLES = ("indicators", "funds", "stated")
"""What nobody types into, and so is never the field that a correction is about."""


@dataclass(frozen=True)
class Outcome:
    """The state after a move, what is said, which fields got what, and what is left to be done.

    The state holds the form with the edits in it.
    """

    state: State
    parts: tuple[Part, ...] = ()
    edits: tuple[Edit, ...] = ()
    orders: tuple[Order, ...] = ()


Performer = Callable[[Any, Scene], Outcome]
_PERFORMERS: dict[type[Move], Performer] = {}
P = TypeVar("P", bound=Performer)


def performs(*kinds: type[Move]) -> Callable[[P], P]:
    """Enter a function as the one that performs moves of some kinds."""

    def enter(performer: P) -> P:
        for kind in kinds:
            if kind in _PERFORMERS:
                raise ValueError(f"two functions perform {kind.__name__}")
            _PERFORMERS[kind] = performer
        return performer

    return enter


def perform(move: Move, scene: Scene) -> Outcome:
    """Perform a move."""
    _load()
    return _PERFORMERS[type(move)](move, scene)


def perform_all(moves: Iterable[Move], scene: Scene) -> Outcome:
    """Perform moves one after another, each on the form that the one before has left."""
    whole = Outcome(scene.state)
    for move in moves:
        one = perform(move, replace(scene, state=whole.state))
        whole = Outcome(
            one.state,
            whole.parts + one.parts,
            whole.edits + one.edits,
            whole.orders + one.orders,
        )
    return whole


def put(scene: Scene, edits: Iterable[Edit], *parts: Part) -> Outcome:
    """Put values into fields, note those typed into as last touched, and say something of it."""
    state, done = scene.state, tuple(edits)
    evaluation = state.evaluation
    for path, value in done:
        evaluation = fields.replace(evaluation, path, value)
    paths = tuple(path for path, _ in reversed(done) if path not in _WHOLE_TABLES)
    touched = tuple(dict.fromkeys((*paths, *state.touched)))
    return Outcome(replace(state, evaluation=evaluation, touched=touched), parts, done)


@cache
def _load() -> None:
    for module in iter_modules(doing.__path__, f"{doing.__name__}."):
        import_module(module.name)
