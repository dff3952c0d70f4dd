"""Forms and documents in which every text holds what terminals obey, in every format."""

import json
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from perftui.evaluation.model import Evaluation
from perftui.storage.evaluation_file import to_json
from perftui.writers.exporting import render

MARK = "囍"
"""Stands in a form where its documents are to hold a payload."""

# A word, in the words and in base64, that a terminal would show or keep if it obeyed.
PAYLOADS: Mapping[str, str] = {
    "title": "\x1b]0;PWNED\x07",
    "clipboard": "\x1b]52;c;UFdORUQ=\x1b\\",
    "device": "\x1bPPWNED\x1b\\",
    "program": "\x1b_PWNED\x1b\\",
    "clear": "\x1b[2J\x1b[3J",
    "report": "\x1b[5n\x1b[>c",
    "colour": "\x1b[31;5;7m",
    "c1": "\x9b2J\x9b5n\x9d0;PWNED\x9c\x90PWNED\x9c\x85",
    "bell": "\x07\x08\x7f\x00\x0b\x0c\x0e",
    "bidi": "\u202a\u202b\u202d\u202e\u202c\u2066\u2067\u2068\u2069\u061c\u200e\u200f",
    "unseen": "\u200b\u2060\ufeff\u2028\u2029\U000e0041\ufff9",
    "half": "\x1b]0;PWNED",
}
EVERYTHING = "".join(PAYLOADS.values())

_CHARACTERS = (
    "\x00\x07\x08\x0b\x0c\x0e\x7f\x80\x85\x90\x9b\x9c\x9d" + PAYLOADS["bidi"] + PAYLOADS["unseen"]
)
_SEQUENCES = (b"\x1b]0;PWNED", b"\x1b]52;c;UFdO", b"\x1bPPWNED", b"\x1b_PWNED", b"\x1b[2J")
_OWN = re.compile(rb"\x1b\]22;[a-z-]*\x07")  # how textual sets the pointer of the mouse
_LEAK = re.compile(
    b"|".join(
        [
            *map(re.escape, _SEQUENCES),
            *map(re.escape, (b"\x1b[3J", b"\x1b[5n", b"\x1b[>c", b"\x1b[31;5;7m")),
            *(re.escape(character.encode()) for character in _CHARACTERS),
        ]
    )
)

MARKUP = "[/red]预算[red][1] [link=http://x] [@click=app.quit]点[/] [b] {{7*7}} <b>"
"""What is markup elsewhere, and has to be read on a screen as it stands."""


def leaked(written: bytes) -> int:
    """Return how many bytes of payloads are in what a terminal was sent."""
    return sum(len(found[0]) for found in _LEAK.finditer(_OWN.sub(b"", written)))


def marked(form: Evaluation) -> Evaluation:
    """Return a form that has the mark in every text."""
    texts = ("name", "unit", "department", "goal", "achievements", "problems", "measures")
    rows = tuple(
        row.model_copy(
            update={
                "name": f"{MARK}{row.name}",
                "explanation": f"{MARK}{row.explanation}说明",
                "remark": f"{MARK}备注",
            }
        )
        for row in form.indicators
    )
    said = {text: f"{MARK}{getattr(form, text)}尾" for text in texts}
    return form.model_copy(update={**said, "indicators": rows})


def documents(form: Evaluation, payload: str) -> Iterator[tuple[str, bytes]]:
    """Yield a document of each format with a payload in its texts: ending of its name, bytes."""
    form = marked(form)
    for ending, (format_name, spoil) in _KINDS.items():
        yield ending, spoil(render(form, format_name), payload)


