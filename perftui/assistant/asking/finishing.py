"""The end of the way: preview and export, whatever else is said."""

from collections.abc import Iterator

from perftui.assistant.moves import Command
from perftui.assistant.parts import Choice
from perftui.assistant.state import Asked, Expects, Question, Scene


def ask_to_finish(scene: Scene) -> Iterator[Asked]:
    """Offer what is left to do with a form; this question is always open."""
    choices = (
        Choice("预览", (Command("editor.preview"),)),
        Choice("导出", (Command("editor.export"),)),
    )
    text = "都问完了。预览还是导出？"
    yield Asked(Question("finish", (), text, text, expects=Expects.CHOICE), choices)
