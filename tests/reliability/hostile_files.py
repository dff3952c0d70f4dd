"""Files that someone could send to do harm, made here: each costs little on the disk.

A `Hostile` makes its file in a folder, beside a canary that none of them may bring out; `way` says
how perftui meets it. Used by the tests, and by the measurement in benchmarks/soak.
"""

import os
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from tests.reliability.making_files import (
    CANARY,
    CANARY_FILE,
    S,
    docx,
    form,
    laughs,
    locked_office,
    nested,
    outside,
    overlapping,
    packed,
    page,
    pdf,
    sheet,
    sparse,
    with_body,
    with_directory,
    xlsx,
)

_TITLE = "项目支出绩效自评表\n"
DOCUMENTS = Path(__file__).parents[1] / "data" / "documents"

Way = Literal["document", "form", "bank", "settings", "template"]


@dataclass(frozen=True)
class Hostile:
    """A hostile file: its name, how perftui meets it, and what is in it, made in a folder.

    One that `may_be_read` is not refused: it is a form, or holds one, after all.
    """

    name: str
    way: Way
    make: Callable[[Path], bytes | None]
    may_be_read: bool = False

    def put_into(self, folder: Path) -> Path:
        """Make the file in a folder, with the canary in the folder above; returns its path."""
        (folder.parent / CANARY_FILE).write_text(CANARY, "utf-8")
        path = folder / self.name.partition(":")[2]
        path.parent.mkdir(parents=True, exist_ok=True)
        content = self.make(path)
        if content is not None:
            path.write_bytes(content)
        return path


def _real(suffix: str) -> bytes:
    return next(path for path in sorted(DOCUMENTS.rglob(f"*{suffix}"))).read_bytes()


def _sheet_of_strings(text: str) -> str:
    return f"{text}<sst {S}><si><t>&x;&l9;</t></si></sst>"


_SMALL_CELL = '<c r="A1" t="inlineStr"><is><t>甲</t></is></c>'


