"""Documents read apart: what one holds, or the sentence that says why it was not read."""

from collections.abc import Sequence
from pathlib import Path

from perftui.evaluation.safe_text import safe_text
from perftui.jobs.apart.asking import DiedError, TooLongError, Waiting, ask, nothing
from perftui.jobs.apart.child import DONE
from perftui.jobs.apart.packing import NotFormsError, packed, unpacked
from perftui.readers.guard import check_size
from perftui.readers.layout.evaluations import Imported
from perftui.readers.reading import NoFormError, OtherDocumentError
from perftui.readers.reading import read_source as read_source_here
from perftui.readers.report import DocumentError
from perftui.readers.sources import Source

_SECONDS, _SECONDS_A_MEGABYTE = 10.0, 1.0
_REFUSALS = {kind.__name__: kind for kind in (DocumentError, NoFormError, OtherDocumentError)}
_FORMS = b"forms"


def read_source(source: Source, waiting: Waiting = nothing) -> tuple[Imported, ...]:
    """Read every form of a document, as `perftui.readers.reading` does, in a process of its own.

    Raises DocumentError, of the same kind, and what `waiting` raises.
    """
    name, data = source.name, source.read()
    check_size(len(data), name)
    seconds = _SECONDS + len(data) / 2**20 * _SECONDS_A_MEGABYTE
    request = (b"read", name.encode("utf-8", "replace"), data)
    try:
        status, *answer = ask(request, seconds, waiting)
        if status == DONE:
            return _told(*answer)
    except TooLongError:
        raise DocumentError(
            f"「{name}」读了超过 {seconds:.0f} 秒还没读完，没有读入；"
            "请用原来的软件打开，只留下自评表，另存后再读入"
        ) from None
    except (DiedError, NotFormsError, TypeError):
        pass
    raise DocumentError(
        f"读「{name}」的程序中途停了，没有读入，可能是文件太大或已经损坏；"
        "请用原来的软件打开，另存一份再读入"
    )


def get_ready() -> None:
    """Load what every document needs."""


def read_here(arguments: Sequence[bytes]) -> Sequence[bytes]:
    """Read a document in this process, and return what becomes of it as bytes."""
    name, data = arguments
    source = Source(name.decode("utf-8"), Path(), lambda: data)
    try:
        return _FORMS, packed(read_source_here(source))
    except DocumentError as error:
        return type(error).__name__.encode("ascii"), str(error).encode("utf-8", "replace")


def _told(kind: bytes, content: bytes) -> tuple[Imported, ...]:
    """Return the forms that were read, or raise why there are none."""
    if kind == _FORMS:
        return unpacked(content)
    refusal = _REFUSALS.get(kind.decode("ascii", "replace"), DocumentError)
    raise refusal(" ".join(safe_text(content.decode("utf-8", "replace")).split()))
