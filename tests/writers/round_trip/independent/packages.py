"""Whether a docx or an xlsx is a sound package: what is declared is there, and nothing else."""

import io
import posixpath
import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import ParseError, fromstring

_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"


def faults(data: bytes) -> Iterator[str]:
    """Yield what is wrong with a package."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = package.namelist()
        if len(names) != len(set(names)):
            yield "a part is there twice"
        if bad := package.testzip():
            yield f"{bad} is damaged"
        if len({info.date_time for info in package.infolist()}) != 1:
            yield "parts have different times"
        parts = {name: package.read(name) for name in names}
    yield from _broken_xml(parts)
    yield from _undeclared(parts)
    yield from _lost(parts)


def _broken_xml(parts: dict[str, bytes]) -> Iterator[str]:
    for name, content in parts.items():
        if name.endswith((".xml", ".rels", ".vml")):
            try:
                fromstring(content)
            except ParseError as error:
                yield f"{name}: {error}"
            if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
                yield f"{name} declares a document type"


def _undeclared(parts: dict[str, bytes]) -> Iterator[str]:
    types = fromstring(parts["[Content_Types].xml"])
    defaults = {(d.get("Extension") or "").lower() for d in types.iter(f"{_TYPES}Default")}
    overrides = {(o.get("PartName") or "").lstrip("/") for o in types.iter(f"{_TYPES}Override")}
    for name in parts:
        extension = name.rpartition(".")[2].lower()
        if name != "[Content_Types].xml" and name not in overrides and extension not in defaults:
            yield f"{name} has no content type"
    yield from (f"{name} is declared and not there" for name in overrides - parts.keys())


def _lost(parts: dict[str, bytes]) -> Iterator[str]:
    """Yield relations that lead out of the package, or nowhere, and parts none leads to."""
    reached = {"[Content_Types].xml"}
    for name in filter(lambda name: name.endswith(".rels"), parts):
        reached.add(name)
        folder = posixpath.dirname(posixpath.dirname(name))
        for relation in fromstring(parts[name]).iter(f"{_RELATIONS}Relationship"):
            target = relation.get("Target") or ""
            if relation.get("TargetMode") == "External":
                yield f"{name} leads out of the package: {target}"
                continue
            path = posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")
            reached.add(path)
            if path not in parts:
                yield f"{name} leads to {path}, which is not there"
    yield from (f"nothing leads to {name}" for name in parts.keys() - reached)
