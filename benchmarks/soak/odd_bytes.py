"""Figure 24: bytes that are no UTF-8, and pastes that hold keys: does a session end, or go deaf?

Each kind is sent to a program on a terminal of its own, and then some keys that have to arrive.
`python -m benchmarks.soak.odd_bytes` prints what came of each.
"""

import os
import random
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from benchmarks.soak.figures import Figure
from benchmarks.soak.rooms import sample
from benchmarks.terminal import SilentError, Terminal
from perftui.storage.evaluation_file import save

_MEGABYTE = 1_000_000
_LEAVE = b"\x03\x11"  # keys that leave the program, or ask whether to
_PALETTE, _WORD = "\x10", "导出"
_QUIET = 0.3

PASTED_KEYS = b"\x1b[200~x\x1b[201~\x11\x1b[201~", b"\x1b[200~x\x1b" + b"\x11" * 50 + b"\x1b[201~"
"""Pastes that hold the key to leave: behind a mark of an end of their own, behind an Esc."""


def kinds(junk: int = _MEGABYTE) -> Iterator[tuple[str, bytes]]:
    """Yield what is sent; `junk` is how many bytes of no meaning."""
    yield "a lone byte", b"\xff"
    yield "GBK", "预算执行率较低，项目未完成".encode("gbk")
    yield "cut UTF-8", "预算".encode()[:4]
    yield "GBK, pasted", b"\x1b[200~" + ("预算执行率较低" * 40).encode("gbk") + b"\x1b[201~"
    yield from (("pasted keys", pasted) for pasted in PASTED_KEYS)
    yield "junk", random.Random(24).randbytes(junk).translate(None, _LEAVE)


def deaf(sent: Iterable[bytes]) -> list[int]:
    """Send all to one session; returns after which it had ended or heard nothing, by number."""
    with tempfile.TemporaryDirectory(prefix="soak-", ignore_cleanup_errors=True) as name:
        top = Path(name).resolve()
        form = top / "表.perf.json"
        save(sample(), form)
        environment = {
            **os.environ,
            "TERM": "xterm-256color",
            "PERFTUI_DATA": str(top / "data"),
            "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
        }
        command = [sys.executable, "-m", "perftui", str(form)]
        with Terminal(command, top, environment) as terminal:
            terminal.wait_for(lambda text: "F1" in text)
            terminal.wait_for_rest(_QUIET)
            return [number for number, junk in enumerate(sent) if not _hears(terminal, junk)]


def figure() -> Figure:
    """Return the figure of the table."""
    sent = [content for _, content in kinds()]
    ended = sum(len(deaf([content])) for content in sent)
    measured = f"{ended} of {len(sent)}"
    return Figure(24, "non-UTF-8 input: sessions ended", "0", measured, ended == 0)


def _hears(terminal: Terminal, junk: bytes) -> bool:
    try:
        terminal.send_bytes(junk)
        terminal.wait_for_rest(_QUIET)
        before = terminal.drawn
        terminal.send(_PALETTE)
        terminal.wait_for_rest(_QUIET)
        terminal.send(_WORD)
        terminal.wait_for_rest(_QUIET)
        is_heard = _WORD in terminal.text(before)
        terminal.send("\x1b")
        terminal.wait_for_rest(_QUIET)
    except (OSError, SilentError):
        return False
    return is_heard


def main() -> None:
    """Print what came of each kind."""
    for name, content in kinds():
        print(f"{name:<14}{'deaf' if deaf([content]) else 'hears'}", flush=True)


if __name__ == "__main__":
    main()