def evaluation_file(form: Evaluation, payload: str) -> bytes:
    """Return an evaluation file with a payload in all of it, as only an attacker writes it."""
    data: dict[str, Any] = to_json(marked(form))
    spoilt = json.loads(json.dumps(data).replace(json.dumps(MARK)[1:-1], json.dumps(payload)[1:-1]))
    spoilt["budget"], spoilt["date"] = f"约{payload}一百万", f"去年{payload}春天"
    spoilt["stated"] = {"grade": f"{payload}优", "execution_rate": payload}
    spoilt["suppressed"] = {"PT001": f"另{payload}有说明", f"PT{payload}": payload}
    spoilt[f"附加{payload}"] = payload
    spoilt["name"] = f"{spoilt['name']}{MARKUP}"
    return json.dumps(spoilt, ensure_ascii=False).encode("utf-8", "surrogatepass")


def _as_text(content: bytes, payload: str) -> bytes:
    return content.replace(MARK.encode(), _no_binary(payload).encode())


def _no_binary(payload: str) -> str:
    """Return what of a payload may stand in a text that is still taken for one, on one line."""
    return re.sub("[\x00\x0b\x0c\x0e]", "", payload)


def _as_html(content: bytes, payload: str) -> bytes:
    """Have it raw and by its numbers."""
    numbers = "".join(f"&#{ord(character)};" for character in payload)
    return content.replace(MARK.encode(), f"{_no_binary(payload)}{numbers}".encode())


def _as_package(content: bytes, payload: str) -> bytes:
    """Have it in the parts of an Office file: what XML cannot hold as workbooks spell it."""
    spelled = "".join(
        escape(c) if c in "\t\n" or "\x20" <= c < "\ufffe" or c > "\uffff" else f"_x{ord(c):04X}_"
        for c in payload
    )
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, part.replace(MARK.encode(), spelled.encode()))
    return out.getvalue()


def _as_pdf(content: bytes, payload: str) -> bytes:
    """Have what the mark is drawn with copied as the payload, by the font's own table."""
    mark, told = MARK.encode("utf-16-be").hex(), payload.encode("utf-16-be").hex()

    def change(stream: re.Match[bytes]) -> bytes:
        try:
            table = zlib.decompress(stream[1])
        except zlib.error:
            return stream[0]
        found = re.sub(rb"(?i)<" + mark.encode() + rb">", b"<" + told.encode() + b">", table)
        if found == table:
            return stream[0]
        return b"stream\n" + zlib.compress(found) + b"\nendstream"

    return re.sub(rb"stream\r?\n(.*?)\r?\nendstream", change, content, flags=re.DOTALL)


_KINDS: dict[str, tuple[str, Callable[[bytes, str], bytes]]] = {
    ".docx": ("docx", _as_package),
    ".xlsx": ("xlsx", _as_package),
    ".html": ("html", _as_html),
    ".md": ("md", _as_text),
    ".txt": ("txt", _as_text),
    ".tsv": ("tsv", _as_text),
    ".pdf": ("pdf", _as_pdf),
}


def spoilt_folder(folder: Path, form: Evaluation, payload: str = EVERYTHING) -> None:
    """Lay out forms of two years and, in 往年, a document of every format, all with a payload."""
    past = folder / "往年"
    past.mkdir(parents=True)
    for year in (2019, 2020):
        content = evaluation_file(form.model_copy(update={"year": year}), payload)
        (folder / f"{year}-表.perf.json").write_bytes(content)
    for ending, content in documents(form, payload):
        (past / f"表{ending}").write_bytes(content)
    _name_oddly(folder, payload)


def _name_oddly(folder: Path, payload: str) -> None:
    """Have the payload in names of files and folders, in settings and in a unit's template too."""
    name = payload.replace("\0", "").replace("/", "")[:60]
    (folder / f"{name}.perf.json").write_bytes((folder / "2019-表.perf.json").read_bytes())
    (folder / "往年" / f"{name}.docx").write_bytes(b"")
    (folder / "往年" / f"{name}夹").mkdir()
    key = json.dumps(f"app.{PAYLOADS['title']}{PAYLOADS['bidi']}")
    (folder / "perftui.toml").write_text(f"[keys]\n{key} = {key}\n", encoding="utf-8")
    (folder / "模板").mkdir()
    (folder / "模板" / f"{name}.txt.j2").write_text("{{ 项目名称 }} {{ 没有 }", encoding="utf-8")