def _packages() -> Iterator[Hostile]:
    for kind, made in (("docx", docx), ("xlsx", xlsx)):
        for name, piece, times in (
            ("bomb", " ", 64 * 2**20),
            ("tags", "<w:r/>", 1_100_000),
            ("deep", "<w:sdt>", 100_000),
        ):
            yield Hostile(
                f"{name}:表.{kind}", "document", lambda _, m=made, p=piece, n=times: m(p * n)
            )
    yield Hostile("laughs:表.docx", "document", lambda _: docx(f"{laughs()}<x>&l9;</x>"))
    yield Hostile("outside:表.docx", "document", lambda p: docx(f"{outside(p)}<x>&x;</x>"))
    for name, made_type in (("laughs", lambda _: laughs("sst")), ("outside", outside)):
        yield Hostile(
            f"{name}:表.xlsx",
            "document",
            lambda p, m=made_type: xlsx(
                sheet('<c r="A1" t="s"><v>0</v></c>'),
                **{"xl__sharedStrings.xml": _sheet_of_strings(m(p))},
            ),
        )
    merged = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    yield Hostile("merged:表.xlsx", "document", lambda _: xlsx(sheet(_SMALL_CELL, merged)))
    cell = '<w:tc><w:tcPr><w:gridSpan w:val="2000000000"/></w:tcPr><w:p/></w:tc>'
    yield Hostile(
        "spans:表.docx", "document", lambda _: docx(f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>")
    )
    paragraph = "<w:p><w:r><w:t>甲</w:t></w:r></w:p>"
    yield Hostile("just let pass:表.docx", "document", lambda _: docx(paragraph * 110_000))
    yield Hostile("just let pass:表.xlsx", "document", lambda _: xlsx(_rows(200_000, ("A",))))
    tables = "<w:tbl><w:tr><w:tc>" * 60 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 60
    yield Hostile("tables in tables:表.docx", "document", lambda _: docx(tables * 200))
    yield Hostile("far column:表.xlsx", "document", lambda _: xlsx(_rows(3000, ("A", "XFD"))))
    names = dict.fromkeys((f"word/{n}.xml" for n in range(5000)), "")
    yield Hostile("parts:表.docx", "document", lambda _: docx("<w:p/>", **names))
    yield Hostile("leads out:表.docx", "document", lambda _: docx("<w:p/>", **{"../../x.xml": ""}))
    yield Hostile(
        "says less:表.docx", "document", lambda _: with_directory(docx("甲" * 2**20), 24, 10)
    )
    yield Hostile("says more:表.docx", "document", lambda _: with_directory(docx(""), 24, 2**31))


def _rows(rows: int, columns: tuple[str, ...]) -> str:
    return sheet(
        "</row><row>".join(
            "".join(f'<c r="{column}{n}"><v>1</v></c>' for column in columns)
            for n in range(1, rows + 1)
        )
    )


def _many_entries(_: Path) -> bytes:
    entries = dict.fromkeys((f"{n}.docx" for n in range(100_000)), b"")
    return packed(entries, zipfile.ZIP_STORED)


def _archives() -> Iterator[Hostile]:
    yield Hostile("entries:一.zip", "document", _many_entries)
    yield Hostile("shared bytes:二.zip", "document", lambda _: overlapping(2000, 5 * 2**20))
    yield Hostile("fewer shared:三.zip", "document", lambda _: overlapping(100, 19 * 2**20))
    yield Hostile("nested:四.zip", "document", lambda _: nested(50))
    bomb = {"大.txt": bytes(19 * 2**20), "更大.txt": bytes(30 * 2**20)}
    yield Hostile("bombs:五.zip", "document", lambda _: packed({"内.zip": packed(bomb)}))
    names = ("../../外.docx", "/etc/外.docx", "C:\\外.docx", "CON.docx", "a\u202excod.docx")
    yield Hostile("names:六.zip", "document", lambda _: packed(dict.fromkeys(names, "<x/>")))
    escapes = {"\x1b]0;x\x07甲\n乙.docx": "<x/>"}
    yield Hostile("escapes:七.zip", "document", lambda _: packed(escapes))
    yield Hostile(
        "password:八.zip", "document", lambda _: with_directory(packed({"表.docx": "x"}), 8, 1)
    )


def _repeated(name: str, head: str, piece: str, times: int) -> Hostile:
    return Hostile(name, "document", lambda _: (head + piece * times).encode())


def _texts() -> Iterator[Hostile]:
    page_types = (("laughs", lambda _: laughs("html")), ("outside", lambda p: outside(p, "html")))
    for name, made in page_types:
        yield Hostile(
            f"{name}:表.html",
            "document",
            lambda p, m=made: f"{m(p)}<html><table><tr><td>&x;&l9;".encode(),
        )
    wide = '<table><tr><td colspan="2000000000" rowspan="2000000000">甲</td></tr></table>'
    for name, head, piece, times in (
        ("spans", "<html>", wide, 1),
        ("many spans", "<html>", wide, 2000),
        ("deep", "<html>", "<div>", 290_000),
        ("deep tables", "<html>", "<table><tr><td>", 90_000),
        ("entities", "<html><table><tr><td>", "&amp;", 3_000_000),
        ("attribute", '<html><p a="', "甲", 5_000_000),
        ("comments", "<html>", "<!--", 250_000),
        ("styles", "<html><table><tr><td>甲</table><style>", "a{b:c}", 300_000),
        ("cells", "<html><table><tr>", "<td>甲", 250_000),
    ):
        yield _repeated(f"{name}:表.html", head, piece, times)
    for name, head, piece, times in (
        ("one line", "", "甲", 6_000_000),
        ("blanks", "甲", " ", 19_000_000),
        ("lines", "甲", "\n", 19_000_000),
        ("columns", "", "甲\t", 4_000_000),
        ("pipes", "", "|甲", 4_000_000),
        ("piped lines", "", "|甲|乙|\n|---|---|\n", 300_000),
        ("drawn", "", "┌─┬─┐\n│甲│乙│\n└─┴─┘\n", 100_000),
        ("quotes", "", '"', 10_000_000),
        ("commas", "", "甲,乙,丙\n", 500_000),
        ("digits", "", "1", 10_000_000),
        ("titles", "", "项目名称：甲\n", 200_000),
        ("forms", "", f"{_TITLE}项目名称\t甲\n一级指标\t指标名称\t权重\t自评分\n", 20_000),
        ("fewer forms", "", f"{_TITLE}项目名称\t甲\n一级指标\t指标名称\t权重\t自评分\n", 1001),
        ("one huge form", f"{_TITLE}项目名称\t甲\n一级指标\t指标名称\n", "产出\t甲\n", 60_000),
    ):
        yield _repeated(f"{name}:表.txt", head, piece, times)
    yield Hostile("quotes:表.csv", "document", lambda _: b'"' + b"a,\n" * 5_000_000)
    part = "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\n"
    yield Hostile(
        "parts in parts:表.mht", "document", lambda _: f"{part * 20_000}text/html <html>".encode()
    )
    yield Hostile("utf-16:表.txt", "document", lambda _: b"\xff\xfe" + b"\x00\xd8" * 500_000)


def _pages() -> Iterator[Hostile]:
    for name, command, times in (
        ("bomb", b" ", 64 * 2**20),
        ("letters", b"BT /F 1 Tf 1 0 0 1 %d %d Tm (a) Tj ET\n", 150_000),
        ("lines", b"%d %d m 9 9 l S\n", 200_000),
        ("boxes", b"%d %d 9 9 re S\n", 300_000),
        ("saved states", b"q ", 3_000_000),
        ("nested arrays", b"[", 3_000_000),
    ):
        yield Hostile(
            f"{name}:表.pdf", "document", lambda _, c=command, n=times: page(_drawing(c, n))
        )
    kids = b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 1000000>>"
    yield Hostile(
        "pages of themselves:表.pdf",
        "document",
        lambda _: pdf(b"<</Type/Catalog/Pages 2 0 R>>", kids),
    )
    many = b"<</Type/Pages/Kids[" + b"3 0 R " * 20_000 + b"]/Count 20000>>"
    yield Hostile(
        "the same page:表.pdf",
        "document",
        lambda _: pdf(
            b"<</Type/Catalog/Pages 2 0 R>>",
            many,
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
        ),
    )
    deep = b"<</Type/Catalog/Pages 2 0 R/X " + b"[" * 500_000
    yield Hostile("deep:表.pdf", "document", lambda _: pdf(deep))
    yield Hostile("password:表.pdf", "document", _locked_page)


def _drawing(command: bytes, times: int) -> bytes:
    if b"%d" not in command:
        return command * times
    return b"".join(command % (n % 597, n % 797) for n in range(times))


def _locked_page(_: Path) -> bytes:
    return next(DOCUMENTS.rglob("打开密码.pdf")).read_bytes()


def _real_ones() -> Iterator[Hostile]:
    for suffix in ("docx", "xlsx", "doc", "xls", "pdf"):
        for cut in (1, 4, 100, 1000, -5000, -100, -1):
            yield Hostile(
                f"cut at {cut}:表.{suffix}",
                "document",
                lambda _, s=suffix, c=cut: whole(s)[:c],
                may_be_read=True,
            )
        for other in ("docx", "xls", "pdf", "html", "txt", "zip"):
            if other != suffix:
                yield Hostile(
                    f"{suffix} named {other}:表.{other}",
                    "document",
                    lambda _, s=suffix: whole(s),
                    may_be_read=True,
                )
    yield Hostile("password:表.docx", "document", lambda _: locked_office())


def whole(suffix: str) -> bytes:
    """Return a form as a document, of the kinds perftui writes as it writes them."""
    if suffix in ("docx", "xlsx"):
        from perftui.evaluation.profile import load_profile
        from perftui.writers.exporting import render
        from perftui.writers.sample import sample_form

        return render(sample_form(load_profile("sh2019")), suffix)
    return _real(f".{suffix}")


def _places() -> Iterator[Hostile]:
    for suffix in ("docx", "xlsx", "doc", "xls", "pdf", "html", "txt", "zip"):
        yield Hostile(f"empty:表.{suffix}", "document", lambda _: b"")
    for suffix in ("docx", "txt", "zip"):
        yield Hostile(f"500 MB:表.{suffix}", "document", sparse)
    yield Hostile("500 MB:表.perf.json", "form", sparse)
    yield Hostile("500 MB:perftui.toml", "settings", sparse)
    yield Hostile("500 MB:表.toml", "bank", sparse)
    for way, name in (("document", "表.docx"), ("form", "表.perf.json")):
        yield Hostile(f"folder:{name}", way, Path.mkdir)
        yield Hostile(f"link to nothing:{name}", way, lambda path: path.symlink_to("没有"))
        yield Hostile(f"link to itself:{name}", way, lambda path: path.symlink_to(path))
        yield Hostile(f"device:{name}", way, lambda path: path.symlink_to("/dev/zero"))
        if hasattr(os, "mkfifo"):
            yield Hostile(f"pipe:{name}", way, os.mkfifo)


def _forms() -> Iterator[Hostile]:
    for name, fields in (
        ("too long", lambda: {"x": "甲" * 4_000_000}),
        ("deep", lambda: {"x": b"[" * 100_000}),
        ("deep and whole", lambda: {"x": b"[" * 300 + b"]" * 300}),
        ("no number", lambda: {"budget": b"NaN"}),
        ("endless", lambda: {"budget": b"-Infinity"}),
        ("huge", lambda: {"budget": b"1e999999"}),
        ("huge integer", lambda: {"year": b"9" * 5000}),
        ("long integer", lambda: {"year": b"9" * 500}),
        ("lists", lambda: {"x": b"[" + b"[]," * 3_000_000 + b"[]]"}),
        ("rows", lambda: {"indicators": [{}] * 300_000}),
        ("no rows", lambda: {"indicators": {"a": 1}}),
        ("newer", lambda: {"format": 99}),
        ("other format", lambda: {"format": "9" * 100_000}),
        ("profile", lambda: {"profile": "../../../etc/passwd"}),
    ):
        yield Hostile(f"{name}:表.perf.json", "form", lambda _, f=fields: form(**f()))
    for name, content in (
        ("twice", b'{"format": 1, "name": "a", "name": "b", "indicators": []}'),
        ("cut", form(name="甲")[:-10]),
        ("not utf-8", b'{"format": 1, "indicators": [], "name": "\xff"}'),
        ("a list", b"[]"),
    ):
        yield Hostile(f"{name}:表.perf.json", "form", lambda _, c=content: c)
    row = {"category": "甲", "score": "9E+9999999"}
    for name, fields in (
        ("huge text", lambda: {"budget": "1e999999", "indicators": [row]}),
        ("half characters", lambda: {"name": "\ud800甲", "x": "\udfff"}),
        ("long text", lambda: {"name": "甲" * 1_000_000, "problems": "1" * 1_000_000}),
    ):
        yield Hostile(f"{name}:表.perf.json", "form", lambda _, f=fields: form(**f()), True)


def _toml() -> Iterator[Hostile]:
    for name, text in (
        ("deep", "a = " + "[" * 50_000),
        ("dotted", ".".join(["a"] * 40_000) + " = 1"),
        ("tables", "".join(f"[{'.'.join(['a'] * n)}]\n" for n in range(1, 400))),
        ("number", f"a = {'9' * 90_000}"),
        ("float", "a = 1e999999"),
        ("cut", 'a = "'),
        ("not toml", "{" * 90_000),
        ("hexadecimal", f"a = 0x{'f' * 90_000}"),
    ):
        for way, file in (("settings", "perftui.toml"), ("bank", "表.toml")):
            yield Hostile(f"{name}:{file}", way, lambda _, t=text: t.encode())
    threshold = "[check.thresholds]\nlowest_rate = 1e999999\n"
    yield Hostile("threshold:perftui.toml", "settings", lambda _: threshold.encode())
    topics = '[[topics]]\nid = "a"\n' * 50_000
    yield Hostile("topics:表.toml", "bank", lambda _: topics.encode())


def _templates() -> Iterator[Hostile]:
    loop = "{% for a in range(9999) %}{% for b in range(9999) %}x{% endfor %}{% endfor %}"
    doubled = "{% set a = '甲' %}" + "{% set a = a ~ a %}" * 60 + "{{ a }}"
    for name, text in (
        ("loops", loop),
        ("doubled", doubled),
        ("product", "{{ 'a' * 10 ** 9 }}"),
        ("power", "{{ 9 ** 9 ** 9 }}"),
        ("centred", "{{ 'a'|centre(10 ** 9) }}{{ '%1000000000d'|format(1) }}"),
        ("folded", "{{ " + " ~ ".join(["'x'|replace('x', 'xxxxxxxxxx')|upper"] * 9000) + " }}"),
        ("replaced", "{{ 'x'" + "|replace('x', 'xxxxxxxxxx')" * 40 + " }}"),
        ("nested", "{{ " + "(" * 20_000),
        ("tags", "{% if 1 %}" * 30_000),
        ("macro", "{% macro a() %}{{ a() }}{{ a() }}{% endmacro %}{{ a() }}"),
        ("itself", "{% include 'form.html.j2' %}"),
        ("system", "{{ ''.__class__.__mro__[1].__subclasses__() }}"),
        ("globals", "{{ cycler.__init__.__globals__.os.popen('id').read() }}"),
        ("braces", "{{" * 90_000),
        ("long sum", "{{ " + "+".join(["1"] * 60_000) + " }}"),
        ("sorted", "{{ range(9999)|sort|list|sort|join(',') }}" * 999),
        ("tags beyond count", "{{ 1 }}" * 20_000),
        ("outside", f"{{% include '../{CANARY_FILE}' %}}"),
        ("width", "{{ 名称 }}{{ ('x' ~ 'x')|wrap(1) }}"),
    ):
        yield Hostile(f"{name}:模板/form.html.j2", "template", lambda _, t=text: t.encode())
    for name, text in (
        ("loops", "{% for a in range(9999) %}{% for b in range(9999) %}x{% endfor %}{% endfor %}"),
        ("product", "{{ 'a' * 10 ** 9 }}"),
        ("folded", "{{ " + " ~ ".join(["'x'|replace('x', 'xxxxxxxxxx')|upper"] * 4000) + " }}"),
        ("replaced", "{{ 'x'" + "|replace('x', 'xxxxxxxxxx')" * 40 + " }}"),
        ("braces", "{{" * 9000),
        ("nested", "{{ " + "(" * 9000 + ")" * 9000 + " }}"),
    ):
        quoted = text.replace("'", "&apos;")
        paragraph = f"<w:p><w:r><w:t>{quoted}</w:t></w:r></w:p>"
        for often, times in (("", 1), (" often", 50)):
            yield Hostile(
                f"{name}{often}:模板/自评表.docx",
                "template",
                lambda _, p=paragraph, n=times: with_body(whole("docx"), p * n),
            )
    yield Hostile("laughs:模板/自评表.docx", "template", lambda _: docx(f"{laughs()}<x>&l9;</x>"))
    yield Hostile("outside:模板/自评表.docx", "template", lambda p: docx(f"{outside(p)}<x>&x;</x>"))
    yield Hostile("bomb:模板/自评表.docx", "template", lambda _: docx(" " * 64 * 2**20))


def corpus() -> tuple[Hostile, ...]:
    """Return all hostile files."""
    rooms = (
        *(_packages, _archives, _texts, _pages, _real_ones, _places, _forms, _toml, _templates),
    )
    return tuple(one for room in rooms for one in room())
