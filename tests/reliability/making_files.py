"""Small documents made by hand, down to their bytes: what no office program would write."""

import io
import json
import os
import struct
import zipfile
import zlib
from pathlib import Path

CANARY = "秘密的金丝雀7f3a"
CANARY_FILE = "canary.txt"
MAIN = "word/document.xml"
SHEET = "xl/worksheets/sheet1.xml"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def packed(entries: dict[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return out.getvalue()


def docx(body: str | bytes, **parts: str) -> bytes:
    """Return a docx file with a document part, or with what stands in its body."""
    types = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
    if isinstance(body, str) and not body.startswith("<?xml"):
        body = f"<w:document {W}><w:body>{body}</w:body></w:document>"
    return packed({"[Content_Types].xml": types, MAIN: body, **parts})


def with_body(document: bytes, body: str) -> bytes:
    """Return a docx file in which something else stands in the body."""
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    main = entries[MAIN].decode()
    start, end = main.index("<w:body>") + len("<w:body>"), main.rindex("<w:sectPr")
    return packed({**entries, MAIN: main[:start] + body + main[end:]})


def xlsx(sheet: str, **parts: str) -> bytes:
    """Return an xlsx file with a sheet."""
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    book = (
        f'<workbook {S} xmlns:r="{relations}"><sheets><sheet name="表" sheetId="1" r:id="r1"/>'
        "</sheets></workbook>"
    )
    related = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{relations}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{relations}/sharedStrings" Target="sharedStrings.xml"/>'
        "</Relationships>"
    )
    names = {"xl/workbook.xml": book, "xl/_rels/workbook.xml.rels": related, SHEET: sheet}
    names["xl/sharedStrings.xml"] = f"<sst {S}/>"
    return packed({**names, **{name.replace("__", "/"): text for name, text in parts.items()}})


def sheet(cells: str, after: str = "") -> str:
    """Return a sheet of one row of cells."""
    return f'<worksheet {S}><sheetData><row r="1">{cells}</row></sheetData>{after}</worksheet>'


def pdf(*objects: bytes) -> bytes:
    """Return a pdf file of some objects, the first of which is its catalogue."""
    out = io.BytesIO(b"%PDF-1.7\n")
    out.seek(0, os.SEEK_END)
    places = []
    for number, content in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%b\nendobj\n" % (number, content))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % place for place in places)
    out.write(b"trailer\n<</Size %d/Root 1 0 R>>\n" % (len(objects) + 1))
    out.write(b"startxref\n%d\n%%%%EOF" % start)
    return out.getvalue()


def page(drawing: bytes) -> bytes:
    """Return a pdf file with one page."""
    squeezed = zlib.compress(drawing)
    return pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R"
        b"/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Filter/FlateDecode/Length %d>>stream\n%b\nendstream" % (len(squeezed), squeezed),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )


def laughs(name: str = "x") -> str:
    """Return a document type in which ten entities make three billion characters."""
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return f'<?xml version="1.0"?><!DOCTYPE {name} [<!ENTITY l0 "哈哈哈">{entities}]>'


def outside(path: Path, name: str = "x") -> str:
    """Return a document type that would bring the canary in."""
    canary = (path.parent.parent / CANARY_FILE).resolve().as_uri()
    return f'<?xml version="1.0"?><!DOCTYPE {name} [<!ENTITY x SYSTEM "{canary}">]>'


def with_directory(data: bytes, offset: int, value: int) -> bytes:
    """Return a zip file whose directory has another number in its first entry."""
    at = data.index(b"PK\x01\x02") + offset
    return data[:at] + struct.pack("<L", value) + data[at + 4 :]


def overlapping(names: int, size: int) -> bytes:
    """Return a zip file in which many names share the same packed bytes."""
    data = packed({"00000.txt": bytes(size)})
    start, end = data.index(b"PK\x01\x02"), data.index(b"PK\x05\x06")
    entry = data[start:end]
    entries = b"".join(entry.replace(b"00000.txt", b"%05d.txt" % n) for n in range(names))
    last = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, names, names, len(entries), start, 0)
    return data[:start] + entries + last


def nested(depth: int) -> bytes:
    """Return an archive in an archive, and so on."""
    data = packed({"表.docx": docx("<w:p/>")})
    for _ in range(depth):
        data = packed({"内.zip": data})
    return data


def sparse(path: Path) -> None:
    """Make a file of 500 MB that takes no room."""
    with path.open("wb") as file:
        file.truncate(500 * 2**20)


def locked_office() -> bytes:
    """Return an OLE file with the streams of one that has a password."""
    stream = "EncryptedPackage".encode("utf-16-le")
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000) + stream


def form(**fields: object) -> bytes:
    """Return an evaluation file with some other fields; values may be raw JSON in a bytes."""
    data = {"format": 1, "profile": "sh2019", "indicators": [], **fields}
    parts = [
        f"{json.dumps(key)}: {value.decode() if isinstance(value, bytes) else json.dumps(value)}"
        for key, value in data.items()
    ]
    return ("{" + ", ".join(parts) + "}").encode()
