"""What is said while edits cannot be written as they are made: how many are at stake, and why."""

from perftui.storage.document import Document


def unkept(document: Document) -> str:
    """Return the warning, "" while all is written as it happens."""
    error, count = document.journal_error, document.unwritten
    if not error:
        return ""
    reason = error.rpartition("」：")[2]  # which file it is says nothing to who fills in a form
    if document.is_saved:
        return f"改动存进了表，但不能边写边记，断电会丢刚写的：{reason}"
    fields = {edit.path for edit in document.edits[-count:] if edit.path != "stated"}
    return f"没有记下的改动{max(len(fields), 1)}处：{reason}"
