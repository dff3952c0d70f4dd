"""The parts of an xlsx file: a zip archive of XML documents that refer to one another.

Namespaces are not looked at, so that both kinds of the format (transitional and strict) read.
"""

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import IO, Any
from zipfile import ZipFile

from lxml import etree

LARGEST_PART = 128 * 1024 * 1024

_SAFE = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}


class DamagedError(Exception):
    """A package that lacks what every workbook has, or is far too large."""


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part refers to: the last word of the kind, and the other part."""

    kind: str
    part: str


class Package:
    """The parts of an open archive by their names, whatever way these are written."""

    def __init__(self, archive: ZipFile) -> None:
        self._archive = archive
        self._names = {_normal(name): name for name in archive.namelist()}

    def open(self, part: str) -> IO[bytes]:
        """Open a part; raises DamagedError for one that is missing or too large."""
        name = self._names.get(_normal(part))
        if name is None or self._archive.getinfo(name).file_size > LARGEST_PART:
            raise DamagedError(part)
        return self._archive.open(name)

    def root(self, part: str) -> Any:
        """Return the root element of a part."""
        with self.open(part) as stream:
            parser = etree.XMLParser(**_SAFE, remove_comments=True, remove_pis=True)
            return etree.parse(stream, parser).getroot()

    def elements(self, part: str, *names: str) -> Iterator[Any]:
        """Yield the elements of these names in a part; each is gone when the next one comes."""
        tags = [f"{{*}}{name}" for name in names]
        with self.open(part) as stream:
            found = etree.iterparse(
                stream, tag=tags, remove_comments=True, remove_pis=True, **_SAFE
            )
            for _, element in found:
                yield element
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]

    def related(self, part: str = "") -> Mapping[str, Relation]:
        """Return what a part, or the package itself, refers to within the package, by id."""
        folder, name = posixpath.split(part)
        place = posixpath.join(folder, "_rels", f"{name}.rels")
        if _normal(place) not in self._names:
            return {}
        return {
            element.get("Id", ""): Relation(
                element.get("Type", "").rpartition("/")[2],
                posixpath.normpath(posixpath.join("/", folder, element.get("Target", ""))),
            )
            for element in self.root(place)
            if element.get("TargetMode") != "External"
        }


def local_name(element: Any) -> str:
    """Return the name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def is_on(flag: str | None) -> bool:
    """Whether an attribute says yes."""
    return flag in ("1", "true", "on")


def whole(text: str | None) -> int:
    """Return a whole number from 0 that stands in an attribute, else 0."""
    return int(text) if text and text.isdecimal() and len(text) < 10 else 0


def _normal(part: str) -> str:
    return part.replace("\\", "/").strip("/").casefold()
