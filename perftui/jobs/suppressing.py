"""Suppress rules in forms, each with its reason, and restore them."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from perftui.evaluation import fields
from perftui.evaluation.model import Evaluation
from perftui.evaluation.profile import load_profile
from perftui.evaluation.values import Unread
from perftui.jobs.opening import files_in
from perftui.rules.registry import find_rule
from perftui.storage.errors import StorageError, shown
from perftui.storage.evaluation_file import SUFFIX, load, save


def suppress(paths: Iterable[Path], reasons: Sequence[str], restored: Sequence[str] = ()) -> None:
    """Write into forms which rules they have a reason not to follow: `PT013: 主管部门不要求`.

    Raises StorageError for documents, which cannot keep it, and for a reason that cannot be read,
    KeyError for a rule there is not.
    """
    files = [file.path for path in paths for file in files_in(path, "evaluations")]
    for path in files:
        if not path.name.endswith(SUFFIX):
            raise StorageError(
                f"「{shown(path)}」是文档，记不下搁置的理由，请先用 perftui import 读成自评表。"
            )
    for path in files:
        save(_with_reasons(load(path), reasons, restored), path)


def _with_reasons(
    evaluation: Evaluation, reasons: Sequence[str], restored: Sequence[str]
) -> Evaluation:
    given = fields.read("suppressed", "\n".join(reasons), load_profile(evaluation.profile))
    if isinstance(given, Unread):
        raise StorageError(f"{given.reason}。")
    for code in (*given, *restored):
        find_rule(code)
    kept = {**evaluation.suppressed, **given}
    for code in restored:
        kept.pop(code.upper(), None)
    return fields.replace(evaluation, "suppressed", kept)
