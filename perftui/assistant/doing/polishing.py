"""A text put in other words by the language model: which one is meant, and the new words taken."""

from dataclasses import replace

from perftui.assistant import orders
from perftui.assistant.doing.outcome import Outcome, performs, put
from perftui.assistant.drafting.written import last_written, noted, points_of, text_of
from perftui.assistant.moves import AllowSending, Polish, Provenance, TakePolished, Tell
from perftui.assistant.parts import Choice, Echo, Fail
from perftui.assistant.state import Scene, Waiting
from perftui.evaluation.fields import NARRATIVES, bare_label, name_of
from perftui.evaluation.point_layout import layout_of
from perftui.evaluation.points import replace_point

SOURCE = "语言模型润色"
KEEP = Choice("不采用", (Tell("没有采用，原句不变。"),))


@performs(Polish)
def polish(move: Polish, scene: Scene) -> Outcome:
    """Find the words that are meant, and have the language model asked."""
    path = move.path or NARRATIVES[1]
    number = move.number
    if path in NARRATIVES:
        number = number or last_written(scene.state, path)
    words = _standing(path, number, scene)
    if not words:
        return Outcome(scene.state, (Fail(_nothing(path, number, scene)),))
    return Outcome(scene.state, orders=(orders.Polish(path, number, words, move.is_agreed),))


@performs(TakePolished)
def take_polished(move: TakePolished, scene: Scene) -> Outcome:
    """Put the new words in place of the old; what is doubtful is asked about first."""
    if move.doubts:
        sure = replace(move, doubts=())
        text = f"{'；'.join(move.doubts)}。核对过了，确认采用吗？"
        waiting = Waiting(text, (Choice("核对过了，采用", (sure,)), KEEP), move.new)
        return Outcome(replace(scene.state, waiting=waiting))
    move = replace(move, number=_number_now(move, scene))
    if _standing(move.path, move.number, scene) != move.old:
        return Outcome(scene.state, (Fail("原句已经改过，没有采用。请再润色一次。"),))
    before = text_of(scene.form, move.path)
    after = _put_in(before, move) if move.path in NARRATIVES else move.new
    if after is None:
        return Outcome(scene.state, (Fail("新的一句会打乱各点的编号，没有采用，原句不变。"),))
    origin = Provenance(move.new, SOURCE, reasons=(f"改自「{move.old}」",))
    state = replace(scene.state, provenance=noted(scene.state, move.new, origin))
    said = Echo(f"{_place(move.path, move.number, scene)}已改为：{move.new}")
    return put(replace(scene, state=state), [(move.path, after)], said)


@performs(AllowSending)
def allow_sending(move: AllowSending, scene: Scene) -> Outcome:
    """Hand it on to where it is known what would be sent."""
    return Outcome(scene.state, orders=(orders.AllowSending(move.is_agreed),))


def _standing(path: str, number: int, scene: Scene) -> str:
    """Return the words that stand at a place; "" if there are none."""
    if path not in NARRATIVES:
        return text_of(scene.form, path).strip()
    pieces = points_of(scene.form, path).pieces
    return pieces[number - 1].words if 0 < number <= len(pieces) else ""


def _number_now(move: TakePolished, scene: Scene) -> int:
    """Return the number that the point of the old words has now, which others may have changed."""
    if move.path not in NARRATIVES or _standing(move.path, move.number, scene) == move.old:
        return move.number
    words = [piece.words for piece in points_of(scene.form, move.path).pieces]
    return words.index(move.old) + 1 if words.count(move.old) == 1 else move.number


def _put_in(text: str, move: TakePolished) -> str | None:
    """Put the new words into their point; None if the points would then be others."""
    layout = layout_of(text)
    written = replace_point(text, layout.starts[move.number - 1], move.new).text
    words = [piece.words for piece in layout.pieces]
    words[move.number - 1] = move.new
    now = [piece.words for piece in layout_of(written).pieces]
    is_kept = len(now) == len(words) and all(
        one.rstrip("。；") == other.rstrip("。；") for one, other in zip(now, words, strict=True)
    )
    return written if is_kept else None


def _nothing(path: str, number: int, scene: Scene) -> str:
    name = bare_label(scene.profile, path) if path in NARRATIVES else _place(path, 0, scene)
    count = len(points_of(scene.form, path).pieces) if path in NARRATIVES else 0
    if count:
        return f"{name}只有{count}句，没有第{number}句可以润色。"
    return f"{name}还没有写，没有可以润色的。"


def _place(path: str, number: int, scene: Scene) -> str:
    if path in NARRATIVES:
        return f"{bare_label(scene.profile, path)}第{number}句"
    return name_of(scene.form, path, scene.profile)
