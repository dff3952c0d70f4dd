"""What is said when perftui itself fails in a command: one sentence, where it was in a file."""

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from perftui.cli.output import complain

_DEBUG = "PERFTUI_DEBUG"


def tell_crash(error: BaseException) -> None:
    """Say that perftui failed and where the report of it is; its details only where asked for."""
    from perftui.storage.crash_reports import keep_report
    from perftui.storage.errors import shown

    if os.environ.get(_DEBUG) == "1":
        import traceback

        for line in "".join(traceback.format_exception(error)).splitlines():
            complain(line)
    report = keep_report(error)
    where = f"出错的位置记在 {shown(report)}（不含表里的内容），请交给维护人员。" if report else ""
    complain(f"perftui 遇到意外，这件事没有做完；已写好的文件都完好。{where}")


@contextmanager
def quiet_threads() -> Iterator[None]:
    """Have Python print nothing of what fails beside a command: it may hold words of a form."""
    before = threading.excepthook, sys.unraisablehook
    threading.excepthook = sys.unraisablehook = _keep_quietly
    try:
        yield
    finally:
        threading.excepthook, sys.unraisablehook = before


def _keep_quietly(failed: Any) -> None:
    if failed.exc_value is not None:
        from perftui.storage.crash_reports import keep_report

        keep_report(failed.exc_value)
