"""What the user is told when perftui itself fails: one sentence, the details in a file."""

import contextlib
import tempfile
import traceback
from pathlib import Path

from textual.worker import WorkerFailed

from perftui import __version__


def explain_crash(error: BaseException) -> str:
    """Keep the details of an unexpected error in a file and say where it is."""
    report = _keep(error)
    where = f"详情记在 {report}，请交给维护人员。" if report else ""
    return f"perftui 遇到意外，只好退出；已填的内容都已保存。{where}"


def _keep(error: BaseException) -> Path | None:
    source = error.error if isinstance(error, WorkerFailed) else error
    details = "".join(traceback.format_exception(source))
    with contextlib.suppress(OSError):
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", prefix="perftui-error-", suffix=".txt", delete=False
        ) as file:
            file.write(f"perftui {__version__}\n{details}")
        return Path(file.name)
    return None
