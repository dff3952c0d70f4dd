"""Questions for the header and the money: several values may come in one line."""

from collections.abc import Iterator

from perftui.assistant.state import Asked, Question, Scene
from perftui.evaluation.fields import bare_label
from perftui.evaluation.progress import steps


def ask_about_header(scene: Scene) -> Iterator[Asked]:
    """Ask for the fields of the header that are blank."""
    for part in steps(scene.form):
        if part.part in ("basics", "money") and part.wanting:
            names = "、".join(bare_label(scene.profile, path) for path in part.wanting)
            text = f"{names}是什么？可以一行写全。"
            yield Asked(Question(part.part, part.wanting, text, f"还缺{names}。"))
