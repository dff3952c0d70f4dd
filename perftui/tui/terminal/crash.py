"""What the user is told when perftui itself fails: one sentence, where it was in a file."""

from textual.worker import WorkerFailed

from perftui.storage.crash_reports import keep_report
from perftui.storage.errors import shown


def explain_crash(error: BaseException, *, is_saved: bool) -> str:
    """Keep a report of an unexpected error, without a word of any form, and say where it is."""
    report = keep_report(error.error if isinstance(error, WorkerFailed) else error)
    forms = "已填的内容都已保存" if is_saved else "没存进文件的改动，下次打开时会找回"
    where = f"出错的位置记在 {shown(report)}（不含表里的内容），请交给维护人员。" if report else ""
    return f"perftui 遇到意外，只好退出；{forms}。{where}"
