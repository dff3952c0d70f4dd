"""Amounts given together: 预算和执行都是100万, 预算、执行分别是124万和118万."""

import re

from perftui.assistant.moves import Give
from perftui.assistant.reading.fields.amounts import plain
from perftui.assistant.reading.fields.field_names import names_of
from perftui.assistant.reading.fields.field_values import value_end
from perftui.assistant.reading.reader import Piece
from perftui.assistant.state import Scene


def together(line: str, place: int, scene: Scene) -> Piece | None:
    """Read amounts given together: 预算和执行都是100万, 预算、执行分别是124万和118万."""
    text, amounts = plain(line), names_of(scene.profile).amounts
    first = re.compile(amounts).match(text, place)
    if first is None:
        return None
    together = re.compile(
        rf"(?P<a>{amounts})\s?[、，,/和与及跟]?\s?(?P<b>{amounts})(?:\s?[、，,/和与及跟]?\s?(?P<c>{amounts}))?"
        r"\s?(?:(?P<each>分别|各自?|依次)|(?P<same>都|均|全都?|(?=一样|相同|相等)))?"
        r"(?:是|为|有)?(?:一样|相同|相等)?[的:：,，\s]*"
        r"(?:[都均]?[是为]|:)?\s?"
    ).match(text, place)
    if together is None:
        return None
    paths = names_of(scene.profile).paths
    named = [paths[together[part]] for part in "abc" if together[part]]
    if len(set(named)) < len(named):
        return None
    values = _amounts(line, together.end(), len(named))
    if together["same"] is not None and len(values) >= 1:
        typed, end = values[0]
        return Piece(end, tuple(Give(path, typed) for path in named))
    is_listed = together["each"] or "/" in together[0] or ":" in together[0]
    if is_listed and len(values) == len(named):
        moves = (Give(path, typed) for path, (typed, _) in zip(named, values, strict=True))
        return Piece(values[-1][1], tuple(moves))
    return None


def _amounts(line: str, place: int, most: int) -> list[tuple[str, int]]:
    """Return amounts that follow one another from a place, each with where it ends."""
    found: list[tuple[str, int]] = []
    while len(found) < most:
        end = value_end("executed", line, place)
        if end is None:
            break
        found.append((line[place:end].strip(), end))
        match = re.compile(r"[\s，,、/和与及跟]*").match(line, end)
        place = match.end() if match else end
    return found
